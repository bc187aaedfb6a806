from __future__ import annotations

import time
from pathlib import Path

import pytest
from PIL import Image

from aesthcull.catalogue import queries, scanning
from aesthcull.job import Job
from aesthcull.photos.problems import OTHER_SHOWN, TOO_LONG, Problem, is_lasting
from aesthcull.photos.walk import walk
from aesthcull.pipeline import ScanReport, Workplace, scan
from aesthcull.pipeline.reconcile import reconcile
from tests.conftest import MakePhoto, picture
from tests.photos.make_raw import make_raw
from tests.photos.scan_bomb import scan_bomb


def bombed(work: Workplace, shoot: Path) -> Problem:
    """What a scan says of a picture that takes minutes."""
    for _ in range(3):
        (problem,) = scan(work, shoot, Job()).problems
        if "too busy" not in problem.reason:
            return problem
    pytest.skip("the machine is too busy")


def again(work: Workplace, shoot: Path) -> tuple[ScanReport, float]:
    begun = time.monotonic()
    report = scan(work, shoot, Job())
    return report, time.monotonic() - begun


def test_a_picture_that_takes_minutes_costs_its_time_in_the_first_scan_only(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    shoot = tmp_path / "shoot"
    make_photo(shoot / "good.jpg")
    bomb = scan_bomb(shoot / "bomb.jpg")
    problem = bombed(work, shoot)
    assert problem.path == bomb and is_lasting(problem.reason)
    report, seconds = again(work, shoot)
    assert report.scanned == 0 and report.unchanged == 2 and report.problems == (problem,)
    assert seconds < 6  # the models are loaded
    make_photo(bomb, seed=2)
    report, _ = again(work, shoot)
    assert (report.scanned, report.changed, report.problems) == (1, 1, ())
    assert all(frame.scores for frame in queries.frames_of(work.catalogue, report.shoot))


def test_a_pair_whose_picture_takes_minutes_is_shown_by_its_raw_and_left_alone(
    work: Workplace, tmp_path: Path
) -> None:
    shoot = tmp_path / "shoot"
    make_raw(shoot / "a.dng", picture(1, (600, 400)), preview=400)
    scan_bomb(shoot / "a.jpg")
    problem = bombed(work, shoot)
    assert problem.reason.endswith(OTHER_SHOWN) and is_lasting(problem.reason)
    report, _ = again(work, shoot)
    assert report.scanned == 0 and report.problems == (problem,)
    changes = reconcile(work.catalogue, report.shoot, walk(shoot, Job()).frames, (), list[int]().extend)
    changes.decode_for("another@1")
    assert [entry.file.path.name for entry in changes.work] == ["a.jpg"]  # for the new network
    Image.fromarray(picture(2)).save(shoot / "a.jpg")
    report, _ = again(work, shoot)
    assert report.scanned == 1 and report.problems == ()


@pytest.mark.parametrize("name", ["a.jpg", "a.dng"])
def test_a_frame_of_which_any_file_changed_is_scanned_though_the_first_scan_of_it_was_cut_short(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto, name: str
) -> None:
    shoot = tmp_path / "shoot"
    make_raw(shoot / "a.dng", picture(1, (600, 400)), preview=400)
    make_photo(shoot / "a.jpg")
    report = scan(work, shoot, Job())
    (frame,) = queries.frames_of(work.catalogue, report.shoot)
    scanning.store_judged(work.catalogue, [scanning.Judged(frame.id, TOO_LONG.format(9))])
    assert again(work, shoot)[0].scanned == 0
    with (shoot / name).open("ab") as file:
        file.write(b"\0")
    reconcile(work.catalogue, report.shoot, walk(shoot, Job()).frames, (), list[int]().extend)
    report, _ = again(work, shoot)
    assert report.scanned == 1 and report.problems == ()


def test_a_damaged_picture_is_tried_again(work: Workplace, tmp_path: Path, make_photo: MakePhoto) -> None:
    path = make_photo(tmp_path / "shoot" / "a.jpg")
    path.write_bytes(path.read_bytes()[:200])
    assert scan(work, path.parent, Job()).problems
    assert again(work, path.parent)[0].scanned == 1


def test_what_a_file_does_to_its_decoder_lasts() -> None:
    reason = TOO_LONG.format(9.2)
    assert is_lasting(reason) and is_lasting(reason + OTHER_SHOWN)


@pytest.mark.parametrize(
    "reason",
    [
        "permission denied",
        "input/output error",
        "the decoder crashed",
        "its decoder stood still; it was ended after 9 s",
        "not enough memory to decode it",
        "the machine was too busy to decode it within 9 s",
        "reading it did not get on for 9 s",
        "the file is truncated",
        "the decoder cannot be started: too many open files",
        "",
    ],
)
def test_what_may_pass_does_not_last(reason: str) -> None:
    assert not is_lasting(reason) and not is_lasting(reason + OTHER_SHOWN)
