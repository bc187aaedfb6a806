"""Colours, changes and compression of photographs are what they are called; reading names what it cannot."""

from __future__ import annotations

import colorsys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image
from skimage.color import rgb2hsv, rgb2lab

from aesthcull.job import Cancelled, Job
from aesthcull.photos.decode import load_photo
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import FrameFile
from aesthcull.trainer.studies import pictures
from aesthcull.trainer.studies.photographs import Photographs, some
from aesthcull.trainer.studies.pictures import compress, prepare, prepared, saturate, shift_hue, to_cmyk
from aesthcull.trainer.studies.variations import STUDIES, Treatment
from tests.conftest import MakePhoto, picture

ANY = arrays.arrays(np.uint8, (3, 4, 3))
SIZE = (40, 60)


def photographs(paths: list[Path]) -> Photographs:
    count = len(paths)
    groups = np.array([f"g{n // 2}" for n in range(count)])
    return Photographs(tuple(paths), np.arange(count) % 2 == 0, groups, "here", "even", "test")


@given(ANY)
def test_cmyk_prints_the_same_colour(pixels: np.ndarray) -> None:
    cmyk = to_cmyk(pixels)
    assert cmyk.shape == (3, 4, 4)
    ink, black = cmyk[..., :3] / 255, cmyk[..., 3:] / 255
    assert np.abs((1 - ink) * (1 - black) * 255 - pixels).max() <= 1.0
    assert (cmyk[..., :3].min(axis=2) == 0).all()  # no grey is left in the coloured inks


def test_lab_and_hsv_are_scikit_images_stretched_to_bytes_and_grey_is_pillows() -> None:
    pixels = picture(3, (30, 20))
    lab, hsv, grey = (prepare(pixels, Treatment(size=(20, 30), colour=c)) for c in ("LAB", "HSV", "GRAY"))
    expected = rgb2lab(pixels) * [255 / 100, 1, 1] + [0, 128, 128]
    assert np.abs(lab - expected).max() < 2.5
    apart = np.abs(hsv / 255 - rgb2hsv(pixels))
    apart[..., 0] = np.minimum(apart[..., 0], 1 - apart[..., 0])  # hue is a circle
    assert apart[rgb2hsv(pixels)[..., 1] > 0.1].max() < 0.02
    assert grey.shape == (20, 30, 1)
    assert np.abs(grey[..., 0].astype(int) - np.asarray(Image.fromarray(pixels).convert("L"))).max() <= 1


@given(ANY, st.sampled_from([0.0, 0.25, 0.5, 0.75]))
def test_saturation_is_multiplied_and_value_stays(pixels: np.ndarray, factor: float) -> None:
    changed = saturate(pixels, factor)
    assert np.array_equal(changed.max(axis=2), pixels.max(axis=2))
    before, after = (p.max(axis=2) - p.min(axis=2).astype(float) for p in (pixels, changed))
    assert np.abs(after - factor * before).max() <= 1


@settings(max_examples=30)
@given(ANY, st.sampled_from([72.0, 144.0, 216.0, 288.0]))
def test_hue_turns_and_the_rest_stays(pixels: np.ndarray, degrees: float) -> None:
    changed = shift_hue(pixels, degrees)
    for before, after in zip(pixels.reshape(-1, 3) / 255, changed.reshape(-1, 3) / 255, strict=True):
        h, s, v = colorsys.rgb_to_hsv(*before)
        assert after == pytest.approx(colorsys.hsv_to_rgb((h + degrees / 360) % 1, s, v), abs=1.01 / 255)


def test_brightness_is_multiplied() -> None:
    pixels = np.full((2, 2, 3), (250, 100, 3), np.uint8)
    assert prepare(pixels, Treatment(size=(2, 2), brightness=0.4))[0, 0].tolist() == [100, 40, 1]


def test_a_lower_jpeg_quality_loses_more() -> None:
    rng = np.random.default_rng(0)
    pixels = np.clip(picture(1, (150, 100)) + rng.normal(0, 20, (100, 150, 3)), 0, 255).astype(np.uint8)
    losses = [np.abs(compress(pixels, quality).astype(int) - pixels).mean() for quality in (0, 3, 6, 9, 12)]
    assert losses == sorted(losses, reverse=True) and losses[0] > 3 * losses[-1]


def test_every_row_of_every_study_can_be_prepared() -> None:
    channels = {"GRAY": 1, "CMYK": 4}
    photos = np.stack([picture(seed, (150, 100)) for seed in range(2)])
    for study in STUDIES.values():
        for row in study.rows:
            made = prepared(photos, row.treatment)
            assert made.shape == (2, *row.treatment.size, channels.get(row.treatment.colour, 3)), row.name
            assert made.dtype == np.uint8
    assert np.array_equal(prepared(photos, Treatment()), photos)


def test_what_cannot_be_read_is_named_and_left_out(tmp_path: Path, make_photo: MakePhoto) -> None:
    paths = [make_photo(tmp_path / f"{n}.jpg", seed=n, orientation=6 if n == 3 else None) for n in range(4)]
    paths[1].write_bytes(b"not a picture")
    paths[2].unlink()
    found, kept, problems = pictures.read(photographs(paths), SIZE, None, Job())
    assert found.shape == (2, *SIZE, 3) and kept.tolist() == [0, 3]
    assert [p.path for p in problems] == paths[1:3]
    upright = load_photo(paths[3]).pixels
    assert np.abs(found[1].astype(int) - pictures.shrink(upright, SIZE)).mean() < 2


def test_a_thumbnail_serves_where_it_is_large_enough_and_a_damaged_one_does_not_matter(
    tmp_path: Path, make_photo: MakePhoto
) -> None:
    path = make_photo(tmp_path / "a.jpg", seed=1)
    cache = ThumbnailCache(tmp_path / "cache")
    status = path.stat()
    stored = cache.store(
        FrameFile(path, status.st_size, status.st_mtime_ns), np.full((80, 120, 3), 7, np.uint8)
    )

    def seen(size: tuple[int, int]) -> float:
        return float(pictures.read(photographs([path]), size, cache, Job())[0].mean())

    assert seen((20, 30)) == pytest.approx(7, abs=1)
    assert seen((400, 600)) > 30
    stored.write_bytes(b"torn")
    assert seen((20, 30)) > 30


def test_reading_can_be_cancelled(tmp_path: Path, make_photo: MakePhoto) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        pictures.read(photographs([make_photo(tmp_path / "a.jpg")]), SIZE, None, job)


@given(st.integers(1, 200), st.integers(1, 200), st.integers(20, 60))
def test_of_too_many_the_same_share_of_each_kind_is_chosen(good: int, poor: int, most: int) -> None:
    count = good + poor
    groups = np.array([f"g{n // 3}" for n in range(count)])
    photos = Photographs(
        tuple(Path(str(n)) for n in range(count)), np.arange(count) < good, groups, "here", "x", "test"
    )
    chosen = some(photos, most)
    assert some(photos, most).paths == chosen.paths
    if count <= most:
        assert chosen is photos
        return
    assert abs(len(chosen.paths) - most) <= 1 and "at random" in chosen.notes[0]
    assert abs(int(chosen.positive.sum()) - most * good / count) <= 1
    if good % 3 == 0 and most > 40:  # nearly all series that are chosen are whole
        sizes = np.unique(chosen.groups, return_counts=True)[1]
        assert np.sum(sizes < 3) <= 3
