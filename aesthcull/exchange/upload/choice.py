"""Which frames of a shoot to upload, where the user has not said."""

from __future__ import annotations

from collections.abc import Iterable

from aesthcull.catalogue.records import Frame


def to_upload(frames: Iterable[Frame]) -> list[Frame]:
    """The picks; where nothing is picked, the suggested frame of each series and the frames in no series.

    Rejects are not among them, nor are sets (brackets, panoramas): what is uploaded of those is made of them.
    """
    there = list(frames)
    picks = [frame for frame in there if frame.flag == "pick"]
    return picks or [frame for frame in there if is_suggested(frame)]


def is_suggested(frame: Frame) -> bool:
    """Whether a frame is the suggested one of its series, or in none, and not rejected."""
    return frame.flag != "reject" and (frame.series is None or frame.series.suggested)
