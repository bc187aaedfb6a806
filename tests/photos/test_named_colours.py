"""Pictures whose colours are named in EXIF or HEIF, without a profile."""

from __future__ import annotations

import io
from pathlib import Path

import piexif
import pytest
from PIL import Image, ImageCms

from aesthcull.photos.decode import load_photo
from aesthcull.photos.named_colours import adobe_rgb, display_p3
from aesthcull.photos.previews import embedded_preview
from tests.conftest import picture
from tests.photos.preview_files import with_preview

_SRGB, _ADOBE, _UNCALIBRATED = 1, 2, 0xFFFF


def written(path: Path, space: int | None, rules: bytes | None, **options: bytes) -> Path:
    """A JPEG whose EXIF says this of its colours."""
    exif = {"Exif": {} if space is None else {piexif.ExifIFD.ColorSpace: space}}
    exif["Interop"] = {} if rules is None else {piexif.InteropIFD.InteroperabilityIndex: rules}
    Image.fromarray(picture(1)).save(path, exif=piexif.dump({"0th": {}, **exif}), **options)
    return path


@pytest.mark.parametrize(
    ("name", "space", "rules"),
    [
        ("IMG_1.jpg", _UNCALIBRATED, b"R03"),
        ("IMG_1.jpg", None, b"R03"),
        ("IMG_1.jpg", _ADOBE, None),
        ("_DSC0001.JPG", _UNCALIBRATED, None),
        ("IMG_1.tif", _ADOBE, None),
        ("IMG_1.webp", _UNCALIBRATED, b"R03"),
    ],
)
def test_a_camera_that_was_set_to_adobe_rgb_is_believed(
    tmp_path: Path, name: str, space: int | None, rules: bytes | None
) -> None:
    path = written(tmp_path / name, space, rules)
    for for_viewing in (False, True):
        assert load_photo(path, for_viewing=for_viewing).profile == adobe_rgb()


@pytest.mark.parametrize(
    ("name", "space", "rules"),
    [
        ("IMG_1.jpg", _SRGB, b"R98"),
        ("_DSC0001.JPG", _SRGB, b"R98"),
        ("_DSC0001.JPG", None, None),
        ("IMG_1.jpg", _UNCALIBRATED, None),
    ],
)
def test_all_others_are_srgb(tmp_path: Path, name: str, space: int | None, rules: bytes | None) -> None:
    assert load_photo(written(tmp_path / name, space, rules)).profile is None


def test_a_profile_says_more_than_exif(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = written(tmp_path / "a.jpg", _UNCALIBRATED, b"R03", icc_profile=profile)
    assert load_photo(path).profile == profile


def test_a_preview_has_the_colours_of_its_photograph(tmp_path: Path) -> None:
    path, preview = tmp_path / "a.jpg", io.BytesIO()
    exif = piexif.dump({"0th": {}, "Exif": {}, "Interop": {piexif.InteropIFD.InteroperabilityIndex: b"R03"}})
    Image.fromarray(picture(1, (1200, 800))).save(path, exif=exif)
    Image.fromarray(picture(1, (1080, 720))).save(preview, "JPEG")
    path.write_bytes(with_preview(path.read_bytes(), preview.getvalue()))
    found = embedded_preview(path)
    assert found is not None and found.profile == adobe_rgb()


@pytest.mark.parametrize(
    ("profile", "green"), [(adobe_rgb(), (0, 255, 1)), (display_p3(), (0, 255, 0))], ids=["Adobe RGB", "P3"]
)
def test_the_profiles_mean_what_littlecms_and_qt_take_them_for(
    profile: bytes, green: tuple[int, int, int]
) -> None:
    gui = pytest.importorskip("PySide6.QtGui")
    named = gui.QColorSpace.NamedColorSpace
    mine = gui.QColorSpace.fromIccProfile(profile)
    assert mine.isValid()
    known = gui.QColorSpace(named.AdobeRgb if b"A\0d\0o\0b\0e" in profile else named.DisplayP3)
    there = mine.transformationToColorSpace(gui.QColorSpace(named.SRgb))
    back = known.transformationToColorSpace(gui.QColorSpace(named.SRgb))
    to_srgb = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), "RGB", "RGB"
    )
    for colour in [(200, 100, 50), (90, 160, 120), (128, 128, 128), (240, 200, 220), green]:
        one, other = (t.map(gui.QColor(*colour)).getRgb()[:3] for t in (there, back))
        cms = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), to_srgb).getpixel((0, 0))
        assert all(abs(a - b) <= 2 for a, b in zip(one, other, strict=True)), colour
        assert all(abs(a - b) <= 2 for a, b in zip(one, cms, strict=True)), colour
