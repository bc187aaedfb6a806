"""The bundled sample sales: said to be simulated, made by their script, and of use with the sample shoot."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from aesthcull.cli import main

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SAMPLE = RESOURCES / "sample_sales"
REPORTS = ("adobe_activity.csv", "istock_statement.txt", "shutterstock_totals.csv")


def test_the_script_makes_the_same_files(tmp_path: Path) -> None:
    script = RESOURCES / "make_sample_sales.py"
    subprocess.run([sys.executable, str(script), "--out", str(tmp_path)], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in SAMPLE.iterdir()}


def test_it_is_said_that_they_are_simulated() -> None:
    assert "**Simulated.** Nobody sold these photographs" in (SAMPLE / "SOURCES.md").read_text(
        encoding="utf-8"
    )


def test_they_are_imported_and_matched_as_their_page_says(
    sample_shoot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", str(sample_shoot)]) == 0
    for name in REPORTS:
        assert main(["sales", "import", str(SAMPLE / name)]) == 0
    table = str(SAMPLE / "shutterstock_files.csv")
    capsys.readouterr()
    assert main(["sales", "match", "--table", table, "--agency", "shutterstock", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["ambiguous"] == 2  # last-light.jpg, at two agencies
    by = found["matched_by"]
    assert by["edited"] > 0 and by["title"] >= 34 and by["name"] > 40
    unknown = {example["name"] for example in found["examples"]["not_found"]}
    assert {"DSC_0815.jpg", "PANO_2210.jpg"} <= unknown
    assert main(["sales", "summary", "--format", "json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert set(summary["agencies"]) == {"Adobe Stock", "Getty Images / iStock", "Shutterstock"}
    assert summary["sales"] > 300 and summary["reports"] == 3
