"""A model exchanged: frames are judged again from the catalogue, a network from pixels beside the heads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from aesthcull import places
from aesthcull.catalogue import decisions, queries
from aesthcull.catalogue.records import PERSON, Frame
from aesthcull.job import Job
from aesthcull.pipeline import Workplace, scan
from aesthcull.trainer.export import export_onnx
from aesthcull.trainer.networks.base import Predictor
from aesthcull.trainer.networks.small_cnn import SmallCnn
from aesthcull.trainer.publish import publish
from aesthcull.vision.registry import ModelEntry, Registry
from tests.conftest import MakePhoto
from tests.vision.test_registry import add_version

BUNDLED = places.models_folder()


def frames(work: Workplace, folder: Path) -> list[Frame]:
    shoot = queries.find_shoot(work.catalogue, folder)
    assert shoot is not None
    return queries.frames_of(work.catalogue, shoot)


@pytest.fixture
def shoot(tmp_path: Path, make_photo: MakePhoto) -> Path:
    for number in range(3):
        make_photo(tmp_path / "shoot" / f"{number}.jpg", seed=number)
    return tmp_path / "shoot"


def test_another_version_of_a_head_judges_without_decoding(
    work: Workplace, shoot: Path, tmp_path: Path
) -> None:
    scan(work, shoot, Job())
    before = [f.scores["aesthetic"].value for f in frames(work, shoot)]
    add_version(tmp_path / "mine", "aesthetic", "mine-1")
    registry = Registry([BUNDLED, tmp_path / "mine"])
    registry.use("aesthetic@mine-1", tmp_path / "mine")
    again = replace(work, registry=registry)
    report = scan(again, shoot, Job())
    found = frames(again, shoot)
    assert report.scanned == 0 and {f.scores["aesthetic"].model for f in found} == {"aesthetic@mine-1"}
    # The copy judges as the bundled one did: from the stored embedding, to the last digit.
    assert [f.scores["aesthetic"].value for f in found] == pytest.approx(before, abs=1e-5)


def test_new_keywords_replace_the_models_old_ones_and_keep_the_photographers(
    work: Workplace, sample_shoot: Path, tmp_path: Path
) -> None:
    scan(work, sample_shoot, Job())
    found = frames(work, sample_shoot.resolve())
    target = next(f for f in found if any(k.source == "keywords@1.0" for k in f.keywords))
    decisions.mark(work.catalogue, [target.id], {"keyword": ("my own word",)}, "keyword")
    folder = tmp_path / "mine"
    entry = add_version(folder, "keywords", "mine-1")
    labels = folder / "words.csv"
    labels.write_bytes((BUNDLED / "keywords.csv").read_bytes())
    publish(replace(entry, labels=labels.name, threshold=0.999), "# mine", keep_versions=True)
    registry = Registry([BUNDLED, folder])
    registry.use("keywords@mine-1", folder)
    again = replace(work, registry=registry)
    scan(again, sample_shoot, Job())
    after = next(f for f in frames(again, sample_shoot.resolve()) if f.id == target.id)
    sources = {k.source for k in after.keywords}
    assert "keywords@1.0" not in sources and PERSON in sources
    assert "my own word" in [k.name for k in after.keywords]
    # Nothing is judged twice: frames that got no keyword are known to have been judged.
    assert scan(again, sample_shoot, Job()).scanned == 0


def test_a_network_from_pixels_goes_through_the_same_registry(
    work: Workplace, shoot: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    torch.manual_seed(0)
    network = Predictor(SmallCnn(size=(32, 32))).eval()
    example = torch.zeros(1, 32, 32, 3, dtype=torch.uint8)
    export_onnx(network, example, folder / "mine.onnx", input_name="pixels", output_names=["probability"])
    entry = ModelEntry(
        name="mine",
        version="1",
        kind="network",
        output="probability",
        file="mine.onnx",
        sha256="",
        card="mine.md",
        input_size=32,
        folder=folder,
    )
    publish(entry, "# mine")
    scan(work, shoot, Job())
    registry = Registry([BUNDLED, folder])
    registry.use("mine@1", folder)
    again = replace(work, registry=registry)
    scan(again, shoot, Job())  # from the thumbnails
    rescored = {f.path.name: f.scores["mine"].value for f in frames(again, shoot)}
    assert len(rescored) == 3 and all(0 <= value <= 1 for value in rescored.values())
    fresh = shoot.parent / "fresh"
    fresh.mkdir()
    for path in shoot.iterdir():
        (fresh / path.name).write_bytes(path.read_bytes())
    scan(again, fresh, Job())  # while scanning
    scanned = {f.path.name: f.scores["mine"].value for f in frames(again, fresh)}
    assert np.allclose(
        [rescored[n] for n in sorted(rescored)], [scanned[n] for n in sorted(scanned)], atol=0.02
    )


def test_a_changed_frame_whose_scan_was_cut_short_is_judged_by_the_next(
    work: Workplace, shoot: Path, make_photo: MakePhoto, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aesthcull.catalogue import scanning

    scan(work, shoot, Job())
    before = {f.path.name: f.scores["aesthetic"].value for f in frames(work, shoot)}
    make_photo(shoot / "1.jpg", seed=77, size=(400, 300))

    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(scanning, "store_judged", killed)
        with pytest.raises(KeyboardInterrupt):
            scan(work, shoot, Job())
    assert scan(work, shoot, Job()).scanned == 1
    after = {f.path.name: f.scores["aesthetic"].value for f in frames(work, shoot)}
    assert after["1.jpg"] != before["1.jpg"] and after["2.jpg"] == before["2.jpg"]
