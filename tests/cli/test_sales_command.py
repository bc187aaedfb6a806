"""`aesthcull sales import`, `reports`, `remove` and `summary`, as a user types them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from aesthcull.cli import main

FILES = Path(__file__).resolve().parents[1] / "exchange" / "sales" / "files"
Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_import_says_what_came_of_it_as_json(capsys: Captured) -> None:
    status, out, err = run(capsys, "sales", "import", FILES / "adobe_activity.csv", "--format", "json")
    found = json.loads(out)
    match = found.pop("match")
    assert status == 0 and "0 matched" in err
    assert (match["assets"], match["matched"], match["ambiguous"], match["not_found"]) == (3, 0, 0, 3)
    assert found == {
        "report": 1,
        "form": "adobe-activity",
        "agency": "Adobe Stock",
        "rows": 5,
        "added": 5,
        "known": 0,
        "refused": 0,
        "assets_new": 3,
        "refunds": 1,
        "first": "2016-01-04",
        "last": "2016-02-29",
        "problems": [],
    }


def test_import_matches_the_frames_that_were_scanned(
    capsys: Captured, tmp_path: Path, sample_shoot: Path
) -> None:
    for number in (5, 13):
        shutil.copy(sample_shoot / f"IMG_{number:04}.JPG", tmp_path)
    assert run(capsys, "scan", tmp_path)[0] == 0
    status, out, err = run(capsys, "sales", "import", FILES / "adobe_activity.csv", "--format", "json")
    assert status == 0 and json.loads(out)["match"]["matched"] == 2
    assert "2 matched, 0 ambiguous, 1 not found" in err


def test_a_second_import_adds_nothing_and_a_removed_report_is_gone(capsys: Captured) -> None:
    for added in ("4", "0"):
        status, out, _ = run(capsys, "sales", "import", FILES / "getty_statement.txt", "--format", "csv")
        (row,) = csv.DictReader(io.StringIO(out))
        assert (status, row["added"]) == (0, added)
    status, out, _ = run(capsys, "sales", "reports", "--format", "json")
    (report,) = json.loads(out)["reports"]
    assert (report["report"], report["sales"], report["path"]) == (1, 2, str(FILES / "getty_statement.txt"))
    assert run(capsys, "sales", "remove", 1)[0] == 0
    status, out, err = run(capsys, "sales", "remove", 1)
    assert (status, out) == (2, "") and "there is no report 1" in err
    assert json.loads(run(capsys, "sales", "reports", "--format", "json")[1])["reports"] == []


def test_lifetime_totals_count_in_the_list_of_reports_and_its_paths_are_whole(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FILES)
    run(capsys, "sales", "import", "shutterstock_totals.csv")
    (report,) = json.loads(run(capsys, "sales", "reports", "--format", "json")[1])["reports"]
    summed = json.loads(run(capsys, "sales", "summary", "--format", "json")[1])["sales"]
    assert report["sales"] == summed > 0 and report["path"] == str(FILES / "shutterstock_totals.csv")


def test_a_removed_report_says_how_many_sales_stay_with_others(capsys: Captured, tmp_path: Path) -> None:
    lines = (FILES / "adobe_activity.csv").read_text(encoding="utf-8").splitlines()
    part = tmp_path / "part.csv"
    part.write_text("\n".join(lines[:2]) + "\n", encoding="utf-8")
    run(capsys, "sales", "import", FILES / "adobe_activity.csv")
    run(capsys, "sales", "import", part)
    before = json.loads(run(capsys, "sales", "summary", "--format", "json")[1])["sales"]
    err = run(capsys, "sales", "remove", 1)[2]
    after = json.loads(run(capsys, "sales", "summary", "--format", "json")[1])["sales"]
    assert after == 2 and f"{before - after} sale" in err and "2 stay: other reports tell of them" in err
    assert "2 sales gone" in run(capsys, "sales", "remove", 2)[2]


def test_summary_in_every_format(capsys: Captured) -> None:
    for form in ("table", "csv", "json"):
        assert run(capsys, "sales", "summary", "--format", form)[0] == 0
    for name in ("adobe_activity.csv", "getty_statement.txt", "shutterstock_totals.csv"):
        run(capsys, "sales", "import", FILES / name)
    found = json.loads(run(capsys, "sales", "summary", "--format", "json")[1])
    assert (found["reports"], found["assets"], found["sales"]) == (3, 8, 3 + 2 + 42)
    assert found["agencies"] == {"Adobe Stock": 3, "Getty Images / iStock": 2, "Shutterstock": 3}
    assert found["earnings"] == {"USD": pytest.approx(3.96 + 4.275 + 14.28, abs=0.01)}
    assert "Adobe Stock 3" in run(capsys, "sales", "summary")[1]


def test_refused_rows_are_named_counted_and_saved(capsys: Captured, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [f"Title,{100_000 + n},{'many' if n < 30 else 3},$1.00" for n in range(40)]
    path.write_text("\n".join(["Title,Asset ID,Sales,Revenue", *lines]), encoding="utf-8")
    saved = tmp_path / "refused.csv"
    status, out, err = run(capsys, "sales", "import", path, "--refused", saved, "--format", "json")
    assert status == 1 and len(json.loads(out)["problems"]) == 30
    assert json.loads(out)["problems"][0] == {
        "path": str(path),
        "line": 2,
        "reason": "“many” is not a whole number",
    }
    assert err.count("is not a whole number") == 20 and "and 10 more rows" in err and str(saved) in err
    with saved.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 30


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("Title,Asset ID,Sales,Revenue\n", "has a header, but no rows below it"),
        ("Title,Asset ID,Sales,Revenue\nA,B,many,1\n", "none of its 1 rows can be used"),
        ("<html>", "a web page"),
    ],
)
def test_a_file_that_is_of_no_use_ends_in_status_2_and_leaves_nothing(
    capsys: Captured, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    status, out, err = run(capsys, "sales", "import", path)
    assert (status, out) == (2, "") and said in err and str(path) in err
    assert err.count("\n") <= 2 and "Traceback" not in err
    assert json.loads(run(capsys, "sales", "summary", "--format", "json")[1])["reports"] == 0


def test_a_jpeg_and_a_missing_file(capsys: Captured, tmp_path: Path, sample_shoot: Path) -> None:
    status, _, err = run(capsys, "sales", "import", sample_shoot / "IMG_0001.JPG")
    assert status == 2 and "is a JPEG picture, not a sales report" in err
    status, _, err = run(capsys, "sales", "import", tmp_path / "gone.csv")
    assert status == 2 and "gone.csv: no such file" in err and err.count("\n") == 1


def test_an_unknown_table_is_explained_by_columns_and_then_known(capsys: Captured, tmp_path: Path) -> None:
    first = FILES / "andere_agentur.csv"
    status, out, err = run(capsys, "sales", "import", first)
    assert (status, out) == (2, "") and "--columns" in err and "file_name=Dateiname" in err
    columns = "file_name=Dateiname,sold_at=Datum,count=Verkäufe,amount=Ihr Anteil,currency=Währung"
    status, _, err = run(capsys, "sales", "import", first, "--columns", columns)
    assert status == 2 and "name the agency" in err
    status, out, _ = run(
        capsys, "sales", "import", first, "--columns", columns, "--agency", "Foo", "--format", "json"
    )
    found = json.loads(out)
    assert (status, found["agency"], found["added"], found["refunds"]) == (0, "Foo", 3, 1)
    second = tmp_path / "next.csv"
    second.write_bytes(first.read_bytes().replace(b"2020", b"2021"))
    status, out, _ = run(capsys, "sales", "import", second, "--format", "json")
    assert (status, json.loads(out)["agency"], json.loads(out)["added"]) == (0, "Foo", 2)


def test_dates_and_decimals_that_do_not_tell_are_asked_for(capsys: Captured, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("File;When;Money\na.jpg;03/04/2020;1,250\n", encoding="utf-8")
    told = ["sales", "import", path, "--agency", "Foo", "--columns", "file_name=1,sold_at=2,amount=3"]
    assert "order of dates (dmy or mdy)" in run(capsys, *told)[2]
    told += ["--dates", "mdy"]
    assert "decimal mark (point or comma)" in run(capsys, *told)[2]
    told += ["--decimal", "comma", "--currency", "€"]
    status, out, _ = run(capsys, *told, "--format", "json")
    assert (status, json.loads(out)["first"]) == (0, "2020-03-04")
    summary = json.loads(run(capsys, "sales", "summary", "--format", "json")[1])
    assert summary["earnings"] == {"EUR": 1.25}


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--columns", "file=Dateiname", "say one of"),
        ("--columns", "file_name=Foo", "there is no column “Foo”"),
        ("--columns", "title=Dateiname", "no column tells the asset"),
        ("--currency", "beads", "not the name of one currency"),
    ],
)
def test_a_wrong_option_ends_in_one_line(capsys: Captured, option: str, value: str, said: str) -> None:
    status, out, err = run(
        capsys, "sales", "import", FILES / "andere_agentur.csv", option, value, "--agency", "Foo"
    )
    assert (status, out) == (2, "") and said in err and err.count("\n") == 1


def test_the_catalogue_is_chosen_behind_the_action(capsys: Captured, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    assert run(capsys, "sales", "import", FILES / "adobe_totals.csv", "--catalogue", other)[0] == 0
    reports = json.loads(run(capsys, "sales", "reports", "--format", "json")[1])["reports"]
    assert reports == []
    out = run(capsys, "sales", "reports", "--format", "json", "--catalogue", other)[1]
    assert len(json.loads(out)["reports"]) == 1


@pytest.mark.parametrize(
    ("cells", "options"),
    [("03/04/2020,0.99", "--dates dmy or --dates mdy"), ("2020-01-01,1.234", "--decimal point or --decimal")],
)
def test_what_a_table_leaves_open_names_the_option(
    capsys: Captured, tmp_path: Path, cells: str, options: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"File,When,Amount\na.jpg,{cells}\n", encoding="utf-8")
    columns = "file_name=File,sold_at=When,amount=Amount"
    told = ("sales", "import", path, "--agency", "Foo", "--columns", columns)
    status, _, err = run(capsys, *told)
    assert status == 2 and options in err and err.count("\n") == 1
    chosen = options.split(" or ")[0].split()
    assert run(capsys, *told, *chosen)[0] == 0
