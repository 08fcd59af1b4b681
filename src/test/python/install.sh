#!/usr/bin/env bash
# Installs the official Python SDK into target/conformance, for ConformanceIT and the benchmark of workers.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.."
python3 -m venv target/conformance
target/conformance/bin/pip install --quiet --disable-pip-version-check -r src/test/python/requirements.txt
