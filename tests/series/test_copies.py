"""Copies are told from other pictures, and from the next frame of a burst."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from aesthcull.photos.decode import load_photo
from aesthcull.series.copies import Layers, agreement, layers, may_agree
from aesthcull.series.signature import signature
from tests.pipeline.edited_copies import EDITS, moved


@pytest.fixture(scope="module")
def pictures() -> list[np.ndarray]:
    folder = Path(__file__).resolve().parents[2] / "resources" / "sample_shoot"
    return [load_photo(folder / f"IMG_{n:04}.JPG", 512).pixels for n in (12, 18, 27, 33)]


@pytest.mark.parametrize("edit", sorted(EDITS))
def test_every_part_of_an_edited_copy_agrees(pictures: list[np.ndarray], edit: str) -> None:
    for number, one in enumerate(pictures):
        copy = EDITS[edit](one, np.random.default_rng(number))
        found = agreement(layers(one), layers(copy))
        assert may_agree(signature(one), signature(copy))
        assert found.whole > 0.8 and found.weakest > 0.5


def test_other_pictures_cannot_be_laid_on_each_other(pictures: list[np.ndarray]) -> None:
    made = [layers(one) for one in pictures]
    for i, one in enumerate(made):
        for other in made[i + 1 :]:
            assert agreement(one, other).whole < 0.5 and agreement(one, other).weakest < 0.2


def test_where_the_subject_moved_a_part_does_not_agree(pictures: list[np.ndarray]) -> None:
    for number, one in enumerate(pictures):
        copy = agreement(layers(one), layers(EDITS["recompressed"](one, np.random.default_rng(0))))
        neighbour = agreement(layers(one), layers(moved(one, np.random.default_rng(number))))
        assert neighbour.weakest < copy.weakest


def test_the_order_of_comparisons_does_not_matter(pictures: list[np.ndarray]) -> None:
    made = [layers(one) for one in pictures]
    before = [agreement(one, other) for one in made for other in made]
    assert [agreement(one, other) for one in made for other in made] == before


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (3, 2), (600, 400)])
def test_pictures_of_one_colour_and_of_any_size_agree_with_nothing(size: tuple[int, int]) -> None:
    flat = layers(np.full((*size, 3), 128, dtype=np.uint8))
    assert isinstance(flat, Layers)
    noise = np.random.default_rng(0).integers(0, 255, (*size, 3), dtype=np.uint8)
    assert agreement(flat, flat).weakest == 0.0
    assert agreement(flat, layers(noise)).weakest == 0.0
