"""What the View menu says of looks: the theme, and the profile of the display. Both are remembered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from aesthcull.gui.looks.themes import THEMES, apply
from aesthcull.gui.viewing.colour import display_space
from aesthcull.photos.problems import os_reason

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow

_THEME, _PROFILE = "theme", "display_profile"


class LooksDesk(QObject):
    """Changes how the whole application looks."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def restore(self) -> None:
        """What was chosen last; dark, for the judgement of photographs, where nothing was."""
        self.use_theme(str(self._window.settings.value(_THEME, "dark")))
        profile = str(self._window.settings.value(_PROFILE, ""))
        if profile:
            self._use_profile(Path(profile))

    def use_theme(self, name: str) -> None:
        """`dark`, `light`, or `system`: as the desktop has it."""
        known = name if name in (*THEMES, "system") else "dark"
        light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
        wanted = ("light" if light else "dark") if known == "system" else known
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply(app, THEMES[wanted])
        self._window.settings.setValue(_THEME, known)
        for other in (*THEMES, "system"):
            action = self._window.actions_by_id[f"theme_{other}"]
            action.setChecked(other == known)

    def choose_profile(self) -> None:
        """Ask for the ICC profile that was made of this display."""
        kinds = self.tr("ICC profiles (*.icc *.icm)")
        start = str(self._window.settings.value(_PROFILE, "")) or str(Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("Profile of the display"), start, kinds)
        if chosen and self._use_profile(Path(chosen)):
            self._window.settings.setValue(_PROFILE, chosen)

    def forget_profile(self) -> None:
        """Show the photographs in sRGB again."""
        self._window.settings.remove(_PROFILE)
        self._window.viewing.sources.set_display(None)
        self._window.messages.say("")

    def _use_profile(self, path: Path) -> bool:
        problem = self._problem(path)
        if problem:
            self._window.messages.say(self.tr("{0}: {1}; sRGB is used").format(path, problem))
            return False
        self._window.viewing.sources.set_display(path)
        return True

    def _problem(self, path: Path) -> str:
        try:
            path.read_bytes()
        except OSError as error:
            return os_reason(error)
        if display_space(path) == display_space(None) and "srgb" not in path.name.lower():
            return self.tr("not a profile of a display that colours can be converted to")
        return ""
