"""A file that could not be read, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

# A sound file that nothing is wrong with but that it is too new, or too rare.
UNKNOWN_RAW = "RAWs of this camera cannot be read yet"

# What a file itself does to its decoder, and would do again: it was busy with it all the time.
TOO_LONG = "decoding it took longer than {:.0f} s"
# After what is wrong with the file that should be shown.
OTHER_SHOWN = " (another file of the frame is shown)"
_LASTING = re.compile(re.escape(TOO_LONG).replace(re.escape("{:.0f}"), r"\d+"))


@dataclass(frozen=True)
class Problem:
    """A file or folder and the reason, in one line, why it could not be used."""

    path: Path
    reason: str


class PhotoError(Exception):
    """A photograph that cannot be read. `reason` is one line for the user, without the path."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = one_line(reason)
        super().__init__(f"{path}: {self.reason}")


class Starved(PhotoError):
    """Other programs left the decoder no time: nothing is known against the file."""


def is_lasting(reason: str) -> bool:
    """Whether an unchanged file would only cost its decoder's time again. What may pass (permissions, a busy
    machine, a slow card, a decoder that somebody killed), and what is found out at once, is not."""
    return _LASTING.fullmatch(reason.removesuffix(OTHER_SHOWN)) is not None


def too_large(path: Path, size: tuple[int, int], most: int) -> PhotoError:
    """A picture of more than so many pixels."""
    words = f"pixels are refused: more than {most // 10**6} megapixels (a decompression bomb?)"
    return PhotoError(path, f"{size[0]} × {size[1]} {words}")


def one_line(text: str, limit: int = 300) -> str:
    """Collapse white space and shorten, so that a decoder's message fits a line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def os_reason(error: OSError) -> str:
    """An operating system's error in words."""
    return (error.strerror or str(error) or type(error).__name__).lower()
