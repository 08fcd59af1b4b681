"""Conformance points of Hatchet's protocol, shown by the official Python SDK; ConformancePointsIT runs them."""
