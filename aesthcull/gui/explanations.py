"""What the empty state says where there is no frame to show, and what it offers to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from aesthcull.gui.empty_state import Button, short
from aesthcull.gui.find.words import in_short

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow

translate = QCoreApplication.translate  # by this name lupdate finds the texts


@dataclass(frozen=True)
class Explanation:
    """A headline, what is the matter, and the buttons, the likeliest first."""

    headline: str
    text: str
    buttons: tuple[Button, ...] = ()


def welcome(window: MainWindow, recent: Iterable[Path]) -> Explanation:
    """Nothing has been opened yet. `recent`: the folders opened last, newest first."""
    buttons: list[Button] = [
        (translate("Explanations", "Open folder…"), window.shoot.choose),
        (translate("Explanations", "Open the sample shoot"), window.shoot.open_sample),
    ]
    again = next((folder for folder in recent if folder.is_dir()), None)
    if again is not None:
        text = translate("Explanations", "Open {0} again").format(again.name)
        buttons.append((text, partial(window.shoot.open, again)))
    return Explanation(
        translate("Explanations", "Which shoot shall it be?"),
        translate(
            "Explanations",
            "Open the folder of a shoot, or drop it here. Its photographs are scored and grouped on this "
            "machine; the originals are never changed.",
        ),
        tuple(buttons),
    )


def opening(folder: Path) -> Explanation:
    """The folder is being read."""
    return Explanation(translate("Explanations", "Opening…"), short(folder))


def cannot_be_opened(window: MainWindow, reason: str) -> Explanation:
    """The folder is not there, or cannot be read."""
    buttons: tuple[Button, ...] = (
        (translate("Explanations", "Try again"), window.shoot.rescan),
        (translate("Explanations", "Open another folder…"), window.shoot.choose),
    )
    return Explanation(translate("Explanations", "This folder cannot be opened"), reason, buttons)


def no_frame_shown(window: MainWindow) -> Explanation:
    """The open shoot shows no frame: the filter hides them, none has been found yet, or there is none."""
    folder = short(window.shoot.folder) if window.shoot.folder else ""
    if len(window.model):
        hidden = translate("Explanations", "{0} frames are hidden by the filter:\n{1}")
        wanted = in_short(window.model.wanted, window.finding.similar.like)
        return Explanation(
            translate("Explanations", "No frame passes the filter"),
            hidden.format(f"{len(window.model):,}", wanted),
            ((translate("Explanations", "Clear the filter"), window.finding.clear),),
        )
    if window.worker.running:
        return Explanation(translate("Explanations", "Looking for photographs…"), folder)
    text = translate(
        "Explanations",
        "{0}\n\nRAW files, JPEG, HEIC, AVIF, TIFF, PNG, WebP and other pictures are looked for, also in the "
        "folders below this one.",
    )
    return Explanation(
        translate("Explanations", "No photographs here"),
        text.format(folder),
        (
            (translate("Explanations", "Open another folder…"), window.shoot.choose),
            (translate("Explanations", "Scan again"), window.shoot.rescan),
        ),
    )
