"""The composition root of the GUI: application, style, window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QDir, QSettings
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from aesthcull import places
from aesthcull.gui import language
from aesthcull.gui.looks import themes
from aesthcull.gui.window import MainWindow
from aesthcull.pipeline import Workplace


def run(workplace: Workplace, folder: Path | None) -> int:
    """Open the window, on a folder if one is given; returns when it is closed."""
    app = make_application()
    language.install(app, QSettings("aesthcull", "aesthcull"))
    window = MainWindow(workplace)
    window.show()
    if workplace.catalogue.notice:
        window.messages.say(workplace.catalogue.notice)
    if folder is not None:
        window.shoot.open(folder)
    return app.exec()


def make_application() -> QApplication:
    """The application in its dark neutral theme; the window applies the one that the user chose."""
    # opencv-python carries a Qt of its own and points this at its plug-ins when it is imported.
    for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        if "cv2" in os.environ.get(name, ""):
            del os.environ[name]
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("aesthcull")
    app.setDesktopFileName("aesthcull")
    app.setWindowIcon(QIcon(str(places.resources_folder() / "icons" / "aesthcull.svg")))
    app.setStyle("Fusion")
    QDir.setSearchPaths("icons", [str(places.resources_folder() / "icons")])  # for the style sheet
    themes.apply(app, themes.DARK)
    return app
