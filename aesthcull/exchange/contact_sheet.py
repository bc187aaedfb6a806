"""A contact sheet: the frames in a grid with name and score, as one PNG."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from aesthcull.catalogue.records import Frame
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import FrameFile

_CELL, _PICTURE, _MARGIN, _HEADER = (250, 230), (230, 172), 24, 72
_PAPER, _MAT, _INK, _FAINT, _ACCENT = "#262626", "#303030", "#e6e6e6", "#9a9a9a", "#e8b04a"
MAX_FRAMES = 400  # beyond that one picture cannot be looked at


def write_contact_sheet(
    frames: Sequence[Frame],
    thumbnails: ThumbnailCache,
    out: Path,
    *,
    title: str,
    score: str,
    columns: int = 6,
) -> Path:
    """Write the frames, in the order given, as a PNG; the suggested frame of each series is marked.

    At most MAX_FRAMES are shown. Raises OSError when the file cannot be written.
    """
    shown = frames[:MAX_FRAMES]
    rows = max(1, -(-len(shown) // columns))
    size = (2 * _MARGIN + columns * _CELL[0], _HEADER + _MARGIN + rows * _CELL[1])
    sheet = Image.new("RGB", size, _PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.text((_MARGIN + 10, 20), title, fill=_INK, font=ImageFont.load_default(24))
    for index, frame in enumerate(shown):
        left = _MARGIN + index % columns * _CELL[0] + (_CELL[0] - _PICTURE[0]) // 2
        top = _HEADER + index // columns * _CELL[1]
        _draw_frame(sheet, draw, frame, thumbnails, (left, top), score)
    out.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(out, "PNG", optimize=False)
    return out


def _draw_frame(
    sheet: Image.Image,
    draw: ImageDraw.ImageDraw,
    frame: Frame,
    thumbnails: ThumbnailCache,
    corner: tuple[int, int],
    score: str,
) -> None:
    left, top = corner
    suggested = frame.series is not None and frame.series.suggested
    box = (left, top, left + _PICTURE[0] - 1, top + _PICTURE[1] - 1)
    draw.rectangle(box, fill=_MAT, outline=_ACCENT if suggested else None, width=3 if suggested else 0)
    path = thumbnails.path(FrameFile(frame.file.path, frame.file.size, frame.file.mtime_ns))
    try:
        with Image.open(path) as picture:
            picture.thumbnail((_PICTURE[0] - 10, _PICTURE[1] - 10), Image.Resampling.LANCZOS)
            offset = ((_PICTURE[0] - picture.width) // 2, (_PICTURE[1] - picture.height) // 2)
            sheet.paste(picture, (left + offset[0], top + offset[1]))
    except OSError:
        draw.text((left + 12, top + 12), frame.problem or "no thumbnail", fill=_FAINT)
    small = ImageFont.load_default(14)
    value = frame.scores.get(score)
    number = f"{value.value:.2f}" if value else "–"
    name = frame.path.name.encode("utf-8", "replace").decode()
    while name and draw.textlength(name, font=small) > _PICTURE[0] - 60:
        name = name[:-2].rstrip("…") + "…"
    draw.text((left, top + _PICTURE[1] + 6), name, fill=_INK, font=small)
    draw.text((left + _PICTURE[0], top + _PICTURE[1] + 6), number, fill=_ACCENT, font=small, anchor="ra")
    if frame.series is not None:
        text = frame.series.kind if not suggested else f"suggested: {', '.join(frame.series.reasons)}"
        faint = ImageFont.load_default(12)
        while text and draw.textlength(text, font=faint) > _PICTURE[0]:
            text = text[:-2].rstrip("…") + "…"
        draw.text((left, top + _PICTURE[1] + 26), text, fill=_ACCENT if suggested else _FAINT, font=faint)
