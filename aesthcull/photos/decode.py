"""Decoding: from a file to one small upright RGB picture.

Entropy decoding of a JPEG costs about 60 ms for 24 megapixels whatever the size asked for, but scaling
inside the decoder saves the rest (120 ms); so the caller says how large a picture it needs.
Everything a broken file can do ends as PhotoError with a reason in one line.
"""

from __future__ import annotations

import io
import logging
import threading
import warnings
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL import (
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from aesthcull.photos.colour import needs_profile, rgb_profile, through_profile
from aesthcull.photos.metadata import Metadata, read_metadata
from aesthcull.photos.orientation import SWAPS_SIDES, upright
from aesthcull.photos.problems import PhotoError, os_reason

# The largest picture that is decoded, in pixels: above the largest cameras (multi-shot, 400 megapixels).
MAX_PIXELS = 450_000_000
MAX_FILE_BYTES = 2_000_000_000
# A JPEG that is decoded at reduced size needs little memory; other formats unpack whole. Larger ones than
# this are decoded one at a time, so that a folder of panoramas does not fill the memory.
ALONE_PIXELS = 60_000_000
# Pillow's own limit is a global with two thresholds; ours is checked before every decode instead.
Image.MAX_IMAGE_PIXELS = None
# Pillow logs what it then also raises.
logging.getLogger("PIL").addHandler(logging.NullHandler())
_alone = threading.Lock()

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Photo:
    """A frame, decoded: upright uint8 RGB [h, w, 3], or for viewing as screens take it, perhaps reduced;
    `width`, `height` of the whole; `profile` is the ICC profile of the RGB, None for sRGB."""

    pixels: Pixels
    width: int
    height: int
    metadata: Metadata
    profile: bytes | None = None


def _decode_jpeg(data: bytes, image: Image.Image, long_side: int | None, order: str = "RGB") -> Pixels:
    if not data.startswith(b"\xff\xd8"):
        return _decode_pillow(data, image, long_side)  # another format under a JPEG's name
    width, height = image.size
    share = min(1.0, long_side / max(width, height)) if long_side else 1.0
    try:
        # strict: a warning of libjpeg (truncated, corrupt) is an error, so that Pillow has the last word.
        decoded = simplejpeg.decode_jpeg(
            data, order, min_width=int(width * share), min_height=int(height * share), strict=True
        )
    except ValueError:  # CMYK too
        return _decode_pillow(data, image, long_side)
    return np.asarray(decoded, dtype=np.uint8)


def _decode_pillow(data: bytes, image: Image.Image, long_side: int | None) -> Pixels:
    del data
    _unpack(image, long_side)
    return _to_rgb(image)


def _decode_managed(data: bytes, image: Image.Image, long_side: int | None) -> Pixels:
    del data
    _unpack(image, long_side)
    return np.array(through_profile(image), dtype=np.uint8)


def _unpack(image: Image.Image, long_side: int | None) -> None:
    if long_side and image.format in ("JPEG", "MPO"):
        share = min(1.0, long_side / max(image.size))
        image.draft(None, (int(image.size[0] * share), int(image.size[1] * share)))
    image.load()


# One row a file type: this is where a camera's format is added.
DECODERS: dict[str, Callable[[bytes, Image.Image, int | None], Pixels]] = {
    ".jpg": _decode_jpeg,
    ".jpeg": _decode_jpeg,
    ".jpe": _decode_jpeg,
    ".png": _decode_pillow,
    ".tif": _decode_pillow,
    ".tiff": _decode_pillow,
    ".webp": _decode_pillow,
}
# Naming the plug-ins keeps Pillow from trying its sixty others on hostile bytes. "JPEG" opens MPO too.
_PLUGINS = (JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
_PILLOW_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")


def load_photo(path: Path, long_side: int | None = None, *, for_viewing: bool = False) -> Photo:
    """Read and decode a photograph.

    With `long_side` a larger picture is reduced so that its longer side is that many pixels. `for_viewing`
    gives pixels as screens take them, [h, w, 4] with blue first, and brings grey and CMYK to RGB through
    their profile; judging does without, as the models have learnt it. It also shows JPEGs of more than
    MAX_PIXELS reduced, where they unpack so.
    Raises PhotoError for whatever is wrong with the file.
    """
    suffix = path.suffix.lower()
    if suffix not in DECODERS:
        raise PhotoError(path, f"{suffix[1:].upper() or 'nameless'} files cannot be read yet")
    try:
        data = read_bytes(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of odd metadata; the picture counts
            return _decode(path, data, long_side, for_viewing)
    except PhotoError:
        raise
    except MemoryError as error:
        raise PhotoError(path, "not enough memory to decode it") from error
    except (
        Exception
    ) as error:  # decoders raise anything on hostile bytes: SyntaxError, IndexError, zlib.error …
        raise PhotoError(path, _reason(error)) from error


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises PhotoError for files that are empty, too large or unreadable."""
    try:
        size = path.stat().st_size
        if size == 0:
            raise PhotoError(path, "the file is empty")
        if size > MAX_FILE_BYTES:
            raise PhotoError(path, f"the file is too large ({size / 1e9:.1f} GB)")
        return path.read_bytes()
    except OSError as error:
        raise PhotoError(path, os_reason(error)) from error


def _decode(path: Path, data: bytes, long_side: int | None, for_viewing: bool) -> Photo:
    with Image.open(io.BytesIO(data), formats=_PILLOW_FORMATS) as image:
        width, height = image.size
        if width * height > MAX_PIXELS and not (for_viewing and long_side and _unpacks_reduced(image)):
            raise PhotoError(
                path,
                f"{width} × {height} pixels are refused: more than {MAX_PIXELS // 10**6} megapixels "
                "(a decompression bomb?)",
            )
        metadata, profile = read_metadata(image), rgb_profile(image)
        suffix = path.suffix.lower()
        decode = _viewing_decoder(suffix, image) if for_viewing else DECODERS[suffix]
        with _alone if width * height > ALONE_PIXELS else nullcontext():
            pixels = decode(data, image, long_side)
        if long_side:
            pixels = shrink(pixels, long_side)
        if for_viewing:
            pixels = for_screen(pixels)
        if metadata.orientation in SWAPS_SIDES:
            width, height = height, width
        return Photo(upright(pixels, metadata.orientation), width, height, metadata, profile)


def _unpacks_reduced(image: Image.Image) -> bool:
    """Whether a picture can be decoded at an eighth of its size without ever being whole in memory."""
    return image.format in ("JPEG", "MPO") and not image.info.get("progressive")


def _viewing_decoder(suffix: str, image: Image.Image) -> Callable[[bytes, Image.Image, int | None], Pixels]:
    if needs_profile(image):
        return _decode_managed
    # Straight into the screen's form: of 24 megapixels that saves 100 ms and 72 MB.
    return partial(_decode_jpeg, order="BGRA") if DECODERS[suffix] is _decode_jpeg else DECODERS[suffix]


def for_screen(pixels: Pixels) -> Pixels:
    """RGB [H, W, 3] as [H, W, 4], blue first, contiguous; what has four channels already stays."""
    if pixels.shape[2] == 3:
        pixels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA), dtype=np.uint8)
    return np.ascontiguousarray(pixels)


def shrink(pixels: Pixels, long_side: int) -> Pixels:
    """Reduce [H, W, 3] by area averaging so that its longer side is `long_side`; never enlarge."""
    height, width = pixels.shape[:2]
    share = long_side / max(height, width)
    if share >= 1:
        return pixels
    size = (max(1, round(width * share)), max(1, round(height * share)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _to_rgb(image: Image.Image) -> Pixels:
    if image.mode.startswith("I") or image.mode == "F":
        return _from_numbers(np.asarray(image))
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return np.array(Image.alpha_composite(white, layered).convert("RGB"), dtype=np.uint8)
    return np.array(image.convert("RGB"), dtype=np.uint8)


def _from_numbers(values: NDArray[np.generic]) -> Pixels:
    """Grey pictures of 16 or 32 bits or floating point, which Pillow's own conversion would clip."""
    numbers = np.nan_to_num(values.astype(np.float32), posinf=0.0, neginf=0.0)
    top = float(numbers.max(initial=0.0))
    scale = (
        255.0 if top <= 1.0 else 1.0 if top <= 255.0 else 255.0 / 65535.0 if top <= 65535.0 else 255.0 / top
    )
    grey = np.clip(numbers * scale, 0, 255).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)


def _reason(error: Exception) -> str:
    if isinstance(error, UnidentifiedImageError):
        return "not a picture of a known kind, or its header is damaged"
    text = str(error) or type(error).__name__
    if "truncated" in text.lower() or isinstance(error, EOFError):
        return "the file is truncated"
    return f"cannot be decoded: {text}"
