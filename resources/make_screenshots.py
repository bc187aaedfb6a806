"""Makes the pictures of README.md and of the user guide, resources/screenshots/, from the real window.

The sample shoot is scanned into a catalogue of its own and culled a little by key presses; nothing of the
user's is read or written. Photographs are kept as JPEG, which is clearly smaller; the rest as PNG with a
palette.

    python resources/make_screenshots.py [--out FOLDER] [--size 1280x720] [--language de]

QT_SCALE_FACTOR=2 with --size 1920x1080 shows what a 4K display does.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from aesthcull import places
from aesthcull.catalogue.store import open_catalogue
from aesthcull.gui import language
from aesthcull.gui.app import make_application
from aesthcull.gui.delivery.deliver_dialog import DeliverDialog
from aesthcull.gui.window import MainWindow
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace
from aesthcull.vision.registry import Registry

OUT = Path(__file__).resolve().parent / "screenshots"
_PATIENCE_S = 60.0
_REST_S = 0.5  # after which pictures have been loaded and painted


class Session:
    """A window of the given size (logical px) with the sample shoot, and a hand at the keyboard."""

    def __init__(self, home: Path, out: Path, size: tuple[int, int], code: str) -> None:
        self._out = out
        self.home = home
        self._app = make_application()
        settings = QSettings(str(home / "settings.ini"), QSettings.Format.IniFormat)
        language.choose(settings, code)
        language.install(self._app, settings)
        shoot = shutil.copytree(places.resources_folder() / "sample_shoot", home / "Basque Country")
        models = Registry([places.models_folder()])
        catalogue = open_catalogue(str(home / "catalogue.sqlite"))
        self.window = MainWindow(Workplace(catalogue, models, ThumbnailCache(home / "thumbnails")), settings)
        self.window.resize(*size)
        self.window.show()
        self.window.shoot.open(shoot)
        self.settle(lambda: not self.window.worker.running and not self.window.worker.pending)

    def settle(self, done: Callable[[], bool] = lambda: True) -> None:
        """Let the program work until this is so and it has come to rest."""
        end = time.monotonic() + _PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise SystemExit("the window did not come to rest")
            self._work(0.05)
        self._work(_REST_S)

    def press(self, *keys: str) -> None:
        """Press keys, such as `Ctrl+Z`, one after the other."""
        for key in keys:
            one = QKeySequence(key)[0]
            target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
            QTest.keyClick(target, one.key(), one.keyboardModifiers())
            self._work(0.1)
        self._work(_REST_S)

    def go(self, name: str) -> None:
        """Make the frame of this name current."""
        model = self.window.model
        rows = (row for row in range(model.rowCount()) if model.frame_at(row).path.stem == name)
        self.window.grid.go_to(next(rows))
        self._work(0.1)

    def select(self, *names: str) -> None:
        """Select several frames by clicks; the last one is current."""
        grid, model = self.window.grid, self.window.model
        for number, name in enumerate(names):
            row = next(r for r in range(model.rowCount()) if model.frame_at(r).path.stem == name)
            how = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
            place = grid.visualRect(model.index(row)).center()
            QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, how, place)
        self._work(0.1)

    def save(self, name: str) -> None:
        """Keep the window, with what is open above it, as a picture."""
        self.settle()
        shown = self.window.grab()
        for above in (QApplication.activePopupWidget(), *self.window.findChildren(QDialog)):
            if above is not None and above.isVisible():
                _lay(above, shown, self.window)
        _write(shown, self._out / name)

    def back(self) -> None:
        """To the window, as a desktop does once a dialog is closed."""
        self.window.activateWindow()
        self.settle()

    def close(self) -> None:
        """End the session."""
        self.window.close()
        self._work(_REST_S)

    def _work(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._app.processEvents()
            time.sleep(0.01)


def _lay(above: QWidget, shown: QPixmap, window: QWidget) -> None:
    """A window above another is not part of its picture."""
    place = above.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
    painter = QPainter(shown)
    painter.drawPixmap(place, above.grab())
    painter.end()


def _write(shown: QPixmap, path: Path) -> None:
    """As JPEG, or as PNG with a palette."""
    shown.save(str(path.with_suffix(".bmp")))
    with Image.open(path.with_suffix(".bmp")) as picture:
        if path.suffix == ".jpg":
            picture.convert("RGB").save(path, quality=86, subsampling=0, optimize=True, progressive=True)
        else:
            picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    path.with_suffix(".bmp").unlink()


def cull(session: Session) -> None:
    """A culling begun, from view to view, with a picture of each."""
    _mark(session)
    session.press("Home")
    session.go("IMG_0007")
    session.save("grid.jpg")
    _stacks(session)
    _loupe(session)
    _compare_and_survey(session)
    _find(session)
    _hand_on(session)
    _help_and_looks(session)


def _mark(session: Session) -> None:
    session.press("A")  # no going on: the marks go where they are meant to
    for name, keys in {
        "IMG_0001": ("P", "4"),
        "IMG_0002": ("X",),
        "IMG_0003": ("X",),
        "IMG_0005": ("P", "5", "8"),
        "IMG_0006": ("P", "3"),
        "IMG_0009": ("P", "4", "6"),
        "IMG_0010": ("X",),
        "IMG_0012": ("3", "7"),
    }.items():
        session.go(name)
        session.press(*keys)


def _stacks(session: Session) -> None:
    session.press("S")
    session.go("IMG_0013")
    session.press("Ctrl+S", "I")
    session.save("stacks.jpg")
    session.press("I", "S")


def _loupe(session: Session) -> None:
    session.go("IMG_0005")
    session.press("E", "H", "O", "I")
    session.save("loupe.jpg")
    session.press("H", "O", "I", "D", "Alt+2")
    session.go("IMG_0013")
    session.save("focus.jpg")
    session.press("Alt+0", "D", "G")


def _compare_and_survey(session: Session) -> None:
    session.go("IMG_0013")
    session.press("C", "Alt+1")
    session.save("compare.jpg")
    session.press("Alt+0", "G")
    session.select("IMG_0005", "IMG_0009", "IMG_0012", "IMG_0020", "IMG_0024", "IMG_0031")
    session.press("N", "Left", "/")
    session.save("survey.jpg")
    session.press("G", "Home")


def _find(session: Session) -> None:
    session.press("Ctrl+F", *"alp", "Return", "\\")
    session.save("filter.jpg")
    session.press("Esc", "Ctrl+L")
    session.go("IMG_0005")
    session.press("Ctrl+Shift+F")
    session.settle(lambda: session.window.model.rowCount() > 0)
    session.save("similar.jpg")
    session.press("Alt+Left", "Ctrl+B")
    session.save("best_and_worst.jpg")
    session.press("G", "Home", "Ctrl+H")
    session.save("history.jpg")
    session.press("Esc")
    session.back()


def _hand_on(session: Session) -> None:
    session.press("Home", "Ctrl+D")
    dialog = session.window.findChild(DeliverDialog)
    dialog.form.destination.line.setText(str(session.home / "Delivered"))
    dialog.naming.template.setText("{date:%Y%m%d}_{sequence:03}_{name}")
    session.settle(lambda: dialog.plan is not None)
    session.save("deliver.jpg")
    session.press("Esc")
    session.back()
    session.select("IMG_0005", "IMG_0006", "IMG_0009", "IMG_0012")
    session.press("Ctrl+U")
    session.settle()
    session.save("upload.jpg")
    session.press("Esc")
    session.back()


def _help_and_looks(session: Session) -> None:
    session.press("F1")
    session.save("keys.png")
    session.press("Esc")
    session.window.actions_by_id["theme_light"].trigger()
    session.go("IMG_0007")
    session.press("I")
    session.save("light.jpg")


def _screen(home: Path, wide: int, high: int) -> Path:
    """A file that tells Qt of a display as large as the window (logical px), within which popups stay."""
    file = home / "screen.json"
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    wide, high = round(wide * scale), round(high * scale)
    one = {"name": "display", "x": 0, "y": 0, "width": wide, "height": high, "logicalDpi": 96, "dpr": 1}
    file.write_text(json.dumps({"screens": [one]}), encoding="utf-8")
    return file


def main() -> None:
    """Make all of them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--out", type=Path, default=OUT)
    arguments.add_argument("--size", default="1280x720")
    arguments.add_argument("--language", default="en", choices=language.LANGUAGES)
    asked = arguments.parse_args()
    wide, high = map(int, asked.size.split("x"))
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}  # not the user's models and filters
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screen(Path(home), wide, high)}"
        session = Session(Path(home), asked.out, (wide, high), asked.language)
        cull(session)
        session.close()
    made = sorted(file for file in asked.out.iterdir() if file.suffix in (".jpg", ".png"))
    print(f"{asked.out}: {len(made)} pictures, {sum(f.stat().st_size for f in made) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
