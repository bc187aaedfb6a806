"""Training from end to end: from folders and votes, in the process and in one of its own."""

from __future__ import annotations

import csv
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aesthcull import places
from aesthcull.job import Cancelled, Job
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.evaluate import LabelError, evaluate, labelled_by_folders, labelled_by_votes
from aesthcull.trainer import staging
from aesthcull.trainer.changes import change_rows
from aesthcull.trainer.earlier import earlier_training, earlier_trainings
from aesthcull.trainer.honesty.plan import Plan
from aesthcull.trainer.learn import learn
from aesthcull.trainer.problems import TooLittle, TrainingFailed
from aesthcull.trainer.publish import publish
from aesthcull.trainer.request import Request, from_json
from aesthcull.trainer.rules import Rule
from aesthcull.trainer.staging import next_version
from aesthcull.trainer.worker import result_json
from aesthcull.vision.judge import Model
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import Registry, verify
from tests.pipeline.linear_head import linear_head
from tests.trainer.simulated_sales import oasis_train

QUICK = Plan(folds=5, repeats=1, shuffles=599)
EACH = 40


@pytest.fixture
def folders(shared_data: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The photographs with the best and with the poorest votes, in two folders, as P1 had them."""
    paths, beauty, _, _ = oasis_train(shared_data)
    order = np.argsort(beauty)
    made = []
    for name, chosen in (("good", order[-EACH:]), ("poor", order[:EACH])):
        folder = tmp_path / name
        folder.mkdir()
        for n in chosen:
            (folder / paths[n].name).symlink_to(paths[n])
        made.append(folder)
    return made[0], made[1]


@pytest.fixture
def request_(folders: tuple[Path, Path]) -> Request:
    return Request(
        "folders", Rule("folders", threshold=0.5), tuple(str(f) for f in folders), plan=QUICK, name="sells"
    )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own models"


def test_two_folders_become_a_model_with_card_and_report(
    work: Workplace, own: Path, request_: Request
) -> None:
    events: list[object] = []
    trained = learn(work, own, request_, Job(), events.append)
    assert trained.entry.id == "sells@own-1" and len(events) == QUICK.repeats
    assert trained.evaluation.verdict.level == "clearly" and trained.entry.figures["auc"] > 0.8
    verify(trained.entry)
    card = trained.entry.card_path.read_text(encoding="utf-8")
    assert trained.evaluation.verdict.text in card and "random split" in card
    page = trained.report.read_text(encoding="utf-8")
    assert "naive" in page and "support vector machine" in page
    for name in ("roc.png", "calibration.png", "chance.png", "distribution.png", "top.png"):
        assert (trained.report.parent / name).stat().st_size > 5000 and name in page
    with (trained.report.parent / "frames.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2 * EACH and sum(int(row["good"]) for row in rows) == EACH
    assert not [p for p in own.iterdir() if p.name.startswith(".")]
    # Registered, but not in use until the user says so.
    registry = Registry([places.models_folder(), own])
    assert registry.get("sells").version == "prior-1.0"
    judged = Model(registry.get("sells@own-1"), Provider(CPU)).judge(np.zeros((1, 2064), np.float16))
    assert 0 <= judged[0].value <= 1


def test_training_again_makes_the_next_version_and_compares(
    work: Workplace, own: Path, request_: Request
) -> None:
    learn(work, own, request_, Job(), lambda _: None)
    Registry([places.models_folder(), own]).use("sells@own-1", own)
    earlier = earlier_training(own, "sells")
    assert earlier.entry.id == "sells@own-1"
    assert earlier.request == replace(request_, follows="sells@own-1")
    again = replace(work, registry=Registry([places.models_folder(), own]))
    wanted = from_json(json.loads(json.dumps(earlier.request.as_json())))
    trained = learn(again, own, wanted, Job(), lambda _: None)
    assert trained.entry.id == "sells@own-2" and next_version(own, "sells") == "own-3"
    assert trained.comparison is not None and trained.comparison.present == "sells@own-1"
    assert {e.id for e in Registry([own]).versions()} == {"sells@own-1", "sells@own-2"}
    changes = json.loads(json.dumps(trained.said))["changes"]
    assert changes["since"] == "sells@own-1" and "learnt from" in changes["text"]
    rows = {row["figure"]: row for row in change_rows(changes["rows"])}
    assert rows["AUC"]["difference"] == "+0.000" and "–" in rows["AUC"]["before"]  # the same photographs
    assert rows["frames"] == {"figure": "frames", "before": "80", "now": "80", "difference": "+0"}
    assert {"accuracy", "precision at the top 10 %", "series"} <= set(rows)
    # The same settings are offered once, by their newest model.
    assert [e.entry.id for e in earlier_trainings(own)] == ["sells@own-2"]


def test_frames_that_neither_learnt_from_give_the_difference_an_interval(
    work: Workplace, own: Path, request_: Request, folders: tuple[Path, Path]
) -> None:
    aside = own.parent / "aside"
    for folder in folders:
        (aside / folder.name).mkdir(parents=True)
        for photo in sorted(folder.iterdir())[: EACH // 2]:
            photo.rename(aside / folder.name / photo.name)
    learn(work, own, request_, Job(), lambda _: None)
    for folder in folders:
        for photo in (aside / folder.name).iterdir():
            photo.rename(folder / photo.name)
    trained = learn(work, own, earlier_training(own).request, Job(), lambda _: None)
    rows = {row["figure"]: row for row in change_rows(trained.said["changes"]["rows"])}
    assert "(" in rows["AUC, on frames that neither learnt from"]["difference"]
    assert rows["frames"]["difference"] == "+40"


def test_every_own_model_with_kept_settings_can_be_retrained(own: Path, request_: Request) -> None:
    backbone = Registry([places.models_folder()]).backbone()
    with pytest.raises(TrainingFailed, match="nothing to retrain"):
        earlier_training(own)
    liked = replace(request_, source="votes", name="liked", rule=Rule("votes"))
    kept = (("sells", "own-1", request_), ("sells", "own-2", request_), ("liked", "own-1", liked))
    for name, version, request in kept:
        head = linear_head(own, backbone, version)
        report = own / f"{name}-{version}"
        entry = replace(head, name=name, file=f"{name}-{version}.onnx")
        if name != "sells":
            shutil.copy(head.path, entry.path)
        publish(entry, "# own", keep_versions=True)
        report.mkdir()
        (report / "request.json").write_text(json.dumps(request.as_json()))
    assert {e.entry.id for e in earlier_trainings(own)} == {"sells@own-2", "liked@own-1"}
    assert earlier_training(own, "sells").entry.id == "sells@own-2"
    assert earlier_training(own, "sells@own-1").request.follows == "sells@own-1"
    with pytest.raises(TrainingFailed, match="say which, --name liked or sells"):
        earlier_training(own)
    (own / "liked-own-1" / "request.json").write_text("{")
    assert [e.entry.id for e in earlier_trainings(own)] == ["sells@own-2"]
    with pytest.raises(TrainingFailed, match="the settings of liked@own-1 cannot be read"):
        earlier_training(own, "liked")


def test_an_evaluation_on_what_it_learnt_from_says_so_even_when_the_files_were_moved(
    work: Workplace, own: Path, request_: Request, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    trained = learn(work, own, request_, Job(), lambda _: None)
    known = Registry([places.models_folder(), own])
    same = evaluate(known, trained.entry.id, labelled_by_folders(*folders), Job())
    assert same.learnt == 2 * EACH and "80 of 80 photographs were in its training" in same.remark
    elsewhere = []
    for folder in folders:
        elsewhere.append(tmp_path / f"{folder.name} elsewhere")
        elsewhere[-1].mkdir()
        for n, photo in enumerate(sorted(folder.iterdir())[:5]):
            (elsewhere[-1] / f"{n}.jpg").symlink_to(photo.resolve())
    moved = evaluate(known, trained.entry.id, labelled_by_folders(*elsewhere), Job())
    assert moved.learnt == moved.photographs == 10
    bundled = evaluate(known, "aesthetic", labelled_by_folders(*elsewhere), Job())
    assert bundled.learnt is None and bundled.remark == ""


def test_votes_are_cut_where_the_classes_balance(
    work: Workplace, own: Path, folders: Any, tmp_path: Path
) -> None:
    table = tmp_path / "votes.csv"
    photos = [*sorted(folders[0].iterdir()), *sorted(folders[1].iterdir())]
    rows = [f"{p},{9 - n % 3 if n < EACH else 2 + n % 3},theme {n % 20}" for n, p in enumerate(photos)]
    table.write_text("file,mean,group\n" + "\n".join(rows) + "\n", encoding="utf-8")
    request = Request("votes", Rule("votes"), (str(table),), name="liked", plan=QUICK)
    trained = learn(work, own, request, Job(), lambda _: None)
    assert trained.entry.id == "liked@own-1" and trained.evaluation.positives == EACH
    assert trained.evaluation.groups <= 20  # the table's groups are kept together
    assert trained.comparison is None  # nothing of that name is in use


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Writing more fails, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [1000, 12_000])  # the model itself, or the report
def test_a_full_disk_leaves_the_models_as_they_were(
    work: Workplace, own: Path, request_: Request, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "ROOM", 0)  # it was not full when the training began
    learn(work, own, request_, Job(), lambda _: None)
    before = {p.name for p in own.iterdir()}
    with files_of_at_most(size), pytest.raises(TrainingFailed, match="stays as it was"):
        learn(work, own, request_, Job(), lambda _: None)
    assert {p.name for p in own.iterdir()} == before
    assert [e.id for e in Registry([own]).versions()] == ["sells@own-1"]


def test_a_disk_that_is_full_already_is_told_before_anything_is_trained(
    work: Workplace, own: Path, request_: Request
) -> None:
    with files_of_at_most(1000), pytest.raises(TrainingFailed, match="nothing was trained"):
        learn(work, own, request_, Job(), lambda _: pytest.fail("it trained"))


@pytest.mark.parametrize("name", ["backbone", "aesthetic", "sharpness", "../evil", "my sales!", ""])
def test_a_name_that_means_something_else_is_refused(
    work: Workplace, own: Path, request_: Request, name: str
) -> None:
    with pytest.raises(TrainingFailed, match="name"):
        learn(work, own, replace(request_, name=name), Job(), lambda _: None)


def test_one_folder_cannot_be_good_and_poor(work: Workplace, own: Path, request_: Request) -> None:
    same = replace(request_, paths=(request_.paths[0], request_.paths[0]))
    with pytest.raises(TooLittle, match="the same photographs are in both"):
        learn(work, own, same, Job(), lambda _: None)


def test_votes_with_semicolons_and_commas_are_read(tmp_path: Path) -> None:
    table = tmp_path / "votes.csv"
    table.write_text("file;mean\na.jpg;4,8\nb.jpg;7,5\n", encoding="utf-8")
    found = labelled_by_votes(table)
    assert found.means is not None and found.means.tolist() == [4.8, 7.5]
    table.write_text("file;mean\na.jpg;4,8;1\n", encoding="utf-8")
    with pytest.raises(LabelError, match="line 2: has more cells than the header"):
        labelled_by_votes(table)


def test_a_cancelled_training_leaves_nothing(work: Workplace, own: Path, request_: Request) -> None:
    job = Job()
    with pytest.raises(Cancelled):
        learn(work, own, request_, job, lambda _: job.cancel())
    assert not own.exists() or not list(own.iterdir())


def test_too_few_photographs_are_refused_by_what_is_missing(
    work: Workplace, own: Path, request_: Request, folders: tuple[Path, Path]
) -> None:
    for photo in sorted(folders[0].iterdir())[10:]:
        photo.unlink()
    with pytest.raises(TooLittle, match="5 more good ones"):
        learn(work, own, request_, Job(), lambda _: None)


def test_a_broken_photograph_is_named_and_the_rest_is_learnt(
    work: Workplace, own: Path, request_: Request, folders: tuple[Path, Path]
) -> None:
    (folders[0] / "torn.jpg").write_bytes(b"\xff\xd8\xff\xe0 torn")
    trained = learn(work, own, request_, Job(), lambda _: None)
    assert [p.path.name for p in trained.problems] == ["torn.jpg"]
    assert result_json(trained)["problems"][0]["reason"]


class Worker:
    """The trainer's own process, as the window starts it."""

    def __init__(self, tmp_path: Path, own: Path, request: dict[str, Any], code: str = "") -> None:
        whole = {
            "task": "train",
            "catalogue": str(tmp_path / "c.sqlite"),
            "cache": str(tmp_path / "cache"),
            "models": [str(places.models_folder()), str(own)],
            "request": request,
        }
        self.process = subprocess.Popen(
            [sys.executable, *(("-c", code) if code else ("-m", "aesthcull.trainer.worker"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(whole).encode())
        self.process.stdin.close()

    def lines(self) -> Iterator[dict[str, Any]]:
        assert self.process.stdout
        for line in self.process.stdout:
            yield json.loads(line)


def test_the_trainers_process_tells_progress_and_the_result(
    tmp_path: Path, own: Path, request_: Request
) -> None:
    worker = Worker(tmp_path, own, request_.as_json())
    lines = list(worker.lines())
    assert worker.process.wait() == 0
    assert {"progress", "repeat", "result"} <= {line["type"] for line in lines}
    assert lines[-1]["type"] == "result" and lines[-1]["model"] == "sells@own-1"
    assert lines[-1]["verdict"]["level"] == "clearly" and Path(lines[-1]["report"]).is_file()
    repeat = next(line for line in lines if line["type"] == "repeat")
    assert repeat.keys() >= {"number", "of", "auc", "accuracy", "loss"}


def test_the_trainers_process_says_what_is_wrong_in_one_line(tmp_path: Path, own: Path) -> None:
    worker = Worker(tmp_path, own, Request().as_json())
    last = list(worker.lines())[-1]
    assert worker.process.wait() == 1
    assert last["type"] == "error" and "import a sales report" in last["reason"]


def test_a_killed_trainer_leaves_the_models_as_they_were(
    tmp_path: Path, own: Path, request_: Request
) -> None:
    slow = replace(request_, plan=Plan(repeats=200))
    worker = Worker(tmp_path, own, slow.as_json())
    next(line for line in worker.lines() if line["type"] == "repeat")
    start = time.monotonic()
    worker.process.send_signal(signal.SIGKILL)
    worker.process.wait()
    assert time.monotonic() - start < 2
    assert not own.exists() or not Registry([own]).versions()


def test_a_head_is_trained_without_torch(tmp_path: Path, own: Path, request_: Request) -> None:
    """The base install has none."""
    code = (
        "import sys\n"
        "class NoTorch:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name.split('.')[0] == 'torch': raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, NoTorch())\n"
        "from aesthcull.trainer.worker import main\n"
        "status = main()\n"
        "assert not [m for m in ('torch', 'PySide6') if sys.modules.get(m)]\n"
        "sys.exit(status)"
    )
    worker = Worker(tmp_path, own, request_.as_json(), code)
    last = list(worker.lines())[-1]
    assert (last["type"], last.get("reason")) == ("result", None) and worker.process.wait() == 0


def test_a_network_without_torch_says_how_to_install_it(tmp_path: Path, own: Path, request_: Request) -> None:
    code = (
        "import sys; sys.modules['torch'] = None\nfrom aesthcull.trainer.worker import main\nsys.exit(main())"
    )
    worker = Worker(tmp_path, own, replace(request_, network="p1").as_json(), code)
    last = list(worker.lines())[-1]
    assert last["type"] == "error" and "pip install 'aesthcull[train]'" in last["reason"]
    assert worker.process.wait() == 1


@pytest.mark.parametrize("network", ["p1", "fine-tune"])
def test_a_network_is_trained_from_pixels_and_judges_at_the_next_scan(
    work: Workplace, own: Path, request_: Request, network: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A short one, with the real photographs and the real process; long ones are run by hand."""
    from aesthcull.trainer import network_ways

    short = replace(network_ways.FINE_TUNING, top_epochs=3, all_epochs=1, last_blocks=1)
    monkeypatch.setattr(network_ways, "FINE_TUNING", short)
    request = replace(request_, network=network, epochs=1, plan=Plan(folds=2, repeats=1, shuffles=99))
    events: list[Any] = []
    trained = learn(work, own, request, Job(), events.append)
    assert trained.entry.kind == "network" and trained.entry.input_size == 224
    epochs = [e for e in events if hasattr(e, "epochs")]
    assert epochs[-1].training == epochs[-1].trainings == 5
    squares = np.zeros((2, 224, 224, 3), np.uint8)
    assert all(0 <= j.value <= 1 for j in Model(trained.entry, Provider(CPU)).judge(squares))
