"""The suite's one worker: python -m conformance.worker."""

from conformance import topics
from conformance.suite import WORKER, hatchet, workflows

if __name__ == "__main__":
    topics.load()
    hatchet.worker(WORKER, slots=100, workflows=workflows).start()
