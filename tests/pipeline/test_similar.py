"""`similar`: the frames that look most like one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from aesthcull.catalogue import queries
from aesthcull.cli import main
from aesthcull.job import Job
from aesthcull.pipeline import Workplace, scan
from aesthcull.pipeline.similar import find_similar
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


def test_the_command(sample_shoot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sample_shoot / "IMG_0001.JPG"
    assert main(["similar", str(path)]) == 0  # nothing scanned yet
    assert "scan a folder first" in capsys.readouterr().err
    assert main(["scan", str(sample_shoot)]) == 0
    capsys.readouterr()
    assert main(["similar", str(path), "--top", "3", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["by"] == "heads" and found["exact"] is True and len(found["frames"]) == 3
    distances = [frame["distance"] for frame in found["frames"]]
    assert distances == sorted(distances)
    (tmp_path / "broken.jpg").write_bytes(b"nonsense")
    assert main(["similar", str(tmp_path / "broken.jpg")]) == 2
    err = capsys.readouterr().err
    assert "broken.jpg" in err and err.count("\n") == 1
    assert main(["similar", str(tmp_path / "gone" / "x.jpg")]) == 2
