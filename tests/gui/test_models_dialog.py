"""The models dialog: list, cards, use and back, verify, evaluate, remove; by keyboard."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from aesthcull import places
from aesthcull.gui.models.describe import main_figure
from aesthcull.gui.models.dialog import ModelsDialog
from aesthcull.gui.models.evaluate_dialog import EvaluateDialog
from aesthcull.gui.window import MainWindow
from aesthcull.pipeline import Workplace
from aesthcull.trainer.publish import publish
from aesthcull.vision.registry import Registry
from tests.conftest import MakePhoto
from tests.gui.conftest import all_frames, choose, current, press, settle, shown, stored
from tests.pipeline.linear_head import linear_head

BUNDLED = places.models_folder()
PRIOR = Registry([BUNDLED]).get("sells").id


@pytest.fixture
def own() -> Path:
    """The folder of the user's models, with two heads `sells` of which the second is worse."""
    folder, backbone = places.user_models_folder(), Registry([BUNDLED]).backbone()
    for number, auc in ((1, 0.72), (2, 0.64)):
        entry = linear_head(folder, backbone, f"own-{number}", seed=number)
        figures = {"auc": auc, "auc_low": auc - 0.05, "auc_high": auc + 0.05}
        publish(replace(entry, figures=figures), f"# own {number}", keep_versions=True)
    return folder


@pytest.fixture
def work(work: Workplace, own: Path) -> Workplace:
    return replace(work, registry=Registry([BUNDLED, own]))


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[ModelsDialog]:
    """Opened by its key."""
    press(window, "Ctrl+M")
    (found,) = window.findChildren(ModelsDialog)
    qtbot.waitUntil(lambda: found.isVisible())
    QApplication.processEvents()
    yield found


def listed(dialog: ModelsDialog) -> dict[str, str]:
    """What stands in each row, by the version's id."""
    model = dialog.table.versions
    return {
        entry.id: " | ".join(str(model.index(row, c).data() or "") for c in range(model.columnCount()))
        for row, entry in enumerate(model.entries)
    }


def go_to(dialog: ModelsDialog, name: str) -> None:
    """Choose a version with the arrow keys."""
    dialog.table.setFocus()
    ids = [entry.id for entry in dialog.table.versions.entries]
    for _ in ids:
        now = dialog.table.current()
        assert now is not None
        if now.id == name:
            return
        down = ids.index(name) > ids.index(now.id)
        QTest.keyClick(dialog.table, Qt.Key.Key_Down if down else Qt.Key.Key_Up)
    raise AssertionError(f"{name} cannot be reached")


def press_in(dialog: QDialog, key: Qt.Key, alt: bool = False) -> None:
    modifiers = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    assert QTest.qWaitForWindowActive(dialog)
    target: QWidget = dialog.focusWidget() or dialog
    QTest.keyClick(target, key, modifiers)
    QTest.qWait(150 if alt else 0)  # a button is seen to go down before it acts


def use(dialog: ModelsDialog, name: str, qtbot: QtBot) -> None:
    go_to(dialog, name)
    with qtbot.waitSignal(dialog.adoption.adopted, timeout=20_000):
        press_in(dialog, Qt.Key.Key_U, alt=True)
        if dialog.question.isVisible():
            dialog.question.yes.click()


def in_use(own: Path) -> str:
    return Registry([BUNDLED, own]).get("sells").id


def test_every_version_is_listed_with_its_figure_and_which_is_in_use(dialog: ModelsDialog) -> None:
    rows = listed(dialog)
    assert rows[PRIOR].startswith("●") and not rows["sells@own-1"].startswith("●")
    assert "AUC 0.72 (0.67–0.77)" in rows["sells@own-1"]
    assert "Spearman 0.74 (0.60–0.84)" in rows["aesthetic@2.0"]
    now = dialog.table.current()
    assert now is not None and now.name == "aesthetic"  # what the grid shows


def test_the_dialog_begins_at_the_model_that_the_grid_is_sorted_by(window: MainWindow) -> None:
    choose(window, "sort", "sells")
    press(window, "Ctrl+M")
    (dialog,) = window.findChildren(ModelsDialog)
    now = dialog.table.current()
    assert now is not None and now.id == PRIOR


def test_the_arrows_show_each_card(dialog: ModelsDialog) -> None:
    go_to(dialog, "aesthetic@2.0")
    assert "how people would vote" in dialog.card.toPlainText()
    assert "Predicts the distribution of votes" in dialog.card.toPlainText()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert "how people would vote" not in dialog.card.toPlainText()
    go_to(dialog, "sells@own-2")
    assert dialog.card.toPlainText() == "own 2" and "not in use" in dialog.nature.text()


def test_a_card_loads_nothing_from_a_network_and_leads_nowhere(dialog: ModelsDialog, own: Path) -> None:
    card = own / "sells-own-1.md"
    card.write_text(
        "# own\n\n![x](http://127.0.0.1:9/x.png) ![y](//127.0.0.1/y.png) ![z](../../z.png)\n\n"
        "[away](http://127.0.0.1:9/) sells@own-1\n"
    )
    go_to(dialog, "sells@own-1")
    html = dialog.card.toHtml()
    assert "away" in dialog.card.toPlainText() and "<a " not in html
    for name in ("http://127.0.0.1:9/x.png", "//127.0.0.1/y.png", "nothing.png"):
        assert dialog.card.loadResource(2, name) is None


def test_a_card_that_is_gone_is_said(dialog: ModelsDialog, own: Path) -> None:
    (own / "sells-own-1.md").unlink()
    go_to(dialog, "sells@own-1")
    assert "cannot be read: no such file" in dialog.card.toPlainText()


def test_using_a_version_sorts_the_grid_anew_and_keeps_the_current_frame(
    window: MainWindow, dialog: ModelsDialog, own: Path, shoot: Path, qtbot: QtBot
) -> None:
    choose(window, "sort", "sells")
    window.grid.go_to(2)
    before, order = current(window), shown(window)
    use(dialog, "sells@own-1", qtbot)
    settle(window, qtbot)
    assert in_use(own) == "sells@own-1"
    assert "sells@own-1 is in use: 6 frames" in dialog.progress.text.text()
    scores = {name: f.scores["sells"] for name, f in stored(window, shoot).items()}
    assert {s.model for s in scores.values()} == {"sells@own-1"}
    assert shown(window) == sorted(scores, key=lambda name: -scores[name].value) != order
    assert current(window) == before
    assert listed(dialog)["sells@own-1"].startswith("●")
    assert not dialog.use.isEnabled() and "in use" in dialog.nature.text()
    use(dialog, PRIOR, qtbot)
    settle(window, qtbot)
    assert shown(window) == order and current(window) == before and in_use(own) == PRIOR


def test_a_worse_version_is_used_only_after_a_question(dialog: ModelsDialog, own: Path, qtbot: QtBot) -> None:
    use(dialog, "sells@own-1", qtbot)
    go_to(dialog, "sells@own-2")
    press_in(dialog, Qt.Key.Key_U, alt=True)
    assert dialog.question.isVisible() and not dialog.adoption.running
    assert "sells@own-2 is worse than sells@own-1" in dialog.question.text.text()
    assert dialog.focusWidget() is dialog.question.no
    press_in(dialog, Qt.Key.Key_Return)
    assert not dialog.question.isVisible() and in_use(own) == "sells@own-1"
    press_in(dialog, Qt.Key.Key_U, alt=True)
    press_in(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and not dialog.question.isVisible() and in_use(own) == "sells@own-1"
    press_in(dialog, Qt.Key.Key_U, alt=True)
    with qtbot.waitSignal(dialog.adoption.adopted):
        dialog.question.yes.click()
    assert in_use(own) == "sells@own-2"


def test_a_damaged_version_is_not_used(
    dialog: ModelsDialog, own: Path, shoot: Path, window: MainWindow, qtbot: QtBot
) -> None:
    path = own / "sells-own-1.onnx"
    path.write_bytes(path.read_bytes()[:-1])
    go_to(dialog, "sells@own-1")
    with qtbot.waitSignal(dialog.adoption.left_as_it_was):
        press_in(dialog, Qt.Key.Key_U, alt=True)
    assert "checksum differs" in dialog.progress.text.text()
    assert in_use(own) == PRIOR
    assert {f.scores["sells"].model for f in stored(window, shoot).values()} == {PRIOR}
    with qtbot.waitSignal(dialog.background.failed):
        press_in(dialog, Qt.Key.Key_V, alt=True)
    assert "checksum differs" in dialog.progress.text.text()


def test_verify_says_that_the_file_is_whole(dialog: ModelsDialog, qtbot: QtBot) -> None:
    go_to(dialog, "quality@1.0")
    with qtbot.waitSignal(dialog.background.finished):
        press_in(dialog, Qt.Key.Key_V, alt=True)
    assert "quality@1.0 is whole" in dialog.progress.text.text()


def test_an_own_version_is_removed_after_a_question(dialog: ModelsDialog, own: Path) -> None:
    go_to(dialog, PRIOR)
    assert not dialog.remove.isVisible()
    go_to(dialog, "sells@own-2")
    press_in(dialog, Qt.Key.Key_R, alt=True)
    assert "cannot be brought back" in dialog.question.text.text()
    dialog.question.yes.click()
    assert "sells@own-2" not in listed(dialog) and not list(own.glob("sells-own-2*"))
    assert "sells@own-2 is removed" in dialog.progress.text.text()


def test_the_version_in_use_cannot_be_removed(dialog: ModelsDialog, qtbot: QtBot) -> None:
    use(dialog, "sells@own-1", qtbot)
    assert dialog.remove.isVisible() and not dialog.remove.isEnabled()


def test_a_model_that_was_trained_meanwhile_is_listed(window: MainWindow, own: Path) -> None:
    linear_head(own, Registry([BUNDLED]).backbone(), "own-3")
    press(window, "Ctrl+M")
    (dialog,) = window.findChildren(ModelsDialog)
    assert "sells@own-3" in listed(dialog)


def test_a_damaged_registry_is_said_and_the_models_stay(window: MainWindow, own: Path) -> None:
    (own / "registry.json").write_text("{")
    press(window, "Ctrl+M")
    (dialog,) = window.findChildren(ModelsDialog)
    assert "registry.json: not a model registry" in dialog.progress.text.text()
    assert PRIOR in listed(dialog)


def test_a_scan_that_is_running_goes_on_with_the_new_model(
    window: MainWindow, dialog: ModelsDialog, shoot: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    for n in range(40):
        make_photo(shoot / f"more{n}.jpg", seed=50 + n, size=(1600, 1200))
    window.shoot.rescan()
    assert window.worker.running
    use(dialog, "sells@own-1", qtbot)
    settle(window, qtbot)
    found = stored(window, shoot)
    assert len(found) == 46 == len(window.model)
    assert {f.scores["sells"].model for f in found.values()} == {"sells@own-1"}
    assert {f.scores["sells"].model for f in all_frames(window)} == {"sells@own-1"}


def test_esc_closes_the_dialog_and_closing_the_window_closes_it_too(
    window: MainWindow, dialog: ModelsDialog, qtbot: QtBot
) -> None:
    press_in(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(ModelsDialog))
    again = window.models.open_dialog()
    window.close()
    assert not again.isVisible() and not window.isVisible()


def test_without_any_shoot_a_version_is_used_all_the_same(
    open_window: Callable[..., MainWindow], own: Path, qtbot: QtBot
) -> None:
    window = open_window()
    dialog = window.models.open_dialog()
    use(dialog, "sells@own-1", qtbot)
    assert in_use(own) == "sells@own-1" and "0 frames" in dialog.progress.text.text()


@pytest.fixture
def evaluating(dialog: ModelsDialog) -> EvaluateDialog:
    go_to(dialog, "aesthetic@2.0")
    press_in(dialog, Qt.Key.Key_E, alt=True)
    (found,) = dialog.findChildren(EvaluateDialog)
    return found


def test_a_model_is_evaluated_on_two_folders(
    evaluating: EvaluateDialog, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    assert not evaluating.start.isEnabled()
    for name in ("good", "poor"):
        for n in range(3):
            make_photo(tmp_path / name / f"{n}.jpg", seed=n + 7 * len(name))
    (tmp_path / "poor" / "broken.jpg").write_bytes(b"no photograph")
    QTest.keyClicks(evaluating.good.line, str(tmp_path / "good"))
    QTest.keyClicks(evaluating.poor.line, str(tmp_path / "poor"))
    with qtbot.waitSignal(evaluating.background.finished, timeout=20_000):
        press_in(evaluating, Qt.Key.Key_Return)
    assert evaluating.figures.isVisible() and evaluating.figures.as_text().startswith("Figure\tValue")
    assert "AUC\t" in evaluating.figures.as_text()
    assert "on 6 photographs; 1 could not be read" in evaluating.progress.text.text()
    assert "broken.jpg" in evaluating.problems.toPlainText()


def test_a_model_is_evaluated_on_a_table_of_votes(
    evaluating: EvaluateDialog, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    lines = ["file,mean"]
    for n in range(6):
        make_photo(tmp_path / f"{n}.jpg", seed=n)
        lines.append(f"{n}.jpg,{n / 2 + 1}")
    (tmp_path / "votes.csv").write_text("\n".join(lines))
    press_in(evaluating, Qt.Key.Key_T, alt=True)
    evaluating.by_votes.setChecked(True)
    evaluating.high.setValue(5)
    QTest.keyClicks(evaluating.votes.line, str(tmp_path / "votes.csv"))
    with qtbot.waitSignal(evaluating.background.finished, timeout=20_000):
        evaluating.start.click()
    assert "Spearman\t" in evaluating.figures.as_text()


def test_evaluating_on_what_a_model_has_learnt_from_is_remarked(
    dialog: ModelsDialog, own: Path, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    photos = [make_photo(tmp_path / name / f"{n}.jpg", seed=n) for name in ("good", "poor") for n in range(3)]
    report = own / "sells-own-1"
    report.mkdir()
    (report / "frames.csv").write_text("file,picture\n" + "".join(f"{p},\n" for p in photos[:4]))
    go_to(dialog, "sells@own-1")
    press_in(dialog, Qt.Key.Key_E, alt=True)
    (evaluating,) = dialog.findChildren(EvaluateDialog)
    evaluating.good.set_path(tmp_path / "good")
    evaluating.poor.set_path(tmp_path / "poor")
    with qtbot.waitSignal(evaluating.background.finished, timeout=20_000):
        evaluating.start.click()
    assert "4 of 6 photographs were in its training: the figures flatter" in evaluating.remark.text()
    assert evaluating.remark.isVisible()


def test_the_report_of_an_own_model_stands_beside_its_card(dialog: ModelsDialog, own: Path) -> None:
    report = own / "sells-own-1"
    report.mkdir()
    (report / "report.html").write_text("<h1>How good it is</h1>")
    go_to(dialog, "sells@own-1")
    assert dialog.tabs.isTabVisible(1) and "How good it is" in dialog.report.toPlainText()
    dialog.tabs.setCurrentIndex(1)
    go_to(dialog, "sells@own-2")
    assert not dialog.tabs.isTabVisible(1) and dialog.card.isVisible()


@pytest.mark.parametrize(("path", "says"), [("/nowhere", "/nowhere: cannot be read"), ("empty", "no photog")])
def test_what_cannot_be_evaluated_is_one_line(
    evaluating: EvaluateDialog, tmp_path: Path, qtbot: QtBot, path: str, says: str
) -> None:
    (tmp_path / "empty").mkdir()
    for field in (evaluating.good, evaluating.poor):
        field.set_path(tmp_path / path)
    with qtbot.waitSignal(evaluating.background.failed):
        evaluating.start.click()
    assert says in evaluating.progress.text.text() and evaluating.start.isEnabled()


def test_an_evaluation_is_cancelled_by_esc_and_the_dialog_stays(
    evaluating: EvaluateDialog, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    for n in range(60):
        make_photo(tmp_path / "many" / f"{n}.jpg", seed=n, size=(1600, 1200))
    for field in (evaluating.good, evaluating.poor):
        field.set_path(tmp_path / "many")
    evaluating.start.click()
    with qtbot.waitSignal(evaluating.background.cancelled, timeout=10_000):
        press_in(evaluating, Qt.Key.Key_Escape)
    assert evaluating.isVisible() and "Cancelled" in evaluating.progress.text.text()


def test_the_main_figure_is_one_with_an_interval() -> None:
    for entry in Registry([BUNDLED]).versions():
        said = main_figure(entry)
        assert ("(" in said) == any("95 % low" in name for name in entry.figures), entry.id


def test_the_main_figure_is_of_the_test_and_says_so() -> None:
    known = Registry([BUNDLED])
    assert main_figure(known.get("professional")) == "test: balanced accuracy 0.77 (0.70–0.85)"
    assert main_figure(known.get("aesthetic")).startswith("test: Spearman 0.74")
    only = {"train, cross-validated: AUC": 0.9, "train: accuracy": 0.95}
    entry = replace(known.get("professional"), figures=only)
    assert main_figure(entry) == "cross-validated: AUC 0.90"


def test_the_window_starts_without_what_only_dialogs_need() -> None:
    heavy = ("torch", "sklearn", "matplotlib", "onnx", "pyqtgraph", "aesthcull.trainer")
    script = f"import sys, aesthcull.gui.app; print([m for m in {heavy!r} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
