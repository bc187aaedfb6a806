"""A contact sheet: the frames in a grid with name, marks and score, as one PNG."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import matplotlib
from PIL import Image, ImageDraw, ImageFont

from aesthcull.catalogue.records import Frame
from aesthcull.exchange.reports.captions import Captions, plain
from aesthcull.exchange.reports.pictures import picture_of
from aesthcull.job import Job
from aesthcull.photos.problems import PhotoError
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.writing import replacing

_CELL, _PICTURE, _MARGIN, _HEADER = (250, 230), (230, 172), 24, 72
_PAPER, _MAT, _INK, _FAINT, _ACCENT = "#262626", "#303030", "#e6e6e6", "#9a9a9a", "#e8b04a"
MAX_FRAMES = 400  # beyond that one picture cannot be looked at
_Place = tuple[int, int]


def write_contact_sheet(
    frames: Sequence[Frame],
    thumbnails: ThumbnailCache,
    out: Path,
    *,
    title: str,
    captions: Captions | None = None,
    columns: int = 6,
    job: Job | None = None,
) -> int:
    """Write the frames, in the order given, as a PNG; the suggested frame of each series is marked.

    At most MAX_FRAMES are shown, and it says so; a frame without a picture keeps its place, with the
    reason. Returns how many have no picture. Raises OSError when the file cannot be written, and Cancelled.
    """
    captions, job = captions or Captions(), job or Job()
    shown, absent = frames[:MAX_FRAMES], 0
    rows = max(1, -(-len(shown) // columns))
    size = (2 * _MARGIN + columns * _CELL[0], _HEADER + _MARGIN + rows * _CELL[1])
    sheet = Image.new("RGB", size, _PAPER)
    draw = ImageDraw.Draw(sheet)
    title = _cut(draw, plain(title), _font(22), size[0] - 2 * _MARGIN - 20)
    draw.text((_MARGIN + 10, 12), title, fill=_INK, font=_font(22))
    told = (
        f"{len(frames):,} frames" if len(shown) == len(frames) else f"{MAX_FRAMES} of {len(frames):,} frames"
    )
    draw.text((_MARGIN + 10, 44), told, fill=_FAINT, font=_font(13))
    job.stage("Contact sheet", len(shown))
    for index, frame in enumerate(shown):
        left = _MARGIN + index % columns * _CELL[0] + (_CELL[0] - _PICTURE[0]) // 2
        corner = (left, _HEADER + index // columns * _CELL[1])
        absent += not _draw_picture(sheet, draw, frame, thumbnails, corner)
        _draw_captions(draw, frame, captions, (left, corner[1] + _PICTURE[1] + 4))
        job.advance()
    with replacing(out) as beside:
        sheet.save(beside, "PNG", optimize=False)
    return absent


def _draw_picture(
    sheet: Image.Image, draw: ImageDraw.ImageDraw, frame: Frame, thumbnails: ThumbnailCache, corner: _Place
) -> bool:
    (left, top), (width, height) = corner, _PICTURE
    suggested = frame.series is not None and frame.series.suggested
    box = (left, top, left + width - 1, top + height - 1)
    draw.rectangle(box, fill=_MAT, outline=_ACCENT if suggested else None, width=3 if suggested else 0)
    try:
        picture = picture_of(frame, thumbnails, width)
    except PhotoError as error:
        text = _wrapped(draw, plain(error.reason), _font(12), width - 24)
        draw.multiline_text((left + 12, top + 12), text, fill=_FAINT, font=_font(12))
        return False
    picture.thumbnail((width - 10, height - 10), Image.Resampling.LANCZOS)
    offset = ((width - picture.width) // 2, (height - picture.height) // 2)
    sheet.paste(picture, (left + offset[0], top + offset[1]))
    return True


def _draw_captions(draw: ImageDraw.ImageDraw, frame: Frame, captions: Captions, corner: _Place) -> None:
    (left, top), width = corner, _PICTURE[0]
    number, font = captions.value(frame), _font(13)
    draw.text((left + width, top), number, fill=_ACCENT, font=font, anchor="ra")
    room = width - draw.textlength(f"{number}  ", font=font)
    if captions.name:
        draw.text((left, top), _cut(draw, plain(frame.path.name), font, room), fill=_INK, font=font)
    marks, small = captions.marks(frame), _font(12)
    draw.text((left + width, top + 20), marks, fill=_INK, font=small, anchor="ra")
    place = frame.series
    if place is not None:
        text = f"suggested: {', '.join(place.reasons)}" if place.suggested else place.kind
        text = _cut(draw, text, small, width - draw.textlength(f"{marks}  ", font=small))
        draw.text((left, top + 20), text, fill=_ACCENT if place.suggested else _FAINT, font=small)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Of those that are installed with the program the one with most scripts; Pillow's has Latin only."""
    return ImageFont.truetype(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf", size)


def _cut(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    """The text, shortened until it fits."""
    shorter = text
    while shorter and draw.textlength(shorter, font=font) > room:
        text = text[:-1]
        shorter = f"{text}…" if text else ""
    return shorter


def _wrapped(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font=font) <= room:
            lines[-1] = longer
        else:
            lines.append(_cut(draw, word, font, room))
    return "\n".join(lines[:9]).strip()
