"""The plots of a training report as PNG. Nothing of pyplot: no display, no global state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from aesthcull.trainer.dataset import Dataset
from aesthcull.trainer.honesty.evaluation import Evaluation
from aesthcull.trainer.honesty.figures import AUC, Matrix
from aesthcull.trainer.honesty.folds import Folds
from aesthcull.trainer.report.roc import roc_curve

GOOD, POOR, HONEST, NAIVE, OTHER = "#1b7f3b", "#b04a1a", "#1f77b4", "#d95f02", "#777777"
BINS = 10


def draw_all(data: Dataset, found: Evaluation, folder: Path) -> list[tuple[str, str]]:
    """Write every plot into `folder`; returns the file names with a caption each. Raise OSError."""
    plots = (
        (
            "distribution.png",
            _distribution,
            "What the frames did, and where the rule cuts (frames between the classes are not shown).",
        ),
        (
            "roc.png",
            _roc,
            "Good frames found against poor ones let through. The honest curve is of days or series "
            "not seen in training; the naive one lets near-duplicates fall on both sides. All are the means "
            "over the test's folds, within which the AUC is counted.",
        ),
        (
            "calibration.png",
            _calibration,
            "What was said against what came: on the diagonal, 70 % means 70 %.",
        ),
        (
            "chance.png",
            _chance,
            "The AUC of shuffled histories, and the real one, by folds that were drawn without a look at the "
            "classes: it may differ from the one above. If the line stands among the bars, it is luck.",
        ),
        (
            "top.png",
            _top,
            "The share of good frames among the best-ranked ones: what choosing by the model would bring.",
        ),
    )
    for name, draw, _ in plots:
        figure, axes = _figure()
        draw(axes, data, found)
        axes.grid(alpha=0.3)
        figure.savefig(folder / name, format="png")
    return [(name, caption) for name, _, caption in plots]


def _figure() -> tuple[Any, Any]:
    # Imported here: it takes half a second.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 4.2), dpi=110, layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots()


def _distribution(axes: Any, data: Dataset, _found: Evaluation) -> None:
    values = data.amounts
    wide = values.min() >= 0 and values.max() > 50
    shown = np.log10(values + 1) if wide else values
    edges = np.histogram_bin_edges(shown, bins=30)
    for kind, colour, label in ((~data.positive, POOR, "poor"), (data.positive, GOOD, "good")):
        count = int(kind.sum())
        axes.hist(shown[kind], bins=edges, color=colour, alpha=0.8, label=f"{label}: {count:,} frames")
    axes.set_title(f"Good: {data.rule}")
    if wide:
        ticks = [t for t in (0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 100_000) if t <= values.max()]
        axes.set_xticks(np.log10(np.array(ticks) + 1), [f"{t:,}" for t in ticks])
    axes.set_ylabel("Frames")
    axes.legend(frameon=False)


def _roc(axes: Any, data: Dataset, found: Evaluation) -> None:
    honest, naive = found.honest[AUC].value, found.naive[AUC].value
    curves: list[tuple[str, Matrix, Folds, str]] = [
        (f"honest split: AUC {honest:.2f}", found.every_held_out, found.folds, HONEST),
        (f"naive random split: AUC {naive:.2f}", found.naive_held_out, found.naive_folds, NAIVE),
    ]
    for name, scores in data.scores.items():
        label = f"{name}: AUC {found.rivals[name][AUC].value:.2f}"
        curves.append((label, np.broadcast_to(scores, found.folds.shape), found.folds, OTHER))
    for place, (label, scores, folds, colour) in enumerate(curves):
        style = "-" if place < 2 else ("--" if place == 2 else ":")
        axes.plot(*roc_curve(scores, data.positive, folds), style, color=colour, label=label)
    axes.plot([0, 1], [0, 1], color="black", alpha=0.3, linewidth=1, label="guessing: AUC 0.50")
    axes.set_title("Telling good from poor")
    axes.set_xlabel("Share of the poor frames let through")
    axes.set_ylabel("Share of the good frames found")
    axes.legend(frameon=False, loc="lower right", fontsize="small")


def _calibration(axes: Any, data: Dataset, found: Evaluation) -> None:
    said = found.held_out
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    middles, came, counts = [], [], []
    for one in np.unique(bins):
        inside = bins == one
        middles.append(said[inside].mean())
        came.append(data.positive[inside].mean())
        counts.append(int(inside.sum()))
    error = 1.96 * np.sqrt(np.array(came) * (1 - np.array(came)) / np.array(counts))
    axes.plot([0, 1], [0, 1], color="black", alpha=0.3, linewidth=1)
    axes.errorbar(middles, came, yerr=error, fmt="o-", color=HONEST, markersize=4, linewidth=1, capsize=2)
    for x, y, count in zip(middles, came, counts, strict=True):
        axes.annotate(f"{count:,}", (x, y), xytext=(5, -11), textcoords="offset points", fontsize="x-small")
    axes.set_title("Calibration (the numbers are frames)")
    axes.set_xlabel("Probability that was said")
    axes.set_ylabel("Share that was good")


def _chance(axes: Any, _data: Dataset, found: Evaluation) -> None:
    test = found.permutation
    axes.hist(test.shuffled, bins=30, color=OTHER, label=f"{len(test.shuffled):,} shuffled histories")
    axes.axvline(test.auc, color=HONEST, linewidth=2, label=f"the real one: AUC {test.auc:.2f}")
    axes.axvline(0.5, color="black", alpha=0.3, linewidth=1)
    axes.set_title(f"Against luck: {test.p:.1%} of all did as well")
    axes.set_xlabel("AUC on frames not seen")
    axes.set_ylabel("Histories")
    axes.legend(frameon=False)


def _top(axes: Any, data: Dataset, found: Evaluation) -> None:
    along = np.arange(1, len(data.positive) + 1)
    first = max(4, len(along) // 100)  # the first few jump about
    for label, scores, colour in (
        ("this model", found.held_out, HONEST),
        *((name, scores, OTHER) for name, scores in data.scores.items()),
    ):
        style = "-" if label == "this model" else "--" if label.startswith("aesthetic") else ":"
        share = np.cumsum(data.positive[np.argsort(-scores, kind="stable")]) / along
        axes.plot(along[first:] / len(along) * 100, share[first:] * 100, style, color=colour, label=label)
    axes.axhline(data.positive.mean() * 100, color="black", alpha=0.3, linewidth=1, label="guessing")
    axes.axvline(10, color="black", alpha=0.2, linestyle=":")
    axes.set_title("Choosing the best-ranked frames")
    axes.set_xlabel("Best-ranked share of the frames, %")
    axes.set_ylabel("Good ones among them, %")
    axes.legend(frameon=False, fontsize="small")
