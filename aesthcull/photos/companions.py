"""Files that go with a frame wherever it goes, without being pictures: what other programs know of it, the
voice memo and the small picture that cameras write. Found on disk when they are needed, since other programs
add them at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from aesthcull.photos.walk import PHOTO_SUFFIXES, SIDECAR_SUFFIX, FoundFrame, FrameFile, pair

# Written again and again: XMP; settings of RawTherapee, DxO, Adobe's masks, Canon's DPP, ON1, Apple.
EDITED_SUFFIXES = frozenset({SIDECAR_SUFFIX, *".pp3 .dop .acr .vrd .on1 .aae".split()})
COMPANION_SUFFIXES = EDITED_SUFFIXES | {".wav", ".thm"}  # voice memos; cameras' thumbnails


def is_edited(file: Path) -> bool:
    """Whether a file is of a kind that programs write to in place, so that a hard link would be no copy."""
    return file.suffix.lower() in EDITED_SUFFIXES


def companions_of(files: Sequence[Path]) -> tuple[Path, ...]:
    """Every other file on disk now of the frame with these pictures and RAWs: IMG_1.xmp, IMG_1.CR2.xmp,
    IMG_1.WAV …, in any case of letters. Raises OSError when their folder cannot be listed."""
    return companions_of_all([files])[0]


def companions_of_all(frames: Sequence[Sequence[Path]], *, pictures: bool = False) -> list[tuple[Path, ...]]:
    """`companions_of` for many frames; each folder is listed once. With `pictures`, before them those of the
    same exposure that are none of the frames' (a RAW that came beside its JPEG). Raises OSError."""
    known = {file for files in frames for file in files}
    owned: dict[Path, tuple[FrameFile, ...]] = {}
    for folder in {file.parent for file in known}:
        for frame in _pairs_in(folder):
            new = tuple(file for file in frame.files if pictures and file.path not in known)
            owned |= dict.fromkeys((file.path for file in frame.files), (*new, *frame.sidecars))
    return [_paths(owned.get(file, ()) for file in files) for files in frames]


def _pairs_in(folder: Path) -> list[FoundFrame]:
    """The frames of a folder with what goes with them for `sidecars`; names only, the files are not asked."""
    paths = sorted(folder.iterdir())
    pictures, companions = (
        [FrameFile(path, 0, 0) for path in paths if path.suffix.lower() in kind]
        for kind in (PHOTO_SUFFIXES, COMPANION_SUFFIXES)
    )
    return pair(pictures, companions)


def _paths(found: Iterable[tuple[FrameFile, ...]]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(file.path for files in found for file in files))
