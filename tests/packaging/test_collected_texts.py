"""The texts that are collected for translation."""

from __future__ import annotations

import runpy
from pathlib import Path

TRANSLATE = Path(__file__).parents[2] / "packaging" / "translate.py"


def test_the_stages_of_deliveries_are_collected():
    found = runpy.run_path(str(TRANSLATE))["stage_texts"]()
    stages = {"Copying", "Moving", "Linking", "To the trash", "Copying from the card", "Taking back"}
    assert stages <= set(found)
