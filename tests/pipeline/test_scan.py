from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from aesthcull import places
from aesthcull.catalogue import decisions, queries
from aesthcull.catalogue.records import Frame
from aesthcull.job import Cancelled, Job
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import FolderError, ScanReport, Workplace, scan
from aesthcull.vision.registry import Registry
from tests.conftest import MakePhoto


def frames(work: Workplace, report: ScanReport) -> dict[str, Frame]:
    return {f.path.name: f for f in queries.frames_of(work.catalogue, report.shoot)}


def test_the_sample_shoot_is_scored_grouped_and_thumbnailed(work: Workplace, sample_shoot: Path) -> None:
    report = scan(work, sample_shoot, Job())
    found = frames(work, report)
    assert report.found == report.new == len(found) and report.problems == ()
    for frame in found.values():
        assert {"aesthetic", "sharpness", "exposure"} <= set(frame.scores)
        assert 1 <= frame.scores["aesthetic"].value <= 10 and frame.scores["aesthetic"].spread
        assert frame.scores["aesthetic"].model.startswith("aesthetic@")
        assert frame.capture.captured_at is not None
    places_in_series = [f.series for f in found.values() if f.series]
    assert sum(p.suggested for p in places_in_series) >= 5
    # The bracket is recognised and has no suggested frame.
    bracket = [f for f in found.values() if f.series and f.series.kind == "bracket"]
    assert sorted(f.capture.exposure_bias or 0 for f in bracket) == [-2, 0, 2]
    assert not any(f.series and f.series.suggested for f in bracket)
    # Stored rotated, shown upright.
    portrait = [f for f in found.values() if f.height and f.width and f.height > f.width]
    assert portrait
    assert not work.thumbnails.folder.is_relative_to(sample_shoot)
    assert sum(1 for _ in work.thumbnails.folder.rglob("*.jpg")) == len(found)


def test_a_second_scan_does_nothing_and_finds_the_same(work: Workplace, sample_shoot: Path) -> None:
    first = frames(work, scan(work, sample_shoot, Job()))
    touched: list[int] = []
    report = scan(work, sample_shoot, Job(), touched.extend)
    assert (report.new, report.changed, report.unchanged) == (0, 0, len(first))
    assert touched == []
    again = frames(work, report)
    assert {n: f.scores for n, f in again.items()} == {n: f.scores for n, f in first.items()}


def test_only_new_and_changed_frames_are_decoded(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    shoot = tmp_path / "shoot"
    for number in range(4):
        make_photo(shoot / f"{number}.jpg", seed=number)
    before = frames(work, scan(work, shoot, Job()))
    make_photo(shoot / "1.jpg", seed=77, size=(640, 480))
    make_photo(shoot / "new" / "5.jpg", seed=5)
    report = scan(work, shoot, Job())
    assert (report.found, report.new, report.changed, report.unchanged) == (5, 1, 1, 3)
    after = frames(work, report)
    assert after["1.jpg"].width == 640
    assert after["1.jpg"].scores["aesthetic"] != before["1.jpg"].scores["aesthetic"]
    assert after["0.jpg"].scores == before["0.jpg"].scores


def test_vanished_frames_are_missing_and_keep_their_marks(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    shoot = tmp_path / "shoot"
    kept, gone = make_photo(shoot / "kept.jpg", seed=1), make_photo(shoot / "gone.jpg", seed=2)
    found = frames(work, scan(work, shoot, Job()))
    decisions.mark(work.catalogue, [found["gone.jpg"].id], {"flag": "pick"}, "pick")
    gone.rename(tmp_path / "elsewhere.jpg")
    report = scan(work, shoot, Job())
    assert report.missing == 1
    assert frames(work, report)["gone.jpg"].missing and not frames(work, report)["kept.jpg"].missing
    (tmp_path / "elsewhere.jpg").rename(gone)
    back = frames(work, scan(work, shoot, Job()))["gone.jpg"]
    assert not back.missing and back.flag == "pick" and kept.exists()


def test_an_unplugged_card_marks_nothing_missing(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    shoot = tmp_path / "card"
    make_photo(shoot / "a.jpg")
    report = scan(work, shoot, Job())
    shoot.rename(tmp_path / "pulled")
    with pytest.raises(FolderError, match="card"):
        scan(work, shoot, Job())
    assert not frames(work, report)["a.jpg"].missing


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_a_folder_that_is_none_is_refused(work: Workplace, tmp_path: Path, kind: str) -> None:
    if kind == "file":
        (tmp_path / kind).write_text("x")
    with pytest.raises(FolderError, match=kind):
        scan(work, tmp_path / kind, Job())


def test_an_empty_folder_is_no_error(work: Workplace, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = scan(work, tmp_path / "empty", Job())
    assert (report.found, report.problems) == (0, ())


def test_a_cancelled_scan_is_resumed(work: Workplace, tmp_path: Path, make_photo: MakePhoto) -> None:
    shoot = tmp_path / "shoot"
    for number in range(150):
        make_photo(shoot / f"{number:03}.jpg", seed=number % 7, size=(160, 120))
    job = Job()

    def cancel_after_some(ids: object) -> None:
        assert ids
        progress = job.snapshot()
        if progress.message == "Scanning" and progress.done >= 40:
            job.cancel()

    with pytest.raises(Cancelled):
        scan(work, shoot, job, cancel_after_some)
    known = queries.frames_of(work.catalogue, queries.open_shoot(work.catalogue, shoot.resolve()))
    done = sum(bool(f.scores) for f in known)
    assert 30 <= done < 150 and len(known) == 150
    report = scan(work, shoot, Job())
    assert report.unchanged == done and report.new == 0
    assert all(f.scores for f in frames(work, report).values())
    assert not [t for t in threading.enumerate() if t.name.startswith("decode")]


def test_a_raw_and_a_jpeg_are_scored_as_one_frame(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    shoot = tmp_path / "shoot"
    make_photo(shoot / "IMG_1.JPG", seed=3)
    (shoot / "IMG_1.CR2").write_bytes(b"II*\0raw")
    (shoot / "IMG_2.CR2").write_bytes(b"II*\0raw")
    report = scan(work, shoot, Job())
    found = frames(work, report)
    assert [f.path.name for f in found["IMG_1.JPG"].other_files] == ["IMG_1.CR2"]
    assert [(p.path.name, p.reason) for p in report.problems] == [
        ("IMG_2.CR2", "the file is truncated or damaged"),
        ("IMG_1.CR2", "the file is truncated or damaged"),  # which is not shown
    ]


def test_opening_a_folder_above_keeps_the_marks(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    shoot = tmp_path / "2026" / "wedding"
    make_photo(shoot / "a.jpg", seed=1)
    found = frames(work, scan(work, shoot, Job()))
    decisions.mark(work.catalogue, [found["a.jpg"].id], {"rating": 5}, "five")
    report = scan(work, tmp_path / "2026", Job())
    assert report.new == 0 and frames(work, report)["a.jpg"].rating == 5


def test_a_permission_that_is_given_later_heals_the_frame(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads every file")
    path = make_photo(tmp_path / "shoot" / "a.jpg")
    path.chmod(0)
    assert scan(work, path.parent, Job()).problems[0].reason == "permission denied"
    path.chmod(0o644)
    assert scan(work, path.parent, Job()).problems == ()


def test_a_read_only_shoot_is_scanned_and_nothing_is_written_to_it(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    shoot = tmp_path / "card"
    for number in range(3):
        make_photo(shoot / f"{number}.jpg", seed=number)
    before = {p: p.read_bytes() for p in shoot.rglob("*")}
    shoot.chmod(0o555)
    try:
        assert scan(work, shoot, Job()).found == 3
    finally:
        shoot.chmod(0o755)
    assert {p: p.read_bytes() for p in shoot.rglob("*")} == before


def test_a_thumbnail_cache_that_cannot_be_written_costs_only_the_thumbnails(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    make_photo(tmp_path / "shoot" / "a.jpg")
    (tmp_path / "blocked").write_text("a file where the folder should be")
    blocked = Workplace(work.catalogue, work.registry, ThumbnailCache(tmp_path / "blocked"))
    report = scan(blocked, tmp_path / "shoot", Job())
    assert any("thumbnails cannot be written" in notice for notice in report.notices)
    assert report.problems == () and frames(work, report)["a.jpg"].scores


def test_without_models_frames_are_still_listed_and_marked(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    make_photo(tmp_path / "shoot" / "a.jpg")
    bare = Workplace(work.catalogue, Registry([tmp_path / "no models"]), work.thumbnails)
    report = scan(bare, tmp_path / "shoot", Job())
    assert any("not scored" in notice for notice in report.notices)
    frame = frames(work, report)["a.jpg"]
    assert frame.width == 320 and "aesthetic" not in frame.scores
    # With the models back, the next scan scores it.
    assert "aesthetic" in frames(work, scan(work, tmp_path / "shoot", Job()))["a.jpg"].scores


def test_a_damaged_head_is_refused_by_name_and_the_rest_goes_on(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    models = shutil.copytree(
        places.models_folder(), tmp_path / "models", ignore=shutil.ignore_patterns("recipes")
    )
    (models / "aesthetic.onnx").write_bytes(b"half a file")
    make_photo(tmp_path / "shoot" / "a.jpg")
    damaged = Workplace(work.catalogue, Registry([models]), work.thumbnails)
    report = scan(damaged, tmp_path / "shoot", Job())
    assert any("aesthetic" in n and "checksum differs" in n for n in report.notices)
    assert "sharpness" in frames(work, report)["a.jpg"].scores


def test_a_new_version_of_a_head_scores_from_stored_embeddings(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    shoot = tmp_path / "shoot"
    make_photo(shoot / "a.jpg")
    scan(work, shoot, Job())
    models = shutil.copytree(
        places.models_folder(), tmp_path / "models", ignore=shutil.ignore_patterns("recipes")
    )
    registry = json.loads((models / "registry.json").read_text())
    for entry in registry["models"]:
        if entry["name"] == "aesthetic":
            entry["version"] = "9.0"
    (models / "registry.json").write_text(json.dumps(registry))
    newer = Workplace(work.catalogue, Registry([models]), work.thumbnails)
    report = scan(newer, shoot, Job())
    assert report.unchanged == 1  # nothing was decoded
    assert frames(work, report)["a.jpg"].scores["aesthetic"].model == "aesthetic@9.0"


def test_scores_do_not_depend_on_the_order_of_files(
    work: Workplace, tmp_path: Path, sample_shoot: Path
) -> None:
    one = frames(work, scan(work, sample_shoot, Job()))
    copy = tmp_path / "copy"
    copy.mkdir()
    names = sorted(sample_shoot.glob("*.JPG"))
    for index, path in enumerate(reversed(names)):
        shutil.copy2(path, copy / f"{index:03}_{path.name}")
    two = {n[4:]: f for n, f in frames(work, scan(work, copy, Job())).items()}
    assert np.allclose(
        [one[n].scores["aesthetic"].value for n in sorted(one)],
        [two[n].scores["aesthetic"].value for n in sorted(two)],
        atol=1e-4,
    )

    def grouped(found: dict[str, Frame]) -> set[frozenset[str]]:
        groups: dict[int, set[str]] = {}
        for name, frame in found.items():
            if frame.series:
                groups.setdefault(frame.series.id, set()).add(name)
        return {frozenset(group) for group in groups.values()}

    assert grouped(one) == grouped(two)


def test_originals_are_unchanged(work: Workplace, sample_shoot: Path) -> None:
    def checksums() -> dict[Path, tuple[str, int]]:
        return {
            p: (hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime_ns)
            for p in sample_shoot.rglob("*")
        }

    before = checksums()
    scan(work, sample_shoot, Job())
    assert checksums() == before


def test_two_scans_of_one_folder_at_the_same_time_agree(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    shoot = tmp_path / "shoot"
    for number in range(60):
        make_photo(shoot / f"{number:02}.jpg", seed=number % 7)
    together = threading.Barrier(2)
    failures: list[BaseException] = []

    def run() -> None:
        together.wait()
        try:
            scan(work, shoot, Job())
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    report = scan(work, shoot, Job())
    found = queries.frames_of(work.catalogue, report.shoot)
    assert len(found) == 60 and all(f.scores and not f.other_files for f in found)


def test_a_scan_cancelled_before_grouping_is_grouped_by_the_next(
    work: Workplace, tmp_path: Path, sample_shoot: Path
) -> None:
    shoot = tmp_path / "shoot"
    shutil.copytree(sample_shoot, shoot)
    late = shoot / "IMG_0002.JPG"
    late.rename(tmp_path / "late.jpg")
    scan(work, shoot, Job())
    (tmp_path / "late.jpg").rename(late)
    job = Job()
    late_judged: list[int] = []

    def cancel_once_judged(ids: Sequence[int]) -> None:
        late_judged.extend(ids)
        if job.snapshot().message == "Scanning":
            job.cancel()

    with pytest.raises(Cancelled):
        scan(work, shoot, job, cancel_once_judged)
    assert late_judged
    report = scan(work, shoot, Job())
    assert report.scanned == 0
    assert frames(work, report)["IMG_0002.JPG"].series is not None
