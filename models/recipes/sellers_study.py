"""P1's network and protocol on a stand-in for sales, split at random and by theme, side by side.

Run:  uv run --no-sync python models/recipes/sellers_study.py    (needs [train], [dev], matplotlib and
../shared/data; most of an hour on one core; stopped and started again it goes on after the last repeat)

No sales are in the data: "sold well" are the 200 photographs of OASIS's `train` split with the highest mean
beauty vote, "sold poorly" the 200 with the lowest. The figures say how P1's method does on a small set, and
how much of its accuracy is knowing the themes; they say nothing about sales.

Writes models/runs/sellers_study: config.json, results.json (after every repeat) and curves.png.
"""

from __future__ import annotations

import csv
import json
import math
import re
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from common import MODELS, SHARED_DATA
from numpy.typing import NDArray
from scipy.stats import t as student

from aesthcull.photos.decode import load_photo
from aesthcull.trainer.sellers import (
    POORLY,
    WELL,
    Epoch,
    Indices,
    Photos,
    Protocol,
    accuracy,
    repeat,
    shrink,
    split_for,
    train_sellers,
)

RUN = MODELS / "runs" / "sellers_study"
OF_EACH_KIND = 200
REPEATS = 10
MINUTES = 40.0  # for the twenty trainings with augmentation; those without come after, while any are left
SIZES = ((40, 50), (32, 40), (24, 30))  # H×W, in the photographs' own 5:4, from the best liked
STAND_IN = (
    "No sales: 'sold well' / 'sold poorly' are the 200 highest / lowest mean beauty votes of OASIS `train`."
)
NOTES = {
    "size": "photographs are squeezed to 5:4 sizes as they are; P1 reports no loss of accuracy down to about "
    "20×30; chosen as the largest of the candidates whose twenty trainings fit the minutes on one thread",
    "shift": "the paper's ±5 px at this size (at most an eighth of a side)",
    "splits": "random: P1's, within each kind; theme: no OASIS theme (`group`) on both sides",
    "interval": "95 %, Student's t on the repeats with Nadeau and Bengio's correction for overlapping test sets",
    "curves": "test accuracy at every epoch is for the plot only; nothing is chosen by it, the last epoch counts",
}
BARE = ", no augmentation"
Themes = NDArray[np.str_]
Data = tuple[Photos, Indices, Themes]


def main() -> None:
    torch.set_num_threads(1)
    RUN.mkdir(parents=True, exist_ok=True)
    height, width = config()["protocol"]["size"]
    protocol = Protocol(size=(height, width))
    data = read_photos(protocol.size)
    for name, settings, groups, index in plan(protocol, data[2]):
        if len(results()["runs"].get(name, [])) > index:
            continue
        if BARE in name and spent() > MINUTES * 60:
            return
        add(name, one_repeat(data, settings, groups, index))


def plan(protocol: Protocol, themes: Themes) -> Iterator[tuple[str, Protocol, Themes | None, int]]:
    """Name, settings, groups and number of every training; the two splits take turns."""
    for addition, settings in (("", protocol), (BARE, replace(protocol, rotation=0.0, shift=0.0))):
        for index in range(REPEATS):
            yield f"random{addition}", settings, None, index
            yield f"theme{addition}", settings, themes, index


def read_photos(size: tuple[int, int]) -> Data:
    """Photographs as the application decodes them, at the network's size; kinds; themes."""
    folder = SHARED_DATA / "oasis_beauty"
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "train"]
    rows.sort(key=lambda row: (float(row["beauty_mean_1_7"]), row["file"]))
    rows = rows[:OF_EACH_KIND] + rows[-OF_EACH_KIND:]
    photos = np.stack([shrink(load_photo(folder / row["file"]).pixels, size) for row in rows])
    labels = np.repeat([POORLY, WELL], OF_EACH_KIND)
    return photos, labels, np.array([row["group"] for row in rows])


def config() -> dict[str, Any]:
    """What the run was started with; the first time, with the size that the minutes allow."""
    path = RUN / "config.json"
    if not path.exists():
        size, seconds = choose_size()
        found = {
            "what": STAND_IN,
            "protocol": asdict(Protocol(size=size)),
            "repeats": REPEATS,
            "estimated_seconds_per_training": seconds,
            "minutes": MINUTES,
            "torch": torch.__version__,
            "device": "cuda" if torch.cuda.is_available() else "cpu, one thread",
            "notes": NOTES,
        }
        write(path, found)
    return dict(json.loads(path.read_text(encoding="utf-8")))


def choose_size() -> tuple[tuple[int, int], dict[str, float]]:
    """The first of SIZES whose trainings end in time, by three measured epochs; and the estimates."""
    estimates: dict[str, float] = {}
    for size in SIZES:
        photos, labels, _ = read_photos(size)
        protocol = Protocol(size=size, epochs=3)
        training, testing = split_for(labels, protocol, None)
        train_sellers(photos[training], labels[training], replace(protocol, epochs=1))  # torch warms up
        start = time.monotonic()
        network = train_sellers(photos[training], labels[training], protocol)
        accuracy(network, photos[testing], labels[testing])
        seconds = (time.monotonic() - start) / protocol.epochs * Protocol().epochs
        estimates[f"{size[0]}×{size[1]}"] = round(seconds, 1)
        print(f"{size}: about {seconds:.0f} s a training", flush=True)
        if 2 * REPEATS * seconds < MINUTES * 60:
            break
    return size, estimates


def one_repeat(data: Data, protocol: Protocol, groups: Themes | None, index: int) -> dict[str, Any]:
    """One training, and its accuracy on the test photographs after every epoch."""
    photos, labels, _ = data
    _, testing = split_for(labels, replace(protocol, seed=protocol.seed + index), groups)
    curve: dict[str, list[float]] = {"loss": [], "training": [], "test": []}

    def note(epoch: Epoch) -> None:
        tested = accuracy(epoch.network, photos[testing], labels[testing])
        for values, value in zip(curve.values(), (epoch.loss, epoch.accuracy, tested), strict=True):
            values.append(round(value, 4))

    start = time.monotonic()
    outcome = next(repeat(photos, labels, protocol, index + 1, groups=groups, first=index, on_epoch=note))
    return {**asdict(outcome), "seconds": round(time.monotonic() - start, 1), "curve": curve}


def results() -> dict[str, Any]:
    path = RUN / "results.json"
    if not path.exists():
        return {"what": STAND_IN, "summary": {}, "runs": {}}
    return dict(json.loads(path.read_text(encoding="utf-8")))


def spent() -> float:
    return float(sum(one["seconds"] for runs in results()["runs"].values() for one in runs))


def add(name: str, one: dict[str, Any]) -> None:
    """Keep a finished repeat: results, summary and plot."""
    found = results()
    found["runs"].setdefault(name, []).append(one)
    found["summary"] = {key: summary(runs) for key, runs in found["runs"].items()}
    write(RUN / "results.json", found)
    plot(found["runs"])
    print(
        f"{name}: {one['accuracy']:.3f} (majority {one['majority']:.3f}), {one['seconds']} s; {found['summary'][name]}",
        flush=True,
    )


def summary(runs: list[dict[str, Any]]) -> dict[str, float]:
    """Mean, deviation and interval of the repeats; the majority's accuracy is what to compare with."""
    reached = np.array([one["accuracy"] for one in runs])
    found = {
        "repeats": len(runs),
        "mean": float(reached.mean()),
        "majority": float(np.mean([one["majority"] for one in runs])),
        "mean of training accuracy, last epoch": float(
            np.mean([one["curve"]["training"][-1] for one in runs])
        ),
    }
    if len(runs) > 1:
        sd = float(reached.std(ddof=1))
        ratio = np.mean([sum(one["tested_on"]) / sum(one["trained_on"]) for one in runs])
        half = float(student.ppf(0.975, len(runs) - 1)) * sd * math.sqrt(1 / len(runs) + ratio)
        found |= {
            "sd": sd,
            "95 % low": max(found["mean"] - half, 0.0),
            "95 % high": min(found["mean"] + half, 1.0),
        }
    return {key: round(value, 4) for key, value in found.items()}


def plot(runs: dict[str, list[dict[str, Any]]]) -> None:
    """Accuracy by epoch, the mean of the repeats and their deviation; dashed: always the more frequent kind."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        print("no curves.png: matplotlib is not installed")
        return
    figure = Figure(figsize=(10, 4.2), layout="constrained")
    panels = figure.subplots(1, 2, sharey=True)
    for panel, split in zip(panels, ("random", "theme"), strict=True):
        panel.set(title=f"split: {split}", xlabel="epoch", ylim=(0.4, 1.01))
        draw(panel, runs.get(split, []), "augmented", "tab:blue")
        draw(panel, runs.get(split + BARE, []), "not augmented", "tab:orange")
        if split in runs:
            panel.legend(fontsize=8, loc="upper left")
    panels[0].set_ylabel("accuracy")
    figure.suptitle("P1 on best and worst beauty votes of OASIS (not sales)", fontsize=11)
    figure.savefig(RUN / "curves.png", dpi=110)


def draw(panel: Any, runs: list[dict[str, Any]], label: str, colour: str) -> None:
    if not runs:
        return
    training, test = (np.array([one["curve"][which] for one in runs]) for which in ("training", "test"))
    epochs, mean, sd = np.arange(1, test.shape[1] + 1), test.mean(axis=0), test.std(axis=0)
    panel.plot(epochs, training.mean(axis=0), ":", color=colour, label=f"{label}: training")
    panel.plot(epochs, mean, color=colour, label=f"{label}: test, {len(runs)} repeats")
    panel.fill_between(epochs, mean - sd, mean + sd, color=colour, alpha=0.2, linewidth=0)
    panel.axhline(np.mean([one["majority"] for one in runs]), color=colour, linestyle="--", linewidth=0.8)


def write(path: Path, found: dict[str, Any]) -> None:
    """Whole or not at all, so that a run that is stopped leaves a file that can be gone on from."""
    beside = path.with_suffix(".part")
    text = json.dumps(found, indent=1, ensure_ascii=False)
    text = re.sub(r"\[[^\[\]{}]+\]", lambda flat: " ".join(flat[0].split()), text)  # a curve is one line
    beside.write_text(text + "\n", encoding="utf-8")
    beside.replace(path)


if __name__ == "__main__":
    main()
