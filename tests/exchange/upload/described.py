"""Frames as the catalogue hands them out, made by hand, for the tests of uploads."""

from __future__ import annotations

from pathlib import Path

from aesthcull.catalogue.records import PERSON, Capture, Frame, Keyword, SeriesPlace, StoredFile
from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.rows import UploadRow, UploadSettings, upload_rows

WORDS = tuple(f"word{n}" for n in range(12))
LONG = "A wide view of the harbour of Ostend in the early morning, with fishing boats and gulls"


def frame(
    name: str = "IMG_1.jpg",
    *,
    number: int = 1,
    words: tuple[str, ...] = WORDS,
    size: tuple[int, int] = (6000, 4000),
    file_size: int = 9_000_000,
    others: tuple[str, ...] = (),
    **changes: object,
) -> Frame:
    """A frame that every agency takes, but for `changes`."""
    folder = Path("/shoot")
    made = Frame(
        id=number,
        path=folder / name,
        file=StoredFile(folder / name, file_size, 1),
        missing=False,
        problem=None,
        width=size[0],
        height=size[1],
        capture=Capture(),
        flag=None,
        rating=0,
        label=None,
        other_files=tuple(StoredFile(folder / other, file_size, 1) for other in others),
        keywords=[Keyword(word, PERSON, None) for word in words],
        title=f"Harbour of Ostend {number}",
        description=f"{LONG} {number}",
        categories='{"shutterstock": ["Nature"]}',
    )
    for field, value in changes.items():
        setattr(made, field, value)
    return made


def in_series(series: int = 1, suggested: bool = False) -> SeriesPlace:
    """A place in a series of three."""
    return SeriesPlace(series, "series", 3, 0, suggested, ())


def rows(agency: Agency, *frames: Frame, settings: UploadSettings | None = None) -> list[UploadRow]:
    """What is said of the frames."""
    return upload_rows(frames, agency, settings or UploadSettings(), {})


def texts(row: UploadRow, *levels: str) -> list[str]:
    """The remarks of these levels; of all without any."""
    return [remark.text for remark in row.remarks if not levels or remark.level in levels]
