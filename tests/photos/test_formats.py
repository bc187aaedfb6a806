from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import cv2
import imagecodecs
import numpy as np
import pytest
from PIL import Image, ImageCms

from aesthcull.photos.decode import load_photo, read_header
from aesthcull.photos.formats import FORMATS, RAW, READABLE_SUFFIXES, format_of
from aesthcull.photos.problems import PhotoError
from tests.conftest import picture

SIZE = (300, 200)
WHEN = "2024:05:01 10:11:12"


def exif() -> Image.Exif:
    made = Image.Exif()
    made[0x010F], made[0x0110] = "Maker", "X 5"
    made.get_ifd(0x8769).update({0x9003: WHEN, 0x9011: "-03:30", 0x8827: 200})
    return made


def near(pixels: np.ndarray, seed: int = 1, tolerance: float = 6) -> bool:
    expected = np.asarray(Image.fromarray(picture(seed, SIZE)).resize(pixels.shape[1::-1]))
    return bool(np.abs(pixels.astype(int) - expected.astype(int)).mean() < tolerance)


@pytest.mark.parametrize("suffix", [".avif", ".jp2", ".j2k", ".gif", ".bmp", ".webp", ".png", ".tif", ".jxl"])
def test_each_format_is_decoded_and_reduced(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    if suffix == ".jxl":
        path.write_bytes(imagecodecs.jpegxl_encode(picture(1, SIZE), level=90))
    else:
        Image.fromarray(picture(1, SIZE)).save(path)
    tolerance = 12 if suffix == ".gif" else 6
    for long_side, shape in ((None, (200, 300, 3)), (120, (80, 120, 3))):
        photo = load_photo(path, long_side)
        assert photo.pixels.shape == shape and (photo.width, photo.height) == SIZE
        assert near(photo.pixels, tolerance=tolerance)
    viewed = load_photo(path, for_viewing=True).pixels
    assert viewed.shape == (200, 300, 4) and near(
        viewed[:, :, 2::-1], tolerance=12 if suffix == ".gif" else 6
    )


@pytest.mark.parametrize("kind", ["uint16.tif", "float32.tif", "uint16.png", "uint16.jxl", "uint8.tif"])
def test_colours_of_more_than_eight_bits_come_out_right(tmp_path: Path, kind: str) -> None:
    path = tmp_path / kind
    pixels = picture(1, SIZE).astype(np.float32) / 255
    name = path.stem
    deep = pixels if name == "float32" else np.round(pixels * np.iinfo(name).max).astype(name)
    if path.suffix == ".jxl":
        path.write_bytes(imagecodecs.jpegxl_encode(deep, lossless=True))
    else:
        assert cv2.imwrite(str(path), np.ascontiguousarray(deep[:, :, ::-1]))
    assert near(load_photo(path).pixels, tolerance=1.5)


def test_print_files_are_read_and_their_profile_counts_for_viewing(tmp_path: Path) -> None:
    Image.fromarray(picture(1, SIZE)).convert("CMYK").save(tmp_path / "a.tif", compression="tiff_lzw")
    assert near(load_photo(tmp_path / "a.tif").pixels)
    grey = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(picture(1, SIZE)).save(tmp_path / "b.avif", icc_profile=grey)
    assert load_photo(tmp_path / "b.avif").profile == grey


@pytest.mark.parametrize("suffix", [".avif", ".webp", ".tif", ".png", ".jxl"])
def test_exif_is_read_in_each_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    if suffix == ".jxl":
        content = b"\0\0\0\0" + exif().tobytes()[6:]
        box = (len(content) + 8).to_bytes(4, "big") + b"Exif" + content
        path.write_bytes(imagecodecs.jpegxl_encode(picture(1, SIZE), usecontainer=True) + box)
    else:
        Image.fromarray(picture(1, SIZE)).save(path, exif=exif().tobytes())
    for found in (load_photo(path, 100).metadata, read_header(path).metadata):
        assert found.captured_at == datetime(2024, 5, 1, 10, 11, 12) and found.utc_offset == -210
        assert found.camera == "Maker X 5" and found.iso == 200


def test_exif_behind_a_pngs_pixels_is_found_without_unpacking_them(tmp_path: Path) -> None:
    tags = exif()
    tags[0x0112] = 6
    Image.fromarray(picture(1, SIZE)).save(tmp_path / "a.png", exif=tags)
    data = (tmp_path / "a.png").read_bytes()
    at = data.index(b"eXIf") - 4
    length = int.from_bytes(data[at : at + 4], "big") + 12
    moved = data[:at] + data[at + length : -12] + data[at : at + length] + data[-12:]
    (tmp_path / "a.png").write_bytes(moved)
    header, photo = read_header(tmp_path / "a.png"), load_photo(tmp_path / "a.png")
    assert header.metadata.camera == photo.metadata.camera == "Maker X 5"
    assert (header.width, header.height) == (photo.width, photo.height) == SIZE[::-1]
    pixels = moved.index(b"IDAT") + 20
    (tmp_path / "a.png").write_bytes(moved[:pixels] + bytes(100) + moved[pixels + 100 :])
    assert (read_header(tmp_path / "a.png").width, read_header(tmp_path / "a.png").height) == SIZE[::-1]


def test_phones_heics_stand_upright_with_their_exif(shared_data: Path) -> None:
    files = shared_data / "camera_files" / "files"
    names = [p for p in sorted(files.rglob("*.hei[cf]")) if "immich" not in p.name and is_shown(p)]
    assert len(names) >= 25
    headers = [read_header(p) for p in names]
    for path, header in zip(names, headers, strict=True):
        photo = load_photo(path, 256)
        assert (photo.width, photo.height) == (header.width, header.height)
        height, width = photo.pixels.shape[:2]
        assert abs(width / height - header.width / header.height) < 0.05 * header.width / header.height
    assert any(
        (h.metadata.camera and "Apple" in h.metadata.camera) or h.metadata.captured_at for h in headers
    )


def is_shown(path: Path) -> bool:
    try:
        load_photo(path, 64)
    except PhotoError as error:
        assert error.reason and "\n" not in error.reason
        return False
    return True


def test_the_beginning_tells_the_format_not_the_name(tmp_path: Path) -> None:
    Image.fromarray(picture(1, SIZE)).save(tmp_path / "a.jpg")
    Image.fromarray(picture(1, SIZE)).save(tmp_path / "a.avif")
    for source, name in (("a.jpg", "b.heic"), ("a.jpg", "b.dng"), ("a.avif", "b.jpg"), ("a.avif", "b.tif")):
        shutil.copy(tmp_path / source, tmp_path / name)
        assert near(load_photo(tmp_path / name).pixels)
        assert (read_header(tmp_path / name).width, read_header(tmp_path / name).height) == SIZE


def test_a_film_is_no_photograph(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    with pytest.raises(PhotoError, match="MP4 files cannot be read"):
        load_photo(tmp_path / "a.mp4")


def test_no_suffix_is_claimed_by_two_formats() -> None:
    assert len(READABLE_SUFFIXES) == sum(len(row.suffixes) for row in FORMATS)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in READABLE_SUFFIXES)
    assert format_of(".nef", b"MM\0*") == RAW and format_of(".txt", b"\xff\xd8\xff") is None
