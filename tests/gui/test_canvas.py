"""The canvas: zoom, place, growing sharpness, colours, and files that change under it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageCms
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.catalogue.records import Capture, Frame, StoredFile
from aesthcull.gui.viewing.canvas import Canvas
from aesthcull.gui.viewing.geometry import FIT, Place, View
from aesthcull.gui.viewing.loading import Level, Loader, Picture, stamp_of
from aesthcull.gui.viewing.sources import Sources
from aesthcull.gui.viewing.wishes import Wish
from aesthcull.photos.thumbnails import ThumbnailCache
from tests.conftest import MakePhoto, picture

Show = Callable[..., Canvas]


def frame_of(path: Path, number: int = 1, size: tuple[int, int] | None = None) -> Frame:
    width, height = size or (None, None)
    file = StoredFile(path, *(stamp_of(path) if path.exists() else (1, 1)))
    return Frame(number, path, file, False, None, width, height, Capture(), None, 0, None)


@pytest.fixture
def sources(tmp_path: Path, qapp: QApplication) -> Iterator[Sources]:
    del qapp
    made = Sources(Loader(ThumbnailCache(tmp_path / "thumbs")))
    yield made
    made.close()


@pytest.fixture
def show(sources: Sources, qtbot: QtBot) -> Show:
    """A canvas of 400 × 300 that shows a frame; waits until it is sharp."""

    def make(frame: Frame, wait: bool = True) -> Canvas:
        canvas = Canvas(sources)
        qtbot.addWidget(canvas)
        canvas.resize(400, 300)
        canvas.show()
        canvas.show_frame(frame)
        if wait:
            qtbot.waitUntil(lambda: sharp(canvas))
        return canvas

    return make


def sharp(canvas: Canvas) -> bool:
    found = canvas.picture()
    level = Level.SCREEN if canvas.place.zoom == "fit" else Level.FULL
    return (
        found is not None
        and canvas.frame is not None
        and found is canvas._sources._fresh((canvas.frame.file, level))
    )


def seen_on(canvas: Canvas) -> NDArray[np.uint8]:
    """What is shown of the photograph, uint8 RGB [h, w, 3]."""
    image = canvas.grab(canvas.visible_rect().toRect()).toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def wheel(canvas: Canvas, clicks: int, at: QPoint, control: bool = False) -> None:
    keys = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    place, turn = QPointF(at), QPoint(0, 120 * clicks)
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(canvas, QWheelEvent(place, place, QPoint(), turn, none, keys, phase, False))


sizes = st.builds(QSize, st.integers(1, 9000), st.integers(1, 9000))
rooms = st.builds(QSize, st.integers(1, 4000), st.integers(1, 3000))
zooms = st.sampled_from([0.125, 0.5, 1.0, 2.0, 8.0])
shares = st.floats(-1, 2)


@given(sizes, rooms, zooms, shares, shares)
def test_a_zoomed_picture_fills_the_room_or_lies_in_its_middle(
    photo: QSize, room: QSize, zoom: float, x: float, y: float
) -> None:
    rect = View(Place(zoom, x, y), photo, room).rect()
    for low, high, space in (
        (rect.left(), rect.right(), room.width()),
        (rect.top(), rect.bottom(), room.height()),
    ):
        if high - low >= space:
            assert low <= 1 and high >= space - 1
        else:
            assert abs(low - (space - high)) <= 2


@given(sizes, rooms, zooms, zooms, st.floats(0, 1), st.floats(0, 1))
def test_zooming_leaves_the_point_below_the_cursor_unless_an_edge_is_near(
    photo: QSize, room: QSize, before: float, after: float, across: float, down: float
) -> None:
    old = View(Place(before), photo, room)
    at = QPointF(across * room.width(), down * room.height())
    new = View(old.zoomed(after, at), photo, room)
    rect, was = new.rect(), old.rect()
    if rect.width() > 2 * room.width() and was.left() <= at.x() <= was.right():
        share = (at.x() - was.left()) / was.width()
        found = rect.left() + share * rect.width()
        edge = rect.left() > -1 or rect.right() < room.width() + 1
        assert edge or abs(found - at.x()) <= 1 + after


@given(sizes, rooms, zooms)
def test_the_stops_lead_from_fit_to_the_largest_zoom_and_back(photo: QSize, room: QSize, zoom: float) -> None:
    view = View(Place(zoom), photo, room)
    for step, last in ((1, 8.0), (-1, "fit")):
        for _ in range(20):
            view = View(Place(view.next_stop(step)), photo, room)
        assert view.place.zoom == last or view.scale >= 8.0


def test_the_whole_photograph_is_shown_at_its_size_on_the_screen(
    show: Show, make_photo: MakePhoto, tmp_path: Path
) -> None:
    canvas = show(frame_of(make_photo(tmp_path / "a.jpg", size=(1200, 800))))
    found = canvas.picture()
    assert found is not None and found.image is not None
    assert found.image.size() == QSize(400, 267) and found.whole == QSize(1200, 800)
    assert canvas.picture_rect().getRect() == (0, 16, 400, 267)


def test_a_turned_photograph_stands_upright(show: Show, make_photo: MakePhoto, tmp_path: Path) -> None:
    canvas = show(frame_of(make_photo(tmp_path / "a.jpg", size=(1200, 800), orientation=6)))
    assert canvas.photo_size() == QSize(800, 1200)
    assert canvas.picture_rect().height() == 300


def test_100_percent_shows_each_pixel_as_it_is(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (800, 1200, 3), dtype=np.uint8)
    Image.fromarray(noise).save(tmp_path / "a.png")
    canvas = show(frame_of(tmp_path / "a.png"))
    canvas.zoom_to(1.0)
    qtbot.waitUntil(lambda: sharp(canvas))
    seen = seen_on(canvas)
    assert np.array_equal(seen, noise[250:550, 400:800])


def test_200_percent_shows_each_pixel_as_a_square(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (800, 1200, 3), dtype=np.uint8)
    Image.fromarray(noise).save(tmp_path / "a.png")
    canvas = show(frame_of(tmp_path / "a.png"))
    canvas.set_place(Place(2.0))
    qtbot.waitUntil(lambda: sharp(canvas))
    seen = seen_on(canvas)
    assert np.array_equal(seen, noise[325:475, 500:700].repeat(2, 0).repeat(2, 1))


def test_sharper_pictures_come_without_a_jump(
    show: Show, make_photo: MakePhoto, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_photo(tmp_path / "a.jpg", size=(1200, 800))
    canvas = show(frame_of(path, size=(1200, 800)), wait=False)
    canvas.zoom_to(1.0)
    places = [canvas.picture_rect()]
    canvas.pictured.connect(lambda: places.append(canvas.picture_rect()))
    qtbot.waitUntil(lambda: sharp(canvas))
    assert len(places) > 1 and all(place == places[0] for place in places)


def test_the_place_is_kept_from_frame_to_frame(show: Show, make_photo: MakePhoto, tmp_path: Path) -> None:
    first, second = (frame_of(make_photo(tmp_path / f"{n}.jpg", seed=n, size=(1200, 800)), n) for n in (1, 2))
    canvas = show(first)
    canvas.set_place(Place(1.0, 0.7, 0.4))
    canvas.show_frame(second)
    assert canvas.place == Place(1.0, 0.7, 0.4)


def test_the_wheel_zooms_at_the_cursor(show: Show, make_photo: MakePhoto, tmp_path: Path) -> None:
    canvas = show(frame_of(make_photo(tmp_path / "a.jpg", size=(1200, 800))))
    told: list[Place] = []
    canvas.moved.connect(told.append)
    wheel(canvas, 1, QPoint(300, 150))
    assert canvas.place.zoom == 0.5 and canvas.place.x > 0.5 and told == [canvas.place]
    wheel(canvas, -3, QPoint(300, 150))
    assert canvas.place == FIT


def test_the_wheel_with_ctrl_is_left_to_the_page(show: Show, make_photo: MakePhoto, tmp_path: Path) -> None:
    canvas = show(frame_of(make_photo(tmp_path / "a.jpg", size=(1200, 800))))
    canvas.zoom_to(1.0)
    wheel(canvas, 1, QPoint(200, 150), control=True)
    assert canvas.place.zoom == 1.0


def test_a_drag_moves_and_a_double_click_zooms(show: Show, make_photo: MakePhoto, tmp_path: Path) -> None:
    canvas = show(frame_of(make_photo(tmp_path / "a.jpg", size=(1200, 800))))
    left = Qt.MouseButton.LeftButton
    QTest.mouseDClick(canvas, left, pos=QPoint(200, 150))
    assert canvas.place.zoom == 1.0
    before = canvas.picture_rect()
    QTest.mouseRelease(canvas, left, pos=QPoint(200, 150))
    QTest.mousePress(canvas, left, pos=QPoint(200, 150))
    QTest.mouseMove(canvas, QPoint(230, 140))
    QTest.mouseRelease(canvas, left, pos=QPoint(230, 140))
    assert canvas.picture_rect().topLeft() - before.topLeft() == QPointF(30, -10)
    QTest.mouseDClick(canvas, left, pos=QPoint(200, 150))
    assert canvas.place == FIT


def test_overlays_are_painted_above_the_picture(show: Show, make_photo: MakePhoto, tmp_path: Path) -> None:
    canvas = show(frame_of(make_photo(tmp_path / "a.jpg", size=(1200, 800))))
    canvas.set_overlays([lambda painter, above: painter.fillRect(above.visible_rect(), Qt.GlobalColor.green)])
    assert canvas.grab().toImage().pixelColor(200, 150) == Qt.GlobalColor.green
    canvas.set_overlays([])
    assert canvas.grab().toImage().pixelColor(200, 150) != Qt.GlobalColor.green


def test_a_frame_that_vanishes_keeps_its_last_picture_and_says_so(
    show: Show, sources: Sources, make_photo: MakePhoto, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_photo(tmp_path / "a.jpg", size=(1200, 800))
    frame = frame_of(path)
    canvas = show(frame)
    away = path.rename(tmp_path / "b.jpg")
    sources.check()
    qtbot.waitUntil(lambda: sources.problem(frame) != "")
    assert canvas.picture() is not None and "This is how a.jpg was" in canvas._words(canvas.picture())
    away.rename(path)
    sources.check()
    qtbot.waitUntil(lambda: sources.problem(frame) == "")
    assert canvas._words(canvas.picture()) == ""


def test_a_frame_that_changes_while_shown_is_read_again(
    show: Show, sources: Sources, make_photo: MakePhoto, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_photo(tmp_path / "a.jpg", size=(1200, 800))
    frame = frame_of(path)
    canvas = show(frame)
    make_photo(path, seed=5, size=(600, 800))
    sources.check()
    qtbot.waitUntil(lambda: canvas.photo_size() == QSize(600, 800))
    good = path.read_bytes()
    path.write_bytes(b"\xff\xd8 broken")
    sources.check()
    qtbot.waitUntil(lambda: sources.problem(frame) != "")
    assert canvas.photo_size() == QSize(600, 800)
    path.write_bytes(good)
    sources.check()
    qtbot.waitUntil(lambda: sources.problem(frame) == "" and sharp(canvas))


@pytest.mark.parametrize("content", [None, b"", b"\xff\xd8 no photograph", b"GIF89a"])
def test_what_cannot_be_shown_says_why(
    show: Show, sources: Sources, tmp_path: Path, qtbot: QtBot, content: bytes | None
) -> None:
    path = tmp_path / "bad.jpg"
    if content is not None:
        path.write_bytes(content)
    frame = frame_of(path)
    canvas = show(frame, wait=False)
    qtbot.waitUntil(lambda: sources.problem(frame) != "")
    assert "bad.jpg cannot be shown: " in canvas._words(canvas.picture())
    canvas.toggle_zoom()
    canvas.pan(1, 1)
    canvas.grab()


def test_the_colours_of_a_wide_profile_are_brought_to_srgb(show: Show, tmp_path: Path) -> None:
    green = Image.new("RGB", (300, 200), (60, 200, 70))
    profile = bytes(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3).iccProfile().data())
    green.save(tmp_path / "p3.png", icc_profile=profile)
    expected = ImageCms.profileToProfile(
        green, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    )
    assert expected is not None
    seen = seen_on(show(frame_of(tmp_path / "p3.png")))
    assert np.abs(seen[100, 100].astype(int) - np.asarray(expected)[0, 0]).max() <= 2
    assert seen[100, 100][0] < 30  # not the 60 of the file


@pytest.mark.parametrize("profile", [b"no profile at all" * 20, b"\0" * 200])
def test_a_broken_profile_is_taken_for_srgb(show: Show, tmp_path: Path, profile: bytes) -> None:
    Image.new("RGB", (300, 200), (60, 200, 70)).save(tmp_path / "a.png", icc_profile=profile)
    seen = seen_on(show(frame_of(tmp_path / "a.png")))
    assert tuple(seen[100, 100]) == (60, 200, 70)


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_cmyk_photographs_are_shown(show: Show, tmp_path: Path, mode: str) -> None:
    Image.fromarray(picture(1)).convert(mode).save(tmp_path / "a.jpg", icc_profile=b"x" * 200)
    assert show(frame_of(tmp_path / "a.jpg")).photo_size() == QSize(320, 240)


def test_another_display_shows_other_values(
    show: Show, sources: Sources, tmp_path: Path, qtbot: QtBot
) -> None:
    Image.new("RGB", (300, 200), (60, 200, 70)).save(tmp_path / "a.png")
    canvas = show(frame_of(tmp_path / "a.png"))
    profile = tmp_path / "screen.icc"
    profile.write_bytes(bytes(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3).iccProfile().data()))
    sources.set_display(profile)
    qtbot.waitUntil(lambda: sharp(canvas))
    seen = seen_on(canvas)
    assert seen[100, 100][0] > 80
    sources.set_display(tmp_path / "missing.icc")  # as without one
    qtbot.waitUntil(lambda: sharp(canvas))
    seen = seen_on(canvas)
    assert tuple(seen[100, 100]) == (60, 200, 70)


def test_pictures_are_kept_within_the_budget(make_photo: MakePhoto, tmp_path: Path, qtbot: QtBot) -> None:
    sources = Sources(Loader(ThumbnailCache(tmp_path / "thumbs")), megabytes=2)
    canvas = Canvas(sources)
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.show()
    frames = [frame_of(make_photo(tmp_path / f"{n}.jpg", seed=n, size=(800, 600)), n) for n in range(12)]
    for frame in frames:
        canvas.show_frame(frame, [])
        qtbot.waitUntil(lambda: sharp(canvas))
    assert sum(kept.bytes for kept in sources._kept.values()) <= 2 * 2**20
    sources.close()


class Recording(Loader):
    """Notes what is loaded, in order."""

    def __init__(self, thumbnails: ThumbnailCache) -> None:
        super().__init__(thumbnails)
        self.loaded: list[tuple[int, Level | str]] = []

    def load(self, frame: Frame, level: Level, room: QSize) -> Picture:
        self.loaded.append((frame.id, level))
        return super().load(frame, level, room)


def test_the_sharp_picture_is_painted_before_anything_is_loaded_ahead(
    make_photo: MakePhoto, tmp_path: Path, qtbot: QtBot
) -> None:
    loader = Recording(ThumbnailCache(tmp_path / "thumbs"))
    sources = Sources(loader)
    frames = [frame_of(make_photo(tmp_path / f"{n}.jpg", seed=n, size=(2400, 1600)), n) for n in (1, 2)]
    canvas = Canvas(sources)
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)

    def note(painter: QPainter, canvas: Canvas) -> None:
        del painter
        if sharp(canvas):
            loader.loaded.append((1, "sharp"))

    canvas.set_overlays([note])
    canvas.show()
    canvas.show_frame(frames[0], ahead=frames[1:])
    qtbot.waitUntil(lambda: (2, Level.SCREEN) in loader.loaded)
    sources.close()
    assert loader.loaded.index((1, "sharp")) < min(n for n, (i, _) in enumerate(loader.loaded) if i == 2)


def test_what_is_no_longer_near_is_not_loaded(
    sources: Sources, make_photo: MakePhoto, tmp_path: Path, qtbot: QtBot
) -> None:
    frames = [frame_of(make_photo(tmp_path / f"{n}.jpg", seed=n, size=(800, 600)), n) for n in range(20)]
    owner = Canvas(sources)
    qtbot.addWidget(owner)
    room = QSize(400, 300)
    sources.wish(owner, [Wish(frame, room, rank=n) for n, frame in enumerate(frames)])
    sources.wish(owner, [Wish(frames[-1], room)])
    qtbot.waitUntil(lambda: sources._fresh((frames[-1].file, Level.SCREEN)) is not None)
    qtbot.wait(50)
    loaded = [frame for frame in frames if sources._fresh((frame.file, Level.SCREEN))]
    assert len(loaded) <= 4  # the last, and what was already begun


def test_a_photograph_with_too_many_pixels_is_shown_reduced_and_says_so(
    show: Show, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aesthcull.gui.viewing.loading.MOST_PIXELS", 300_000)
    Image.fromarray(picture(1, (1200, 800))).save(tmp_path / "huge.jpg")
    canvas = show(frame_of(tmp_path / "huge.jpg"))
    canvas.zoom_to(1.0)
    qtbot.waitUntil(lambda: sharp(canvas))
    found = canvas.picture()
    assert (
        found is not None
        and found.pixels is not None
        and found.pixels.shape[0] * found.pixels.shape[1] <= 300_000
    )
    assert canvas.photo_size() == QSize(1200, 800) and "1,200 × 800 pixels" in canvas._words(found)
