"""`aesthcull report`, as a user types it."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from aesthcull.arguments.reports import PAPERS
from aesthcull.cli import main
from aesthcull.gui.reporting import sheet_pdf
from tests.conftest import MakePhoto


@pytest.fixture
def scanned(tmp_path: Path, make_photo: MakePhoto, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "shoot"
    for seed in range(4):
        make_photo(folder / f"{seed}.jpg", seed=seed)
    assert main(["scan", str(folder)]) == 0
    assert main(["mark", str(folder / "2.jpg"), "--pick"]) == 0
    capsys.readouterr()
    return folder


@pytest.mark.parametrize(
    ("kind", "name", "beginning"),
    [("sheet", "s.png", b"\x89PNG"), ("proof", "p.html", b"<!DOCTYPE html>"), ("csv", "r.csv", b"file,aes")],
)
def test_each_kind(
    scanned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, name: str, beginning: bytes
) -> None:
    out = tmp_path / name
    assert main(["report", str(scanned), "--kind", kind, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(beginning)
    assert capsys.readouterr().out == f"4 frames: {out}\n"


def test_a_pdf_is_written_without_a_window(scanned: Path, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    command = [sys.executable, "-m", "aesthcull.cli", "report", str(scanned), "--out", str(out)]
    subprocess.run(command, check=True, timeout=120)
    assert out.read_bytes().startswith(b"%PDF")


def test_the_ranking_is_that_of_the_rank_command_with_more_columns(
    scanned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", str(scanned), "--by", "sharpness", "--format", "csv"]) == 0
    ranked = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    out = tmp_path / "r.csv"
    assert main(["report", str(scanned), "--kind", "csv", "--by", "sharpness", "--out", str(out)]) == 0
    reported = list(csv.DictReader(out.open(encoding="utf-8")))
    assert [{name: row[name] for name in ranked[0]} for row in reported] == ranked


def test_the_picks_only(scanned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(scanned), "--kind", "csv", "--picks", "--out", str(tmp_path / "r.csv")]) == 0
    assert capsys.readouterr().out.startswith("1 frame:")


def test_a_photograph_is_never_replaced(scanned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (scanned / "1.jpg").read_bytes()
    assert main(["report", str(scanned), "--kind", "csv", "--out", str(scanned / "1.jpg")]) == 2
    assert "this is a photograph" in capsys.readouterr().err and (scanned / "1.jpg").read_bytes() == before


def test_what_is_wrong_is_said_in_one_line(
    scanned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    for out in (tmp_path / "sheet.doc", tmp_path / "file" / "sheet.png"):
        assert main(["report", str(scanned), "--out", str(out)]) == 2
        said = capsys.readouterr().err
        assert str(out) in said and len(said.splitlines()) == 1


def test_an_unknown_score_is_told_with_those_that_there_are(
    scanned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(scanned), "--by", "beauty", "--out", str(tmp_path / "s.png")]) == 2
    assert "no score 'beauty'; there are: aesthetic" in capsys.readouterr().err


def test_the_papers_are_those_that_can_be_written() -> None:
    assert tuple(sheet_pdf.PAPERS) == PAPERS
