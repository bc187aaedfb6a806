"""Large TIFFs, which are unpacked by bands: the same pixels as all at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from PIL import Image

from aesthcull.photos.decode import load_photo
from aesthcull.photos.decoders.tiff_bands import bands, pieces_of
from aesthcull.photos.fitting import same_picture
from aesthcull.photos.problems import PhotoError
from tests.conftest import picture

PIXELS = picture(4, (331, 613))
DEEP = PIXELS[:, :, 1].astype(np.uint16) * 257
FOUR = np.dstack([PIXELS, PIXELS[:, :, :1]])


@pytest.mark.parametrize(
    ("values", "options"),
    [
        (PIXELS, {}),
        (PIXELS, {"rowsperstrip": 16}),
        (PIXELS, {"rowsperstrip": 7, "compression": "lzw", "predictor": True}),
        (PIXELS, {"rowsperstrip": 8, "compression": "packbits", "bigtiff": True}),
        (PIXELS, {"rowsperstrip": 16, "compression": "jpeg", "photometric": "ycbcr"}),
        (PIXELS, {"tile": (64, 48), "compression": "zlib"}),
        (PIXELS, {"tile": (64, 48), "compression": "zstd", "byteorder": ">"}),
        (FOUR, {"rowsperstrip": 16, "extrasamples": ["unassalpha"]}),
        (FOUR, {"rowsperstrip": 16, "photometric": "separated", "compression": "lzw"}),
        (DEEP, {"photometric": "minisblack"}),
        (DEEP, {"photometric": "minisblack", "byteorder": ">", "rowsperstrip": 10}),
        (DEEP, {"photometric": "minisblack", "compression": "zlib", "predictor": True, "rowsperstrip": 8}),
        (DEEP.astype(np.float32), {"photometric": "minisblack", "rowsperstrip": 8}),
        (PIXELS[:, :, 0], {"photometric": "miniswhite", "rowsperstrip": 8}),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_bands_are_the_whole_picture(tmp_path: Path, values: np.ndarray, options: dict[str, Any]) -> None:
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, values, **{"photometric": "rgb", **options})
    with Image.open(path) as image:
        pieces = pieces_of(image)
        assert pieces is not None
        found = bands(path, pieces, 4)
        assert found is not None
        some = [np.asarray(band) for band in found]
        assert len(some) > 3 and all(len(band) % 4 == 0 for band in some[:-1])
        assert np.array_equal(np.concatenate(some), np.asarray(image))


@pytest.mark.parametrize(
    "options",
    [
        {"photometric": "rgb", "compression": "lzw", "rowsperstrip": 613},  # would be one band
        {"photometric": "rgb", "planarconfig": "separate"},
    ],
)
def test_what_has_no_bands_is_unpacked_whole(tmp_path: Path, options: dict[str, Any]) -> None:
    path = tmp_path / "a.tif"
    values = PIXELS.transpose(2, 0, 1) if "planarconfig" in options else PIXELS
    tifffile.imwrite(path, np.ascontiguousarray(values), **options)
    with Image.open(path) as image:
        pieces = pieces_of(image)
        assert pieces is None or bands(path, pieces, 4) is None


def large(path: Path) -> Path:
    """Grey of 16 bits and 62 megapixels, turned by 90 degrees, white where it is 0."""
    grey = np.kron(np.rot90(DEEP), np.ones((18, 18), np.uint16))
    options: dict[str, Any] = {"photometric": "miniswhite", "compression": "zlib", "rowsperstrip": 32}
    tifffile.imwrite(path, 65535 - grey, extratags=[(274, 3, 1, 6, True)], **options)
    return path


def test_a_large_tiff_stands_upright_and_is_no_negative(tmp_path: Path) -> None:
    photo = load_photo(large(tmp_path / "a.tif"), 512)
    assert (photo.width, photo.height) == (331 * 18, 613 * 18)
    assert same_picture(photo.pixels, np.dstack([PIXELS[:, :, 1]] * 3))


def test_half_a_large_tiff_is_truncated(tmp_path: Path) -> None:
    path = large(tmp_path / "a.tif")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(PhotoError, match="truncated"):
        load_photo(path, 512)
