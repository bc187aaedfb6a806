"""Delivering and taking back, by keys in a real window with real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import deliveries
from aesthcull.exchange.delivery import running
from aesthcull.exchange.delivery.planning import plan_delivery
from aesthcull.exchange.delivery.settings import DeliverySettings
from aesthcull.gui.delivery.past_dialog import PastDialog
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.window import MainWindow
from aesthcull.job import Cancelled, Job, Progress
from aesthcull.pipeline import Workplace
from tests.gui.conftest import OpenWindow, press, select, shown, stored
from tests.gui.delivery.hand import LONG, Hand, names, sums, write


@pytest.fixture
def hand(window: MainWindow, qtbot: QtBot) -> Hand:
    return Hand(window, qtbot)


def test_picks_are_copied_by_a_template_and_taken_back(hand: Hand, shoot: Path, tmp_path: Path) -> None:
    before = sums(shoot)
    press(hand.window, "P")
    press(hand.window, "P")
    out = tmp_path / "client"
    dialog = hand.deliver()
    write(dialog.form.destination.line, str(out))
    write(dialog.naming.template, "{date:%Y-%m-%d}_{sequence:03}_{name}")
    hand.planned(dialog)
    there = [dialog.naming.samples.item(row, 1).text() for row in range(2)]
    assert there == ["2024-05-01_001_6.jpg", "2024-05-01_002_5.jpg"]
    assert "2 frames  ·  2 files" in dialog.summary.text() and "free on" in dialog.summary.text()
    assert not out.exists()
    QTest.keyClick(dialog.naming.template, Qt.Key.Key_Return)
    hand.done(dialog)
    assert names(out) == there and set(sums(out).values()) <= set(before.values())
    assert "Copied and verified: 2 frames, 2 files" in dialog.outcome.text.text()
    dialog.outcome.undo.click()
    hand.done(dialog)
    assert "Undone: 2 frames" in dialog.outcome.text.text()
    assert names(out) == [] and sums(shoot) == before
    hand.close(dialog)


def test_what_was_chosen_is_there_the_next_time(hand: Hand, tmp_path: Path) -> None:
    press(hand.window, "P")
    dialog = hand.deliver()
    write(dialog.form.destination.line, str(tmp_path / "out"))
    write(dialog.naming.template, "{camera}/{name}")
    dialog.form.flat.setChecked(True)
    hand.planned(dialog)
    dialog.start_button.click()
    hand.done(dialog)
    assert names(tmp_path / "out") == ["Maker Model 1/6.jpg"]
    hand.close(dialog)
    again = hand.window.delivery.deliver()
    assert again is not None
    assert again.form.destination.path() == tmp_path / "out" and again.form.flat.isChecked()
    assert again.naming.template.text() == "{camera}/{name}"
    hand.planned(again)
    assert "1 file already there" in again.summary.text() and not again.start_button.isEnabled()


def test_rejects_are_moved_aside_after_a_question_and_come_back(hand: Hand, shoot: Path) -> None:
    before = sums(shoot)
    press(hand.window, "X")
    dialog = hand.deliver()
    dialog.form.frames.button(3).setChecked(True)
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData("move"))
    assert dialog.form.destination.path() == shoot / "rejected"
    hand.planned(dialog)
    dialog.start_button.click()
    assert dialog.question.isVisible() and sums(shoot) == before
    QTest.keyClick(dialog, Qt.Key.Key_Escape)  # the careful answer
    assert not dialog.question.isVisible() and sums(shoot) == before
    dialog.start_button.click()
    dialog.question.yes.click()
    hand.done(dialog)
    assert not (shoot / "6.jpg").exists() and (shoot / "rejected" / "6.jpg").exists()
    hand.close(dialog)
    past = hand.past()
    assert past.table.item(0, 1).text() == "moved" and past.table.item(0, 5).text() == "done"
    past.undo_button.click()
    past.question.yes.click()
    hand.done(past)
    assert sums(shoot) == before and past.table.item(0, 5).text() == "undone"
    assert not past.undo_button.isEnabled()
    frames = stored(hand.window, shoot)
    assert frames["6.jpg"].flag == "reject" and not frames["6.jpg"].missing


def test_a_wrong_template_is_said_at_once_and_nothing_can_start(hand: Hand, tmp_path: Path) -> None:
    press(hand.window, "P")
    dialog = hand.deliver()
    write(dialog.form.destination.line, str(tmp_path / "out"))
    write(dialog.naming.template, "{nam}")
    hand.planned(dialog)
    assert "there is no {nam}" in dialog.naming.wrong.text() and not dialog.start_button.isEnabled()
    write(dialog.naming.template, "x-")
    dialog.naming.legend.setCurrentRow(0)
    QTest.keyClick(dialog.naming.legend, Qt.Key.Key_Return)
    assert dialog.naming.template.text() == "x-{name}"
    hand.planned(dialog)
    assert dialog.naming.wrong.text() == "" and dialog.start_button.isEnabled()


def test_without_such_a_frame_or_a_destination_it_says_what_is_missing(hand: Hand) -> None:
    dialog = hand.deliver()
    hand.planned(dialog)
    assert dialog.summary.text() == "No frames to deliver."
    dialog.form.frames.button(1).setChecked(True)
    hand.planned(dialog)
    assert "Choose a destination folder" in dialog.summary.text() and not dialog.start_button.isEnabled()


def test_selected_frames_only(hand: Hand, tmp_path: Path) -> None:
    select(hand.window, 1, 3)
    wanted = [shown(hand.window)[row] for row in (1, 3)]
    dialog = hand.deliver()
    dialog.form.frames.button(2).setChecked(True)
    write(dialog.form.destination.line, str(tmp_path / "out"))
    hand.planned(dialog)
    dialog.start_button.click()
    hand.done(dialog)
    assert names(tmp_path / "out") == sorted(wanted)


def cut_short(work: Workplace, frames: list, out: Path) -> int:  # type: ignore[type-arg]
    """A copy that was cancelled after its first frame."""

    class Nervous(Job):
        def advance(self, items: int = 1) -> None:
            super().advance(items)
            if any(out.glob("*.jpg")):
                raise Cancelled

    plan = plan_delivery(work.catalogue, frames, DeliverySettings("copy", out, flat=True), Job())
    with pytest.raises(Cancelled):
        running.deliver(work.catalogue, work.thumbnails, plan, Nervous())
    return deliveries.deliveries(work.catalogue)[0].id


def test_a_delivery_that_was_cut_short_is_offered_at_the_start_and_gone_on_with(
    window: MainWindow, open_window: OpenWindow, work: Workplace, shoot: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    out = tmp_path / "out"
    cut_short(work, list(stored(window, shoot).values()), out)
    assert 0 < len(names(out)) < 6
    window.close()
    second = open_window(shoot)
    qtbot.waitUntil(lambda: second.messages.button.isVisible(), timeout=LONG)
    assert "was interrupted" in second.messages.text.text()
    second.messages.button.click()
    hand = Hand(second, qtbot)
    past = second.findChildren(PastDialog)[0]
    qtbot.waitUntil(lambda: not past.listing.running, timeout=LONG)
    assert "interrupted" in past.table.item(0, 5).text()
    past.resume_button.click()
    hand.done(past)
    assert len(names(out)) == 6 and past.table.item(0, 5).text() == "done"
    assert not second.messages.isVisible()
    third = open_window(shoot)
    qtbot.wait(200)
    assert not third.messages.button.isVisible()


def test_a_cancelled_delivery_says_how_to_go_on(hand: Hand, tmp_path: Path) -> None:
    dialog = hand.deliver()
    dialog.form.frames.button(1).setChecked(True)
    write(dialog.form.destination.line, str(tmp_path / "out"))
    hand.planned(dialog)
    dialog.start_button.click()
    job = dialog.running.job
    if job is not None:
        job.cancel()
    hand.done(dialog)
    assert (
        "Deliveries…" in dialog.outcome.text.text()
        or "Copied and verified: 6 frames" in dialog.outcome.text.text()
    )


def test_folders_of_the_template_take_the_place_of_the_shoots(hand: Hand) -> None:
    dialog = hand.deliver()
    assert dialog.form.flat.isEnabled()
    dialog.naming.template.setText("{camera}/{name}")
    assert not dialog.form.flat.isEnabled() and dialog.form.flat.text() == "The template makes the folders"
    dialog.naming.template.setText("{name}")
    assert dialog.form.flat.isEnabled()


def test_past_deliveries_of_nobody_are_explained(open_window: OpenWindow, qtbot: QtBot) -> None:
    past = Hand(open_window(), qtbot).past()
    assert past.empty.isVisible() and not past.undo_button.isEnabled() and not past.resume_button.isEnabled()


@pytest.mark.parametrize("kept", ["nonsense", "[1, 2]", '{"frames": 5, "template": "{date}"}'])
def test_damaged_settings_are_as_at_first(kept: str, window: MainWindow) -> None:
    window.settings.setValue("delivery/deliver", kept)
    dialog = window.delivery.deliver()
    assert dialog is not None and dialog.form.which() == "picks"


def test_progress_is_told_in_bytes_even_of_more_than_the_bar_can_count(qtbot: QtBot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    line.show_progress(Progress("Copying", 12_300_000_000, 49_200_000_000, 82e6, 450.0, False, in_bytes=True))
    assert line.bar.value() / line.bar.maximum() == 0.25
    assert line.text.text() == "Copying… 12.3 GB of 49.2 GB  ·  82.0 MB/s  ·  7 min 30 s left"


def test_a_copy_into_the_shoot_is_said_and_shown(hand: Hand, shoot: Path) -> None:
    press(hand.window, "P")
    dialog = hand.deliver()
    write(dialog.form.destination.line, str(shoot / "best"))
    assert "is inside the shoot" in dialog.form.about.text()
    hand.planned(dialog)
    dialog.start_button.click()
    hand.done(dialog)
    assert hand.window.model.rowCount() == 7


def test_rejects_go_to_the_trash_without_a_destination_and_come_back(hand: Hand, shoot: Path) -> None:
    before = sums(shoot)
    press(hand.window, "X")
    dialog = hand.deliver()
    dialog.form.frames.button(3).setChecked(True)
    dialog.naming.template.setText("{nonsense")
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData("trash"))
    hand.planned(dialog)
    assert not dialog.form.destination.isEnabled() and not dialog.naming.template.isEnabled()
    assert dialog.naming.samples.model().index(0, 1).data() == "to the trash"
    dialog.start_button.click()
    dialog.question.yes.click()
    hand.done(dialog)
    assert not (shoot / "6.jpg").exists() and "In the trash: 1 frame, 1 file" in dialog.outcome.text.text()
    assert hand.window.model.rowCount() == 5
    dialog.outcome.undo.click()
    hand.done(dialog)
    assert sums(shoot) == before and hand.window.model.rowCount() == 6
