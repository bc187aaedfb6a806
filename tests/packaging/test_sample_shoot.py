"""The bundled sample shoot: small, like a camera's files, with its licences named, and made by its script."""

from __future__ import annotations

import importlib.util
import io
import re
import sys
from datetime import datetime
from pathlib import Path
from types import ModuleType

import numpy as np
import piexif
import pytest
from PIL import Image, ImageOps

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SAMPLE = RESOURCES / "sample_shoot"
FRAMES = sorted(SAMPLE.glob("*.JPG"))


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sample_shoot", RESOURCES / "make_sample_shoot.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


def exif(path: Path) -> dict[str, dict[int, object]]:
    return piexif.load(str(path))


def captured(path: Path) -> datetime:
    fields = exif(path)["Exif"]
    stamp = fields[piexif.ExifIFD.DateTimeOriginal] + b"." + fields[piexif.ExifIFD.SubSecTimeOriginal]
    return datetime.strptime(stamp.decode(), "%Y:%m:%d %H:%M:%S.%f")


def test_is_small_and_named_like_a_camera_does() -> None:
    assert 24 <= len(FRAMES) <= 40
    assert sum(file.stat().st_size for file in SAMPLE.iterdir()) < 6_000_000
    assert all(re.fullmatch(r"IMG_\d{4}\.JPG", frame.name) for frame in FRAMES)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_a_frame_is_a_colour_photograph_with_a_cameras_metadata(frame: Path) -> None:
    fields = exif(frame)
    assert fields["0th"][piexif.ImageIFD.Make] == b"Sample"
    assert {
        piexif.ExifIFD.LensModel,
        piexif.ExifIFD.ExposureTime,
        piexif.ExifIFD.FNumber,
        piexif.ExifIFD.ISOSpeedRatings,
        piexif.ExifIFD.ExposureBiasValue,
    } <= fields["Exif"].keys()
    with Image.open(frame) as picture:
        assert picture.mode == "RGB"
        assert 900 <= max(picture.size) <= 1200
        stored = (
            fields["Exif"][piexif.ExifIFD.PixelXDimension],
            fields["Exif"][piexif.ExifIFD.PixelYDimension],
        )
        assert picture.size == stored
        small = Image.open(io.BytesIO(fields["thumbnail"]))
        assert max(small.size) == 160
        assert (small.width > small.height) == (picture.width > picture.height)
        pixels = np.asarray(picture, np.int16)
        assert np.abs(pixels[..., 0] - pixels[..., 2]).mean() > 4, "no grey pictures"


def test_files_are_in_the_order_of_their_capture_times() -> None:
    times = [captured(frame) for frame in FRAMES]
    assert times == sorted(times)
    assert len(set(times)) == len(times)


def test_has_a_bracket_and_turned_frames() -> None:
    bias = [exif(frame)["Exif"][piexif.ExifIFD.ExposureBiasValue] for frame in FRAMES]
    assert [value for value in bias if value[0]] == [(-2, 1), (2, 1)]
    darkest = bias.index((-2, 1))
    assert bias[darkest : darkest + 3] == [(-2, 1), (0, 1), (2, 1)]
    light = [np.asarray(Image.open(frame).convert("L")).mean() for frame in FRAMES[darkest : darkest + 3]]
    assert light[0] < light[1] < light[2]

    turned = [frame for frame in FRAMES if exif(frame)["0th"][piexif.ImageIFD.Orientation] == 6]
    assert turned
    for frame in turned:
        with Image.open(frame) as picture:
            assert picture.width > picture.height
            upright = ImageOps.exif_transpose(picture)
            assert upright.width < upright.height


def test_sources_name_each_frame_once_with_author_and_licence() -> None:
    page = (SAMPLE / "SOURCES.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"IMG_\d{4}\.JPG", page)) == [frame.name for frame in FRAMES]
    for section in page.split("\n## ")[1:]:
        assert "- Author: " in section
        assert re.search(r"- Licence: (CC BY 4\.0|CC0 1\.0|public domain)", section)
        assert "- Source: " in section


def test_the_script_makes_the_same_files_again(maker: ModuleType, tmp_path: Path) -> None:
    missing = [s.file for s in maker.SOURCES.values() if maker.source_path(s, maker.BACKGROUNDS) is None]
    if missing:
        pytest.skip(f"photographs not installed (see resources/make_sample_shoot.py): {', '.join(missing)}")
    maker.make(tmp_path, maker.BACKGROUNDS)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(file.name for file in SAMPLE.iterdir())
    for file in sorted(tmp_path.iterdir()):
        kept = SAMPLE / file.name
        if file.suffix != ".JPG":
            assert file.read_bytes() == kept.read_bytes()
            continue
        # Another release of Pillow may round or pack otherwise; the picture and its metadata stay.
        assert {k: v for k, v in exif(file).items() if k in ("0th", "Exif")} == {
            k: v for k, v in exif(kept).items() if k in ("0th", "Exif")
        }
        fresh, before = (np.asarray(Image.open(path), np.int16) for path in (file, kept))
        assert np.abs(fresh - before).mean() < 1


def test_the_script_says_which_photograph_is_missing(maker: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"is missing: install Debian package lomiri-wallpapers"):
        maker.make(tmp_path / "out", tmp_path)
    assert not (tmp_path / "out").exists()
