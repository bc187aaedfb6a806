"""A model taken into use: the whole catalogue judged anew at once, or nothing changed at all."""

from __future__ import annotations

import contextlib
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import sqlalchemy as sa
from filelock import FileLock

from aesthcull import places
from aesthcull.catalogue import decisions, queries, scanning, scores
from aesthcull.catalogue.records import PERSON, Frame
from aesthcull.catalogue.store import CatalogueError, open_catalogue
from aesthcull.job import Cancelled, Job
from aesthcull.pipeline import Workplace, scan
from aesthcull.pipeline.adoption import adopt, rescore_catalogue
from aesthcull.trainer.publish import publish
from aesthcull.vision.registry import ModelEntry, ModelError, Registry, lock_file
from tests.conftest import MakePhoto
from tests.pipeline.linear_head import linear_head
from tests.vision.test_registry import add_version

BUNDLED = places.models_folder()


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """The folder of the user's models, with two heads `sells`."""
    folder = tmp_path / "mine"
    backbone = Registry([BUNDLED]).backbone()
    linear_head(folder, backbone)
    linear_head(folder, backbone, "mine-2", seed=1)
    return folder


@pytest.fixture
def shoots(tmp_path: Path, make_photo: MakePhoto) -> list[Path]:
    """Two shoots, of which no folder lies in the other."""
    folders = [tmp_path / "first", tmp_path / "second"]
    for number, folder in enumerate(folders):
        for n in range(3):
            make_photo(folder / f"{n}.jpg", seed=10 * number + n)
    return folders


@pytest.fixture
def scanned(work: Workplace, mine: Path, shoots: list[Path]) -> Workplace:
    """Both shoots scanned with the bundled models; the user's are registered, not in use."""
    ready = replace(work, registry=Registry([BUNDLED, mine]))
    for folder in shoots:
        scan(ready, folder, Job())
    return ready


def frames(work: Workplace, folders: list[Path]) -> dict[str, Frame]:
    found: dict[str, Frame] = {}
    for folder in folders:
        shoot = queries.find_shoot(work.catalogue, folder)
        assert shoot is not None
        found |= {f"{folder.name}/{f.path.name}": f for f in queries.frames_of(work.catalogue, shoot)}
    return found


def sells(work: Workplace, folders: list[Path]) -> dict[str, tuple[str, float]]:
    """Which model says what of each frame."""
    return {
        name: (f.scores["sells"].model, f.scores["sells"].value) for name, f in frames(work, folders).items()
    }


def test_every_frame_of_every_shoot_is_judged_by_the_model_that_is_taken_into_use(
    scanned: Workplace, shoots: list[Path], mine: Path
) -> None:
    before = frames(scanned, shoots)
    job = Job()
    done = adopt(scanned, "sells@mine-1", mine, job)
    after = frames(scanned, shoots)
    assert done.frames == 6 and done.entry.id == "sells@mine-1" and done.seconds > 0
    assert {f.scores["sells"].model for f in after.values()} == {"sells@mine-1"}
    assert Registry([BUNDLED, mine]).get("sells").version == "mine-1"
    assert (job.snapshot().done, job.snapshot().total) == (6, 6)
    for name, frame in after.items():  # nothing else has changed
        others = {n: s for n, s in frame.scores.items() if n != "sells"}
        assert others == {n: s for n, s in before[name].scores.items() if n != "sells"}
        assert frame.keywords == before[name].keywords
    # A scan finds nothing left to do, and judges new frames alike.
    assert scan(scanned, shoots[0], Job()).scanned == 0
    assert frames(scanned, shoots) == after


def test_the_stored_embedding_is_judged_as_the_scan_judges(
    scanned: Workplace, shoots: list[Path], mine: Path
) -> None:
    adopt(scanned, "sells@mine-1", mine, Job())
    at_once = sells(scanned, shoots)
    for path in [*shoots[0].iterdir()]:
        shutil.copy(path, path.with_name("copy-" + path.name))
    scan(scanned, shoots[0], Job())
    found = sells(scanned, shoots)
    for name, (_, value) in at_once.items():
        if name.startswith("first/"):
            assert found[name.replace("first/", "first/copy-")][1] == pytest.approx(value, abs=1e-6)


def test_going_back_gives_the_earlier_scores_again(
    scanned: Workplace, shoots: list[Path], mine: Path
) -> None:
    original = sells(scanned, shoots)
    adopt(scanned, "sells@mine-1", mine, Job())
    first = sells(scanned, shoots)
    adopt(scanned, "sells@mine-2", mine, Job())
    assert {model for model, _ in sells(scanned, shoots).values()} == {"sells@mine-2"}
    adopt(scanned, "sells@mine-1", mine, Job())
    assert sells(scanned, shoots) == first
    bundled = next(iter(original.values()))[0]
    adopt(scanned, bundled, mine, Job())
    again = sells(scanned, shoots)
    assert {model for model, _ in again.values()} == {bundled}
    assert [v for _, v in again.values()] == pytest.approx([v for _, v in original.values()], abs=1e-6)


def test_a_name_that_no_frame_has_a_score_of_is_added(
    scanned: Workplace, shoots: list[Path], mine: Path
) -> None:
    copied = add_version(mine, "aesthetic", "mine-1")
    entry = publish(replace(copied, name="taste", card="taste.md"), "# taste", keep_versions=True)
    adopt(replace(scanned, registry=Registry([BUNDLED, mine])), entry.id, mine, Job())
    for frame in frames(scanned, shoots).values():
        taste, aesthetic = frame.scores["taste"], frame.scores["aesthetic"]
        assert taste.value == pytest.approx(aesthetic.value, abs=1e-5)
        assert taste.spread == pytest.approx(aesthetic.spread, abs=1e-5)


def test_a_missing_frame_is_judged_too_so_that_it_comes_back_with_the_new_score(
    scanned: Workplace, shoots: list[Path], mine: Path
) -> None:
    aside = shoots[0].parent / "aside.jpg"
    (shoots[0] / "0.jpg").rename(aside)
    scan(scanned, shoots[0], Job())
    assert adopt(scanned, "sells@mine-1", mine, Job()).frames == 6
    aside.rename(shoots[0] / "0.jpg")
    scan(scanned, shoots[0], Job())
    assert {model for model, _ in sells(scanned, shoots).values()} == {"sells@mine-1"}


def test_an_empty_catalogue_is_no_obstacle(work: Workplace, mine: Path) -> None:
    empty = replace(work, registry=Registry([BUNDLED, mine]))
    assert adopt(empty, "sells@mine-1", mine, Job()).frames == 0
    assert Registry([BUNDLED, mine]).get("sells").version == "mine-1"


@pytest.mark.parametrize("name", ["backbone@2.0", "similarity"])
def test_a_model_that_judges_nothing_by_itself_is_only_chosen(
    scanned: Workplace, mine: Path, name: str
) -> None:
    assert adopt(scanned, scanned.registry.get(name).id, mine, Job()).frames == 0


def test_keywords_are_renewed_and_the_photographers_own_stay(
    work: Workplace, sample_shoot: Path, mine: Path
) -> None:
    entry = add_version(mine, "keywords", "mine-1")
    labels = mine / "words.csv"
    labels.write_bytes((BUNDLED / "keywords.csv").read_bytes())
    publish(replace(entry, labels=labels.name, threshold=0.999), "# mine", keep_versions=True)
    work = replace(work, registry=Registry([BUNDLED, mine]))
    scan(work, sample_shoot, Job())
    folders = [sample_shoot.resolve()]
    before = frames(work, folders)
    target = next(f for f in before.values() if any(k.source == "keywords@1.0" for k in f.keywords))
    decisions.mark(work.catalogue, [target.id], {"keyword": ("my own word",)}, "keyword")
    assert adopt(work, "keywords@mine-1", mine, Job()).frames == len(before)
    after = frames(work, folders)
    sources = {k.source for f in after.values() for k in f.keywords}
    assert "keywords@1.0" not in sources and PERSON in sources and "scene@1.0" in sources
    assert scan(work, sample_shoot, Job()).scanned == 0
    adopt(work, "keywords@1.0", mine, Job())
    back = frames(work, folders)
    for name, frame in before.items():
        assert [k.name for k in back[name].keywords if k.source != PERSON] == [k.name for k in frame.keywords]


class TestNothingChanges:
    """The earlier model stays in use, and its scores stay whole."""

    @pytest.fixture(autouse=True)
    def _as_before(self, scanned: Workplace, shoots: list[Path], mine: Path) -> object:
        before = sells(scanned, shoots)
        yield
        assert sells(scanned, shoots) == before
        assert Registry([BUNDLED, mine]).get("sells").folder == BUNDLED
        assert scanned.registry.get("sells").folder == BUNDLED

    def test_when_it_is_cancelled(self, scanned: Workplace, mine: Path) -> None:
        job = Job()
        job.cancel()
        with pytest.raises(Cancelled):
            adopt(scanned, "sells@mine-1", mine, job)
        assert not [t for t in threading.enumerate() if t.name.startswith("ahead")]

    def test_when_the_choice_cannot_be_written(self, scanned: Workplace, mine: Path) -> None:
        (mine / "registry.json.new").mkdir()
        with pytest.raises(ModelError, match=r"registry\.json: cannot be written"):
            adopt(scanned, "sells@mine-1", mine, Job())

    def test_when_the_model_is_damaged(self, scanned: Workplace, mine: Path) -> None:
        path = mine / "sells-mine-1.onnx"
        path.write_bytes(path.read_bytes()[:-1])
        with pytest.raises(ModelError, match="checksum differs"):
            adopt(scanned, "sells@mine-1", mine, Job())

    def test_when_the_model_fails_on_the_embeddings(self, scanned: Workplace, mine: Path) -> None:
        narrow = replace(scanned.registry.get("quality"), name="sells", version="odd", folder=mine)
        shutil.copy(BUNDLED / "similarity.onnx", mine / "odd.onnx")
        model = onnx.load(mine / "odd.onnx")
        model.graph.input[0].type.tensor_type.shape.dim[1].dim_value = 5
        onnx.save(model, mine / "odd.onnx")
        publish(replace(narrow, file="odd.onnx", card="odd.md"), "# odd", keep_versions=True)
        scanned.registry.reread()
        with pytest.raises(ModelError, match="sells"):
            adopt(scanned, "sells@odd", mine, Job())

    def test_when_the_disk_is_full(self, scanned: Workplace, shoots: list[Path]) -> None:
        full = open_catalogue(scanned.catalogue.name)

        def no_room(connection: sqlite3.Connection, _entry: object) -> None:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count={pages}")

        sa.event.listen(full._engine, "connect", no_room)
        full._engine.dispose()
        entry = scanned.registry.get("sells@mine-1")
        with pytest.raises(CatalogueError, match="the disk is full"):
            for number in range(200):  # other scores, until the last page is taken
                named = replace(entry, name=f"{'x' * 40}{number}")
                rescore_catalogue(replace(scanned, catalogue=full), named, Job())
        full.close()
        having = Counter(name for f in frames(scanned, shoots).values() for name in f.scores)
        assert set(having.values()) == {6}  # none is stored for some of the frames only

    def test_when_another_program_holds_the_catalogue(
        self, scanned: Workplace, mine: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = open_catalogue(scanned.catalogue.name)
        monkeypatch.setattr("aesthcull.catalogue.store.BUSY_TIMEOUT_MS", 50)
        impatient = open_catalogue(scanned.catalogue.name)
        with other.write(), pytest.raises(CatalogueError, match="locked"):
            adopt(replace(scanned, catalogue=impatient), "sells@mine-1", mine, Job())
        impatient.close()
        other.close()

    def test_when_the_program_is_killed_while_it_writes(self, scanned: Workplace, mine: Path) -> None:
        script = (
            "import os, signal, sys\n"
            "from tests.pipeline.test_adoption import BUNDLED, Path, Registry, Workplace, open_catalogue\n"
            "from aesthcull.job import Job\n"
            "from aesthcull.pipeline.adoption import rescore_catalogue\n"
            "work = Workplace(open_catalogue(sys.argv[1]), Registry([BUNDLED, Path(sys.argv[2])]), None)\n"
            "end = lambda: os.kill(os.getpid(), signal.SIGKILL)\n"
            "rescore_catalogue(work, work.registry.get('sells@mine-1'), Job(), end)\n"
        )
        call = [sys.executable, "-c", script, scanned.catalogue.name, str(mine)]
        ended = subprocess.run(call, check=False, capture_output=True, cwd=Path(__file__).parents[2])
        assert ended.returncode == -signal.SIGKILL, ended.stderr


def test_a_network_judges_from_the_thumbnails_with_progress(
    scanned: Workplace, shoots: list[Path], mine: Path
) -> None:
    torch = pytest.importorskip("torch")
    from aesthcull.trainer.export import export_onnx
    from aesthcull.trainer.networks.base import Predictor
    from aesthcull.trainer.networks.small_cnn import SmallCnn

    torch.manual_seed(0)
    network = Predictor(SmallCnn(size=(32, 32))).eval()
    example = torch.zeros(1, 32, 32, 3, dtype=torch.uint8)
    export_onnx(network, example, mine / "net.onnx", input_name="pixels", output_names=["probability"])
    entry = ModelEntry(
        name="sells",
        version="net-1",
        kind="network",
        output="probability",
        file="net.onnx",
        sha256="",
        card="net.md",
        input_size=32,
        folder=mine,
    )
    publish(entry, "# net", keep_versions=True)
    scanned.registry.reread()
    (shoots[0] / "2.jpg").unlink()  # judged from its thumbnail
    job = Job()
    assert adopt(scanned, "sells@net-1", mine, job).frames == 6
    assert job.snapshot().total == 6
    found = sells(scanned, shoots)
    assert {model for model, _ in found.values()} == {"sells@net-1"}
    assert len({round(value, 6) for _, value in found.values()}) > 1
    adopt(scanned, "sells@mine-1", mine, Job())
    assert {model for model, _ in sells(scanned, shoots).values()} == {"sells@mine-1"}


def test_the_next_scan_suggests_anew_where_the_suggestion_rests_on_the_score(
    scanned: Workplace, shoots: list[Path], mine: Path
) -> None:
    adopt(scanned, "sells@mine-1", mine, Job())
    known = [queries.find_shoot(scanned.catalogue, folder) for folder in shoots]
    assert all(shoot and shoot.scanned_at for shoot in known)
    add_version(mine, "aesthetic", "mine-1")
    scanned.registry.reread()
    adopt(scanned, "aesthetic@mine-1", mine, Job())
    known = [queries.find_shoot(scanned.catalogue, folder) for folder in shoots]
    assert not any(shoot and shoot.scanned_at for shoot in known)


def test_what_is_marked_meanwhile_waits_for_the_writing_only(scanned: Workplace, shoots: list[Path]) -> None:
    """The embeddings are read and judged while anybody may write."""
    frame = next(iter(frames(scanned, shoots).values()))
    pieces = scores.embeddings_in_pieces(scanned.catalogue, "backbone@2.0", 2)
    next(pieces)
    decisions.mark(scanned.catalogue, [frame.id], {"flag": "pick"}, "pick")
    assert sum(len(ids) for ids, _ in pieces) == 4
    assert frames(scanned, shoots)[f"first/{frame.path.name}"].flag == "pick"


@pytest.mark.parametrize("dialect", ["sqlite", "another"])
def test_scores_are_replaced_by_any_database(
    scanned: Workplace, shoots: list[Path], monkeypatch: pytest.MonkeyPatch, dialect: str
) -> None:
    monkeypatch.setattr("aesthcull.catalogue.scores._UPSERTING", dialect)
    found = frames(scanned, shoots)
    ids = np.array([f.id for f in found.values()])
    model = scanning.register_model(scanned.catalogue, "sells", "x", "")
    new = scores.CatalogueScores("sells", model, ids[:4], (np.arange(4) / 8).astype(np.float32))
    scores.replace_scores(scanned.catalogue, new, lambda: None, regroup=False)
    after = list(frames(scanned, shoots).values())
    assert [f.scores["sells"].value for f in after[:4]] == [0, 0.125, 0.25, 0.375]
    assert [f.scores["sells"] for f in after[4:]] == [f.scores["sells"] for f in list(found.values())[4:]]


class FullAfterChoice(Registry):
    """The disk is full from the moment on in which the choice is written: the commit of the scores fails."""

    @contextlib.contextmanager
    def choosing(self, name: str, folder: Path) -> Iterator[ModelEntry]:
        with super().choosing(name, folder) as entry:
            before = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
            try:
                yield entry
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_full_at_the_commit_leaves_model_and_scores(
    scanned: Workplace, shoots: list[Path], mine: Path
) -> None:
    original = sells(scanned, shoots)
    full = replace(scanned, registry=FullAfterChoice([BUNDLED, mine]))
    with pytest.raises(CatalogueError):
        adopt(full, "sells@mine-1", mine, Job())
    assert sells(scanned, shoots) == original
    for registry in (full.registry, Registry([BUNDLED, mine])):
        assert registry.get("sells").id == next(iter(original.values()))[0]
    assert not (mine / "registry.json.new").exists()
    adopt(scanned, "sells@mine-1", mine, Job())  # with room again


def test_two_processes_that_change_the_registry_wait_for_each_other(mine: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        with FileLock(lock_file(mine)):
            waiting = pool.submit(Registry([BUNDLED, mine]).use, "sells@mine-1", mine)
            time.sleep(0.3)
            assert not waiting.done()
        assert waiting.result(timeout=10).id == "sells@mine-1"
