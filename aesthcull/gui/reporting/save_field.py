"""Where a new file is to be written: typed or chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from aesthcull.gui.path_field import PathField

_SUFFIXES = (".pdf", ".png", ".html", ".csv")


class SaveField(PathField):
    """A path that need not exist. A file dialog asks by itself before it names one that does."""

    def __init__(self, name: str, kinds: str) -> None:
        super().__init__(name, kinds)
        self._title = name
        self._agreed: Path | None = None  # the file dialog has asked about this one

    def choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self._title, self.line.text(), "")
        if chosen:
            self._agreed = Path(chosen)
            self.set_path(self._agreed)

    def set_suffix(self, suffix: str) -> None:
        """The same path as a file of another type."""
        path = self.path()
        if path is not None and path.name and path.suffix.lower() != suffix:
            kept = path.stem if path.suffix.lower() in _SUFFIXES else path.name
            self.set_path(path.with_name(kept + suffix))

    def replaces(self) -> bool:
        """Whether a file stands there that nobody was asked about."""
        path = self.path()
        return path is not None and path != self._agreed and path.exists()
