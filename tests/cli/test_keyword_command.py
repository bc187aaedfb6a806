from __future__ import annotations

import json
from pathlib import Path

import pytest

from aesthcull.cli import main


def keywords(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    capsys.readouterr()
    assert main(["tags", str(folder), "--format", "json"]) == 0
    frames = {Path(f["path"]).name: f["keywords"] for f in json.loads(capsys.readouterr().out)["frames"]}
    return {k["name"]: k["source"] for k in frames[name]}


def test_a_suggestion_is_accepted_or_removed_and_stays_so_after_another_scan(
    sample_shoot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", str(sample_shoot)]) == 0
    frame = sample_shoot / "IMG_0001.JPG"
    before = keywords(sample_shoot, frame.name, capsys)
    first, second = sorted(before)[:2]
    assert main(["mark", str(frame), "--keyword", first, "--no-keyword", second]) == 0
    expected = {**before, first: "person"}
    del expected[second]
    assert keywords(sample_shoot, frame.name, capsys) == expected
    assert main(["scan", str(sample_shoot)]) == 0
    assert keywords(sample_shoot, frame.name, capsys) == expected
    assert main(["undo", str(sample_shoot)]) == 0
    assert keywords(sample_shoot, frame.name, capsys) == before


def test_a_keyword_cannot_be_both_given_and_removed(
    sample_shoot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = str(sample_shoot / "IMG_0001.JPG")
    assert main(["mark", frame, "--keyword", "sea", "--no-keyword", " sea"]) == 2
    err = capsys.readouterr().err
    assert "both given and removed" in err and err.count("\n") == 1
