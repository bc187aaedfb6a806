from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSettings
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from aesthcull.catalogue.records import Capture, Frame, StoredFile
from aesthcull.gui.viewing.canvas import Canvas
from aesthcull.gui.viewing.geometry import Place
from aesthcull.gui.viewing.loading import Loader
from aesthcull.gui.viewing.overlay_pixels import View, make
from aesthcull.gui.viewing.overlays import NAMES, Overlays
from aesthcull.gui.viewing.sources import Sources
from aesthcull.photos.thumbnails import ThumbnailCache
from tests.conftest import MakePhoto

WHOLE = QRectF(0, 0, 1, 1)


def frame_of(path: Path, frame_id: int = 1) -> Frame:
    known = path.stat()
    return Frame(
        id=frame_id,
        path=path,
        file=StoredFile(path, known.st_size, known.st_mtime_ns),
        missing=False,
        problem=None,
        width=None,
        height=None,
        capture=Capture(),
        flag=None,
        rating=0,
        label=None,
    )


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "overlays.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def canvas(tmp_path: Path, qtbot: QtBot) -> Iterator[Canvas]:
    sources = Sources(Loader(ThumbnailCache(tmp_path / "thumbs")))
    made = Canvas(sources)
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show()
    yield made
    sources.close()


def half_white(path: Path) -> Path:
    """Left half at white, right half grey."""
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(120, 120, 120))
    for y in range(200):
        for x in range(150):
            image.setPixelColor(x, y, QColor(255, 255, 255))
    assert image.save(str(path))
    return path


def colour_at(canvas: Canvas, across: float, down: float) -> QColor:
    """Of a point of the photograph, its sides being 1."""
    photo = canvas.picture_rect()
    point = QPointF(photo.x() + across * photo.width(), photo.y() + down * photo.height())
    return canvas.grab().toImage().pixelColor(point.toPoint())


def is_red(colour: QColor) -> bool:
    return colour.red() > 180 and colour.green() < 110


def test_clipped_highlights_turn_red_where_they_are_and_follow_the_zoom(
    canvas: Canvas, settings: QSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    overlays = Overlays(settings)
    overlays.attach(canvas)
    canvas.show_frame(frame_of(half_white(tmp_path / "a.png")))
    qtbot.waitUntil(lambda: canvas.picture() is not None and canvas.picture().image is not None)
    assert not is_red(colour_at(canvas, 0.25, 0.5))
    overlays.toggle("clipping")
    qtbot.waitUntil(lambda: is_red(colour_at(canvas, 0.25, 0.5)))
    assert not is_red(colour_at(canvas, 0.75, 0.5))
    canvas.set_place(Place(2.0, 0.5, 0.5))
    qtbot.waitUntil(lambda: is_red(colour_at(canvas, 0.45, 0.5)))
    assert not is_red(colour_at(canvas, 0.55, 0.5))
    overlays.toggle("clipping")
    assert not is_red(colour_at(canvas, 0.45, 0.5))


def test_another_frame_never_shows_the_overlay_of_the_one_before(
    canvas: Canvas, settings: QSettings, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    overlays = Overlays(settings)
    overlays.attach(canvas)
    overlays.toggle("clipping")
    canvas.show_frame(frame_of(half_white(tmp_path / "a.png")))
    qtbot.waitUntil(lambda: is_red(colour_at(canvas, 0.25, 0.5)))
    canvas.show_frame(frame_of(make_photo(tmp_path / "b.jpg", size=(300, 200)), 2))
    for _ in range(20):
        assert not is_red(colour_at(canvas, 0.25, 0.5))
        qtbot.wait(10)


def test_which_overlays_are_on_is_kept(settings: QSettings) -> None:
    first = Overlays(settings)
    first.toggle("histogram")
    first.toggle("thirds")
    first.toggle("thirds")
    settings.sync()
    assert Overlays(settings).on == {"histogram"}


def test_histogram_and_thirds_are_painted(
    canvas: Canvas, settings: QSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    overlays = Overlays(settings)
    overlays.attach(canvas)
    canvas.show_frame(frame_of(half_white(tmp_path / "a.png")))
    qtbot.waitUntil(lambda: canvas.picture() is not None and canvas.picture().image is not None)
    qtbot.wait(100)
    for name in ("thirds", "histogram"):
        before = canvas.grab().toImage()
        overlays.toggle(name)
        qtbot.waitUntil(lambda before=before: canvas.grab().toImage() != before)


def test_edges_in_focus_turn_magenta(
    canvas: Canvas, settings: QSettings, sample_shoot: Path, qtbot: QtBot
) -> None:
    overlays = Overlays(settings)
    overlays.attach(canvas)
    overlays.toggle("focus")
    canvas.show_frame(frame_of(sample_shoot / "IMG_0004.JPG"))

    def magenta() -> int:
        image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(-1, 4).astype(int)
        return int(((pixels[:, 1] < 140) & (pixels[:, 0] > 200) & (pixels[:, 2] > 200)).sum())

    qtbot.waitUntil(lambda: magenta() > 300)
    overlays.toggle("focus")
    assert magenta() == 0


def test_switching_everything_on_without_a_picture_does_no_harm(
    canvas: Canvas, settings: QSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    overlays = Overlays(settings)
    overlays.attach(canvas)
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"nonsense")
    for frame in (None, frame_of(broken)):
        canvas.show_frame(frame)
        for name in NAMES:
            overlays.toggle(name)
        qtbot.wait(60)
        canvas.grab()


def test_overlay_pixels_are_never_enlarged_and_cover_the_part_that_is_seen() -> None:
    picture = np.zeros((200, 300, 4), dtype=np.uint8)
    made = make(picture, View(QRectF(0.101, 0.25, 0.2, 0.5), 2000), {"clipping"})
    assert made.pixels is not None and made.histogram is None
    assert made.pixels.shape[:2] == (100, 61)  # whole pixels about the part
    assert made.part == QRectF(30 / 300, 50 / 200, 61 / 300, 100 / 200)
    reduced = make(picture, View(WHOLE, 150), {"focus", "histogram"})
    assert reduced.pixels is not None and reduced.pixels.shape[:2] == (100, 150)
    assert reduced.histogram is not None and reduced.histogram.shadows == 1.0


def test_painting_with_all_overlays_takes_a_few_milliseconds(
    canvas: Canvas, settings: QSettings, sample_shoot: Path, qtbot: QtBot
) -> None:
    overlays = Overlays(settings)
    overlays.attach(canvas)
    canvas.resize(1280, 720)
    canvas.show_frame(frame_of(sample_shoot / "IMG_0006.JPG"))
    for name in NAMES:
        overlays.toggle(name)
    qtbot.waitUntil(lambda: canvas.picture() is not None and canvas.picture().image is not None)
    qtbot.wait(400)
    took = []
    for _ in range(15):
        began = time.thread_time()
        canvas.grab()
        took.append(time.thread_time() - began)
    assert np.median(took) < 0.02  # 4 ms on an idle machine
