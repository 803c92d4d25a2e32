#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Renew requirements/*.txt: every package with the hashes of all its files, so that one lock serves all platforms.
# `UPGRADE= make lock` keeps the present versions where pyproject.toml and requirements/*.in allow them.
set -eu
cd "$(dirname "$0")/.."
# On the oldest Python that is supported, because what newer ones need is a part of that.
python3.11 --version >/dev/null 2>&1 || { echo 'The requirements are locked with Python 3.11: install it first.' >&2; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3.11 -m venv "$scratch"
"$scratch/bin/pip" install --quiet --disable-pip-version-check 'pip-tools==7.6.2'

export CUSTOM_COMPILE_COMMAND='make lock' PIP_FIND_LINKS=
compile() {
	output=requirements/$1.txt
	shift
	# shellcheck disable=SC2086 # no upgrade is no argument
	"$scratch/bin/pip-compile" --quiet ${UPGRADE---upgrade} --generate-hashes --strip-extras --allow-unsafe \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file "$output" "$@"
}
compile build requirements/build.in
compile runtime pyproject.toml
compile dev --extra eval pyproject.toml requirements/dev.in
