"""RAWs, and RAWs beside JPEGs, in the real window: their previews come first, and nothing hides the pair."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import piexif
import pytest
from PIL import Image
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from aesthcull.catalogue.records import Capture, Frame, StoredFile
from aesthcull.gui.frames.tooltip import tooltip
from aesthcull.gui.panel import summary, summary_many
from aesthcull.gui.pictures import thumbnail_loader
from aesthcull.gui.viewing.loading import Level, Loader, stamp_of
from aesthcull.gui.window import MainWindow
from aesthcull.photos.decode import load_photo
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import FrameFile
from aesthcull.selection.filters import Filter
from tests.conftest import picture
from tests.gui.conftest import OpenWindow, press, shown
from tests.photos.make_raw import make_raw
from tests.photos.preview_files import with_preview

_TIME = "2024:05:01 12:00:00"


def frame_of(path: Path) -> Frame:
    file = StoredFile(path, *stamp_of(path))
    return Frame(1, path, file, False, None, None, None, Capture(), None, 0, None)


@pytest.fixture
def pairs(tmp_path: Path, open_window: OpenWindow) -> MainWindow:
    """A pair whose JPEG was edited, a JPEG and a RAW alone."""
    folder = tmp_path / "pairs"
    pixels = picture(5, (1800, 1200))
    make_raw(folder / "IMG_1.DNG", pixels, preview=1200, time=_TIME)
    make_raw(folder / "IMG_3.DNG", picture(6, (1800, 1200)), preview=1200, orientation=6, time=_TIME)
    exif = {
        "0th": {piexif.ImageIFD.DateTime: "2024:05:03 09:00:00"},
        "Exif": {piexif.ExifIFD.DateTimeOriginal: _TIME},
    }
    Image.fromarray(pixels).save(folder / "IMG_1.JPG", exif=piexif.dump(exif))
    Image.fromarray(picture(7, (900, 600))).save(folder / "IMG_2.JPG")
    return open_window(folder)


def frame_named(window: MainWindow, name: str) -> Frame:
    return next(f for f in map(window.model.frame_at, range(window.model.rowCount())) if f.path.name == name)


def test_a_pair_is_named_by_both_files_and_says_that_its_jpeg_was_edited(pairs: MainWindow) -> None:
    assert sorted(shown(pairs)) == ["IMG_1.JPG", "IMG_2.JPG", "IMG_3.DNG"]
    pair = frame_named(pairs, "IMG_1.JPG")
    assert tooltip(pair).splitlines()[:2] == ["IMG_1.JPG + DNG", "JPG edited after DNG was taken"]
    told = summary.of_frame(pair)
    facts = {fact.name: fact.value for fact in told.file}
    assert told.title == "IMG_1.JPG + DNG"
    assert (facts["Type"], facts["Pair"]) == ("JPG + DNG", "JPG edited after DNG was taken")
    alone = summary.of_frame(frame_named(pairs, "IMG_2.JPG"))
    assert alone.title == "IMG_2.JPG" and "Pair" not in {fact.name for fact in alone.file}


def test_the_size_of_several_frames_counts_all_their_files(pairs: MainWindow) -> None:
    columns = pairs.model.columns
    told = summary_many.of_rows(columns, columns.index_of(columns.ids))
    whole = sum(f.stat().st_size for f in frame_named(pairs, "IMG_1.JPG").path.parent.iterdir())
    assert {fact.name: fact.value for fact in told.file}["Size"] == summary.file_size(whole)


def test_the_filter_knows_pairs_as_a_type_of_their_own(pairs: MainWindow) -> None:
    pairs.model.select(wanted=Filter(types=frozenset({"jpg+dng"})))
    assert shown(pairs) == ["IMG_1.JPG"]
    pairs.model.select(wanted=Filter(types=frozenset({"dng"})))
    assert shown(pairs) == ["IMG_3.DNG"]


def test_a_mark_on_a_pair_is_one_decision(pairs: MainWindow) -> None:
    row = shown(pairs).index("IMG_1.JPG")
    pairs.grid.go_to(row)
    press(pairs, "P")
    assert frame_named(pairs, "IMG_1.JPG").flag == "pick"
    assert pairs.model.counts() == (3, 1, 0)


def test_a_raw_is_shown_by_its_preview_until_its_own_pixels_are_there(tmp_path: Path) -> None:
    path = make_raw(tmp_path / "a.dng", picture(5, (3000, 2000)), preview=1200, orientation=8, time=_TIME)
    loader, frame, room = Loader(ThumbnailCache(tmp_path / "cache")), frame_of(path), QSize(4000, 4000)
    small = loader.load(frame, Level.THUMBNAIL, room)
    preview = loader.load(frame, Level.PREVIEW, room)
    whole = loader.load(frame, Level.FULL, room)
    assert small.image is not None and preview.image is not None and whole.image is not None
    assert preview.whole == whole.whole == small.whole == QSize(2000, 3000)
    assert preview.image.size() == QSize(800, 1200) and whole.image.size() == QSize(2000, 3000)
    assert small.image.width() < small.image.height() == 320


def test_a_preview_of_before_an_edit_is_not_shown_once_the_file_was_scanned(tmp_path: Path) -> None:
    before, after, data = io.BytesIO(), picture(2, (1800, 1200)), io.BytesIO()
    Image.fromarray(picture(1, (1200, 800))).save(before, "JPEG")
    Image.fromarray(after).save(data, "JPEG")
    path, cache = tmp_path / "a.jpg", ThumbnailCache(tmp_path / "cache")
    path.write_bytes(with_preview(data.getvalue(), before.getvalue()))
    loader, frame = Loader(cache), frame_of(path)
    assert loader.load(frame, Level.PREVIEW, QSize(900, 600)).image is not None  # nobody can know
    file = FrameFile(path, *stamp_of(path))
    cache.store(file, load_photo(path, 512).pixels)
    stale = loader.load(frame, Level.PREVIEW, QSize(900, 600))
    assert stale.image is None and stale.reason == ""


def test_the_grid_shows_what_lies_inside_a_file_until_it_was_scanned(
    tmp_path: Path, shared_data: Path
) -> None:
    cache = ThumbnailCache(tmp_path / "cache")
    load = thumbnail_loader(cache, 200)
    heif = shared_data / "camera_files" / "files" / "metadata-extractor-images" / "heic__cheers_1440x960.heic"
    raw = make_raw(tmp_path / "a.dng", picture(5, (1800, 1200)), preview=1200, time=_TIME)
    for path, size in ((raw, QSize(320, 213)), (heif, QSize(240, 160))):
        found = load(frame_of(path))
        assert found.image is not None and found.image.size() == size and not found.final


def test_a_raw_is_seen_in_the_loupe(pairs: MainWindow, qtbot: QtBot) -> None:
    pairs.grid.go_to(shown(pairs).index("IMG_3.DNG"))
    pairs.show_loupe()
    canvas = pairs.viewing.loupe.canvas
    qtbot.waitUntil(lambda: canvas.picture() is not None and canvas.picture().whole == QSize(1200, 1800))
    canvas.zoom_to(1.0)

    def sharp() -> bool:
        picture = canvas.picture()
        return picture is not None and picture.image is not None and picture.image.width() == 1200

    qtbot.waitUntil(sharp, timeout=20_000)
    assert pairs.viewing.sources.problem(canvas.frame) == ""


@pytest.mark.parametrize("scanned", [False, True])
def test_a_pair_whose_jpeg_is_broken_is_seen_by_its_raw(tmp_path: Path, scanned: bool) -> None:
    raw = make_raw(tmp_path / "IMG_1.DNG", picture(5, (1800, 1200)), preview=1200, time=_TIME)
    jpeg = tmp_path / "IMG_1.JPG"
    Image.fromarray(picture(5, (1800, 1200))).save(jpeg)
    jpeg.write_bytes(jpeg.read_bytes()[:9000] if scanned else b"\xff\xd8\xff")
    cache = ThumbnailCache(tmp_path / "cache")
    frame = replace(frame_of(jpeg), other_files=(StoredFile(raw, *stamp_of(raw)),))
    if scanned:
        frame = replace(frame, width=1800, height=1200, problem="the file is truncated")
        found = thumbnail_loader(cache, 200)(frame)
        assert found.image is not None and found.image.size() == QSize(512, 341)
    for level in (Level.SCREEN, Level.FULL):
        found = Loader(cache).load(frame, level, QSize(900, 600))
        assert found.image is not None and found.whole == QSize(1800, 1200)
