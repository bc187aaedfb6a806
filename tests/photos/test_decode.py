from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import piexif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from aesthcull.photos.decode import load_photo
from aesthcull.photos.orientation import upright
from aesthcull.photos.photo import MAX_PIXELS
from aesthcull.photos.previews import embedded_thumbnail
from aesthcull.photos.problems import PhotoError
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import FrameFile
from tests.conftest import MakePhoto, picture

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_stands_upright(orientation: int) -> None:
    pixels = picture(1, (30, 20))
    turned = Image.fromarray(pixels)
    if orientation in TURNS:
        turned = turned.transpose(TURNS[orientation])
    assert np.array_equal(upright(pixels, orientation), np.asarray(turned))


def test_camera_orientations_all_show_the_same_picture(shared_data: Path) -> None:
    folder = shared_data / "camera_files" / "files" / "exif-orientation-examples"
    photos = [load_photo(path, 256) for path in sorted(folder.glob("Landscape_*.jpg"))]
    assert len(photos) >= 3
    assert {(p.width, p.height) for p in photos} == {(1800, 1200)}
    first = photos[0].pixels.astype(int)
    # The pictures carry their own number, so they are not the same to the last pixel.
    assert all(np.abs(p.pixels.astype(int) - first).mean() < 25 for p in photos)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp"])
def test_each_format_is_decoded_and_reduced(tmp_path: Path, make_photo: MakePhoto, suffix: str) -> None:
    photo = load_photo(make_photo(tmp_path / f"a{suffix}", size=(800, 600)), 200)
    assert (photo.width, photo.height) == (800, 600)
    assert photo.pixels.shape == (150, 200, 3)
    expected = np.asarray(Image.fromarray(picture(0, (800, 600))).resize((200, 150)))
    assert np.abs(photo.pixels.astype(int) - expected.astype(int)).mean() < 4


@pytest.mark.parametrize(
    ("mode", "suffix"),
    [("L", ".jpg"), ("CMYK", ".jpg"), ("RGBA", ".png"), ("LA", ".png"), ("P", ".png"), ("I;16", ".png"),
     ("I;16", ".tif"), ("F", ".tif"), ("1", ".png"), ("CMYK", ".tif")],
)  # fmt: skip
def test_every_kind_of_pixel_becomes_rgb(tmp_path: Path, mode: str, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    if mode == "I;16":
        Image.fromarray(np.full((40, 60), 40_000, dtype=np.uint16)).save(path)
    elif mode == "F":
        Image.fromarray(np.full((40, 60), 0.61, dtype=np.float32)).save(path)
    else:
        Image.new("RGB", (60, 40), (155, 155, 155)).convert(mode).save(path)
    photo = load_photo(path)
    assert photo.pixels.shape == (40, 60, 3) and photo.pixels.dtype == np.uint8
    if mode != "1":
        assert abs(float(photo.pixels.mean()) - 155) < 6


def test_one_pixel_is_a_photograph_too(tmp_path: Path, make_photo: MakePhoto) -> None:
    assert load_photo(make_photo(tmp_path / "a.png", size=(1, 1)), 1024).pixels.shape == (1, 1, 3)


def broken_files(folder: Path, make_photo: MakePhoto) -> dict[str, Path]:
    whole = make_photo(folder / "whole.jpg", size=(900, 700), seed=3).read_bytes()
    contents = {
        "empty.jpg": b"",
        "half.jpg": whole[: len(whole) // 2],
        "text.jpg": b"not a picture",
        "zeros.png": bytes(1000),
        "header.tif": b"II*\0\x08\0\0\0",
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in contents}


def test_broken_files_are_refused_with_a_reason(tmp_path: Path, make_photo: MakePhoto) -> None:
    reasons = {}
    for name, path in broken_files(tmp_path, make_photo).items():
        with pytest.raises(PhotoError) as caught:
            load_photo(path, 512)
        reasons[name] = caught.value.reason
    assert reasons["empty.jpg"] == "the file is empty"
    assert reasons["half.jpg"] == "the file is truncated"
    assert "not a picture" in reasons["text.jpg"]
    assert all(reason and "\n" not in reason for reason in reasons.values())


def test_a_vanished_file_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="no such file"):
        load_photo(tmp_path / "gone.jpg")


def test_a_decompression_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100_000)))
    (tmp_path / "bomb.png").write_bytes(bomb + chunk(b"IEND", b""))
    with pytest.raises(PhotoError, match="decompression bomb"):
        load_photo(tmp_path / "bomb.png", 512)
    assert MAX_PIXELS < 60_000**2


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 4000))
def test_any_damage_ends_as_a_picture_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "a.jpg"
    buffer = io.BytesIO()
    exif = piexif.dump({"0th": {piexif.ImageIFD.Make: b"M" * 50}, "Exif": {}})
    Image.fromarray(picture(2)).save(buffer, "JPEG", exif=exif)
    data = bytearray(buffer.getvalue())
    data[at : at + len(noise)] = noise
    path.write_bytes(bytes(data))
    try:
        photo = load_photo(path, 256)
    except PhotoError as error:
        assert error.reason and "\n" not in error.reason
    else:
        assert photo.pixels.ndim == 3 and photo.pixels.shape[2] == 3
    embedded_thumbnail(path)


def test_the_embedded_thumbnail_is_upright_and_without_bars(tmp_path: Path) -> None:
    pixels = picture(4, (600, 400))
    small = Image.new("RGB", (160, 120))
    small.paste(Image.fromarray(pixels).resize((160, 107)), (0, 6))
    buffer = io.BytesIO()
    small.save(buffer, "JPEG")
    exif = {"0th": {piexif.ImageIFD.Orientation: 6}, "Exif": {}, "1st": {}, "thumbnail": buffer.getvalue()}
    Image.fromarray(pixels).save(tmp_path / "a.jpg", exif=piexif.dump(exif))
    found = embedded_thumbnail(tmp_path / "a.jpg")
    assert found is not None
    height, width = found.shape[:2]
    assert height > width and abs(height / width - 1.5) < 0.05


def test_a_changed_file_gets_another_thumbnail(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "cache")
    before = FrameFile(tmp_path / "a.jpg", 10, 1)
    stored = cache.store(before, picture(5, (1200, 900)))
    with Image.open(stored) as thumbnail:
        assert thumbnail.size == (512, 384)
    assert cache.path(FrameFile(before.path, 10, 2)) != stored
    assert [p.name for p in stored.parent.iterdir()] == [stored.name]
