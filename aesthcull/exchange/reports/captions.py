"""What stands below a frame in a report."""

from __future__ import annotations

from dataclasses import dataclass

from aesthcull.catalogue.records import Frame

_FLAGS = {"pick": "✓", "reject": "✗"}  # short, and the same in every language


@dataclass(frozen=True)
class Captions:
    """Which facts are shown; `score` is the name of one, None for none."""

    name: bool = True
    stars: bool = True
    flag: bool = True
    score: str | None = "aesthetic"

    @property
    def lines(self) -> int:
        """How many lines they need: the name has its own, the others share one."""
        return int(self.name) + int(self.stars or self.flag or self.score is not None)

    def marks(self, frame: Frame) -> str:
        """Stars and flag; empty where the frame has none."""
        stars = "★" * frame.rating if self.stars else ""
        flag = _FLAGS.get(frame.flag or "", "") if self.flag else ""
        return "  ".join(filter(None, (stars, flag)))

    def value(self, frame: Frame) -> str:
        """The score; a dash where the frame has none, empty where none is shown."""
        if self.score is None:
            return ""
        found = frame.scores.get(self.score)
        return f"{found.value:.2f}" if found else "–"


def plain(text: str) -> str:
    """A text that can be shown in one line whatever it is: a file's name may hold line breaks, and bytes that
    are no text at all."""
    return "".join(c if c.isprintable() else "�" for c in text.encode("utf-8", "replace").decode())
