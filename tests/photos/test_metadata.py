from __future__ import annotations

import csv
import struct
import time
from datetime import datetime
from pathlib import Path

import piexif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from aesthcull.photos.exif_block import is_sound, tiff_of
from aesthcull.photos.metadata import parse_time, read_metadata


def saved(path: Path, exif: dict[str, object]) -> Path:
    Image.new("RGB", (8, 8)).save(path, exif=piexif.dump(exif))
    return path


def test_a_camera_file_says_when_and_with_what(tmp_path: Path) -> None:
    tags = {
        "0th": {
            piexif.ImageIFD.Make: b"Canon\0",
            piexif.ImageIFD.Model: b"Canon EOS R5",
            piexif.ImageIFD.Orientation: 6,
        },
        "Exif": {
            piexif.ExifIFD.DateTimeOriginal: b"2026:05:04 10:11:12",
            piexif.ExifIFD.SubSecTimeOriginal: b"34",
            0x9011: b"+02:00",
            piexif.ExifIFD.LensModel: b"RF 50mm F1.2",
            piexif.ExifIFD.ExposureTime: (1, 250),
            piexif.ExifIFD.FNumber: (12, 10),
            piexif.ExifIFD.ISOSpeedRatings: 400,
            piexif.ExifIFD.ExposureBiasValue: (-2, 3),
            piexif.ExifIFD.FocalLength: (50, 1),
        },
    }  # fmt: skip
    with Image.open(saved(tmp_path / "a.jpg", tags)) as image:
        found = read_metadata(image)
    assert found.captured_at == datetime(2026, 5, 4, 10, 11, 12, 340_000)
    assert (found.utc_offset, found.camera, found.lens) == (120, "Canon EOS R5", "RF 50mm F1.2")
    assert (found.exposure_time, found.f_number, found.iso) == (0.004, 1.2, 400)
    assert found.exposure_bias == pytest.approx(-2 / 3)
    assert (found.focal_length, found.orientation) == (50, 6)


def test_an_entry_that_claims_four_billion_values_costs_nothing_but_itself(tmp_path: Path) -> None:
    entries = struct.pack("<HHII", 0x010F, 1, 0xFFFFFFFF, 8) + struct.pack("<HHI4s", 0x0110, 2, 4, b"X 5\0")
    tiff = b"II*\0\x08\0\0\0" + struct.pack("<H", 2) + entries + bytes(4)
    Image.new("RGB", (8, 8)).save(tmp_path / "a.jpg", exif=b"Exif\0\0" + tiff)
    begun = time.process_time()
    with Image.open(tmp_path / "a.jpg") as image:
        assert read_metadata(image).camera == "X 5"
    assert time.process_time() - begun < 1


def test_no_exif_is_no_metadata(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as image:
        assert read_metadata(image).captured_at is None


def test_real_cameras_are_named(shared_data: Path) -> None:
    """Every JPEG of which another reader knows the make and that opens at all yields a camera."""
    folder = shared_data / "camera_files"
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["make"] and row["pillow"] == "ok"]
    nameless = []
    for row in rows:
        with Image.open(folder / row["file"]) as image:
            found = read_metadata(image)
        if not found.camera:
            nameless.append(row["file"])
    assert len(rows) > 100 and len(nameless) <= 0.02 * len(rows), nameless


@pytest.mark.parametrize(
    "text", ["0000:00:00 00:00:00", "    :  :     :  :  ", "2020:13:45 10:00:00", "", "0001:01:01 00:00:00"]
)
def test_an_unset_clock_is_no_time(text: str) -> None:
    assert parse_time(text) is None


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_none(text: str) -> None:
    found = parse_time(text)
    assert found is None or isinstance(found, datetime)


@given(st.binary(max_size=300), st.integers(0, 200))
def test_damaged_exif_never_raises_nor_takes_long(noise: bytes, at: int) -> None:
    block = bytearray(piexif.dump({"0th": {0x010F: b"Make", 0x0110: b"X 5"}, "Exif": {0x829A: (1, 250)}}))
    block[at : at + len(noise)] = noise
    image = Image.new("RGB", (8, 8))
    image.info["exif"] = bytes(block)
    read_metadata(image)


def test_sound_exif_is_told_from_damaged() -> None:
    block = piexif.dump({"0th": {0x010F: b"Make of a camera"}, "Exif": {0x829A: (1, 250)}})
    tiff = tiff_of(block)
    assert is_sound(tiff)
    assert not any(is_sound(tiff[:length]) for length in range(len(tiff) // 2))
    assert not is_sound(b"") and not is_sound(b"II*\0" + bytes(4) + b"\xff" * 20)
