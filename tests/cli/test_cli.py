from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aesthcull.cli import main
from aesthcull.photos.walk import walk
from tests.conftest import MakePhoto


@pytest.fixture
def scanned(sample_shoot: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["scan", str(sample_shoot)]) == 0
    capsys.readouterr()
    return sample_shoot


def document(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_scan_counts_and_names_problems(
    tmp_path: Path, make_photo: MakePhoto, capsys: pytest.CaptureFixture[str]
) -> None:
    make_photo(tmp_path / "good.jpg")
    (tmp_path / "bad.jpg").write_bytes(b"nonsense")
    assert main(["scan", str(tmp_path), "--format", "json"]) == 1
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert (found["found"], found["new"], found["scanned"]) == (2, 2, 2)
    assert [Path(p["path"]).name for p in found["problems"]] == ["bad.jpg"]
    assert "bad.jpg" in err and "not a picture" in err
    # A second run still names it.
    assert main(["scan", str(tmp_path), "--format", "json"]) == 1
    assert len(document(capsys)["problems"]) == 1


def test_rank_lists_the_best_first(scanned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", str(scanned), "--top", "5", "--format", "json"]) == 0
    frames = document(capsys)["frames"]
    values = [frame["scores"]["aesthetic"] for frame in frames]
    assert len(values) == 5 and values == sorted(values, reverse=True)
    assert set(frames[0]) >= {
        "path", "width", "height", "captured_at", "camera", "scores", "model_versions", "series", "suggested",
        "flag", "rating", "label", "title", "description", "keywords",
    }  # fmt: skip


def test_rank_by_another_score_as_csv(scanned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", str(scanned), "--by", "sharpness", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    values = [float(row["sharpness"]) for row in rows]
    assert values == sorted(values, reverse=True) and len(rows) >= 24


def test_series_name_the_suggested_frame_and_why(scanned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", str(scanned), "--format", "json"]) == 0
    series = document(capsys)["series"]
    assert {s["kind"] for s in series} == {"series", "bracket"}
    for one in series:
        paths = [frame["path"] for frame in one["frames"]]
        assert len(paths) > 1
        if one["kind"] == "bracket":
            assert one["suggested"] is None
        else:
            assert one["suggested"] in paths and one["reasons"]


def test_mark_and_undo(scanned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = sorted(scanned.glob("*.JPG"))[:2]

    def state(path: Path) -> tuple[object, ...]:
        main(["rank", str(scanned), "--format", "json"])
        (frame,) = [f for f in document(capsys)["frames"] if f["path"] == str(path)]
        return (
            frame["flag"],
            frame["rating"],
            frame["label"],
            [k["name"] for k in frame["keywords"] if k["source"] == "person"],
        )

    assert main(["mark", str(first), str(second), "--pick", "--stars", "4"]) == 0
    assert main(["mark", str(first), "--label", "blue", "--keyword", "meadow", "--keyword", "hills"]) == 0
    capsys.readouterr()
    assert state(first) == ("pick", 4, "blue", ["hills", "meadow"])
    assert state(second) == ("pick", 4, None, [])
    assert main(["undo", str(scanned)]) == 0
    capsys.readouterr()
    assert state(first) == ("pick", 4, None, [])
    assert main(["undo", str(scanned)]) == 0
    capsys.readouterr()
    assert state(first) == state(second) == (None, 0, None, [])
    assert main(["undo", str(scanned)]) == 0
    assert "nothing to undo" in capsys.readouterr().err


def test_marking_an_unknown_file_marks_nothing(scanned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = sorted(scanned.glob("*.JPG"))[0]
    assert main(["mark", str(known), str(scanned / "other.jpg"), "--pick"]) == 2
    assert "other.jpg" in capsys.readouterr().err
    main(["rank", str(scanned), "--format", "json"])
    assert not any(frame["flag"] for frame in document(capsys)["frames"])


@pytest.mark.parametrize(
    "call",
    [
        ["scan", "/no/such/folder"],
        ["rank", "/no/such/folder"],
        ["series", "/tmp"],
        ["mark", "x.jpg", "--pick"],
        ["models", "show"],
        ["models", "show", "nobody"],
        ["scan", "/tmp", "--catalogue", "nonsense://"],
    ],
)
def test_a_wrong_call_ends_with_one_line_and_status_2(
    call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(call) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("aesthcull: ") and err.count("\n") == 1


@pytest.mark.parametrize(
    "call", [["rank"], ["mark", "a.jpg", "--stars", "7"], ["scan", "/tmp", "--format", "xml"]]
)
def test_wrong_arguments_have_status_2(call: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(call)
    assert stopped.value.code == 2


def test_models_are_listed_shown_and_verified(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "list", "--format", "json"]) == 0
    names = {m["name"] for m in document(capsys)["models"]}
    assert {"backbone", "aesthetic"} <= names
    assert main(["models", "show", "aesthetic"]) == 0
    assert "Spearman" in capsys.readouterr().out
    assert main(["models", "verify"]) == 0


def test_doctor_says_which_provider_and_why_not_cuda(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--format", "json"]) == 0
    found = document(capsys)
    assert found["execution provider"].endswith("ExecutionProvider")
    assert found["why not CUDA"]
    assert "whole" in found["catalogue"]
    assert found["read by rawpy"].startswith("RAW") and "JPEG 2000" in found["read by pillow"]


def test_doctor_reports_a_damaged_catalogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "c.sqlite").write_bytes(b"damaged" * 100)
    assert main(["doctor", "--catalogue", str(tmp_path / "c.sqlite"), "--format", "json"]) == 1
    assert "set aside" in document(capsys)["catalogue"]


def test_the_demo_does_the_main_job(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--no-gui", "--out", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "IMG_0001.JPG" in out and "suggested" in out
    assert (tmp_path / "contact-sheet.png").stat().st_size > 100_000


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "aesthcull.cli", *arguments],
        capture_output=True,
        text=True,
        errors="surrogateescape",
        check=False,
        env=os.environ | environment,
    )


def test_the_command_line_loads_neither_torch_nor_qt() -> None:
    code = "import aesthcull.cli, aesthcull.pipeline, sys; print({'torch', 'PySide6'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_without_a_display_the_window_says_so() -> None:
    done = run(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    if sys.platform == "linux":
        assert done.returncode == 2 and "no display" in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_listing_to_a_full_disk_ends_in_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        call = [sys.executable, "-m", "aesthcull.cli", "models", "list"]
        ended = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        "aesthcull: standard output cannot be written: No space left on device"
    ]


@pytest.mark.parametrize(
    "call",
    ["rank {0}", "series {0}", "tags {0}", "undo {0}", "clocks {0}", "deliveries",
     "deliver {0} --all --to {0}",
     "xmp read {0}", "xmp write {0}", "upload-csv {0} --agency adobe --dry-run"],
)  # fmt: skip
def test_a_mistyped_catalogue_begins_none(
    tmp_path: Path, call: str, capsys: pytest.CaptureFixture[str]
) -> None:
    mistyped = tmp_path / "catalog.sqlite"
    assert main([*call.format(tmp_path).split(), "--catalogue", str(mistyped)]) == 2
    assert capsys.readouterr().err == f"aesthcull: catalogue {mistyped}: no such file\n"
    assert not mistyped.exists()


def test_a_mistyped_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rnak"]) == 2
    assert "rnak" in capsys.readouterr().err


def test_ctrl_c_while_the_program_starts_is_a_cancel(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(options: object) -> int:
        assert options
        raise KeyboardInterrupt

    monkeypatch.setattr("aesthcull.cli._run", interrupted)
    assert main(["doctor"]) == 130


def test_a_model_card_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "show", "aesthetic", "--format", "json"]) == 0
    found = document(capsys)
    assert found["name"] == "aesthetic" and "Spearman" in found["text"]


@pytest.mark.parametrize("name", ["line\nbreak.jpg", "quo'te\".jpg", "日本 語.jpg", "caf\udce9.jpg"])
def test_odd_names_pass_through_every_listing(tmp_path: Path, make_photo: MakePhoto, name: str) -> None:
    plain = make_photo(tmp_path / "shoot" / "plain.jpg")
    plain.rename(plain.with_name(name))
    assert run("scan", str(tmp_path / "shoot")).returncode == 0
    done = run("rank", str(tmp_path / "shoot"), "--format", "json")
    (frame,) = json.loads(done.stdout)["frames"]
    assert Path(frame["path"]).name == name
    for form in ("table", "csv"):
        assert (
            run("rank", str(tmp_path / "shoot"), "--format", form, PYTHONIOENCODING="ascii").returncode == 0
        )
    assert run("mark", str(tmp_path / "shoot" / name), "--pick").returncode == 0


def test_every_camera_file_ends_as_a_frame_or_a_named_problem(shared_data: Path) -> None:
    """The whole robustness corpus, in a process of its own: no crash, no traceback, no file changed."""
    folder = shared_data / "camera_files"

    def checksums() -> dict[Path, str]:
        files = [p for p in folder.rglob("*") if p.is_file()]
        return {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    before = checksums()
    done = run("scan", str(folder), "--format", "json")
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    report = json.loads(done.stdout)
    problems = {p["path"]: p["reason"] for p in report["problems"]}
    assert all(problems.values())
    ranked = json.loads(run("rank", str(folder), "--format", "json").stdout)["frames"]
    shown = {frame["path"] for frame in ranked}
    assert not shown & set(problems)
    found = walk(folder).frames
    assert len(found) == report["found"]
    assert {str(frame.path) for frame in found} <= shown | set(problems)
    # A frame's other file, that is not shown, has a problem of its own.
    assert set(problems) <= {str(file.path) for frame in found for file in frame.files}
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["pillow"] == "ok" and row["ext"].lower() in ("jpg", "jpeg", "png", "webp"):
            assert str(folder / row["file"]) in shown or row["format"] not in ("JPEG", "MPO", "PNG", "WEBP")
        if row["pillow"] != "ok" and row["ext"].lower() not in ("mov", "mp4", "xmp"):
            assert str(folder / row["file"]) in shown | set(problems) | paired(report, row, folder), row[
                "file"
            ]
    assert checksums() == before


def paired(report: dict[str, Any], row: dict[str, str], folder: Path) -> set[str]:
    """A RAW beside a JPEG of its name is the second file of that frame."""
    del report
    path = folder / row["file"]
    same = [p for p in path.parent.iterdir() if p.stem.casefold() == path.stem.casefold() and p != path]
    return {str(path)} if same else set()
