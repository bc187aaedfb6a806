"""A file that could not be read, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# A sound file that nothing is wrong with but that it is too new, or too rare.
UNKNOWN_RAW = "RAWs of this camera cannot be read yet"


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
