"""Which files have checks."""

from importlib import import_module

NAMES = [
    "connection",
    "running",
    "graphs",
    "retries",
    "timeouts",
    "cancelling",
    "children",
    "concurrency",
    "ratelimits",
    "events",
    "schedules",
    "streams",
]


def load():
    for name in NAMES:
        import_module(f"conformance.{name}")
