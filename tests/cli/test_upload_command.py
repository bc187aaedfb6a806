"""`aesthcull upload-csv`, as a user types it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from aesthcull import places
from aesthcull.cli import main
from aesthcull.gui.find.saved import Saved, SavedFilters
from aesthcull.selection.filters import Filter
from tests.conftest import MakePhoto

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def scanned(tmp_path: Path, make_photo: MakePhoto, capsys: Capture) -> Path:
    """Three frames that are large enough, and one that is not."""
    folder = tmp_path / "shoot"
    for seed in range(4):
        size = (2440, 1700) if seed < 3 else (320, 240)
        make_photo(folder / f"{seed}.jpg", seed=seed, size=size, time=f"2024:05:01 1{seed}:00:00")
    assert main(["scan", str(folder)]) == 0
    for seed in range(4):
        words = [part for word in ("sea", "boat", "gull") for part in ("--keyword", word)]
        assert main(["mark", str(folder / f"{seed}.jpg"), "--title", f"Boats {seed}", *words]) == 0
    capsys.readouterr()
    return folder


def run(scanned: Path, out: Path, *more: str, agency: str = "adobe") -> int:
    return main(["upload-csv", str(scanned), "--agency", agency, "--out", str(out), *more])


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_csv_is_written_and_frames_with_problems_are_named(
    scanned: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "up.csv"
    assert run(scanned, out) == 1
    rows = table(out)
    assert rows[0] == ["Filename", "Title", "Keywords", "Category", "Releases"]
    assert [row[:2] for row in rows[1:]] == [[f"{n}.jpg", f"Boats {n}"] for n in range(3)]
    assert all(row[2].startswith("sea,boat,gull") for row in rows[1:]), (
        "in the order in which they were given"
    )
    said = capsys.readouterr().err
    assert "3.jpg': left out: has 0 megapixels; Adobe Stock requires at least 4" in said
    assert f"3 of 4 frames written: {out}" in said


def test_only_what_the_agency_refuses_is_the_reason_and_a_missing_category_has_a_hint(
    scanned: Path, tmp_path: Path, capsys: Capture
) -> None:
    frame, hint = scanned / "1.jpg", "categories: --suggest-categories, or --category NAME"
    told = ["--title", "=1+1", "--description", "=1+1 boats are on the sea"]
    assert main(["mark", str(frame), "--pick", *told]) == 0
    assert main(["mark", str(frame), *(p for n in range(7) for p in ("--keyword", f"word{n}"))]) == 0
    assert run(scanned, tmp_path / "up.csv", agency="shutterstock") == 1
    said = capsys.readouterr().err
    assert "1.jpg': left out: has no category\n" in said and said.count(hint) == 1
    category = ["--category", "Nature"]
    assert run(scanned, tmp_path / "up.csv", *category, agency="shutterstock") == 0
    said = capsys.readouterr().err
    assert "which no spreadsheet runs as a formula" in said and hint not in said


def test_all_is_well_with_the_picks(scanned: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["mark", str(scanned / "1.jpg"), "--pick"]) == 0
    assert run(scanned, tmp_path / "up.csv") == 0, "the picks are the default where there are some"
    assert [row[0] for row in table(tmp_path / "up.csv")[1:]] == ["1.jpg"]
    assert run(scanned, tmp_path / "again.csv", "--picks") == 0
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "up.csv").read_bytes()
    capsys.readouterr()


def test_json_tells_each_frame_and_its_problems(scanned: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run(scanned, tmp_path / "up.csv", "--format", "json", "--keywords", "2") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == [str(tmp_path / "up.csv")] and told["agency"] == "adobe"
    assert [frame["written"] for frame in told["frames"]] == [True, True, True, False]
    assert told["frames"][0]["keywords"] == ["sea", "boat"]
    (problem,) = told["problems"]
    assert problem["path"].endswith("3.jpg") and "megapixels" in problem["reason"]


def test_a_dry_run_writes_nothing(scanned: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["upload-csv", str(scanned), "--agency", "pond5", "--dry-run"]) == 1
    assert run(scanned, tmp_path / "up.csv", "--dry-run") == 1
    assert not (tmp_path / "up.csv").exists()
    assert "3 of 4 frames would be written" in capsys.readouterr().err


def test_a_saved_filter_chooses_the_frames(scanned: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["mark", str(scanned / "2.jpg"), "--stars", "4"]) == 0
    SavedFilters(places.saved_filters_file()).put(Saved("good ones", Filter(stars=3)))
    assert run(scanned, tmp_path / "up.csv", "--filter", "good ones") == 0
    assert [row[0] for row in table(tmp_path / "up.csv")[1:]] == ["2.jpg"]
    assert run(scanned, tmp_path / "up.csv", "--filter", "none") == 2
    assert "no saved filter 'none'; there are: good ones" in capsys.readouterr().err


def test_two_frames_of_a_series_are_warned_of(tmp_path: Path, make_photo: MakePhoto, capsys: Capture) -> None:
    folder = tmp_path / "burst"
    for n in range(2):
        make_photo(folder / f"{n}.jpg", seed=5, size=(2440, 1700), time=f"2024:05:01 10:00:0{n}")
    assert main(["scan", str(folder)]) == 0
    for n in range(2):
        assert main(["mark", str(folder / f"{n}.jpg"), "--pick", "--title", "Boat", "--keyword", "boat"]) == 0
    assert run(folder, tmp_path / "up.csv") == 1
    assert len(table(tmp_path / "up.csv")) == 3, "the warning leaves the choice to the user"
    assert "0.jpg': in the same series as 1.jpg: agencies reject similar frames" in capsys.readouterr().err
    assert main(["mark", *(str(folder / f"{n}.jpg") for n in range(2)), "--unflag"]) == 0
    assert run(folder, tmp_path / "one.csv") == 0
    assert len(table(tmp_path / "one.csv")) == 2, "only the suggested one"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--category", "Cars"], "Adobe Stock has no category 'Cars'; there are: Animals, "),
        (["--category", "Food", "--category", "Drinks"], "Adobe Stock takes 1 of the categories"),
    ],
)
def test_a_wrong_category_is_told(
    scanned: Path, tmp_path: Path, capsys: Capture, more: list[str], said: str
) -> None:
    assert run(scanned, tmp_path / "up.csv", *more) == 2
    assert said in capsys.readouterr().err and not (tmp_path / "up.csv").exists()


def test_a_category_is_given_to_frames_without_one(scanned: Path, tmp_path: Path, capsys: Capture) -> None:
    run(scanned, tmp_path / "up.csv", "--category", "travel")
    assert {row[3] for row in table(tmp_path / "up.csv")[1:]} == {"21"}
    capsys.readouterr()


@pytest.mark.parametrize(
    ("out", "said"),
    [("up.txt", "agencies take files that end in .csv"), ("nope/up.csv", "there is no folder")],
)
def test_a_place_that_does_not_do_is_one_line(
    scanned: Path, tmp_path: Path, capsys: Capture, out: str, said: str
) -> None:
    (tmp_path / "a.csv").write_text("mine")
    assert run(scanned, tmp_path / out) == 2
    error = capsys.readouterr().err
    assert said in error and "Traceback" not in error
    assert (tmp_path / "a.csv").read_text() == "mine"


def test_without_a_frame_to_write_nothing_is_touched(scanned: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "up.csv"
    out.write_text("mine")
    assert main(["mark", str(scanned / "3.jpg"), "--pick"]) == 0
    assert run(scanned, out) == 1
    assert out.read_text() == "mine" and "nothing written" in capsys.readouterr().err


def test_a_title_is_taken_away_by_an_empty_one_and_undone(scanned: Path, capsys: Capture) -> None:
    assert main(["mark", str(scanned / "0.jpg"), "--title", ""]) == 0
    dry = ["upload-csv", str(scanned), "--agency", "adobe", "--dry-run", "--format", "json"]
    capsys.readouterr()
    main(dry)
    assert json.loads(capsys.readouterr().out)["frames"][0]["title"] == ""
    assert main(["undo", str(scanned)]) == 0
    capsys.readouterr()
    main(dry)
    assert json.loads(capsys.readouterr().out)["frames"][0]["title"] == "Boats 0"
