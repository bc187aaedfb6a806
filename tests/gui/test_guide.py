"""The user guide: shown with its pictures, and true to the keys that the actions have."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QKeySequence, QTextDocument
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from aesthcull import places
from aesthcull.gui.actions import ROWS, VIEW_KEYS
from aesthcull.gui.guide import GuidePage
from tests.gui.conftest import OpenWindow, press

TEXT = (places.resources_folder() / "guide" / "culling.md").read_text(encoding="utf-8")
PICTURES = re.findall(r"!\[.*?\]\((.*?)\)", TEXT)
KEYS = sorted(set(re.findall(r"`(.+?)`", TEXT)))
_PICTURE = QTextDocument.ResourceType.ImageResource.value


def test_the_guide_opens_beside_the_window_and_esc_closes_it(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.actions_by_id["guide"].trigger()
    (guide,) = window.findChildren(QDialog)
    assert guide.isVisible() and not guide.isModal()
    assert "Culling" in guide.findChild(GuidePage).toPlainText()
    press(window, "Esc")
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))
    assert window.isVisible()


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_is_shown_and_fits_the_page(name: str, qtbot: QtBot) -> None:
    page = GuidePage()
    qtbot.addWidget(page)
    picture = page.loadResource(_PICTURE, QUrl(name))
    assert isinstance(picture, QImage) and not picture.isNull()
    assert picture.width() / picture.devicePixelRatio() <= 800


@pytest.mark.parametrize(
    "name", ["../../README.md", "/etc/hostname", "../sample_shoot/IMG_0001.JPG", "http://x.example/grid.jpg"]
)
def test_nothing_from_elsewhere_is_shown(name: str, qtbot: QtBot) -> None:
    page = GuidePage()
    qtbot.addWidget(page)
    assert not page.loadResource(_PICTURE, QUrl(name))


@pytest.mark.parametrize("key", KEYS)
def test_each_key_in_the_guide_does_something(key: str) -> None:
    known = {k for row in ROWS for k in row.keys} | {k for own in VIEW_KEYS for k in own.keys}
    known |= {f"Shift+{k}" for row in ROWS if row.menu == "Mark" for k in row.keys}  # goes on for once
    portable = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    assert key in ("Ctrl", "Shift") or portable in known
