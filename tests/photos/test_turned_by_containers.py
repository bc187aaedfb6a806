"""HEIC and JPEG XL say in their own header how they are turned, and EXIF, if it says so too, is not to turn
them again."""

from __future__ import annotations

import subprocess
from pathlib import Path

import imagecodecs
import numpy as np
import pytest

from aesthcull.photos.decode import load_photo, read_header
from aesthcull.photos.fitting import same_picture
from aesthcull.photos.orientation import upright
from tests.conftest import picture
from tests.interop.programs import program


@pytest.fixture
def heic(shared_data: Path) -> Path:
    """One that says that it is turned by 0 degrees."""
    return shared_data / "camera_files" / "files" / "exiv2" / "test__data__Stonehenge.heic"


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_heic_is_turned_once(heic: Path, tmp_path: Path, quarters: int, orientation: int) -> None:
    data = bytearray(heic.read_bytes())
    data[data.index(b"irot") + 4] = quarters  # anticlockwise
    path = tmp_path / "a.heic"
    path.write_bytes(data)
    exiftool = program("exiftool", "libimage-exiftool-perl")
    subprocess.run([exiftool, "-q", "-overwrite_original", f"-Orientation#={orientation}", path], check=True)
    shown, whole = load_photo(path), np.rot90(load_photo(heic).pixels, quarters)
    assert shown.pixels.shape == whole.shape and same_picture(shown.pixels, whole)
    assert (shown.width, shown.height) == whole.shape[1::-1]
    header = read_header(path)
    assert (header.width, header.height) == whole.shape[1::-1]


@pytest.mark.parametrize("axis", [0, 1])
def test_a_mirrored_heic_is_mirrored(heic: Path, tmp_path: Path, axis: int) -> None:
    data = bytearray(heic.read_bytes())
    at = data.index(b"irot")
    data[at : at + 5] = b"imir" + bytes([axis])
    (tmp_path / "a.heic").write_bytes(data)
    whole = load_photo(heic).pixels
    flipped = whole[::-1] if axis == 0 else whole[:, ::-1]  # top and bottom change places, or the sides
    assert same_picture(load_photo(tmp_path / "a.heic").pixels, np.ascontiguousarray(flipped))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_jpeg_xl_stands_upright(tmp_path: Path, orientation: int) -> None:
    path, pixels = tmp_path / "a.jxl", picture(4, (320, 240))
    path.write_bytes(turned(imagecodecs.jpegxl_encode(pixels, distance=0.5), orientation))
    photo = load_photo(path)
    assert same_picture(photo.pixels, upright(pixels, orientation))
    assert (photo.width, photo.height) == ((320, 240) if orientation < 5 else (240, 320))


def turned(data: bytes, orientation: int) -> bytes:
    """A JPEG XL of 320 × 240 with an orientation in its header (ISO 18181-1, bits from the lowest): after the
    nine bits of its size, one says that all is as usual, and is replaced by what that means."""
    head = [byte >> bit & 1 for byte in data[2:4] for bit in range(8)]
    assert data[:2] == b"\xff\x0a" and head[9:11] == [1, 1]
    turn = [(orientation - 1) >> bit & 1 for bit in range(3)]
    colours = [0, 0, 0, 1, 0, 0, 1, 1]  # eight bits, enough for the decoder, no more channels, XYB, sRGB
    bits = [*head[:9], 0, 1, *turn, 0, 0, 0, *colours, 1, 0, 0, 1]
    bits += [0] * (-len(bits) % 8)
    packed = (sum(bit << n for n, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits), 8))
    return data[:2] + bytes(packed) + data[4:]
