#!/usr/bin/env bash
# Installs what the benchmarks compare with into target/bench: the official Go, TypeScript and Python SDKs, each where its language is.
# HATCHET_REPOSITORY names another clone of Hatchet's repository than the public one.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.."
release=v0.101.27
bench=$PWD/target/bench
mkdir -p "$bench/typescript"

if command -v go >/dev/null; then
  if [ ! -d "$bench/hatchet" ]; then
    git clone --quiet --depth 1 --branch "$release" "${HATCHET_REPOSITORY:-https://github.com/hatchet-dev/hatchet}" "$bench/hatchet"
  fi
  # Inside the SDK's module, so that its own go.mod pins all that it needs.
  for program in worker engine; do
    mkdir -p "$bench/hatchet/bench/$program"
    cp "src/test/bench/go/$program/main.go" "$bench/hatchet/bench/$program/"
    (cd "$bench/hatchet" && go build -o "$bench/go-$program" "./bench/$program")
  done
else
  echo "No go here: without the Go SDK"
fi

if command -v npm >/dev/null; then
  cp src/test/bench/typescript/bench.mjs src/test/bench/typescript/package.json "$bench/typescript/"
  npm install --silent --no-audit --no-fund --prefix "$bench/typescript"
else
  echo "No npm here: without the TypeScript SDK"
fi

if command -v python3 >/dev/null; then
  [ -x target/conformance/python/bin/python ] || src/test/python/install.sh
else
  echo "No python3 here: without the Python SDK"
fi
