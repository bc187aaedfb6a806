"""`similar`: the frames that look most like one."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aesthcull import places
from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue.records import StoredFile
from aesthcull.job import Job
from aesthcull.pipeline import Workplace, scan
from aesthcull.pipeline.similar import find_similar, rank_similar
from aesthcull.vision.judge import Judge
from aesthcull.vision.registry import REGISTRY_FILE, Registry
from tests.conftest import MakePhoto


@pytest.fixture
def shoot(work: Workplace, sample_shoot: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "shoot"
    folder.mkdir()
    for path in sorted(sample_shoot.glob("*.JPG"))[::2]:
        shutil.copy2(path, folder / path.name)
    scan(work, folder, Job())
    return folder


def cache(work: Workplace) -> list[Path]:
    return sorted((work.thumbnails.folder.parent / "similar").glob("*.npz"))


@pytest.mark.parametrize("by", ["heads", "backbone"])
def test_the_nearest_is_of_the_same_series(work: Workplace, shoot: Path, by: str) -> None:
    record = queries.find_shoot(work.catalogue, shoot)
    assert record is not None
    frames = queries.frames_of(work.catalogue, record)
    series = {f.path: f.series.id for f in frames if f.series}
    right = 0
    for path in series:
        found = find_similar(work, path, 1, by, Job())  # type: ignore[arg-type]
        assert path not in [f.path for f in found.frames] and found.exact
        right += series.get(found.frames[0].path) == series[path]
    assert right >= 0.8 * len(series)


@pytest.mark.parametrize("by", ["heads", "backbone"])
def test_the_ranking_within_a_shoot_is_that_of_the_whole_catalogue(
    work: Workplace, shoot: Path, tmp_path: Path, make_photo: MakePhoto, by: str
) -> None:
    make_photo(tmp_path / "other" / "x.jpg")
    scan(work, tmp_path / "other", Job())
    record = queries.find_shoot(work.catalogue, shoot)
    assert record is not None
    frames = queries.frames_of(work.catalogue, record)
    ids = np.array([frame.id for frame in frames])
    whole = find_similar(work, frames[3].path, len(frames) + 1, by, Job())  # type: ignore[arg-type]
    ranked = rank_similar(work, frames[3], ids, len(frames), by, Job())  # type: ignore[arg-type]
    assert ranked.ids == (frames[3].id, *(f.id for f in whole.frames if f.id in ids))
    some = rank_similar(work, frames[3], ids[::2], 4, by, Job())  # type: ignore[arg-type]
    assert len(some.ids) == 5 and set(some.ids[1:]) <= set(ids[::2].tolist())


def test_a_photograph_outside_the_catalogue(work: Workplace, shoot: Path, tmp_path: Path) -> None:
    some = sorted(shoot.iterdir())[0]
    copy = Path(shutil.copy(some, tmp_path / "elsewhere.jpg"))
    found = find_similar(work, copy, 3, "heads", Job())
    assert found.frames[0].path == some and found.distances[0] < found.distances[1]


def test_a_second_question_computes_only_what_is_new(
    work: Workplace, shoot: Path, make_photo: MakePhoto, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = queries.embeddings_by_id

    def counted(catalogue: object, ids: list[int], model: str) -> dict[int, np.ndarray]:
        asked.append(len(ids))
        return real(catalogue, ids, model)  # type: ignore[arg-type]

    monkeypatch.setattr(queries, "embeddings_by_id", counted)
    path = sorted(shoot.iterdir())[0]
    first = find_similar(work, path, 5, "heads", Job())
    assert sum(asked) == 1 + 18
    asked.clear()
    assert find_similar(work, path, 5, "heads", Job()) == first and asked == [1]
    make_photo(shoot / "new.jpg", seed=5)
    scan(work, shoot, Job())
    asked.clear()
    find_similar(work, path, 5, "heads", Job())
    assert asked == [1, 1]


def test_a_changed_frame_and_a_damaged_cache_are_noticed(work: Workplace, shoot: Path) -> None:
    first, second, *_, last = sorted(shoot.iterdir())
    find_similar(work, first, 5, "heads", Job())
    shutil.copy(first, last)  # now it shows what the first shows
    scan(work, shoot, Job())
    found = find_similar(work, first, 1, "heads", Job())
    assert found.frames[0].path == last and found.distances[0] == pytest.approx(0, abs=0.1)
    (file,) = cache(work)
    file.write_bytes(file.read_bytes()[:500])
    assert find_similar(work, first, 1, "heads", Job()) == found
    second.unlink()
    scan(work, shoot, Job())
    assert second not in [f.path for f in find_similar(work, first, 99, "heads", Job()).frames]


def test_asking_between_a_change_and_its_judging_leaves_nothing_stale(work: Workplace, shoot: Path) -> None:
    # As when a scan is cancelled: the changed file is known already, its embedding is still the old one.
    first, *_, last = sorted(shoot.iterdir())
    record = queries.find_shoot(work.catalogue, shoot)
    assert record is not None
    frames = {f.path: f for f in queries.frames_of(work.catalogue, record)}
    shutil.copy(first, last)
    now = StoredFile(last, last.stat().st_size, last.stat().st_mtime_ns)
    scanning.update_files(work.catalogue, [(frames[last].id, (now,))])
    before = find_similar(work, first, 1, "heads", Job())
    model = Judge(work.registry).backbone
    known = queries.embeddings_by_id(work.catalogue, [frames[first].id], model.id)
    number = scanning.register_model(work.catalogue, model.name, model.version, model.sha256)
    changed = scanning.Judged(frames[last].id, embedding=known[frames[first].id], embedding_model=number)
    scanning.store_judged(work.catalogue, [changed])
    after = find_similar(work, first, 1, "heads", Job())
    assert after.frames[0].path == last and after.distances[0] == pytest.approx(0, abs=0.1)
    assert before.distances[0] > after.distances[0]


def test_an_unwritable_cache_costs_only_time(work: Workplace, shoot: Path) -> None:
    folder = work.thumbnails.folder.parent / "similar"
    folder.write_bytes(b"not a folder")
    path = sorted(shoot.iterdir())[0]
    assert len(find_similar(work, path, 5, "heads", Job()).frames) == 5
    assert folder.read_bytes() == b"not a folder"


def test_any_damage_to_the_cache_is_survived(work: Workplace, shoot: Path) -> None:
    path = sorted(shoot.iterdir())[0]
    expected = find_similar(work, path, 5, "heads", Job())
    (file,) = cache(work)
    whole = file.read_bytes()
    rng = np.random.default_rng(0)
    for _ in range(5):
        spoilt = bytearray(whole)
        for place in rng.integers(0, len(whole), 20):
            spoilt[place] ^= int(rng.integers(1, 256))
        file.write_bytes(bytes(spoilt))
        assert find_similar(work, path, 5, "heads", Job()) == expected


def test_other_models_make_other_features(work: Workplace, shoot: Path, tmp_path: Path) -> None:
    path = sorted(shoot.iterdir())[0]
    first = find_similar(work, path, 5, "heads", Job())
    folder = tmp_path / "models"
    shutil.copytree(places.models_folder(), folder, ignore=shutil.ignore_patterns("recipes", "runs"))
    document = json.loads((folder / REGISTRY_FILE).read_text())
    for entry in document["models"]:
        entry["features"] = entry["name"] == "garment"
    (folder / REGISTRY_FILE).write_text(json.dumps(document))
    fewer = replace(work, registry=Registry([folder]))
    other = find_similar(fewer, path, 5, "heads", Job())
    assert other.by == "heads" and other.distances != first.distances
    assert len(cache(work)) == 1  # the features of models that are not in use do not pile up
    assert find_similar(work, path, 5, "heads", Job()) == first
    for entry in document["models"]:
        entry["features"] = False
    (folder / REGISTRY_FILE).write_text(json.dumps(document))
    none = find_similar(replace(work, registry=Registry([folder])), path, 5, "heads", Job())
    assert none.by == "backbone"
    assert none.frames == find_similar(work, path, 5, "backbone", Job()).frames


def test_a_head_that_is_damaged_is_named_and_the_others_go_on(
    work: Workplace, shoot: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "models"
    shutil.copytree(places.models_folder(), folder, ignore=shutil.ignore_patterns("recipes", "runs"))
    (folder / "garment.onnx").write_bytes(b"damaged")
    path = sorted(shoot.iterdir())[0]
    found = find_similar(replace(work, registry=Registry([folder])), path, 5, "heads", Job())
    assert len(found.frames) == 5 and any("garment" in notice for notice in found.notices)
