#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Renew requirements/*.txt: every package of every group with the hashes of all its files, so that one lock serves all
# platforms. Run on Python 3.11, the oldest supported: what newer ones need is a part of that. `UPGRADE=` keeps the
# present versions where pyproject.toml allows them.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"${PYTHON:-python3}" -m venv "$scratch"
"$scratch/bin/pip" install --quiet --disable-pip-version-check 'pip-tools==7.6.2'

export CUSTOM_COMPILE_COMMAND='make lock' PIP_FIND_LINKS=
compile() {
	output=requirements/$1.txt
	shift
	"$scratch/bin/pip-compile" --quiet ${UPGRADE---upgrade} --generate-hashes --strip-extras --allow-unsafe \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file "$output" "$@"
}
compile build requirements/build.in
compile runtime pyproject.toml
compile dev pyproject.toml requirements/dev.in
