"""The pictures of reports: from the thumbnail cache where that is large enough, else from the files."""

from __future__ import annotations

import contextlib
import io

from PIL import Image

from aesthcull.catalogue.records import Frame
from aesthcull.photos.colour import through_profile
from aesthcull.photos.decode import load_frame
from aesthcull.photos.problems import PhotoError
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE, ThumbnailCache
from aesthcull.photos.walk import FrameFile

_QUALITY = 84


def picture_of(frame: Frame, thumbnails: ThumbnailCache, side: int) -> Image.Image:
    """A frame, upright, sRGB, its longer side at most `side` pixels; smaller where its file is gone but its
    thumbnail is not. Raises PhotoError with the reason why there is no picture."""
    if frame.problem is not None and not frame.other_files:
        raise PhotoError(frame.path, frame.problem)
    if side <= THUMBNAIL_SIDE:
        found = _thumbnail(frame, thumbnails)
        return _fitted(found or _decoded(frame, side), side)
    try:
        return _fitted(_decoded(frame, side), side)
    except PhotoError:
        found = _thumbnail(frame, thumbnails)
        if found is None:
            raise
        return found


def jpeg_of(frame: Frame, thumbnails: ThumbnailCache, side: int) -> bytes:
    """The same as a JPEG. Raises PhotoError."""
    out = io.BytesIO()
    picture_of(frame, thumbnails, side).save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _thumbnail(frame: Frame, thumbnails: ThumbnailCache) -> Image.Image | None:
    path = thumbnails.path(FrameFile(frame.file.path, frame.file.size, frame.file.mtime_ns))
    with contextlib.suppress(OSError), Image.open(path) as image:
        return _in_srgb(image.convert("RGB"), image.info.get("icc_profile"))
    return None


def _decoded(frame: Frame, side: int) -> Image.Image:
    photo, _ = load_frame([frame.file.path, *(file.path for file in frame.other_files)], side)
    return _in_srgb(Image.fromarray(photo.pixels), photo.profile)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile:
        return image
    image.info["icc_profile"] = profile
    made = through_profile(image)
    made.info.pop("icc_profile", None)
    return made


def _fitted(image: Image.Image, side: int) -> Image.Image:
    if max(image.size) > side:
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return image
