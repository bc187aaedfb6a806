"""Embedded colour profiles, as far as they do not concern a screen.

RGB pixels stay as they are and their profile goes with them, for the view to convert. Grey and CMYK cannot:
they are brought to sRGB here, through their profile, which matters for print files above all.
"""

from __future__ import annotations

import io

from PIL import Image, ImageCms

_OTHER_MODES = {"L": "GRAY", "CMYK": "CMYK"}


def rgb_profile(image: Image.Image) -> bytes | None:
    """The ICC profile of a picture whose own pixels are RGB."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or image.mode in _OTHER_MODES or _space_of(profile) != "RGB":
        return None
    return profile


def needs_profile(image: Image.Image) -> bool:
    """Whether only its profile says how the picture's grey or CMYK is to look."""
    profile = image.info.get("icc_profile")
    wanted = _OTHER_MODES.get(image.mode)
    return wanted is not None and isinstance(profile, bytes) and _space_of(profile) == wanted


def _space_of(profile: bytes) -> str:
    return profile[16:20].decode("latin-1").strip()


def through_profile(image: Image.Image) -> Image.Image:
    """A grey or CMYK picture in sRGB. Where the profile is broken, as without one."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert("RGB")
    return made if made is not None else image.convert("RGB")
