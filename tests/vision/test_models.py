from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aesthcull import places
from aesthcull.photos.decode import load_photo
from aesthcull.trainer.export import parity
from aesthcull.trainer.networks.efficientnet_lite import MultiLevel, pretrained_lite0
from aesthcull.vision import providers, technical
from aesthcull.vision.judge import Judge, mean_and_spread
from aesthcull.vision.preprocess import squeeze
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import ModelError, Registry, verify
from aesthcull.vision.sessions import Session

ON_CPU = Provider(CPU)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry([places.models_folder()])


@pytest.fixture(scope="module")
def judge(registry: Registry) -> Judge:
    return Judge(registry, ON_CPU)


def labelled(folder: Path) -> list[dict[str, str]]:
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_backbone_computes_what_torch_computes(registry: Registry, sample_shoot: Path) -> None:
    photos = [squeeze(load_photo(p, 512).pixels, 224) for p in sorted(sample_shoot.glob("*.JPG"))[:8]]
    module = MultiLevel(pretrained_lite0()).eval()
    assert parity(module, registry.backbone().path, np.stack(photos)) < 1e-4


def test_the_aesthetic_head_is_as_good_as_its_card_says(
    registry: Registry, judge: Judge, shared_data: Path
) -> None:
    from scipy.stats import spearmanr

    folder = shared_data / "oasis_beauty"
    rows = [row for row in labelled(folder) if row["split"] == "test"]
    squares = [squeeze(load_photo(folder / row["file"]).pixels, 224) for row in rows]
    (head,) = [h for h in judge.heads if h.entry.name == "aesthetic"]
    scores = [j.value for j in head.judge(judge.embed(squares))]
    votes = np.array([[float(row[f"v{i}"]) for i in range(1, 8)] for row in rows])
    means = votes @ np.arange(1, 8) / votes.sum(axis=1)
    card = registry.get("aesthetic").figures
    assert spearmanr(scores, means).statistic == pytest.approx(card["test: Spearman"], abs=0.01)
    accuracy = np.mean((np.array(scores) > 5.5) == (means > 4))
    assert accuracy == pytest.approx(card["test: accuracy at the scale's middle"], abs=0.02)
    assert card["test: Spearman"] >= card["test: Spearman of the reference"] + 0.05


def test_the_votes_are_a_distribution_and_the_score_its_mean(judge: Judge, sample_shoot: Path) -> None:
    photo = load_photo(sorted(sample_shoot.glob("*.JPG"))[0], 512)
    embedding = judge.embed([squeeze(photo.pixels, 224)])
    (head,) = [h for h in judge.heads if h.entry.name == "aesthetic"]
    votes = head.describe(embedding)
    assert votes.shape == (1, 10) and votes.sum() == pytest.approx(1, abs=1e-5) and votes.min() >= 0
    (judgement,) = head.judge(embedding)
    assert judgement.value == pytest.approx(float(votes[0] @ np.arange(1, 11)), abs=1e-4)


def test_mean_and_spread_of_known_votes() -> None:
    votes = np.zeros((2, 10), dtype=np.float32)
    votes[0, 6] = 1
    votes[1, [0, 9]] = 0.5
    means, spreads = mean_and_spread(votes)
    assert means.tolist() == [7, 5.5] and spreads.tolist() == [0, 4.5]


def test_an_embedding_does_not_depend_on_its_batch(judge: Judge, sample_shoot: Path) -> None:
    squares = [squeeze(load_photo(p, 512).pixels, 224) for p in sorted(sample_shoot.glob("*.JPG"))[:9]]
    together = judge.embed(squares).astype(np.float32)
    alone = np.concatenate([judge.embed([s]) for s in squares]).astype(np.float32)
    assert np.abs(together - alone).max() < 0.01


def test_bundled_models_are_whole(registry: Registry) -> None:
    for entry in registry.entries():
        verify(entry)
        assert entry.card_path.read_text(encoding="utf-8").startswith("#")


def test_damaged_models_are_refused_by_name(registry: Registry, tmp_path: Path) -> None:
    entry = registry.backbone()
    truncated = replace(entry, folder=tmp_path)
    truncated.path.write_bytes(entry.path.read_bytes()[:-1000])
    with pytest.raises(ModelError, match=r"backbone.*checksum differs"):
        Session(truncated, ON_CPU)
    from aesthcull.vision.registry import sha256

    with pytest.raises(ModelError, match=r"backbone.*cannot be loaded"):
        Session(replace(truncated, sha256=sha256(truncated.path)), ON_CPU)
    with pytest.raises(ModelError, match="backbone"):
        Session(replace(entry, folder=tmp_path / "nowhere"), ON_CPU)


def test_a_broken_registry_is_one_line(tmp_path: Path) -> None:
    for text in ("{", "[]", '{"models": [{"name": "x"}]}', '{"models": 3}'):
        (tmp_path / "registry.json").write_text(text)
        with pytest.raises(ModelError) as caught:
            Registry([tmp_path])
        assert "\n" not in str(caught.value) and "registry.json" in str(caught.value)


def test_a_head_for_another_backbone_is_not_used(tmp_path: Path) -> None:
    folder = shutil.copytree(places.models_folder(), tmp_path / "m", ignore=shutil.ignore_patterns("recipes"))
    text = (folder / "registry.json").read_text()
    (folder / "registry.json").write_text(text.replace('"backbone@2.0"', '"backbone@0.9"'))
    registry = Registry([folder])
    assert registry.heads(registry.backbone()) == []


def test_without_cuda_the_cpu_runs_it_and_one_line_says_why(capfd: pytest.CaptureFixture[str]) -> None:
    chosen = providers.choose_provider()
    judge = Judge(Registry([places.models_folder()]), chosen)
    if judge.provider.name == "CUDAExecutionProvider":
        pytest.skip("this machine has CUDA")
    assert judge.provider.is_cpu or judge.provider.short_name in ("CoreML", "Dml")
    assert chosen.why_not_cuda and "\n" not in chosen.why_not_cuda
    assert capfd.readouterr() == ("", "")


def test_asking_for_cuda_that_is_not_there_falls_back_quietly(
    registry: Registry, capfd: pytest.CaptureFixture[str]
) -> None:
    session = Session(registry.backbone(), Provider("CUDAExecutionProvider"))
    if session.provider.name == "CUDAExecutionProvider":
        pytest.skip("this machine has CUDA")
    assert session.provider.is_cpu and session.batch <= 8
    assert session.run(np.zeros((1, 224, 224, 3), dtype=np.uint8)).shape == (1, 2064)
    assert capfd.readouterr().err.count("\n") <= 1


def test_blur_lowers_sharpness_and_clipping_lowers_exposure(sample_shoot: Path) -> None:
    import cv2

    for path in sorted(sample_shoot.glob("*.JPG"))[::6]:
        pixels = load_photo(path, technical.MEASURED_SIDE).pixels
        plain = technical.measure(pixels)
        blurred = technical.measure(np.asarray(cv2.GaussianBlur(pixels, (0, 0), 2.5), dtype=np.uint8))
        burnt = technical.measure(np.clip(pixels.astype(int) * 3 + 90, 0, 255).astype(np.uint8))
        assert blurred.sharpness < plain.sharpness
        assert burnt.exposure < plain.exposure
        assert burnt.brightness > plain.brightness


def test_a_blurred_background_does_not_lose(sample_shoot: Path) -> None:
    import cv2

    pixels = load_photo(sorted(sample_shoot.glob("*.JPG"))[0], technical.MEASURED_SIDE).pixels
    soft = np.asarray(cv2.GaussianBlur(pixels, (0, 0), 4), dtype=np.uint8)
    portrait = soft.copy()
    height, width = pixels.shape[:2]
    middle = np.s_[height // 3 : height * 2 // 3, width // 3 : width * 2 // 3]
    portrait[middle] = pixels[middle]
    slightly_soft = np.asarray(cv2.GaussianBlur(pixels, (0, 0), 2), dtype=np.uint8)
    assert technical.measure(portrait).sharpness > technical.measure(slightly_soft).sharpness


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 500, 3), (500, 2, 3), (7, 9, 3)])
def test_tiny_and_thin_pictures_are_measured(shape: tuple[int, int, int], judge: Judge) -> None:
    pixels = np.full(shape, 128, dtype=np.uint8)
    assert technical.measure(pixels).sharpness == 0
    assert judge.embed([squeeze(pixels, 224)]).shape == (1, 2064)
