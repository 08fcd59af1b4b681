#!/usr/bin/env bash
# Installs the official Python SDK into target/conformance/python, for the conformance tests and the benchmark of workers.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.."
into=target/conformance/python
python3 -m venv "$into"
"$into/bin/pip" install --quiet --disable-pip-version-check --no-deps -r src/test/python/requirements.txt
