"""A study on real and on made photographs: it learns, goes on after a stop, and says what it could not do."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from aesthcull.job import Cancelled, Job
from aesthcull.trainer.dataset import MIN_EACH
from aesthcull.trainer.problems import TooLittle, TrainingFailed
from aesthcull.trainer.studies import memory, run
from aesthcull.trainer.studies.outcome import Step, StudyResult, StudySettings
from aesthcull.trainer.studies.photographs import Photographs
from aesthcull.trainer.studies.report import COLUMNS, write_report
from aesthcull.trainer.studies.results import RESULTS, read_results
from aesthcull.trainer.studies.run import run_study
from aesthcull.trainer.studies.variations import STUDIES

SIZE = STUDIES["size"]
QUICK = StudySettings(repeats=2, epochs=2, rows=("7x10", "4x6"))
EACH = 32


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture
def photos(tmp_path: Path) -> Photographs:
    """Warm ones that sold well and cold ones that sold poorly, four to a series."""
    rng = np.random.default_rng(0)
    paths = []
    for number in range(2 * EACH):
        tint = (150, 110, 70) if number % 2 else (70, 110, 150)
        pixels = np.clip(rng.normal(tint, 40, (20, 30, 3)), 0, 255).astype(np.uint8)
        paths.append(tmp_path / f"{number}.png")
        Image.fromarray(pixels).save(paths[-1])
    groups = np.array([f"series {number // 4}" for number in range(2 * EACH)])
    good = np.arange(2 * EACH) % 2 == 1
    return Photographs(tuple(paths), good, groups, "made photographs", "warm", "made")


class Study:
    """Runs in one folder, and remembers what was said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps: list[Step] = []

    def run(
        self,
        photos: Photographs,
        settings: StudySettings = QUICK,
        name: str = "size",
        on_step: Callable[[Step, Job], None] = lambda _step, _job: None,
    ) -> StudyResult:
        self.steps.clear()
        job = Job()

        def step(one: Step) -> None:
            self.steps.append(one)
            on_step(one, job)

        return run_study(STUDIES[name], photos, settings, self.folder, None, job, step)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return Study(tmp_path / "studies")


def test_every_row_is_trained_by_both_splits_as_often_as_asked(study: Study, photos: Photographs) -> None:
    result = study.run(photos)
    assert (result.done, result.total, result.earlier) == (8, 8, 0)
    assert [(line.row.name, line.split, line.repeats) for line in result.lines] == [
        ("7×10", "random", 2),
        ("4×6", "random", 2),
        ("7×10", "series", 2),
        ("4×6", "series", 2),
    ]
    assert [step.result.done for step in study.steps] == list(range(9))
    assert study.steps[1].remaining > 0 and study.steps[-1].remaining == 0  # type: ignore[operator]
    assert {line.repeats for line in study.steps[4].result.lines} == {1}  # the whole table after one round
    assert any("2 epochs instead of P1's 75" in note for note in result.notes)


def test_it_learns(study: Study, photos: Photographs) -> None:
    result = study.run(photos, replace(QUICK, epochs=60, repeats=1, rows=("20x30",)))
    assert all(line.accuracy.value > 0.8 and line.majority < 0.6 for line in result.lines)


def test_a_second_run_goes_on_where_the_first_was_cancelled(study: Study, photos: Photographs) -> None:
    def cancel_after_three(step: Step, job: Job) -> None:
        if step.result.done == 3:
            job.cancel()

    with pytest.raises(Cancelled):
        study.run(photos, on_step=cancel_after_three)
    place = study.steps[-1].result.folder / RESULTS
    before = place.read_bytes()
    result = study.run(photos)
    assert (result.earlier, result.done) == (3, 8) and len(study.steps) == 6
    assert place.read_bytes().startswith(before)
    whole = Study(study.folder.with_name("at once")).run(photos)
    assert [line.accuracy for line in result.lines] == [line.accuracy for line in whole.lines]
    more = study.run(photos, replace(QUICK, repeats=3))
    assert (more.earlier, more.total) == (8, 12)
    assert study.run(photos).earlier == 8 and len(study.steps) == 1  # nothing is left to do


def test_a_result_that_was_torn_is_trained_again_alone(study: Study, photos: Photographs) -> None:
    first = study.run(photos)
    place = first.folder / RESULTS
    place.write_bytes(place.read_bytes()[:-40])
    again = study.run(photos)
    assert (again.earlier, again.done) == (7, 8)
    assert [line.accuracy for line in again.lines] == [line.accuracy for line in first.lines]
    assert len(read_results(place)) == 8


def test_cancelling_ends_a_training_between_two_batches(study: Study, photos: Photographs) -> None:
    job = Job()

    class Stops(Job):
        asked = 0

        @property
        def cancelled(self) -> bool:
            self.asked += 1
            return self.asked > 3

    job = Stops()
    with pytest.raises(Cancelled):
        run_study(SIZE, photos, replace(QUICK, epochs=10**6), study.folder, None, job, lambda _step: None)
    (results,) = study.folder.rglob(RESULTS)
    assert "made photographs" in results.read_text(encoding="utf-8") and not read_results(results)


def test_other_photographs_begin_anew_and_the_old_results_stay(study: Study, photos: Photographs) -> None:
    first = study.run(photos)
    other = study.run(photos.only(np.arange(2 * EACH - 2)))
    assert other.earlier == 0 and other.folder != first.folder
    assert len(read_results(first.folder / RESULTS)) == 8


def test_a_row_that_studies_share_is_trained_once(study: Study, photos: Photographs) -> None:
    settings = StudySettings(repeats=1, epochs=1)
    first = study.run(photos, replace(settings, rows=("×1",)), "saturation")
    second = study.run(photos, replace(settings, rows=("0°",)), "hue")
    assert (first.earlier, second.earlier, second.total) == (0, 2, 2)
    assert first.lines[0].accuracy == second.lines[0].accuracy


def test_grey_and_cmyk_are_trained(study: Study, photos: Photographs) -> None:
    settings = StudySettings(repeats=1, epochs=1, rows=("CMYK", "GRAY"))
    result = study.run(photos, settings, "colour")
    assert result.done == 4 and all(0 <= line.accuracy.value <= 1 for line in result.lines)


def test_unreadable_photographs_are_named_and_left_out(study: Study, photos: Photographs) -> None:
    photos.paths[5].write_bytes(b"broken")
    result = study.run(photos, replace(QUICK, repeats=1))
    assert [p.path for p in result.problems] == [photos.paths[5]]
    assert (result.good, result.poor) == (EACH - 1, EACH)
    assert str(photos.paths[5]) in write_report(result).read_text(encoding="utf-8")


def test_too_few_or_one_class_are_refused(study: Study, photos: Photographs) -> None:
    with pytest.raises(TooLittle, match=f"are too few: at least {MIN_EACH} of each are needed"):
        study.run(photos.only(np.arange(MIN_EACH)))
    with pytest.raises(TooLittle, match="no poor ones"):
        study.run(replace(photos, positive=np.ones(2 * EACH, dtype=bool)))
    for path in photos.paths[: 2 * (EACH - MIN_EACH) + 6]:
        path.write_bytes(b"broken")
    with pytest.raises(TooLittle, match="3 more good ones"):
        study.run(photos)


def test_one_series_alone_is_split_at_random_only_and_that_is_said(study: Study, photos: Photographs) -> None:
    alone = replace(photos, groups=np.full(2 * EACH, "one day"))
    result = study.run(alone, replace(QUICK, repeats=1))
    assert {line.split for line in result.lines} == {"random"}
    assert any(note.startswith("no split by series: too few groups") for note in result.notes)
    single = replace(photos, groups=np.arange(2 * EACH).astype(str))
    assert any("both splits are random" in note for note in study.run(single, QUICK).notes)


def test_a_row_that_needs_more_memory_than_there_is_is_left_out(
    study: Study, photos: Photographs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_memory", lambda: 4e9)
    result = study.run(photos, replace(QUICK, repeats=1, rows=("400x600", "4x6")))
    assert [row.name for row in result.study.rows] == ["4×6"]
    assert any(
        "400×600 left out: it takes 10 GB of memory, and this machine has 4" in n for n in result.notes
    )
    with pytest.raises(TooLittle, match="400×600 left out"):
        study.run(photos, replace(QUICK, rows=("400x600",)))
    assert memory.needed(STUDIES["jpeg"].rows[0].treatment) < 2e9


def test_memory_that_runs_out_while_training_ends_in_one_line(
    study: Study, photos: Photographs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(*_: object, **__: object) -> object:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes.")
        yield

    monkeypatch.setattr(run, "repeat", no_memory)
    with pytest.raises(TrainingFailed, match="7×10: not enough memory"):
        study.run(photos)


def test_an_unknown_row_is_named(study: Study, photos: Photographs) -> None:
    with pytest.raises(TrainingFailed, match="size: no row 3x4; there are 400×600"):
        study.run(photos, replace(QUICK, rows=("3x4",)))


def test_epochs_of_large_photographs_count_for_more() -> None:
    units = {row.name: run._units(SIZE, row.treatment) for row in SIZE.rows}
    assert units["400×600"] == pytest.approx(16 * units["100×150"], rel=0.03)
    assert units["4×6"] >= 1
    assert {run._units(STUDIES["hue"], row.treatment) for row in STUDIES["hue"].rows} == {1}


def test_the_report_has_table_plot_and_page_of_what_is_finished(study: Study, photos: Photographs) -> None:
    result = study.run(photos)
    page = write_report(replace(result, done=5, source="<b>a & b</b>"))
    text = page.read_text(encoding="utf-8")
    assert "5 of 8 trainings" in text and "&lt;b&gt;a &amp; b" in text and "≥ 98" not in text
    assert "in training" in text and "size.png" in text and "P1's figure 6" in text
    with (page.parent / "size.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(COLUMNS) and len(rows) == 4
    assert rows[0]["paper"] == "< 98" and 0 <= float(rows[0]["accuracy"]) <= 1
    with Image.open(page.parent / "size.png") as plot:
        assert plot.width > 600 and len(plot.convert("RGB").getcolors(1 << 24) or []) > 20
    assert not list(page.parent.glob("*.part"))
    assert all(json.loads(line) for line in (page.parent / RESULTS).read_text().splitlines())


def test_where_nothing_can_be_kept_nothing_is_trained(study: Study, photos: Photographs) -> None:
    study.folder.write_text("a file where a folder should be")
    with pytest.raises(TrainingFailed, match=r"results\.jsonl: "):
        study.run(photos)
    assert not study.steps


def test_the_report_of_a_read_only_folder_is_refused_in_one_line(study: Study, photos: Photographs) -> None:
    result = study.run(photos, replace(QUICK, repeats=1))
    blocked = result.folder / "blocked"
    blocked.write_text("a file where a folder should be")
    with pytest.raises(TrainingFailed, match=r"blocked.*the finished trainings are kept"):
        write_report(replace(result, folder=blocked))


def test_beautiful_photographs_are_told_from_others_by_p1s_network(shared_data: Path, study: Study) -> None:
    """The real ones: the 100 with the best and the 100 with the poorest votes, by OASIS's themes."""
    folder = shared_data / "oasis_beauty"
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: (float(row["beauty_mean_1_7"]), row["file"]))
    rows = rows[:100] + rows[-100:]
    photos = Photographs(
        tuple(folder / row["file"] for row in rows),
        np.arange(200) >= 100,
        np.array([row["group"] for row in rows]),
        "OASIS",
        "the best votes",
        "oasis",
    )
    settings = StudySettings(repeats=2, epochs=20, rows=("20x30", "10x15"))
    result = study.run(photos, settings)
    assert not result.problems
    assert np.mean([line.accuracy.value for line in result.lines]) > 0.55
