"""`aesthcull study`, as a user types it, and as the trainer's process runs it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aesthcull import places
from aesthcull.cli import main
from aesthcull.trainer.request import Request
from aesthcull.trainer.rules import Rule
from aesthcull.trainer.studies.outcome import StudySettings
from aesthcull.trainer.studies.results import RESULTS
from aesthcull.trainer.studies.task import StudyRequest, from_json

EACH = 24
QUICK = ["--rows", "7x10", "4x6", "--repeats", "2", "--epochs", "1"]


@pytest.fixture
def folders(tmp_path: Path, shared_data: Path) -> tuple[Path, Path]:
    """Two folders of real photographs, for which any two classes will do here."""
    photos = sorted((shared_data / "oasis_beauty" / "images").iterdir())
    for number, photo in enumerate(photos[:: len(photos) // (2 * EACH)][: 2 * EACH]):
        folder = tmp_path / ("good" if number % 2 else "poor")
        folder.mkdir(exist_ok=True)
        shutil.copy(photo, folder / f"{number}.jpg")
    return tmp_path / "good", tmp_path / "poor"


def arguments(folders: tuple[Path, Path], *more: str) -> list[str]:
    return ["study", "size", "--from-folders", *map(str, folders), *QUICK, *more]


def test_a_study_on_two_folders_prints_its_table_and_leaves_a_report(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments(folders)) == 0
    said = capsys.readouterr()
    assert "≥ 98" not in said.out and "< 98" in said.out and "split by series" in said.out
    assert "8 of 8 trainings" in said.err and "instead of P1's 75" in said.err
    (folder,) = places.studies_folder().iterdir()
    assert folder.name.startswith("good-poor-")
    assert {p.name for p in folder.iterdir()} == {RESULTS, "size.csv", "size.html", "size.png"}
    assert main(arguments(folders)) == 0
    again = capsys.readouterr()
    assert "8 of 8 trainings finished before" in again.err and again.out == said.out


def test_json_and_csv_are_for_programs(
    folders: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folders[0] / "1.jpg").write_bytes(b"broken")
    out = tmp_path / "out"
    assert main(arguments(folders, "--out", str(out), "--format", "json")) == 1
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (found["study"], found["trainings"], found["good"]) == ("size", 8, EACH - 1)
    assert [p["path"] for p in found["problems"]] == [str(folders[0] / "1.jpg")]
    assert "1.jpg" in said.err and Path(found["report"]).parent.parent == out
    assert main(arguments(folders, "--out", str(out), "--format", "csv")) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["row"] for row in rows] == ["7×10", "4×6"] * 2
    assert float(rows[0]["accuracy"]) == found["lines"][0]["accuracy"]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (["--rows", "5x5"], "no row 5x5"),
        (["--share", "0.2"], "the folders say what is good"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    folders: tuple[Path, Path], wrong: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["study", "size", "--from-folders", *map(str, folders), *wrong]) == 2
    assert reason in capsys.readouterr().err


def test_without_sales_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", "hue"]) == 2
    assert "import a sales report" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["0", "-1", "x"])
def test_repeats_are_a_whole_number_from_1(value: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["study", "hue", "--repeats", value])


def test_without_torch_it_says_how_to_install_it(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    assert main(arguments(folders)) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1 and "pip install 'aesthcull[train]'" in said[0]


def test_the_command_is_imported_without_torch() -> None:
    code = (
        "import sys, aesthcull.commands.study, aesthcull.trainer.studies.report\n"
        "assert not {'torch', 'PySide6'} & set(sys.modules), 'imported'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_request_survives_its_way_to_the_process() -> None:
    request = StudyRequest(
        "hue",
        "/x",
        Request("votes", Rule("votes", share=0.2), ("a.csv",), (1.0, 7.0)),
        StudySettings(3, 5, 100, ("72°",)),
    )
    assert from_json(json.loads(json.dumps(request.as_json()))) == request
    for wrong in ({}, {"study": "hue"}, {"study": "hue", "folder": "x", "settings": {"x": 1}}):
        with pytest.raises(ValueError, match="not a study's request"):
            from_json(wrong)


# --- the trainer's process ---------------------------------------------------------------------------------


class Worker:
    """The process, as the window starts it."""

    def __init__(self, folders: tuple[Path, Path], out: Path, epochs: int = 1, rows: str = "4x6") -> None:
        source = Request("folders", Rule("folders", threshold=0.5), tuple(map(str, folders)))
        settings = StudySettings(repeats=3, epochs=epochs, rows=(rows,))
        message = {
            "task": "study",
            "catalogue": str(out.parent / "catalogue.sqlite"),
            "cache": str(out.parent / "cache"),
            "models": [str(places.models_folder()), str(out.parent / "models")],
            "request": StudyRequest("size", str(out), source, settings).as_json(),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "aesthcull.trainer.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(message).encode())
        self.process.stdin.close()

    def lines(self) -> Iterator[dict[str, Any]]:
        assert self.process.stdout is not None
        yield from map(json.loads, self.process.stdout)


def test_a_study_that_is_killed_goes_on_in_the_next_process(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    worker = Worker(folders, out, epochs=15, rows="20x30")
    rows = 0
    for line in worker.lines():
        rows += line["type"] == "row"
        if rows == 3:  # the beginning and two trainings
            worker.process.send_signal(signal.SIGKILL)
            break
    worker.process.wait()
    (results,) = out.rglob(RESULTS)
    kept = results.read_bytes()
    results.write_bytes(kept + b'{"work": {"treatment": "sha')  # as if it had been writing
    second = Worker(folders, out, epochs=15, rows="20x30")
    told = list(second.lines())
    assert second.process.wait() == 0
    steps = [line for line in told if line["type"] == "row"]
    assert steps[0]["done"] >= 2 and steps[0]["total"] == 6 and steps[0]["lines"]
    assert [step["done"] for step in steps] == list(range(steps[0]["done"], 7))
    assert told[-1]["type"] == "result" and told[-1]["of_earlier_runs"] == steps[0]["done"]
    assert results.read_bytes().startswith(kept)
    assert Path(told[-1]["report"]).exists()
    assert any(line["type"] == "progress" and line["total"] for line in told)


def test_a_wrong_study_ends_in_one_line(folders: tuple[Path, Path], tmp_path: Path) -> None:
    start = time.monotonic()
    worker = Worker(folders, tmp_path / "out", rows="1x1")
    (*_, last) = worker.lines()
    assert (last["type"], worker.process.wait()) == ("error", 1) and "no row 1x1" in last["reason"]
    assert time.monotonic() - start < 60
