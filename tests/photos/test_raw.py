from __future__ import annotations

import struct
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aesthcull.photos.decode import load_photo, read_header
from aesthcull.photos.decoders.raw_extent import seems_cut
from aesthcull.photos.fitting import same_picture
from aesthcull.photos.orientation import upright
from aesthcull.photos.previews import embedded_preview
from aesthcull.photos.problems import PhotoError
from tests.conftest import picture
from tests.photos.make_raw import make_raw, preview_first

SIZE = (900, 600)
RED, BLUE = (200, 40, 40), (40, 40, 200)


def plain(colour: tuple[int, int, int], size: tuple[int, int] = SIZE) -> np.ndarray:
    return np.full((size[1], size[0], 3), colour, np.uint8)


def is_blue(pixels: np.ndarray) -> bool:
    red, _, blue = pixels.reshape(-1, 3).mean(axis=0)
    return bool(blue > red)


def test_the_preview_is_taken_where_it_is_large_enough_and_the_sensor_where_not(tmp_path: Path) -> None:
    """The sensor saw red, the preview is blue: so one can tell."""
    path = make_raw(tmp_path / "a.dng", plain(RED), preview=400, preview_pixels=plain(BLUE))
    for long_side, width, from_preview in (
        (200, 200, True),
        (400, 400, True),
        (420, 420, False),
        (None, 900, False),
    ):
        photo = load_photo(path, long_side)
        assert photo.pixels.shape[1] == width and (photo.width, photo.height) == SIZE
        assert is_blue(photo.pixels) == from_preview
    full = make_raw(tmp_path / "b.dng", plain(RED), preview=890, preview_pixels=plain(BLUE))
    assert is_blue(load_photo(full).pixels)  # all but the sensor's edge


def test_a_raw_without_a_preview_shows_the_sensors_picture(tmp_path: Path) -> None:
    pixels = picture(3, SIZE)
    path = make_raw(tmp_path / "a.dng", pixels)
    for long_side in (300, 450, None):
        shown = load_photo(path, long_side).pixels.astype(float)
        small = np.asarray(Image.fromarray(pixels).resize(shown.shape[1::-1]), dtype=float)
        assert np.corrcoef(shown.ravel(), small.ravel())[0, 1] > 0.95


def test_for_viewing_a_raw_comes_as_screens_take_it(tmp_path: Path) -> None:
    path = make_raw(tmp_path / "a.dng", plain(RED), preview=400)
    for long_side in (300, None):
        pixels = load_photo(path, long_side, for_viewing=True).pixels
        assert pixels.shape[2] == 4 and pixels[..., 2].mean() > pixels[..., 0].mean()  # blue first


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("preview", [None, 600])
def test_a_turned_raw_stands_upright_from_preview_and_sensor(
    tmp_path: Path, orientation: int, preview: int | None
) -> None:
    marked = plain(BLUE)
    marked[:150, :200] = RED  # top left on the sensor
    path = make_raw(tmp_path / "a.dng", marked, preview=preview, orientation=orientation)
    photo = load_photo(path, 300)
    swapped = orientation in (6, 8)
    assert (photo.width, photo.height) == (SIZE[::-1] if swapped else SIZE)
    assert photo.pixels.shape[:2] == ((300, 200) if swapped else (200, 300))
    corners = {1: (5, 5), 3: (-5, -5), 6: (5, -5), 8: (-5, 5)}
    for number, (row, column) in corners.items():
        assert is_blue(photo.pixels[row, column]) == (number != orientation)
    header = read_header(path)
    assert (header.width, header.height) == (photo.width, photo.height)
    assert header.metadata.orientation == orientation


def test_a_preview_that_stands_upright_already_is_not_turned_again(tmp_path: Path) -> None:
    upright = plain(BLUE, SIZE[::-1])
    upright[:100] = RED
    path = make_raw(tmp_path / "a.dng", plain(BLUE), preview=600, orientation=6, preview_pixels=upright)
    pixels = load_photo(path, 300).pixels
    assert pixels.shape == (300, 200, 3) and not is_blue(pixels[10]) and is_blue(pixels[-10])


def test_a_preview_of_another_shape_is_not_shown(tmp_path: Path) -> None:
    path = make_raw(tmp_path / "a.dng", plain(RED), preview=500, preview_pixels=plain(BLUE, (500, 500)))
    assert not is_blue(load_photo(path, 300).pixels)


def test_a_damaged_preview_costs_nothing_but_time(tmp_path: Path) -> None:
    path = make_raw(tmp_path / "a.dng", plain(RED), preview=500, preview_pixels=plain(BLUE))
    data = path.read_bytes()
    at = data.index(b"\xff\xd8\xff") + 20
    path.write_bytes(data[:at] + bytes(600) + data[at + 600 :])
    assert not is_blue(load_photo(path, 300).pixels)


def test_a_raws_exif_is_read(tmp_path: Path) -> None:
    path = make_raw(
        tmp_path / "a.dng", plain(RED), preview=300, time="2024:05:01 10:11:12", offset="+02:00", model="X 5"
    )
    for found in (load_photo(path, 200).metadata, read_header(path).metadata):
        assert found.captured_at == datetime(2024, 5, 1, 10, 11, 12) and found.utc_offset == 120
        assert found.camera == "Maker X 5" and found.lens == "Lens 50"
        assert (found.exposure_time, found.f_number, found.iso, found.focal_length) == (0.004, 2.8, 400, 50.0)


def test_real_cameras_raws_tell_who_took_them(shared_data: Path) -> None:
    folder = shared_data / "camera_files" / "files" / "exiftool"
    found = read_header(folder / "t__images__Panasonic.rw2").metadata
    assert found.camera == "Panasonic DMC-LX3" and found.captured_at == datetime(2008, 8, 6, 15, 21, 56)
    assert read_header(folder / "t__images__DNG.dng").metadata.camera == "Canon EOS 350D DIGITAL"


def test_a_raw_that_was_copied_in_part_is_noticed_though_its_preview_shows(tmp_path: Path) -> None:
    whole = make_raw(tmp_path / "a.dng", plain(RED), preview=600)
    assert load_photo(whole, 300).width == SIZE[0]
    data = whole.read_bytes()
    # The preview and EXIF to the front, then the sensor's picture, as cameras have it.
    moved = preview_first(data)
    (tmp_path / "b.dng").write_bytes(moved)
    assert load_photo(tmp_path / "b.dng", 300).width == SIZE[0]
    (tmp_path / "c.dng").write_bytes(moved[: len(data) + 1000])
    with pytest.raises(PhotoError, match="truncated"):
        load_photo(tmp_path / "c.dng", 300)


@pytest.mark.parametrize("size", [8, 1000, 100_000])
def test_a_raw_that_was_copied_in_part_is_named(tmp_path: Path, size: int) -> None:
    path = make_raw(tmp_path / "a.dng", plain(RED))
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(PhotoError) as caught:
        load_photo(path, 300)
    assert caught.value.path == path and caught.value.reason


def test_cut_off_containers_are_suspected_by_what_they_say_of_themselves(tmp_path: Path) -> None:
    """Canon's boxes and Fuji's header; anything else passes, for LibRaw to judge."""
    ftyp = (24).to_bytes(4, "big") + b"ftypcrx " + bytes(12)
    mdat = (1).to_bytes(4, "big") + b"mdat" + (1016).to_bytes(8, "big") + bytes(1000)
    fuji = b"FUJIFILMCCD-RAW ".ljust(100) + (200).to_bytes(4, "big") + (800).to_bytes(4, "big") + bytes(892)
    for whole in (ftyp + mdat, fuji):
        for data, cut in ((whole, False), (whole[:-1], True)):
            (tmp_path / "a").write_bytes(data)
            with (tmp_path / "a").open("rb") as file:
                assert seems_cut(file) == cut
    (tmp_path / "a").write_bytes(b"II*\0" + bytes(3))
    with (tmp_path / "a").open("rb") as file:
        assert not seems_cut(file)


@pytest.mark.parametrize("orientation", [1, 6])
def test_of_a_raw_that_is_cropped_the_part_is_shown_that_the_camera_shows(
    tmp_path: Path, orientation: int
) -> None:
    """A camera that is set to 16:9: its preview has that shape, its RAW the sensor's."""
    pixels, crop = picture(5, (1200, 800)), (8, 64, 1184, 666)
    part = pixels[64:730, 8:1192]
    plain = make_raw(tmp_path / "a.dng", pixels, orientation=orientation, crop=crop)
    path = make_raw(
        tmp_path / "b.dng", pixels, orientation=orientation, crop=crop, preview=1000, preview_pixels=part
    )
    size = (1184, 666) if orientation == 1 else (666, 1184)
    whole = load_photo(make_raw(tmp_path / "c.dng", pixels)).pixels
    for one, side, shown in (
        (plain, None, whole[64:730, 8:1192]),
        (plain, 500, whole[64:730, 8:1192]),
        (path, 800, part),
    ):
        photo = load_photo(one, side)
        assert (photo.width, photo.height) == size
        assert same_picture(photo.pixels, upright(shown, orientation))
    preview = embedded_preview(path)
    assert preview is not None and (preview.width, preview.height) == size


def test_a_dng_whose_pixels_nobody_unpacks_is_shown_by_its_preview(tmp_path: Path) -> None:
    """Phones write JPEG XL into DNGs."""
    pixels = picture(5, (1200, 800))
    path = make_raw(tmp_path / "a.dng", pixels, orientation=6, preview=600)
    compression = [struct.pack("<HHII", 259, 3, 1, kind) for kind in (1, 52546)]
    assert compression[0] in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(*compression))
    for side in (None, 1024, 300):
        photo = load_photo(path, side)
        assert (photo.width, photo.height) == (800, 1200)
        assert same_picture(photo.pixels, upright(pixels, 6))
    assert max(load_photo(path).pixels.shape) == 600
    make_raw(path, pixels)
    path.write_bytes(path.read_bytes().replace(*compression))
    with pytest.raises(PhotoError, match="not a RAW that is known"):
        load_photo(path)
