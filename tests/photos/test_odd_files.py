"""Files as other programs write them: every kind of TIFF, names that promise something else, odd JPEGs."""

from __future__ import annotations

import base64
import io
import shutil
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image

from aesthcull.photos.decode import load_photo
from aesthcull.photos.fitting import same_picture
from aesthcull.photos.problems import PhotoError
from tests.conftest import picture
from tests.photos.make_raw import make_raw

PIXELS = picture(4, (320, 240))
DEEP = PIXELS.astype(np.uint16) * 257
FLOATING = (PIXELS / 255).astype(np.float32)
_APART: dict[str, Any] = {"planarconfig": "separate"}
_TURNED = {2: PIXELS[:, ::-1], 3: PIXELS[::-1, ::-1], 6: np.rot90(PIXELS), 8: np.rot90(PIXELS, -1)}
# By libjpeg-turbo, `arith_code`, of 48 × 32 pixels: nothing here writes such files.
_ARITHMETIC = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7"
    "gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8"
    "fHx8fHx8fHz/yQARCAAgADADASIAAhEBAxEB/8wACgAQEAUBEBEF/9oADAMBAAIRAxEAPwD/AAcPBBR1TLZ0zwsca3atg5quzGPo"
    "kZI45L0P5Jj+84v0rkdRIhpO5lxYwf0zauDsZ/KCng73tnQpXpDgSJYhT8KA/9k="
)


def tiff(path: Path, values: np.ndarray, **options: Any) -> Path:
    tifffile.imwrite(path, np.ascontiguousarray(values), **{"photometric": "rgb", **options})
    return path


def shows(path: Path, pixels: np.ndarray = PIXELS) -> bool:
    """Whether it is this picture, for judging and for viewing."""
    judged, viewed = load_photo(path), load_photo(path, for_viewing=True)
    assert (judged.width, judged.height) == (pixels.shape[1], pixels.shape[0])
    return same_picture(judged.pixels, pixels) and same_picture(viewed.pixels[:, :, 2::-1], pixels)


@pytest.mark.parametrize(
    ("values", "options"),
    [
        (DEEP, {}),
        (DEEP, {"compression": "lzw", "predictor": True}),
        (DEEP, {"byteorder": ">"}),
        (DEEP.transpose(2, 0, 1), _APART),
        (DEEP.transpose(2, 0, 1), {**_APART, "compression": "zlib"}),
        (PIXELS.transpose(2, 0, 1), _APART),
        (PIXELS, {"tile": (128, 128), "compression": "zlib"}),
        (PIXELS, {"bigtiff": True}),
        (PIXELS, {"compression": "zstd"}),
        (np.dstack([DEEP, np.full_like(DEEP[:, :, 0], 65535)]), {"extrasamples": ["unassalpha"]}),
        (FLOATING, {}),
        (FLOATING, {"compression": "zlib", "predictor": True}),
        (FLOATING.astype(np.float64), {}),
    ],
    ids=str,
)
def test_every_kind_of_tiff_shows_its_picture(
    tmp_path: Path, values: np.ndarray, options: dict[str, Any]
) -> None:
    assert shows(tiff(tmp_path / "a.tif", values, **options))


@pytest.mark.parametrize("white", [255, 65535, 1.0], ids=["8", "16", "floating"])
@pytest.mark.parametrize("photometric", ["minisblack", "miniswhite"])
def test_grey_whose_zero_is_white_is_no_negative(tmp_path: Path, white: float, photometric: str) -> None:
    grey = PIXELS[:, :, 1].astype(np.float64) / 255 * white
    kind = np.uint8 if white == 255 else np.uint16 if white == 65535 else np.float32
    stored = (white - grey if photometric == "miniswhite" else grey).astype(kind)
    assert shows(tiff(tmp_path / "a.tif", stored, photometric=photometric), np.dstack([PIXELS[:, :, 1]] * 3))


@pytest.mark.parametrize("orientation", _TURNED)
@pytest.mark.parametrize("kind", ["8", "16", "floating"])
def test_a_turned_tiff_stands_upright(tmp_path: Path, orientation: int, kind: str) -> None:
    values: np.ndarray = _TURNED[orientation]
    if kind == "16":
        values = values.astype(np.uint16) * 257
    elif kind == "floating":
        values = (values / 255).astype(np.float32)
    extra = [(274, 3, 1, orientation, True)]
    assert shows(tiff(tmp_path / "a.tif", values, extratags=extra))


@pytest.mark.parametrize("suffix", [".png", ".webp", ".avif"])
@pytest.mark.parametrize("orientation", _TURNED)
def test_other_turned_pictures_stand_upright(tmp_path: Path, orientation: int, suffix: str) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    path = tmp_path / f"a{suffix}"
    Image.fromarray(np.ascontiguousarray(_TURNED[orientation])).save(path, exif=exif.tobytes())
    assert shows(path)


@pytest.mark.parametrize(
    ("values", "options", "reason"),
    [
        (PIXELS, {"compression": "jpeg2000"}, "TIFFs of compression 34712 are not supported"),
        (
            FLOATING.astype(np.float16),
            {},
            "TIFFs of floating-point numbers of 16 bits are not supported",
        ),
    ],
)
def test_what_cannot_be_shown_is_named_instead_of_black(
    tmp_path: Path, values: np.ndarray, options: dict[str, Any], reason: str
) -> None:
    with pytest.raises(PhotoError) as caught:
        load_photo(tiff(tmp_path / "a.tif", values, **options))
    assert caught.value.reason == reason


def test_half_a_floating_point_tiff_is_truncated(tmp_path: Path) -> None:
    path = tiff(tmp_path / "a.tif", FLOATING)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(PhotoError, match="truncated"):
        load_photo(path)


def test_a_jpeg_of_twelve_bits_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(imagecodecs.jpeg8_encode(PIXELS.astype(np.uint16) * 16, bitspersample=12))
    with pytest.raises(PhotoError, match="JPEGs of 12 bits a colour are not supported"):
        load_photo(path)


def test_a_lossless_jpeg_and_one_with_bytes_behind_it_are_shown(tmp_path: Path) -> None:
    lossless, longer, whole = tmp_path / "a.jpg", tmp_path / "b.jpg", io.BytesIO()
    lossless.write_bytes(imagecodecs.jpeg8_encode(PIXELS, lossless=True, predictor=1))
    Image.fromarray(PIXELS).save(whole, "JPEG")
    longer.write_bytes(whole.getvalue() + b"a film" * 10_000)
    assert shows(lossless) and shows(longer)


def test_an_arithmetic_coded_jpeg_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(base64.b64decode(_ARITHMETIC))
    rows, columns = np.mgrid[0:32, 0:48]
    whole = np.dstack([columns * 5, rows * 8, 255 - columns * 5]).astype(np.int16)
    assert np.abs(load_photo(path).pixels - whole).mean() < 6


@pytest.mark.parametrize("name", ["a.jpg", "a.tif"])
def test_a_dng_under_another_name_is_developed(tmp_path: Path, name: str) -> None:
    make_raw(tmp_path / "a.dng", PIXELS, preview=None, orientation=6)
    shutil.copy(tmp_path / "a.dng", tmp_path / name)
    assert np.array_equal(load_photo(tmp_path / name).pixels, load_photo(tmp_path / "a.dng").pixels)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.tif", "PNG"), ("a.png", "BMP"), ("a.arw", "JPEG"), ("a.jpg", "WEBP"), ("a.heic", "AVIF")],
)
def test_the_beginning_of_a_file_counts_not_its_name(tmp_path: Path, name: str, kind: str) -> None:
    Image.fromarray(PIXELS).save(tmp_path / name, kind)
    assert shows(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", b"\xff\xd8\xff"),
        ("a.heic", b"<html>not found</html>"),
        ("a.cr2", bytes(5000)),
        ("a.tif", b"%PDF"),
    ],
)
def test_what_is_no_picture_is_named_in_words(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PhotoError) as caught:
        load_photo(tmp_path / name)
    assert "not" in caught.value.reason and "Errno" not in caught.value.reason


def floating_dng(path: Path, predictor: int | None) -> Path:
    """The sensor's picture in deflated floating-point numbers."""
    linear = (PIXELS / 255.0) ** 2.2
    bayer = np.empty(linear.shape[:2], np.float32)
    for row, column, channel in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        bayer[row::2, column::2] = linear[row::2, column::2, channel]
    tags = [(33421, "H", 2, (2, 2), True), (33422, "B", 4, bytes([0, 1, 1, 2]), True)]
    tags += [(50706, "B", 4, bytes([1, 4, 0, 0]), True), (50708, "s", 0, "Maker One", True)]
    tags += [(50717, "I", 1, 1, True), (271, "s", 0, "Maker", True), (272, "s", 0, "One", True)]
    options: dict[str, Any] = {"photometric": 32803, "compression": "zlib", "predictor": predictor}
    return tiff(path, bayer, **options, extratags=tags)


def test_a_floating_point_dng_is_developed_or_named_but_not_shown_as_stripes(tmp_path: Path) -> None:
    shown = load_photo(floating_dng(tmp_path / "a.dng", 3)).pixels
    assert np.corrcoef(shown[:, :, 1].ravel(), PIXELS[:, :, 1].ravel())[0, 1] > 0.9
    with pytest.raises(PhotoError, match="without a predictor, are not supported"):
        load_photo(floating_dng(tmp_path / "b.dng", None))
