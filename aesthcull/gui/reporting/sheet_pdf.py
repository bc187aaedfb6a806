"""A contact sheet for the printer: a PDF of as many pages as it takes.

Qt writes it: its text stays text in every script that the machine has a font for, and its pictures are JPEGs;
Pillow would make a picture of the text, and Matplotlib stores photographs without loss, ten times as large.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PySide6.QtCore import QBuffer, QCoreApplication, QDate, QIODevice, QLocale, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from aesthcull.catalogue.records import Frame
from aesthcull.exchange.reports.captions import Captions, plain
from aesthcull.exchange.reports.pictures import picture_of
from aesthcull.gui.pictures import to_image
from aesthcull.gui.reporting.sheet_layout import DPI, Layout, dots
from aesthcull.job import Job
from aesthcull.photos.problems import PhotoError
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.writing import replacing

PAPERS = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
_MARGIN = 12.0  # mm
_INK, _FAINT, _MAT = QColor("#111111"), QColor("#666666"), QColor("#eeeeee")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap

translate = QCoreApplication.translate  # by this name lupdate finds the texts


@dataclass(frozen=True)
class Sheet:
    """How a contact sheet is to look. `paper` is one of PAPERS."""

    title: str
    captions: Captions
    paper: str = "A4"
    landscape: bool = False
    columns: int = 5


def application() -> QCoreApplication:
    """What Qt needs for its fonts, for a caller without a window, who keeps it while there is writing."""
    running = QGuiApplication.instance()
    if running is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        running = QGuiApplication([])
    return running


def write_sheet_pdf(
    frames: Sequence[Frame], thumbnails: ThumbnailCache, out: Path, sheet: Sheet, job: Job
) -> int:
    """Write the frames in the order given; one without a picture keeps its place, with the reason.

    Returns how many have none. Raises OSError, after which what stood at `out` is as it was, and Cancelled.
    Needs a QGuiApplication, but may run in any thread.
    """
    job.stage(translate("ContactSheet", "Contact sheet"), len(frames))
    made = QBuffer()  # a page at a time: Qt's own files say nothing of a write that came short
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    with replacing(out) as beside, beside.open("wb") as file:
        writer, absent = _writer(made, sheet), 0
        layout = Layout(writer.width(), writer.height(), sheet.columns, sheet.captions.lines)
        with QPainter(writer) as painter:
            for page in range(layout.pages(len(frames))):
                if page:
                    writer.newPage()
                _paint_lines(painter, layout, sheet, page, len(frames))
                for number, frame in enumerate(frames[page * layout.frames : (page + 1) * layout.frames]):
                    absent += not _paint_picture(painter, layout, number, frame, thumbnails)
                    _paint_captions(painter, layout, number, frame, sheet.captions)
                    job.advance()
                _hand_on(made, file)
        _hand_on(made, file)
    return absent


def _writer(made: QBuffer, sheet: Sheet) -> QPdfWriter:
    writer = QPdfWriter(made)
    writer.setResolution(DPI)
    writer.setTitle(plain(sheet.title))
    writer.setCreator("aesthcull")
    turned = QPageLayout.Orientation.Landscape if sheet.landscape else QPageLayout.Orientation.Portrait
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    size = QPageSize(PAPERS[sheet.paper])
    writer.setPageLayout(QPageLayout(size, turned, margins, QPageLayout.Unit.Millimeter))
    return writer


def _hand_on(made: QBuffer, file: BinaryIO) -> None:
    """Write what Qt has made so far."""
    file.write(made.data().data()[: made.pos()])
    made.seek(0)


def _paint_lines(painter: QPainter, layout: Layout, sheet: Sheet, page: int, count: int) -> None:
    """What stands above and below the frames of a page."""
    today = QLocale().toString(QDate.currentDate(), QLocale.FormatType.LongFormat)
    above = QRectF(layout.header().adjusted(0, 0, 0, -dots(3.0)))
    room = above.width() - dots(60)
    _say(
        painter, QRectF(above.left(), above.top(), room, above.height()), plain(sheet.title), dots(4.4), _INK
    )
    _say(painter, above, today, dots(2.8), _FAINT, _RIGHT)
    first, last = page * layout.frames + 1, min((page + 1) * layout.frames, count)
    which = translate("ContactSheet", "Frames {0}–{1} of {2}").format(first, last, f"{count:,}")
    below = QRectF(layout.footer().adjusted(0, dots(2.0), 0, 0))
    _say(painter, below, which if count else translate("ContactSheet", "No frames"), dots(2.8), _FAINT)
    of = translate("ContactSheet", "Page {0} of {1}").format(page + 1, layout.pages(count))
    _say(painter, below, of, dots(2.8), _FAINT, _RIGHT)


def _paint_picture(
    painter: QPainter, layout: Layout, number: int, frame: Frame, thumbnails: ThumbnailCache
) -> bool:
    box = layout.picture(number)
    try:
        picture = to_image(np.asarray(picture_of(frame, thumbnails, layout.picture_side)))
    except PhotoError as error:
        painter.fillRect(box, _MAT)
        painter.setFont(_font(layout.text_height * 0.85))
        painter.setPen(_FAINT)
        margin = layout.text_height / 2
        painter.setClipRect(box)
        painter.drawText(box.adjusted(margin, margin, -margin, -margin), _WRAPPED, plain(error.reason))
        painter.setClipping(False)
        return False
    painter.drawImage(_inside(box, picture), picture)
    return True


def _inside(box: QRectF, picture: QImage) -> QRectF:
    """As large as it fits, at the foot of the box, next to its text."""
    factor = min(box.width() / picture.width(), box.height() / picture.height())
    width, height = picture.width() * factor, picture.height() * factor
    return QRectF(box.left() + (box.width() - width) / 2, box.bottom() - height, width, height)


def _paint_captions(painter: QPainter, layout: Layout, number: int, frame: Frame, captions: Captions) -> None:
    line = 0
    if captions.name:
        _say(painter, layout.text(number, line), plain(frame.path.name), layout.text_height, _INK)
        line += 1
    if captions.lines > line:
        place, value = layout.text(number, line), captions.value(frame)
        _say(painter, place, value, layout.text_height, _FAINT, _RIGHT)
        taken = painter.fontMetrics().horizontalAdvance(f"{value} ") if value else 0
        _say(painter, place.adjusted(0, 0, -taken, 0), captions.marks(frame), layout.text_height, _FAINT)


def _say(
    painter: QPainter,
    place: QRectF,
    text: str,
    size: float,
    ink: QColor,
    where: Qt.AlignmentFlag = _LEFT,
) -> None:
    """One line of text, shortened in its middle where it does not fit."""
    font = _font(size)
    painter.setFont(font)
    painter.setPen(ink)
    metrics = QFontMetricsF(font, painter.device())
    painter.drawText(place, where, metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, place.width()))


def _font(size: float) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(max(1, round(size)))
    return font
