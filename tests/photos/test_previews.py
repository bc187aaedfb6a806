"""Pictures that are at hand before a photograph is decoded."""

from __future__ import annotations

import io
import struct
import time
from pathlib import Path

import numpy as np
import piexif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from aesthcull.photos.decode import load_photo
from aesthcull.photos.fitting import same_picture
from aesthcull.photos.orientation import upright
from aesthcull.photos.previews import (
    cached_thumbnail,
    embedded_preview,
    embedded_thumbnail,
    is_stale,
    photo_size,
)
from aesthcull.photos.problems import PhotoError
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import FrameFile
from tests.conftest import MakePhoto, picture
from tests.photos.make_raw import make_raw
from tests.photos.preview_files import with_preview
from tests.photos.scan_bomb import scan_bomb_bytes


def jpeg(size: tuple[int, int], seed: int = 1, orientation: int = 1, profile: bytes | None = None) -> bytes:
    file = io.BytesIO()
    exif = piexif.dump({"0th": {piexif.ImageIFD.Orientation: orientation}})
    Image.fromarray(picture(seed, size)).save(file, "JPEG", exif=exif, icc_profile=profile)
    return file.getvalue()


_SOUND = with_preview(jpeg((1200, 800)), jpeg((1080, 720)))


def test_the_preview_of_a_camera_is_found_and_turned_upright(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(with_preview(jpeg((1800, 1200), orientation=6), jpeg((1200, 800))))
    found = embedded_preview(path)
    assert found is not None
    assert found.pixels.shape == (1200, 800, 3) and (found.width, found.height) == (1200, 1800)
    whole = load_photo(path, 1200).pixels
    assert np.abs(found.pixels.astype(int) - whole).mean() < 4


def test_the_black_bars_of_a_preview_are_cut_away(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    barred = np.zeros((900, 1200, 3), np.uint8)
    barred[50:850] = picture(1, (1200, 800))
    file = io.BytesIO()
    Image.fromarray(barred).save(file, "JPEG")
    path.write_bytes(with_preview(jpeg((1800, 1200)), file.getvalue()))
    found = embedded_preview(path)
    assert found is not None and found.pixels.shape == (800, 1200, 3)


@pytest.mark.parametrize(
    "preview",
    [jpeg((640, 427)), jpeg((1200, 1200)), b"\xff\xd8 broken", b""],
    ids=["small", "cropped", "broken", "none"],
)
def test_a_preview_that_does_not_serve_is_left_out(tmp_path: Path, preview: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(with_preview(jpeg((1800, 1200)), preview))
    found = embedded_preview(path)
    assert found is None or found.pixels.shape[:2] == (800, 1200)


def test_a_second_picture_that_is_no_preview_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(with_preview(jpeg((1800, 1200)), jpeg((1200, 800)), kind=0x00020002))  # of a stereo pair
    assert embedded_preview(path) is None


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_the_preview_of_a_raw_is_found_and_turned_upright(tmp_path: Path, orientation: int) -> None:
    pixels = picture(1, (1800, 1200))
    path = make_raw(tmp_path / "a.dng", pixels, preview=1500, orientation=orientation)
    found, small = embedded_preview(path), embedded_thumbnail(path)
    assert found is not None and small is not None
    size = (1200, 1800) if orientation in (6, 8) else (1800, 1200)
    assert (found.width, found.height) == size and max(found.pixels.shape) == 1500
    assert max(small.shape) == 320
    expected = upright(pixels, orientation)
    assert same_picture(found.pixels, expected) and same_picture(small, expected)


def test_a_preview_that_the_camera_turned_itself_stays_as_it_is(tmp_path: Path) -> None:
    pixels = picture(1, (1800, 1200))
    turned = upright(pixels, 6)
    path = make_raw(tmp_path / "a.dng", pixels, preview=1500, preview_pixels=turned, orientation=6)
    found = embedded_preview(path)
    assert found is not None and same_picture(found.pixels, turned)


def test_a_raw_s_preview_of_another_shape_is_left_out_and_its_pixels_are_judged(tmp_path: Path) -> None:
    pixels = picture(1, (1800, 1200))
    square = picture(2, (1200, 1200))
    path = make_raw(tmp_path / "a.dng", pixels, preview=1200, preview_pixels=square)
    assert embedded_preview(path) is None
    small, judged = embedded_thumbnail(path), load_photo(path, 320).pixels
    assert small is not None and np.array_equal(small, judged) and judged.shape == (213, 320, 3)


def test_a_raw_without_a_preview_has_a_small_picture_all_the_same(tmp_path: Path) -> None:
    path = make_raw(tmp_path / "a.dng", picture(1, (1800, 1200)))
    assert embedded_preview(path) is None
    small = embedded_thumbnail(path)
    assert small is not None and small.shape == (213, 320, 3)


def test_the_thumbnail_of_a_heif_shows_the_picture(shared_data: Path) -> None:
    folder = shared_data / "camera_files" / "files"
    for name in (
        "metadata-extractor-images/heic__cheers_1440x960.heic",
        "exifr/test__fixtures__heic-single.heic",
    ):
        small = embedded_thumbnail(folder / name)
        assert small is not None and small.shape == (160, 240, 3)
        assert same_picture(small, load_photo(folder / name).pixels)


@pytest.mark.parametrize("edit", ["cropped", "brighter", "grey", "turned over", "none"])
def test_a_preview_of_before_an_edit_is_known_once_the_photograph_was_decoded(
    tmp_path: Path, edit: str
) -> None:
    before = Image.fromarray(picture(1, (1800, 1200)))
    after = {
        "cropped": before.crop((300, 200, 1500, 1000)),
        "brighter": before.point([min(255, round(v * 1.3)) for v in range(256)] * 3),
        "grey": before.convert("L").convert("RGB"),
        "turned over": before.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        "none": before,
    }[edit]
    data = io.BytesIO()
    after.save(data, "JPEG")
    path, cache = tmp_path / "a.jpg", ThumbnailCache(tmp_path / "cache")
    path.write_bytes(with_preview(data.getvalue(), jpeg((1200, 800))))
    file, found = FrameFile(path, path.stat().st_size, path.stat().st_mtime_ns), embedded_preview(path)
    assert found is not None and not is_stale(found, cache, file)  # nothing is known yet
    cache.store(file, load_photo(path, 512).pixels)
    assert is_stale(found, cache, file) == (edit != "none")


def test_a_thumbnail_without_bars_is_not_of_a_picture_of_another_shape(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    for size, known in (
        ((1200, 800), True),
        ((1200, 900), False),
        ((800, 1200), False),
        ((1000, 1000), False),
    ):
        exif = {"0th": {}, "Exif": {}, "1st": {}, "thumbnail": jpeg((160, 107))}
        Image.fromarray(picture(1, size)).save(path, exif=piexif.dump(exif))
        assert (embedded_thumbnail(path) is not None) == known


def test_a_preview_of_thousands_of_scans_is_left_out(tmp_path: Path) -> None:
    """It is decoded in the program itself."""
    bomb = scan_bomb_bytes(7000, 3000, progressive=False)
    path = tmp_path / "a.jpg"
    Image.fromarray(picture(1)).save(path, exif=piexif.dump({"0th": {}, "1st": {}, "thumbnail": bomb}))
    (tmp_path / "b.jpg").write_bytes(with_preview(path.read_bytes(), bomb))
    begun = time.monotonic()
    assert embedded_thumbnail(path) is None and embedded_preview(tmp_path / "b.jpg") is None
    assert time.monotonic() - begun < 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 150), st.integers(0, 255)), max_size=6), st.integers(0, 200_000))
def test_damage_never_raises(tmp_path: Path, flips: list[tuple[int, int]], keep: int) -> None:
    data = bytearray(_SOUND)
    for at, value in flips:
        data[at] = value
    path = tmp_path / "a.jpg"
    path.write_bytes(bytes(data[:keep]))
    embedded_preview(path)


def test_the_thumbnail_comes_from_the_cache_else_from_exif(tmp_path: Path, make_photo: MakePhoto) -> None:
    path, cache = make_photo(tmp_path / "a.jpg"), ThumbnailCache(tmp_path / "cache")
    file = FrameFile(path, path.stat().st_size, path.stat().st_mtime_ns)
    assert cached_thumbnail(cache, file) is None
    cache.store(file, picture(3, (300, 200)))
    found = cached_thumbnail(cache, file)
    assert found is not None and found.pixels.shape == (200, 300, 3)
    cache.path(file).write_bytes(b"half")
    assert cached_thumbnail(cache, file) is None


def test_a_thumbnail_keeps_the_profile_of_its_photograph(tmp_path: Path, make_photo: MakePhoto) -> None:
    path, cache = make_photo(tmp_path / "a.jpg"), ThumbnailCache(tmp_path / "cache")
    file = FrameFile(path, path.stat().st_size, path.stat().st_mtime_ns)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    cache.store(file, picture(3), profile)
    found = cached_thumbnail(cache, file)
    assert found is not None and found.profile == profile
    cache.store(file, picture(3), b"x" * 70_000)  # too large for one segment: as without
    found = cached_thumbnail(cache, file)
    assert found is not None and found.profile is None


def test_the_size_is_read_from_the_header(tmp_path: Path, make_photo: MakePhoto) -> None:
    assert photo_size(make_photo(tmp_path / "a.jpg", orientation=8)) == (240, 320)
    (tmp_path / "b.jpg").write_bytes(b"nothing")
    for name in ("b.jpg", "missing.jpg"):
        with pytest.raises(PhotoError, match=name):
            photo_size(tmp_path / name)


def test_for_viewing_the_pixels_are_as_screens_take_them(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.png"):
        Image.fromarray(picture(1)).save(tmp_path / name)
        judged, viewed = load_photo(tmp_path / name), load_photo(tmp_path / name, for_viewing=True)
        assert np.array_equal(viewed.pixels[:, :, 2::-1], judged.pixels)


def test_a_print_file_is_shown_through_its_profile_but_judged_as_before(tmp_path: Path) -> None:
    grey = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(picture(1)).convert("CMYK").save(tmp_path / "a.jpg", icc_profile=grey)  # a profile of RGB
    judged, viewed = load_photo(tmp_path / "a.jpg"), load_photo(tmp_path / "a.jpg", for_viewing=True)
    assert judged.profile is None and viewed.profile is None
    assert np.array_equal(viewed.pixels[:, :, 2::-1], judged.pixels)


def test_a_picture_too_large_to_be_judged_is_viewed_reduced_if_it_unpacks_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aesthcull.photos.decoders.MAX_PIXELS", 100_000)
    Image.fromarray(picture(1, (1600, 800))).save(tmp_path / "a.jpg")
    seen = load_photo(tmp_path / "a.jpg", 300, for_viewing=True)
    assert seen.pixels.shape == (150, 300, 4) and (seen.width, seen.height) == (1600, 800)
    with pytest.raises(PhotoError, match="1600 × 800 pixels are refused"):
        load_photo(tmp_path / "a.jpg", 300)


def test_a_progressive_picture_that_does_not_unpack_reduced_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(picture(1, (1600, 800))).save(path, progressive=True)
    data = bytearray(path.read_bytes())
    at = data.index(b"\xff\xc2") + 5  # where the header says how large it is
    data[at : at + 4] = struct.pack(">HH", 30_000, 40_000)
    path.write_bytes(data)
    with pytest.raises(PhotoError, match="40000 × 30000 pixels are refused"):
        load_photo(path, 300, for_viewing=True)
