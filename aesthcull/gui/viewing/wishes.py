"""What the canvases need, and how well a picture at hand meets it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize

from aesthcull.catalogue.records import Frame, StoredFile
from aesthcull.gui.viewing.geometry import fit_size
from aesthcull.gui.viewing.loading import MOST_PIXELS, Level, Picture

_GUESSED_PIXELS = 24_000_000  # of a frame whose header was not read yet
Key = tuple[StoredFile, Level]


@dataclass(frozen=True)
class Wish:
    """A frame to be shown in a `room` of device pixels, whole (`full` False) or with all its pixels.

    `rank` 0 is seen now and goes through all stages; others are loaded ahead, the lowest first.
    """

    frame: Frame
    room: QSize
    full: bool = False
    rank: int = 0


@dataclass(frozen=True)
class Task:
    """One thing to load; `room` matters for the screen size only."""

    frame: Frame
    level: Level
    room: QSize
    rank: int

    @property
    def key(self) -> Key:
        return self.frame.file, self.level


def urgency(task: Task) -> tuple[int, int]:
    """Sorts tasks. Of what is seen: the thumbnail, then the longest work at once, which holds up none of the
    others, as they go to another thread. Ahead: all thumbnails first, for whoever keeps a key pressed."""
    if task.rank == 0:
        order = {Level.THUMBNAIL: 0, Level.SCREEN: 1, Level.FULL: 1, Level.CHECK: 2, Level.PREVIEW: 3}
        return 0, order[task.level]
    return (1 if task.level == Level.THUMBNAIL else 2), task.rank


def fitness(key: Key, picture: Picture, full: bool) -> float:
    """Which picture is best to look at: when zoomed, the largest; when whole, the one made for it."""
    if full or key[1] != Level.SCREEN:
        return picture.image.width() if full and picture.image else key[1]
    return Level.FULL + 1


def suits(picture: Picture, room: QSize) -> bool:
    """Whether a picture is sharp enough for a room, and not so large that it would flicker when drawn."""
    if picture.image is None:
        return False
    needed = min(fit_size(picture.whole, room).width(), picture.whole.width())
    return needed - 1 <= picture.image.width() <= 2 * needed + 1


def cost(wish: Wish) -> int:
    """About how many bytes a wish takes."""
    if not wish.full:
        return 4 * wish.room.width() * wish.room.height()
    frame = wish.frame
    pixels = frame.width * frame.height if frame.width and frame.height else _GUESSED_PIXELS
    return 4 * min(pixels, MOST_PIXELS)
