"""Keywords: what the models are sure enough of to say."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aesthcull import places
from aesthcull.photos.decode import load_photo
from aesthcull.vision.judge import Judge
from aesthcull.vision.preprocess import squeeze
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import ModelError, Registry
from aesthcull.vision.tagging import Tagger

TAGGERS = ("colour", "garment", "keywords", "pattern", "scene", "sleeve")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry([places.models_folder()])


@pytest.fixture(scope="module")
def judge(registry: Registry) -> Judge:
    return Judge(registry, Provider(CPU))


def tags_of(judge: Judge, path: Path) -> dict[str, list[str]]:
    pixels = squeeze(load_photo(path, 512).pixels, 224)
    (verdict,) = judge.verdicts(judge.embed([pixels]), {})
    return {name: [tag.name for tag in tags] for name, tags in verdict.tags.items()}


def test_every_tag_head_is_in_use(judge: Judge) -> None:
    assert {m.entry.name for m in judge.heads if m.tagger} == set(TAGGERS)


def test_a_word_is_as_sure_as_the_classes_that_imply_it_together(registry: Registry) -> None:
    tagger = Tagger(registry.get("keywords"))
    probabilities = np.zeros((1, 1000), dtype=np.float32)
    breeds = [tagger.classes.index(name) for name in ("golden retriever", "beagle", "pug")]
    probabilities[0, breeds] = 0.3
    (tags,) = tagger.tags(probabilities)
    sure = {tag.name: tag.confidence for tag in tags}
    assert sure["dog"] == pytest.approx(0.9) and "beagle" not in sure
    assert all(tag.confidence >= tagger.threshold for tag in tags)


def test_the_specific_word_comes_first(registry: Registry) -> None:
    tagger = Tagger(registry.get("keywords"))
    probabilities = np.zeros((1, 1000), dtype=np.float32)
    probabilities[0, tagger.classes.index("golden retriever")] = 1
    (tags,) = tagger.tags(probabilities)
    names = [tag.name for tag in tags]
    assert names[0] == "golden retriever" and names.index("dog") < names.index("animal")


def test_unsure_means_silent(registry: Registry) -> None:
    for name in TAGGERS:
        tagger = Tagger(registry.get(name))
        even = np.full((1, len(tagger.classes)), 1 / len(tagger.classes), dtype=np.float32)
        said = tagger.tags(even)[0]
        assert all(tag.confidence >= tagger.threshold for tag in said)
        nothing = np.zeros_like(even)
        assert tagger.tags(nothing) == [()]


def test_a_landscape_wears_nothing(judge: Judge, sample_shoot: Path) -> None:
    found = tags_of(judge, sample_shoot / "IMG_0001.JPG")
    assert found["garment"] == found["pattern"] == found["sleeve"] == found["colour"] == []
    assert "mountain" in found["scene"] + found["keywords"]


def test_the_cards_accuracy_holds_on_test_photographs(
    judge: Judge, registry: Registry, shared_data: Path
) -> None:
    folder = shared_data / "intel_scenes"
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "test"]
    said = [tags_of(judge, folder / row["file"])["scene"] for row in rows]
    spoken = [(words, row["label"]) for words, row in zip(said, rows, strict=True) if words]
    figures = registry.get("scene").figures
    coverage, right = len(spoken) / len(rows), np.mean([label in words for words, label in spoken])
    # A word is said when the classes that imply it are sure together, so a little more is said than classes.
    assert coverage >= figures["test: coverage at the threshold"] - 0.03
    assert right >= figures["test: accuracy at the threshold"] - 0.05


def test_every_threshold_keeps_its_promise(registry: Registry) -> None:
    for name, precision in (("garment", 0.85), ("pattern", 0.95), ("sleeve", 0.95), ("colour", 0.9)):
        figures = registry.get(name).figures
        assert figures["train, cross-validated: accuracy at the threshold"] >= precision
        assert figures["test: accuracy at the threshold"] >= precision - 0.05
        assert figures["test: accuracy"] > figures["test: most frequent class"] + 0.3


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "CMYK", "I;16", "1", "P"])
def test_every_kind_of_picture_is_scored_and_tagged(judge: Judge, tmp_path: Path, mode: str) -> None:
    for size in ((1, 1), (640, 480)):
        path = tmp_path / f"x{size[0]}.tif"
        if mode == "I;16":
            pixels = (np.arange(size[0] * size[1]) % 65536).astype(np.uint16)
            Image.fromarray(pixels.reshape(size[::-1])).save(path)
        else:
            Image.new(mode, size, 1).save(path)
        square = squeeze(load_photo(path, 512).pixels, 224)
        (verdict,) = judge.verdicts(judge.embed([square]), {})
        assert all(np.isfinite(score.value) for score in verdict.scores)
        assert set(verdict.tags) == set(TAGGERS)


def test_missing_labels_are_one_line(registry: Registry, tmp_path: Path) -> None:
    from dataclasses import replace

    with pytest.raises(ModelError, match=r"scene.*scene.csv"):
        Tagger(replace(registry.get("scene"), folder=tmp_path))
