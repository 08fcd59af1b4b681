#!/usr/bin/env bash
# Installs the official TypeScript SDK into target/conformance/typescript, for ConformancePointsIT.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.."
into=target/conformance/typescript
mkdir -p "$into"
cp src/test/typescript/package.json src/test/typescript/package-lock.json "$into"
npm ci --prefix "$into" --ignore-scripts --no-audit --no-fund --loglevel=error
