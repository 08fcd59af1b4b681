"""python -m conformance: serves the suite's workflows, runs all checks at once, and prints a line of JSON for each.

Then waits for the end of standard input: the checks of another SDK may still need the worker.
"""

import asyncio
import json
import os
import subprocess
import sys
import traceback

from conformance import topics
from conformance.suite import PATIENCE, checks, until, workers


def tell(**what):
    print(json.dumps(what), flush=True)


async def run(name: str, function):
    try:
        await asyncio.wait_for(function(), 2 * PATIENCE)
        tell(check=name, passed=True)
    except BaseException:
        tell(check=name, passed=False, error=traceback.format_exc())


async def main():
    tell(plan=list(checks))
    await until(workers, "the worker registers")
    await asyncio.gather(*(run(name, function) for name, function in checks.items()))


if __name__ == "__main__":
    topics.load()
    with open(sys.argv[1], "w") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "conformance.worker"], stdout=log, stderr=log
        )
    try:
        asyncio.run(main())
        sys.stdin.read()
    finally:
        worker.terminate()
        try:
            worker.wait(10)
        except subprocess.TimeoutExpired:
            worker.kill()
    os._exit(0)
