"""What the catalogue hands out: plain data that outlives its transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

Flag = Literal["pick", "reject"]
LABELS = ("red", "yellow", "green", "blue", "purple")
FLAGS = ("pick", "reject")
MAX_RATING = 5
PERSON = "person"  # the source of a keyword that the photographer typed


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a frame as it was last seen. `size` in bytes."""

    path: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Capture:
    """When, with what and how a frame was taken; see `photos.metadata.Metadata` for the units."""

    captured_at: datetime | None = None
    utc_offset: int | None = None
    camera: str | None = None
    lens: str | None = None
    exposure_time: float | None = None
    f_number: float | None = None
    iso: int | None = None
    exposure_bias: float | None = None
    focal_length: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A named judgement. `model` is the id, name@version, of the model that made it."""

    value: float
    model: str
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class Keyword:
    """A tag with its source (`person` or a model's id) and confidence 0–1."""

    name: str
    source: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """Where a frame stands in its series."""

    id: int
    kind: str
    size: int
    position: int
    suggested: bool
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Frame:
    """One frame of a shoot with all that lists and views show. `width`, `height` in pixels, upright."""

    id: int
    path: Path
    file: StoredFile
    missing: bool
    problem: str | None
    width: int | None
    height: int | None
    capture: Capture
    flag: str | None
    rating: int
    label: str | None
    other_files: tuple[StoredFile, ...] = ()
    scores: dict[str, Score] = field(default_factory=dict)
    keywords: list[Keyword] = field(default_factory=list)
    series: SeriesPlace | None = None


@dataclass(frozen=True)
class Shoot:
    """A folder that was opened."""

    id: int
    path: Path
    opened_at: datetime
    scanned_at: datetime | None


@dataclass(frozen=True)
class Step:
    """What one undo takes back."""

    id: int
    name: str
    at: datetime
    frame_ids: tuple[int, ...]
