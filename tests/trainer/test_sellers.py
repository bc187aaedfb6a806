"""P1's protocol: it learns, repeats itself, splits fairly, stops when told and augments within bounds."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from aesthcull.job import Cancelled
from aesthcull.trainer import sellers
from aesthcull.trainer.networks.small_cnn import SmallCnn
from aesthcull.trainer.sellers import (
    KINDS,
    POORLY,
    WELL,
    Epoch,
    Indices,
    Photos,
    Protocol,
    augment,
    draw_moves,
    group_split,
    random_split,
    repeat,
    train_sellers,
)

SIZE = (16, 24)
QUICK = Protocol(size=SIZE, epochs=12, rate=1e-3, drop_after=8)


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def two_colours(count: int, seed: int = 0) -> tuple[Photos, Indices]:
    """Noise that is warm where it sold well and cold where it sold poorly; every other one sold well."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    tint = np.array([[70, 110, 150], [150, 110, 70]])[labels]
    noise = rng.normal(0, 40, size=(count, *SIZE, 3))
    return np.clip(tint[:, None, None] + noise, 0, 255).astype(np.uint8), labels


def test_it_learns_two_colours_and_says_how_far_it_is() -> None:
    photos, labels = two_colours(100)
    epochs: list[Epoch] = []
    (outcome,) = repeat(photos, labels, QUICK, times=1, on_epoch=epochs.append)
    assert outcome.accuracy > 0.95
    assert outcome.majority == 0.5
    assert (outcome.trained_on, outcome.tested_on) == ((40, 40), (10, 10))
    assert [epoch.number for epoch in epochs] == list(range(1, 13))
    assert epochs[-1].loss < 0.5 * epochs[0].loss
    assert epochs[-1].accuracy > 0.9


def test_the_same_seed_gives_the_same_network_and_leaves_the_callers_random_numbers_alone() -> None:
    photos, labels = two_colours(60)
    short = replace(QUICK, epochs=3)
    torch.manual_seed(1)
    expected = torch.rand(1)
    torch.manual_seed(1)
    first, second, other = (
        sellers.chance_of_selling(train_sellers(photos, labels, replace(short, seed=seed)), photos)
        for seed in (4, 4, 5)
    )
    assert torch.rand(1) == expected
    assert np.array_equal(first, second)
    assert not np.array_equal(first, other)


def test_repeats_can_be_resumed() -> None:
    photos, labels = two_colours(60)
    groups = np.array([f"series {i // 4}" for i in range(60)])
    short = replace(QUICK, epochs=2)
    whole = list(repeat(photos, labels, short, 3, groups=groups))
    assert whole[2:] == list(repeat(photos, labels, short, 3, groups=groups, first=2))


def test_cancel_stops_between_batches() -> None:
    photos, labels = two_colours(60)
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    epochs: list[Epoch] = []
    with pytest.raises(Cancelled):
        train_sellers(photos, labels, QUICK, cancelled=cancelled, on_epoch=epochs.append)
    assert [epoch.number for epoch in epochs] == [1]  # 60 photographs are two batches


def test_one_kind_alone_or_another_size_is_refused() -> None:
    photos, labels = two_colours(20)
    with pytest.raises(ValueError, match="both needed"):
        train_sellers(photos, np.zeros_like(labels), QUICK)
    with pytest.raises(ValueError, match="not \\[N, 100, 150, channels\\]"):
        train_sellers(photos, labels, Protocol())


@pytest.mark.parametrize("channels", [1, 4])
def test_grey_and_cmyk_photographs_are_learnt_as_well(channels: int) -> None:
    photos, labels = two_colours(100)
    separated = np.concatenate([photos, photos[..., :1]], axis=3)[..., :channels]
    (outcome,) = repeat(separated, labels, replace(QUICK, epochs=20), times=1)
    assert outcome.accuracy > 0.9


def test_fewer_photographs_than_a_batch_are_trained_on_too() -> None:
    photos, labels = two_colours(8)
    losses: list[float] = []
    train_sellers(photos, labels, replace(QUICK, epochs=2), on_epoch=lambda epoch: losses.append(epoch.loss))
    assert all(math.isfinite(loss) for loss in losses)


def test_l2_spares_the_biases_of_convolutions_and_of_the_end() -> None:
    network = SmallCnn(SIZE)
    weights, biases = sellers._regularised(network, 1e-3)
    assert (weights["weight_decay"], biases.get("weight_decay")) == (1e-3, None)
    spared = {id(p) for p in biases["params"]}  # type: ignore[attr-defined]
    names = {name for name, p in network.named_parameters() if id(p) in spared}
    assert names == {"blocks.0.0.bias", "blocks.1.0.bias", "blocks.2.0.bias", "fc.bias"}


def test_the_rate_is_divided_by_ten_once(monkeypatch: pytest.MonkeyPatch) -> None:
    photos, labels = two_colours(8)
    rates: list[float] = []
    step = sellers._step

    def noting(network, optimiser, pixels, targets):  # type: ignore[no-untyped-def]
        rates.append(optimiser.param_groups[0]["lr"])
        return step(network, optimiser, pixels, targets)

    monkeypatch.setattr(sellers, "_step", noting)
    train_sellers(photos, labels, Protocol(size=SIZE, epochs=5, drop_after=2))
    assert rates == pytest.approx([1e-4, 1e-4, 1e-5, 1e-5, 1e-5])


# --- augmentation ----------------------------------------------------------------------------------------


@given(st.integers(0, 10_000), st.integers(4, 400), st.integers(4, 600))
def test_moves_stay_within_bounds(seed: int, height: int, width: int) -> None:
    protocol = Protocol(size=(height, width))
    moves = draw_moves(50, protocol, torch.Generator().manual_seed(seed))
    largest = moves.abs().max(dim=0).values
    bounds = torch.tensor([5, min(5, height / 8), min(5, width / 8)])
    assert torch.all(largest <= bounds)
    assert torch.all(largest > 0.5 * bounds)  # and use them


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_augmented_pixels_stay_between_the_darkest_and_the_brightest(seed: int) -> None:
    pixels = torch.from_numpy(np.random.default_rng(seed).integers(40, 200, (4, *SIZE, 3), dtype=np.uint8))
    moves = draw_moves(4, Protocol(size=SIZE), torch.Generator().manual_seed(seed))
    moved = augment(pixels, moves)
    assert moved.shape == pixels.shape
    assert moved.min() >= pixels.min() - 1e-3
    assert moved.max() <= pixels.max() + 1e-3


def test_no_move_changes_nothing_and_whole_pixels_shift_exactly() -> None:
    pixels = torch.from_numpy(two_colours(2)[0])
    moved = augment(pixels, torch.tensor([[0.0, 0, 0], [0, 2, -3]]))
    assert torch.allclose(moved[0], pixels[0].float(), atol=1e-2)
    assert torch.allclose(moved[1, 2:, :-3], pixels[1, :-2, 3:].float(), atol=1e-2)


def test_a_turn_keeps_the_middle_and_pixels_square() -> None:
    """A dot 20 pixels to the right of the middle turns clockwise: down by 20 sin 5°; the frame is oblong."""
    pixels = torch.zeros((1, 41, 61, 3), dtype=torch.uint8)
    pixels[0, 20, 50] = 255
    moved = augment(pixels, torch.tensor([[5.0, 0, 0]]))[0, :, :, 0]
    rows, columns = torch.meshgrid(torch.arange(41.0), torch.arange(61.0), indexing="ij")
    row, column = (float((moved * at).sum() / moved.sum()) for at in (rows, columns))
    assert row - 20 == pytest.approx(20 * math.sin(math.radians(5)), abs=0.2)
    assert column - 30 == pytest.approx(20 * math.cos(math.radians(5)), abs=0.2)


# --- splits ----------------------------------------------------------------------------------------------


@given(st.integers(2, 60), st.integers(2, 60), st.floats(0.05, 0.95), st.integers(0, 99))
def test_a_random_split_takes_the_share_of_each_kind(well: int, poorly: int, share: float, seed: int) -> None:
    labels = np.array([WELL] * well + [POORLY] * poorly)
    training, testing = random_split(labels, share, seed)
    assert sorted([*training, *testing]) == list(range(len(labels)))
    for kind, count in ((WELL, well), (POORLY, poorly)):
        taken = int(np.sum(labels[training] == kind))
        assert taken == min(max(round(share * count), 1), count - 1)


@st.composite
def grouped(draw: st.DrawFn) -> tuple[Indices, np.ndarray]:
    """Photographs in groups of one kind or both; at least two groups have both."""
    sizes = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
    sizes = [(2, 1), (1, 3), *sizes]
    labels = [kind for size in sizes for kind in KINDS for _ in range(size[kind])]
    groups = [f"theme {i}" for i, size in enumerate(sizes) for _ in range(sum(size))]
    return np.array(labels), np.array(groups)


@given(grouped(), st.floats(0.1, 0.9), st.integers(0, 99))
def test_no_group_straddles(data: tuple[Indices, np.ndarray], share: float, seed: int) -> None:
    labels, groups = data
    training, testing = group_split(labels, groups, share, seed)
    assert sorted([*training, *testing]) == list(range(len(labels)))
    assert not set(groups[training]) & set(groups[testing])
    for side in (training, testing):
        assert set(labels[side]) == set(KINDS)


@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=20),
    st.lists(st.integers(1, 9), min_size=2, max_size=20),
    st.floats(0.1, 0.9),
    st.integers(0, 99),
)
def test_a_group_split_misses_the_share_by_one_group_at_most(
    well: list[int], poorly: list[int], share: float, seed: int
) -> None:
    sizes = [(WELL, size) for size in well] + [(POORLY, size) for size in poorly]
    labels = np.array([kind for kind, size in sizes for _ in range(size)])
    groups = np.array([f"series {i}" for i, (_, size) in enumerate(sizes) for _ in range(size)])
    training, _ = group_split(labels, groups, share, seed)
    for kind, mine in ((WELL, well), (POORLY, poorly)):
        assert abs(np.sum(labels[training] == kind) - share * sum(mine)) <= max(mine)


def test_what_cannot_be_split_is_refused() -> None:
    with pytest.raises(ValueError, match="two photographs"):
        random_split(np.array([WELL, POORLY, POORLY]), 0.8, 0)
    with pytest.raises(ValueError, match="too few groups"):
        group_split(np.array([WELL, WELL, POORLY, POORLY]), np.array(["a", "a", "b", "c"]), 0.8, 0)


def test_seeds_give_different_splits() -> None:
    labels = np.arange(100) % 2
    groups = np.array([str(i // 5) for i in range(100)])
    assert not np.array_equal(random_split(labels, 0.8, 0)[1], random_split(labels, 0.8, 1)[1])
    assert set(group_split(labels, groups, 0.8, 0)[1]) != set(group_split(labels, groups, 0.8, 1)[1])


def test_a_photograph_is_shrunk_whole() -> None:
    pixels = np.zeros((256, 320, 3), dtype=np.uint8)
    pixels[:, 160:] = 200
    small = sellers.shrink(pixels, SIZE)
    assert small.shape == (*SIZE, 3)
    assert np.all(small[:, :12] == 0)
    assert np.all(small[:, 12:] == 200)
