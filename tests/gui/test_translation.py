"""The German translation: complete, with every placeholder, and shown by the window."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication, QToolButton

from aesthcull import places
from aesthcull.gui import language, reasons
from aesthcull.gui.actions import ROWS, VIEW_KEYS
from aesthcull.gui.window import MainWindow
from aesthcull.series.frames import SeriesFrame
from aesthcull.series.suggest import suggest
from tests.gui.conftest import press

TS = places.resources_folder() / "translations" / "aesthcull_de.ts"
ROOT = Path(__file__).parents[2]
MEASURES = (
    "sharpness", "exposure_score", "aesthetic", "quality", "noise", "compression", "colour_cast",
    "motion_blur", "tilt", "white_point",
)  # fmt: skip


def messages() -> Iterator[tuple[str, str, str]]:
    """Context, source and translation of every finished text."""
    for context in ET.parse(TS).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and not translation.get("type"):
                yield context.findtext("name", ""), message.findtext("source", ""), translation.text or ""


def placeholders(text: str) -> set[str]:
    return {f"{name}:{spec}" for _, name, spec, _ in string.Formatter().parse(text) if name is not None}


@pytest.fixture
def german(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    settings = QSettings(str(tmp_path / "german.ini"), QSettings.Format.IniFormat)
    language.choose(settings, "de")
    before = QLocale()
    installed = language.install(qapp, settings)
    yield
    for translator in installed:
        QCoreApplication.removeTranslator(translator)
    QLocale.setDefault(before)


def test_no_translation_loses_or_invents_a_placeholder() -> None:
    wrong = [(c, s, t) for c, s, t in messages() if placeholders(s) != placeholders(t)]
    assert wrong == []


def test_a_translation_keeps_what_stands_around_the_words() -> None:
    """The ellipsis of an action that asks, and the spaces with which texts are joined."""
    for context, source, text in messages():
        assert source.endswith("…") == text.endswith("…"), (context, source, text)
        assert source[:1].isspace() == text[:1].isspace(), (context, source, text)
        assert source[-1:].isspace() == text[-1:].isspace(), (context, source, text)


def test_accelerators_stay_accelerators() -> None:
    assert [s for _, s, t in messages() if ("&" in s) != ("&" in t)] == []


def test_every_action_is_translated() -> None:
    known = {source for context, source, _ in messages() if context == "actions"}
    wanted = {text for row in ROWS for text in (row.menu, row.text)}
    wanted |= {text for own in VIEW_KEYS for text in (own.shown, own.text)}
    assert sorted(wanted - known) == []


def test_nearly_every_text_in_the_code_is_translated() -> None:
    """Those of a change are translated with the next run of packaging/translate.py."""
    known = {source for _, source, _ in messages()}
    texts = {text for path in (ROOT / "aesthcull" / "gui").rglob("*.py") for text in marked(path)}
    assert len(texts) > 600
    assert len(texts - known) <= 0.05 * len(texts), sorted(texts - known)


def marked(path: Path) -> Iterator[str]:
    """The literals that a file hands to tr, translate or QT_TRANSLATE_NOOP."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}.get(name)
            if place is not None and len(node.args) > place:
                argument = node.args[place]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def test_the_compiled_file_is_that_of_the_texts() -> None:
    translator = QTranslator()
    assert translator.load(str(TS.with_suffix(".qm")))
    for context, source, text in messages():
        assert translator.translate(context, source) == text


@pytest.mark.usefixtures("german")
def test_a_german_window_speaks_german(open_window: Callable[..., MainWindow], shoot: Path) -> None:
    window = open_window(shoot)
    menus = [action.text().replace("&", "") for action in window.menuBar().actions()]
    assert menus[:3] == ["Datei", "Bearbeiten", "Markieren"]
    assert window.actions_by_id["pick"].text() == "Auswählen"
    assert window.actions_by_id["pick"].toolTip() == "Auswählen (P)"
    window.grid.go_to(0)
    press(window, "P")
    assert window.actions_by_id["undo"].text() == "Rückgängig: Bild auswählen"
    window.actions_by_id["undo"].trigger()
    assert window.actions_by_id["redo"].text() == "Wiederholen: Bild auswählen"
    english = re.compile(r"\b(the|and|of|frames|is|are|with)\b", re.IGNORECASE)
    for button in window.findChildren(QToolButton):
        assert not english.search(button.text()), button.text()


@pytest.mark.usefixtures("german")
def test_the_german_keys_fit_into_the_smallest_window(window: MainWindow) -> None:
    window.keys.toggle_help()
    overlay, sheet = window.keys.overlay, window.keys.overlay.sheet
    QApplication.processEvents()
    assert sheet.width() <= overlay._area.viewport().width()
    assert sheet.height() <= overlay._area.viewport().height()
    assert any(line.text == "Auswählen" for group in sheet.groups for line in group)
    assert any("Strg+Z" in line.keys for group in sheet.groups for line in group)


@pytest.mark.parametrize(("locale", "kept", "found"), [("de_AT", "system", 1), ("fr_FR", "system", 0)])
def test_the_language_is_the_systems_where_there_is_one(
    tmp_path: Path, locale: str, kept: str, found: int
) -> None:
    code = (
        "from PySide6.QtCore import QCoreApplication, QLocale, QSettings\n"
        "from aesthcull.gui import language\n"
        f"QLocale.setDefault(QLocale({locale!r}))\n"
        "app = QCoreApplication([])\n"
        f"settings = QSettings({str(tmp_path / 's.ini')!r}, QSettings.Format.IniFormat)\n"
        f"settings.setValue('language', {kept!r})\n"
        "language.install(app, settings)\n"
        "print(int(QCoreApplication.translate('actions', 'Quit') == 'Beenden'))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(found)


def test_the_language_is_chosen_in_the_help_menu_and_kept(window: MainWindow) -> None:
    dialog = window.keys.choose_language()
    dialog.box.setCurrentIndex(dialog.box.findData("de"))
    dialog.accept()
    assert language.chosen(window.settings) == "de"


def test_a_language_that_there_is_not_is_the_systems(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    settings.setValue("language", "Klingon")
    assert language.chosen(settings) == language.SYSTEM


def _reasons() -> set[str]:
    """What is said of series of frames of every kind of fault."""
    random, found = Random(0), set()
    for _ in range(2000):
        plain = SeriesFrame("", sharpness=0.9, noise=0.01, compression=0.1, quality=1.0, aesthetic=6.0)
        plain = replace(plain, exposure_score=0.9, highlights=random.choice([None, 0.0]), white_point=0.9)
        frames = [
            replace(
                plain,
                key=str(n),
                captured_at=datetime(2024, 5, 1) if random.random() < 0.5 else None,
                **{name: random.random() for name in random.sample(MEASURES, random.randint(0, 3))},
            )
            for n in range(random.randint(2, 6))
        ]
        found.update(suggest(frames)[1])
    return found


def test_reasons_are_said_in_english_as_they_are_kept() -> None:
    assert [one for one in _reasons() if reasons.said(one) != one] == []


@pytest.mark.usefixtures("german")
def test_reasons_are_said_in_german() -> None:
    english = re.compile(r"\b(the|of|than|left|most|least|with|among|not|no|kept|first)\b")
    found = _reasons() | {"panorama of 5: belongs together", "exposure bracket of 3: belongs together"}
    assert len(found) > 30
    assert [reasons.said(one) for one in found if english.search(reasons.said(one))] == []
    assert reasons.said("sharper than 1 of 3 (0.80 against 0.61)") == "schärfer als 1 von 3 (0.80 gegen 0.61)"
