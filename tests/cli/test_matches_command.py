"""`aesthcull sales match`, `matches`, `decide` and `uploads`, as a user types them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from aesthcull.cli import main

Captured = pytest.CaptureFixture[str]
FRAMES = ("IMG_0012.JPG", "IMG_0018.JPG", "IMG_0027.JPG")


def run(capsys: Captured, *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def listed(capsys: Captured, *arguments: str) -> dict[str, dict[str, Any]]:
    """The assets by file name, else by number."""
    _, out, _ = run(capsys, "sales", "matches", "--format", "json", *arguments)
    return {asset["file_name"] or asset["number"]: asset for asset in json.loads(out)["assets"]}


@pytest.fixture
def shoot(tmp_path: Path, sample_shoot: Path) -> Path:
    """Three frames, one of them twice."""
    for number, name in enumerate(FRAMES):
        (tmp_path / "shoot" / "backup").mkdir(parents=True, exist_ok=True)
        shutil.copy(sample_shoot / name, tmp_path / "shoot" / f"IMG_{number}.JPG")
    shutil.copy(sample_shoot / FRAMES[2], tmp_path / "shoot" / "backup" / "IMG_2.JPG")
    return tmp_path / "shoot"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "sales.csv"
    rows = ["File name,Asset ID,Downloads,Earnings"]
    rows += ["img_0.jpg,100,5,2.50", "IMG_1-Edit.jpg,101,1,0.33", "IMG_2.jpg,102,7,3.10", "gone.jpg,103,0,0"]
    path.write_text("\n".join(rows) + "\n")
    return path


@pytest.fixture
def imported(shoot: Path, report: Path, capsys: Captured) -> Path:
    """The shoot scanned, the report imported."""
    assert main(["scan", str(shoot)]) == 0
    columns = "file_name=File name,number=Asset ID,count=Downloads,amount=Earnings"
    arguments = ["--agency", "adobe", "--columns", columns, "--rows", "total", "--currency", "USD"]
    assert main(["sales", "import", str(report), *arguments]) == 0
    capsys.readouterr()
    return shoot


def test_matches_tell_every_asset_with_its_frame_or_candidates(imported: Path, capsys: Captured) -> None:
    found = listed(capsys)
    told = {name: (a["state"], a["how"], a["frame"], a["sales"]) for name, a in found.items()}
    assert told == {
        "img_0.jpg": ("matched", "name", str(imported / "IMG_0.JPG"), 5),
        "IMG_1-Edit.jpg": ("matched", "edited", str(imported / "IMG_1.JPG"), 1),
        "IMG_2.jpg": ("ambiguous", None, None, 7),
        "gone.jpg": ("open", None, None, 0),
    }
    both = {str(imported / "IMG_2.JPG"), str(imported / "backup" / "IMG_2.JPG")}
    assert {c["frame"] for c in found["IMG_2.jpg"]["candidates"]} == both
    assert {c["similarity"] for c in found["IMG_2.jpg"]["candidates"]} == {1.0}
    assert list(listed(capsys, "--state", "ambiguous")) == ["IMG_2.jpg"]


@pytest.mark.usefixtures("imported")
def test_matches_as_csv_and_as_a_table(capsys: Captured) -> None:
    _, out, _ = run(capsys, "sales", "matches", "--format", "csv")
    rows = {row["file_name"]: row for row in csv.DictReader(io.StringIO(out))}
    assert rows["img_0.jpg"]["earnings"] == "2.50 USD" and "(name 1.00)" in rows["IMG_2.jpg"]["candidates"]
    _, out, _ = run(capsys, "sales", "matches")
    assert "shoot/IMG_0.JPG" in out and "2 candidates" in out


def test_a_single_candidate_comes_with_the_reason_why_it_is_asked(
    shoot: Path, tmp_path: Path, capsys: Captured
) -> None:
    (shoot / "IMG_0.JPG").rename(shoot / "old bridge.jpg")
    report = tmp_path / "one.csv"
    report.write_text("File name,Asset ID,Title,Downloads,Earnings\nDSC_9.jpg,7,Old bridge,1,0.33\n")
    run(capsys, "scan", shoot)
    columns = "file_name=File name,number=Asset ID,title=Title,count=Downloads,amount=Earnings"
    arguments = ["--agency", "adobe", "--columns", columns, "--rows", "total", "--currency", "USD"]
    assert run(capsys, "sales", "import", report, *arguments)[0] == 0
    asset = listed(capsys)["DSC_9.jpg"]
    assert asset["state"] == "ambiguous" and len(asset["candidates"]) == 1
    _, out, _ = run(capsys, "sales", "matches")
    assert "1 candidate: by title only" in " ".join(out.split()) and "1 candidates" not in out
    run(capsys, "sales", "decide", asset["asset"], "--none")
    _, _, err = run(capsys, "sales", "decide", asset["asset"], "--reopen")
    assert "ambiguous, 1 candidate: by title only" in err


def test_a_later_scan_asks_about_a_match_by_name(
    imported: Path, tmp_path: Path, sample_shoot: Path, capsys: Captured
) -> None:
    later = tmp_path / "2023" / "IMG_0.JPG"
    later.parent.mkdir()
    shutil.copy(sample_shoot / FRAMES[1], later)
    run(capsys, "scan", later.parent)
    found = listed(capsys)["img_0.jpg"]
    assert found["state"] == "ambiguous"
    assert {c["frame"] for c in found["candidates"]} == {str(imported / "IMG_0.JPG"), str(later)}


def test_match_again_says_what_became_of_the_assets(imported: Path, capsys: Captured) -> None:
    status, out, err = run(capsys, "sales", "match", "--format", "json")
    found = json.loads(out)
    assert status == 0 and (found["matched"], found["ambiguous"], found["not_found"]) == (2, 1, 1)
    assert found["matched_by"] == {"edited": 1, "name": 1} and found["changed"] == 0
    _, out, err = run(capsys, "sales", "match")
    assert "4 assets: 2 matched, 1 ambiguous, 1 not found" in err and "gone.jpg" in err
    assert imported


def test_a_table_names_the_file(imported: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "names.csv").write_text("103,backup/IMG_2.JPG\n999,x.jpg\n")
    status, _, err = run(capsys, "sales", "match", "--table", tmp_path / "names.csv")
    assert status == 0 and "1 of 2 rows name no asset: 999" in err
    assert listed(capsys)["gone.jpg"]["frame"] == str(imported / "backup" / "IMG_2.JPG")


def test_decide_and_take_it_back(imported: Path, capsys: Captured) -> None:
    asset = listed(capsys)["IMG_2.jpg"]["asset"]
    status, _, err = run(capsys, "sales", "decide", asset, imported / "backup" / "IMG_2.JPG")
    assert status == 0 and f"shows {imported / 'backup' / 'IMG_2.JPG'}" in err
    run(capsys, "sales", "match")
    found = listed(capsys)["IMG_2.jpg"]
    assert (found["state"], found["how"]) == ("matched", "person")
    assert "shows no frame" in run(capsys, "sales", "decide", asset, "--none")[2]
    assert listed(capsys)["IMG_2.jpg"]["state"] == "dismissed"
    assert "ambiguous, 2 candidates" in run(capsys, "sales", "decide", asset, "--reopen")[2]
    assert "nothing was decided" in run(capsys, "sales", "decide", asset, "--reopen")[2]


def test_a_reopened_asset_is_matched_again_by_its_name(imported: Path, capsys: Captured) -> None:
    asset = listed(capsys)["img_0.jpg"]["asset"]
    run(capsys, "sales", "decide", asset, "--none")
    assert str(imported / "IMG_0.JPG") in run(capsys, "sales", "decide", asset, "--reopen")[2]


def test_one_word_for_all_agencies_assets_of_a_name(imported: Path, report: Path, capsys: Captured) -> None:
    # Another agency's report with the same columns: the mapping is remembered.
    again = report.with_name("more.csv")
    again.write_text(report.read_text().replace("5,2.50", "6,2.50"))
    assert run(capsys, "sales", "import", again, "--agency", "Elsewhere", "--currency", "USD")[0] == 0
    _, out, _ = run(capsys, "sales", "matches", "--state", "ambiguous", "--format", "json")
    ids = [asset["asset"] for asset in json.loads(out)["assets"]]
    assert len(ids) == 2
    run(capsys, "sales", "decide", ids[0], imported / "IMG_2.JPG", "--alike")
    _, out, _ = run(capsys, "sales", "matches", "--state", "ambiguous", "--format", "json")
    assert json.loads(out)["assets"] == []


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["decide", "99", "--none"], "no asset 99"),
        (["decide", "1", "nowhere.jpg"], "not in the catalogue"),
        (["match", "--table", "nowhere.csv"], "nowhere.csv"),
        (["uploads", "nowhere"], "nowhere"),
    ],
)
@pytest.mark.usefixtures("imported")
def test_wrong_calls_end_in_one_line(arguments: list[str], cause: str, capsys: Captured) -> None:
    status, out, err = run(capsys, "sales", *arguments)
    assert status == 2 and out == "" and cause in err and err.count("\n") == 1


def test_uploads_find_frames_by_picture_and_put_files_on_sale(
    imported: Path, tmp_path: Path, sample_shoot: Path, capsys: Captured
) -> None:
    (tmp_path / "uploads").mkdir()
    shutil.copy(sample_shoot / FRAMES[0], tmp_path / "uploads" / "gone.jpg")
    shutil.copy(sample_shoot / FRAMES[1], tmp_path / "uploads" / "unsold.jpg")
    (tmp_path / "uploads" / "broken.jpg").write_bytes(b"nonsense")
    status, out, err = run(capsys, "sales", "uploads", tmp_path / "uploads", "--format", "json")
    found = json.loads(out)
    assert status == 1 and [Path(p["path"]).name for p in found["problems"]] == ["broken.jpg"]
    assert found["strangers"] == ["broken.jpg", "unsold.jpg"] and "--agency" in err
    gone = listed(capsys)["gone.jpg"]
    assert (gone["how"], gone["frame"]) == ("picture", str(imported / "IMG_0.JPG"))
    assert gone["picture"] == str(tmp_path / "uploads" / "gone.jpg")
    _, out, _ = run(capsys, "sales", "uploads", tmp_path / "uploads", "--agency", "adobe", "--format", "json")
    assert json.loads(out)["new_assets"] == 1  # what is no picture is on sale nowhere
    unsold = listed(capsys)["unsold.jpg"]
    assert (unsold["agency"], unsold["sales"], unsold["frame"]) == (
        "Adobe Stock",
        0,
        str(imported / "IMG_1.JPG"),
    )


def test_a_scan_that_adds_frames_matches_again(
    imported: Path, tmp_path: Path, sample_shoot: Path, capsys: Captured
) -> None:
    (tmp_path / "more").mkdir()
    shutil.copy(sample_shoot / FRAMES[0], tmp_path / "more" / "gone.jpg")
    _, _, err = run(capsys, "scan", tmp_path / "more")
    assert "3 matched" in err and "1 changed" in err
    assert listed(capsys)["gone.jpg"]["state"] == "matched"
    shutil.move(imported / "IMG_0.JPG", tmp_path / "more" / "IMG_0.JPG")
    run(capsys, "scan", imported)
    run(capsys, "scan", tmp_path / "more")
    assert listed(capsys)["img_0.jpg"]["frame"] == str(tmp_path / "more" / "IMG_0.JPG")


def test_without_assets_everything_is_empty(capsys: Captured) -> None:
    assert json.loads(run(capsys, "sales", "matches", "--format", "json")[1])["assets"] == []
    status, out, _ = run(capsys, "sales", "match", "--format", "json")
    assert status == 0 and json.loads(out)["assets"] == 0
