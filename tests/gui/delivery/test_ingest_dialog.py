"""Ingesting a card, by keys in a real window with real files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aesthcull.gui.delivery.ingest_dialog import IngestDialog
from tests.conftest import MakePhoto
from tests.gui.conftest import OpenWindow, settle, shown
from tests.gui.delivery.hand import LONG, Hand, names, sums, write


@pytest.fixture
def card(tmp_path: Path, make_photo: MakePhoto) -> Path:
    """A card with two days."""
    for n in range(4):
        day = 1 + n // 2
        make_photo(
            tmp_path / "card" / "DCIM" / "100CANON" / f"IMG_{n}.JPG",
            seed=20 + n, time=f"2024:06:0{day} 10:00:0{n}",
        )  # fmt: skip
    return tmp_path / "card"


def test_a_card_is_copied_to_dated_folders_and_a_backup_and_then_opened(
    open_window: OpenWindow, card: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    before = sums(card)
    window = open_window()
    hand = Hand(window, qtbot)
    dialog = hand.open("Ctrl+Shift+D", IngestDialog)
    assert isinstance(dialog, IngestDialog)
    write(dialog.source.line, str(card))
    write(dialog.destination.line, str(tmp_path / "photos"))
    write(dialog.backup.line, str(tmp_path / "backup"))
    hand.planned(dialog)
    QTest.keyClick(dialog.backup.line, Qt.Key.Key_Return)
    hand.done(dialog)
    expected = [f"2024/2024-06-0{1 + n // 2}/IMG_{n}.JPG" for n in range(4)]
    assert names(tmp_path / "photos") == names(tmp_path / "backup") == expected
    assert sums(card) == before
    assert "Copied from the card and verified: 4 frames, 8 files" in dialog.outcome.text.text()
    assert window.shoot.folder == tmp_path / "photos" / "2024"
    hand.close(dialog)
    settle(window, qtbot)
    assert shown(window) == [f"IMG_{n}.JPG" for n in range(4)]
    again = window.delivery.ingest()
    write(again.source.line, str(card))
    hand.planned(again)
    assert "already there" in again.summary.text()
    assert f"4 frames are here already, in {tmp_path / 'photos' / '2024'}" in again.summary.text()


def test_a_card_that_is_here_already_opens_where_its_frames_are(
    open_window: OpenWindow, card: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    old = tmp_path / "old"
    shutil.copytree(card / "DCIM" / "100CANON", old)
    (card / "DCIM" / "100CANON" / "IMG_0.WAV").write_bytes(b"a voice memo")
    shutil.copy2(card / "DCIM" / "100CANON" / "IMG_0.WAV", old)
    settle(open_window(old), qtbot)
    window = open_window()
    hand = Hand(window, qtbot)
    dialog = window.delivery.ingest()
    write(dialog.source.line, str(card))
    write(dialog.destination.line, str(tmp_path / "photos"))
    hand.planned(dialog)
    assert f"4 frames are here already, in {old}" in dialog.summary.text()
    assert dialog.start_button.text() == "&Open the folder"
    dialog.start_button.click()
    settle(window, qtbot)
    assert window.shoot.folder == old and len(shown(window)) == 4
    assert not (tmp_path / "photos").exists()


def test_sample_names_are_those_at_the_destination_and_not_of_the_second_copies(
    open_window: OpenWindow, card: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    hand = Hand(window, qtbot)
    dialog = window.delivery.ingest()
    write(dialog.source.line, str(card))
    write(dialog.destination.line, str(tmp_path / "photos"))
    write(dialog.backup.line, str(tmp_path / "backup"))
    hand.planned(dialog)
    model = dialog.naming.samples.model()
    told = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert told == [f"2024/2024-06-0{1 + n // 2}/IMG_{n}.JPG" for n in range(4)]
    dialog.backup.line.clear()
    hand.planned(dialog)
    dialog.start_button.click()
    hand.done(dialog)
    again = window.delivery.ingest()
    write(again.source.line, str(card))
    write(again.backup.line, str(tmp_path / "backup"))
    hand.planned(again)
    header = again.naming.samples.horizontalHeaderItem(1)
    assert header is not None and header.text() == "New name, second copy"
    assert again.naming.samples.model().rowCount() == 4


def test_without_a_card_it_says_so(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    dialog = window.delivery.ingest()
    Hand(window, qtbot).planned(dialog)
    qtbot.waitUntil(lambda: not dialog.looking.running and not dialog._later.isActive(), timeout=LONG)
    assert not dialog.start_button.isEnabled() and dialog.summary.text()
