"""Whether an agency takes a frame: its file, its texts, its keywords, its categories."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from aesthcull.catalogue.records import Frame, StoredFile
from aesthcull.exchange.upload.agency import MEGA, Agency, Entry, PictureLimits, TextField
from aesthcull.exchange.upload.remarks import Remark, note, refused, warning
from aesthcull.exchange.upload.texts import defused
from aesthcull.photos.formats import RAW_SUFFIXES

_NAMED = 5  # keywords that a remark names
NO_CATEGORY = refused("has no category")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9._ -]+")


@dataclass(frozen=True)
class _Forms:
    """What is said about one of the texts."""

    none: str
    too_long: str
    too_short: str
    rather_long: str
    defused: str


_FORMS: dict[TextField, _Forms] = {
    "title": _Forms(
        "has no title",
        "the title has {0} characters; {1} accepts at most {2}",
        "the title has {0} characters; {1} requires at least {2}",
        "the title has {0} characters; {1} recommends at most {2}",
        "the title is written as “{0}”, which no spreadsheet runs as a formula",
    ),
    "description": _Forms(
        "has no description",
        "the description has {0} characters; {1} accepts at most {2}",
        "the description has {0} characters; {1} requires at least {2}",
        "the description has {0} characters; {1} recommends at most {2}",
        "the description is written as “{0}”, which no spreadsheet runs as a formula",
    ),
}


def upload_file(frame: Frame, agency: Agency) -> StoredFile | None:
    """The file of a frame that the agency takes; None without one."""
    files = (frame.file, *frame.other_files)
    return next((f for f in files if f.path.suffix.lower() in agency.pictures.suffixes), None)


def picture_remarks(frame: Frame, agency: Agency) -> Iterator[Remark]:
    """About the file, its name, its size and its pixels."""
    file, limits = upload_file(frame, agency), agency.pictures
    if frame.missing:
        yield refused("the file is missing")
    elif frame.problem is not None:
        yield refused("cannot be read: {0}", frame.problem)
    elif file is None:
        yield _no_picture(frame, agency)
    else:
        yield from _name_remarks(file.path.name, agency)
        yield from _size_remarks(file, limits, agency.name)
        if file != frame.file or not frame.width or not frame.height:
            yield warning("its size in pixels is not known yet: scan the shoot again")
        else:
            yield from _pixel_remarks(frame.width, frame.height, limits, agency.name)


def text_remarks(entry: Entry, agency: Agency) -> Iterator[Remark]:
    """About title and description."""
    for field, limits in agency.texts.items():
        text, name, forms = getattr(entry, field), agency.name, _FORMS[field]
        if not text and limits.required:
            yield refused(forms.none)
        elif len(text) > limits.most:
            yield refused(forms.too_long, len(text), name, limits.most)
        elif text and len(text) < limits.fewest:
            yield refused(forms.too_short, len(text), name, limits.fewest)
        elif limits.advised and len(text) > limits.advised:
            yield warning(forms.rather_long, len(text), name, limits.advised)
        written = defused(text, agency.separator)
        if written != text:
            yield note(forms.defused, written)


def keyword_remarks(words: Sequence[str], cut: Sequence[str], agency: Agency) -> Iterator[Remark]:
    """About the keywords that are written, and those that were `cut` from their end."""
    fewest, most = agency.keywords.fewest, agency.keywords.most
    if not words:
        yield refused("has no keywords")
    elif len(words) < fewest:
        yield refused("has {0} keywords; {2} requires at least {1}", len(words), fewest, agency.name)
    if cut:
        more = f" … +{len(cut) - _NAMED}" if len(cut) > _NAMED else ""
        yield note("only {0} keywords are written, not: {1}", most, ", ".join(cut[:_NAMED]) + more)
    cell = ",".join(words)
    if defused(cell, agency.separator) != cell:
        yield note("the keywords are written so that no spreadsheet runs them as a formula")


def category_remarks(names: Sequence[str], agency: Agency) -> Iterator[Remark]:
    """About the categories, by their names."""
    known = agency.categories
    if known is None:
        return
    for name in names:
        if known.named(name) is None:
            yield refused("{0} has no category “{1}”", agency.name, name)
    if len(names) > known.most:
        yield refused("has {0} categories; {1} accepts at most {2}", len(names), agency.name, known.most)
    if known.required and not names:
        yield NO_CATEGORY


def _no_picture(frame: Frame, agency: Agency) -> Remark:
    suffix = frame.file.path.suffix.lower()
    takes = _kinds(agency.pictures.suffixes)
    if suffix in RAW_SUFFIXES:
        return refused("is a RAW file without a JPEG; {0} accepts {1}", agency.name, takes)
    return refused("is {0}; {1} accepts {2}", suffix.lstrip(".").upper(), agency.name, takes)


def _kinds(suffixes: frozenset[str]) -> str:
    names = {".jpg": "JPEG", ".tif": "TIFF", ".png": "PNG"}
    return ", ".join(name for suffix, name in names.items() if suffix in suffixes)


def _name_remarks(name: str, agency: Agency) -> Iterator[Remark]:
    if not name.isprintable() or defused(name, agency.separator) != name:
        yield refused("rename the file: a CSV cannot hold its name safely")
    elif agency.plain_names and not _PLAIN_NAME.fullmatch(name):
        yield warning("{0} asks for file names without special characters and accents", agency.name)
    if agency.longest_name and len(name) > agency.longest_name:
        yield warning(
            "the file name has {0} characters; {1} asks for at most {2}",
            len(name),
            agency.name,
            agency.longest_name,
        )


def _size_remarks(file: StoredFile, limits: PictureLimits, agency: str) -> Iterator[Remark]:
    most, least = _mega(limits.most_bytes), _mega(limits.least_bytes)
    if limits.most_bytes and file.size > limits.most_bytes:
        yield refused("the file has {0} MB; {1} accepts at most {2}", _mega(file.size, ceil), agency, most)
    if file.size < limits.least_bytes:
        yield refused("the file has {0} MB; {1} requires at least {2}", _mega(file.size), agency, least)


def _pixel_remarks(width: int, height: int, limits: PictureLimits, agency: str) -> Iterator[Remark]:
    pixels, shorter, longer = width * height, min(width, height), max(width, height)
    least, most = _mega(limits.least_pixels), _mega(limits.most_pixels)
    if pixels < limits.least_pixels:
        yield refused("has {0} megapixels; {1} requires at least {2}", _mega(pixels), agency, least)
    elif shorter < limits.least_side:
        side = limits.least_side
        yield refused("its shorter side has {0} pixels; {1} requires at least {2}", shorter, agency, side)
    if limits.most_pixels and pixels > limits.most_pixels:
        yield refused("has {0} megapixels; {1} accepts at most {2}", _mega(pixels, ceil), agency, most)
    elif limits.most_side and longer > limits.most_side:
        yield refused(
            "its longer side has {0} pixels; {1} accepts at most {2}", longer, agency, limits.most_side
        )


def _mega(number: int, rounded: Callable[[float], int] = floor) -> str:
    """Millions to one decimal, never rounded to a limit: 3.96 megapixels are not 4."""
    return f"{rounded(number * 10 / MEGA) / 10:g}"
