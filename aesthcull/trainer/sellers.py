"""P1's protocol: a small network, trained from nothing on what sold well and what sold poorly.

From the paper: Adam with mini-batches of 30, at most 75 epochs, learning rate 1e-4 divided by 10 after 25
epochs, L2 regularisation 1e-3; every time a photograph is shown it is turned by −5…+5° and shifted by
−5…+5 pixels both ways; the photographs are split at random, and everything is repeated and averaged.

Ours, because our facts leave it open: the rate is divided once; all epochs are trained; photographs are
shuffled for each epoch and those that do not fill its last batch wait for the next (as MATLAB does); what a
shift uncovers repeats the photograph's edge. We add the split by groups, of which none is on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from aesthcull.job import Cancelled
from aesthcull.trainer.networks.small_cnn import SmallCnn

Photos = NDArray[np.uint8]  # [N, H, W, C]: RGB, or another colour model of 1 to 4 channels
Indices = NDArray[np.intp]
Split = tuple[Indices, Indices]  # for training, for testing

POORLY, WELL = 0, 1
KINDS = (POORLY, WELL)
SHOWN_AT_ONCE = 256
LARGEST_SHIFT = 1 / 8  # of a side
TRIES = 100


@dataclass(frozen=True)
class Protocol:
    """How the network is trained; the defaults are P1's.

    The shift is the paper's, in pixels at the network's `size` (H, W), but at most an eighth of each side:
    sides of less than 40 pixels shift by less than 5. Rotation 0 and shift 0 leave photographs as they are.
    """

    size: tuple[int, int] = (100, 150)
    batch: int = 30
    epochs: int = 75
    rate: float = 1e-4
    drop_after: int = 25
    l2: float = 1e-3
    rotation: float = 5.0
    shift: float = 5.0
    share: float = 0.8
    seed: int = 0

    @property
    def shifts(self) -> tuple[float, float]:
        """The largest shift in pixels, down and to the right."""
        height, width = (min(self.shift, side * LARGEST_SHIFT) for side in self.size)
        return height, width


@dataclass(frozen=True)
class Epoch:
    """A finished epoch: loss and accuracy on the photographs as they were shown, while the network learned.

    The callback may look at the network, but not train it.
    """

    number: int
    of: int
    loss: float
    accuracy: float
    network: SmallCnn


@dataclass(frozen=True)
class Outcome:
    """One repeat: the share of test photographs told rightly, and what always saying one kind would reach."""

    accuracy: float
    majority: float
    trained_on: tuple[int, int]  # photographs that sold poorly, well
    tested_on: tuple[int, int]


def _never() -> bool:
    return False


def _nothing(_epoch: Epoch) -> None:
    pass


def train_sellers(
    photos: Photos,
    labels: Indices,
    protocol: Protocol,
    *,
    cancelled: Callable[[], bool] = _never,
    on_epoch: Callable[[Epoch], None] = _nothing,
) -> SmallCnn:
    """P1's network trained by P1's protocol on photographs of the protocol's size; `labels` are of KINDS.

    The same seed gives the same network on the same device. Raise Cancelled between two batches.
    """
    _check(photos, labels, protocol)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    generator = torch.Generator().manual_seed(protocol.seed)
    network = _fresh_network(photos, protocol).to(device)
    optimiser = torch.optim.Adam(_regularised(network, protocol.l2), lr=protocol.rate)
    schedule = torch.optim.lr_scheduler.MultiStepLR(optimiser, [protocol.drop_after], gamma=0.1)
    pixels, targets = torch.from_numpy(photos).to(device), torch.from_numpy(labels).to(device)
    with torch.backends.cudnn.flags(deterministic=True, benchmark=False):
        for number in range(1, protocol.epochs + 1):
            network.train()
            steps = []
            for batch in _batches(len(labels), protocol.batch, generator):
                if cancelled():
                    raise Cancelled
                moves = draw_moves(len(batch), protocol, generator).to(device)
                steps.append(_step(network, optimiser, augment(pixels[batch], moves), targets[batch]))
            schedule.step()
            loss, right = np.mean(steps, axis=0).tolist()
            on_epoch(Epoch(number, protocol.epochs, loss, right, network))
    return network.cpu().eval()


def _step(
    network: SmallCnn, optimiser: torch.optim.Optimizer, pixels: Tensor, targets: Tensor
) -> tuple[float, float]:
    """One mini-batch: its loss and accuracy before the step."""
    logits = network(pixels)
    loss = functional.cross_entropy(logits, targets)
    optimiser.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    optimiser.step()
    return loss.item(), (logits.argmax(dim=1) == targets).float().mean().item()


def _check(photos: Photos, labels: Indices, protocol: Protocol) -> None:
    height, width = protocol.size
    if photos.ndim != 4 or photos.shape[1:3] != (height, width) or len(photos) != len(labels):
        raise ValueError(
            f"{len(labels)} labels for {photos.shape} photographs, not [N, {height}, {width}, channels]"
        )
    if set(np.unique(labels)) != set(KINDS):
        raise ValueError("photographs that sold well and photographs that sold poorly are both needed")


def _fresh_network(photos: Photos, protocol: Protocol) -> SmallCnn:
    with torch.random.fork_rng():  # whoever calls keeps its own random numbers
        torch.manual_seed(protocol.seed)
        network = SmallCnn(protocol.size, channels=photos.shape[3])
    network.centre_on(photos.mean(axis=(0, 1, 2)).tolist())
    return network


def _regularised(network: nn.Module, l2: float) -> list[dict[str, object]]:
    """L2 as MATLAB has it: l2 · weight joins the gradient; the biases of convolutions and `fc` are spared."""
    layers = [module for module in network.modules() if isinstance(module, nn.Conv2d | nn.Linear)]
    biases = [layer.bias for layer in layers if layer.bias is not None]
    spared = {id(bias) for bias in biases}
    weights = [parameter for parameter in network.parameters() if id(parameter) not in spared]
    return [{"params": weights, "weight_decay": l2}, {"params": biases}]


def _batches(count: int, batch: int, generator: torch.Generator) -> Iterator[Tensor]:
    order = torch.randperm(count, generator=generator)
    for start in range(0, max(count - batch, 0) + 1, batch):
        yield order[start : start + batch]


def draw_moves(count: int, protocol: Protocol, generator: torch.Generator) -> Tensor:
    """[count, 3] at random within the protocol's bounds: a turn in degrees, pixels down and to the right."""
    bounds = torch.tensor([protocol.rotation, *protocol.shifts])
    return (torch.rand(count, 3, generator=generator) * 2 - 1) * bounds


def augment(pixels: Tensor, moves: Tensor) -> Tensor:
    """[N, H, W, C] turned about the middle (clockwise) and shifted by `moves`; float, on the same scale."""
    height, width = pixels.shape[1:3]
    angle = torch.deg2rad(moves[:, 0])
    cos, sin = torch.cos(angle), torch.sin(angle)
    down, right = moves[:, 1] * 2 / height, moves[:, 2] * 2 / width
    x_row = torch.stack([cos, sin * height / width, -(cos * right + sin * height / width * down)], dim=1)
    y_row = torch.stack([-sin * width / height, cos, sin * width / height * right - cos * down], dim=1)
    channels_first = pixels.to(torch.float32).permute(0, 3, 1, 2)
    grid = functional.affine_grid(
        torch.stack([x_row, y_row], dim=1), list(channels_first.shape), align_corners=False
    )
    moved = functional.grid_sample(channels_first, grid, padding_mode="border", align_corners=False)
    return moved.permute(0, 2, 3, 1)


def chance_of_selling(network: SmallCnn, photos: Photos) -> NDArray[np.float32]:
    """[N] softmax's share for "sold well"."""
    device = next(network.parameters()).device
    network.eval()
    with torch.no_grad():
        parts = [
            torch.softmax(network(torch.from_numpy(photos[i : i + SHOWN_AT_ONCE]).to(device)), dim=1)[:, WELL]
            for i in range(0, len(photos), SHOWN_AT_ONCE)
        ]
    return np.asarray(torch.cat(parts).cpu().numpy(), dtype=np.float32)


def accuracy(network: SmallCnn, photos: Photos, labels: Indices) -> float:
    """The share of photographs whose more likely kind is the true one."""
    return float(np.mean((chance_of_selling(network, photos) > 0.5) == (labels == WELL)))


def majority(labels: Indices) -> float:
    """What always naming the more frequent kind reaches; the chance level (½ where both are alike many)."""
    return float(max(np.mean(labels == kind) for kind in KINDS))


def shrink(pixels: Photos, size: tuple[int, int]) -> Photos:
    """One photograph [H, W, 3] squeezed to `size` (H, W): the whole frame, by area averaging."""
    height, width = size
    small = pixels.shape[0] < height or pixels.shape[1] < width
    method = cv2.INTER_CUBIC if small else cv2.INTER_AREA
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=method), dtype=np.uint8)


def random_split(labels: Indices, share: float, seed: int) -> Split:
    """P1's split: of each kind, `share` at random for training and at least one photograph for each side."""
    rng = np.random.default_rng(seed)
    training, testing = [], []
    for kind in KINDS:
        mine = rng.permutation(np.flatnonzero(labels == kind))
        if len(mine) < 2:
            raise ValueError("a split needs two photographs that sold well and two that sold poorly")
        cut = min(max(round(share * len(mine)), 1), len(mine) - 1)
        training.append(mine[:cut])
        testing.append(mine[cut:])
    return np.sort(np.concatenate(training)), np.sort(np.concatenate(testing))


def group_split(labels: Indices, groups: NDArray[np.str_], share: float, seed: int) -> Split:
    """A random split by whole groups (themes, series): none is on both sides.

    Both sides get both kinds, or ValueError. Then the groups are taken in random order, each for training
    when that brings both kinds together closer to `share`; small groups come closest.
    """
    rng = np.random.default_rng(seed)
    names, group_of = np.unique(groups, return_inverse=True)
    counts = np.stack([np.bincount(group_of[labels == kind], minlength=len(names)) for kind in KINDS], axis=1)
    for _ in range(TRIES):
        chosen = _choose_groups(counts, share, rng.permutation(len(names)))
        if chosen is not None:
            is_training = chosen[group_of]
            return np.flatnonzero(is_training), np.flatnonzero(~is_training)
    raise ValueError("too few groups: training and testing both need photographs of both kinds")


def _choose_groups(
    counts: NDArray[np.intp], share: float, order: NDArray[np.intp]
) -> NDArray[np.bool_] | None:
    """Which groups train, of [groups, kinds] photographs; None when a side would lack a kind."""
    chosen = np.zeros(len(counts), dtype=bool)
    left = list(order)
    for is_training in (False, True):  # first one group of each kind for each side
        seeded = np.zeros(len(KINDS), dtype=np.intp)
        for kind in KINDS:
            if seeded[kind]:
                continue
            first = next((group for group in left if counts[group, kind]), None)
            if first is None:
                return None
            left.remove(first)
            chosen[first] = is_training
            seeded += counts[first]
    missing = share * counts.sum(axis=0) - counts[chosen].sum(axis=0)
    for group in left:  # then whatever brings the training closer to its share
        if np.sum((missing - counts[group]) ** 2) < np.sum(missing**2):
            chosen[group] = True
            missing = missing - counts[group]
    return chosen


def repeat(
    photos: Photos,
    labels: Indices,
    protocol: Protocol,
    times: int = 10,
    *,
    groups: NDArray[np.str_] | None = None,
    first: int = 0,
    cancelled: Callable[[], bool] = _never,
    on_epoch: Callable[[Epoch], None] = _nothing,
) -> Iterator[Outcome]:
    """P1's repeats from `first` up to `times`, one by one as they finish; each has its own split and seed.

    The split is by groups where they are given, otherwise at random.
    """
    for index in range(first, times):
        one = replace(protocol, seed=protocol.seed + index)
        training, testing = split_for(labels, one, groups)
        network = train_sellers(
            photos[training], labels[training], one, cancelled=cancelled, on_epoch=on_epoch
        )
        yield Outcome(
            accuracy(network, photos[testing], labels[testing]),
            majority(labels[testing]),
            _count(labels[training]),
            _count(labels[testing]),
        )


def split_for(labels: Indices, protocol: Protocol, groups: NDArray[np.str_] | None) -> Split:
    """The split that `repeat` makes with this protocol's seed."""
    if groups is None:
        return random_split(labels, protocol.share, protocol.seed)
    return group_split(labels, groups, protocol.share, protocol.seed)


def _count(labels: Indices) -> tuple[int, int]:
    return int(np.sum(labels == POORLY)), int(np.sum(labels == WELL))
