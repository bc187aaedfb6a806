"""Technical measures of one picture, by classical means.

They compare frames of one series, which show the same subject; between subjects they mean little. What each
can and cannot tell is measured by tests/bench/bench_technical.py.
"""

from __future__ import annotations

from aesthcull.vision.technical.measures import MEASURED_SIDE, NAME, VERSION, Technical, measure

__all__ = ["MEASURED_SIDE", "NAME", "VERSION", "Technical", "measure"]
