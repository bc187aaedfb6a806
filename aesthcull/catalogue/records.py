"""What the catalogue hands out: plain data that outlives its transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

Flag = Literal["pick", "reject"]
LABELS = ("red", "yellow", "green", "blue", "purple")
FLAGS = ("pick", "reject")
MAX_RATING = 5
# What a frame's RAW and the picture beside it are to each other. `edited`: the picture was written later than
# it was taken; `other time`: they were not taken at the same time.
Pair = Literal["same", "edited", "other time"]
PERSON = "person"  # the source of a keyword that the photographer typed


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a frame as it was last seen. `size` in bytes."""

    path: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Capture:
    """When, with what and how a frame was taken; see `photos.metadata.Metadata` for the units. `clock_shift`:
    the seconds by which the photographer adjusted the camera's clock, which `captured_at` has already."""

    captured_at: datetime | None = None
    utc_offset: int | None = None
    camera: str | None = None
    lens: str | None = None
    exposure_time: float | None = None
    f_number: float | None = None
    iso: int | None = None
    exposure_bias: float | None = None
    focal_length: float | None = None
    clock_shift: int = 0


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
    title: str | None = None
    description: str | None = None
    pair: str | None = None
    categories: str | None = None  # JSON, as `exchange.upload` has it
    keyword_order: str | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """What the photographer, or a sidecar, says of a frame; `keywords` are the photographer's only. A level
    of a keyword is divided from the next by `|`."""

    flag: str | None = None
    rating: int = 0
    label: str | None = None
    title: str | None = None
    description: str | None = None
    keywords: frozenset[str] = frozenset()


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


# Sales. `open` is an asset for which no frame was found, `dismissed` one that the user says shows none.
UPLOADS = "uploads"  # the form of a report that only says which files are on sale
AssetState = Literal["open", "matched", "ambiguous", "dismissed"]
MatchedBy = Literal["name", "stem", "edited", "title", "picture", "person"]


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """What one line of a sales report says.

    `kind` is `sale` (one or more downloads at a time), `total` (downloads and earnings since the upload) or
    `asset` (it is on sale; nothing about downloads). At least one of `number` and `file_name` is known.
    `count` is negative for a refund; `amount` is in `currency` (ISO 4217).
    """

    line: int
    kind: Literal["sale", "total", "asset"]
    number: str | None = None
    file_name: str | None = None
    title: str | None = None
    uploaded_on: date | None = None
    sold_at: datetime | None = None
    count: int = 1
    amount: float | None = None
    currency: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame that an asset may show. `similarity` of the pictures is −1…1, None where not compared."""

    frame_id: int
    how: MatchedBy
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Asset:
    """An asset with what was sold of it, refunds taken off. `earnings` by currency.

    `sales` is the larger of the single sales and the lifetime total: agencies that tell both tell the same.
    `picture` is the uploaded file, once the user has shown it.
    """

    id: int
    agency: str
    number: str | None
    file_name: str | None
    title: str | None
    uploaded_on: date | None
    sales: int
    earnings: dict[str, float]
    state: AssetState
    frame_id: int | None
    how: MatchedBy | None
    candidates: tuple[Candidate, ...] = ()
    picture: Path | None = None


@dataclass(frozen=True, slots=True)
class SoldFrame:
    """A frame that is on sale: the sum over the agencies' assets that show it.

    `sales` may be 0; `online_since` is the earliest upload date known (None: none is), `first_sold` and
    `last_sold` the days of the first and the last single sale.
    """

    frame_id: int
    agencies: tuple[str, ...]
    sales: int
    earnings: dict[str, float]
    online_since: date | None
    first_sold: date | None
    last_sold: date | None


@dataclass(frozen=True, slots=True)
class SalesReport:
    """A report that was imported: how many rows it has and how many of them could not be used.

    `sales` are the single downloads that it was the first to tell, refunds taken off; `period` the days of
    the first and the last of them, None where it tells none; `assets` how many it speaks of.
    """

    id: int
    imported_at: datetime
    path: Path
    agency: str
    form: str
    rows: int
    refused: int
    assets: int
    sales: int
    period: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class SalesSummary:
    """All that is known of sales. `agencies` and `states` count assets; `earnings` are by currency."""

    reports: int
    assets: int
    sales: int
    earnings: dict[str, float]
    agencies: dict[str, int]
    states: dict[AssetState, int]
    period: tuple[date, date] | None
