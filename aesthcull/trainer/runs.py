"""What every training run leaves beside its model: configuration, figures and curves."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from aesthcull.trainer.plans import Epoch, History

CONFIG_FILE, METRICS_FILE, CURVES_FILE = "config.json", "metrics.json", "curves.png"
LEARNING, CHECKING, KEPT = "#1f77b4", "#d95f02", "#1b7f3b"


def save_run(
    folder: Path, config: Mapping[str, object], history: History, metrics: Mapping[str, object]
) -> None:
    """Write config.json, metrics.json (with every epoch) and curves.png into `folder`, making it.

    `config` is whatever describes the run, as its `Plan`; dataclasses, paths and numpy's numbers are fine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    versions = {"python": platform.python_version(), "torch": torch.__version__, "numpy": np.__version__}
    made_with = {"device": history.device, "threads": torch.get_num_threads(), **versions}
    _write(folder / CONFIG_FILE, {**config, "made_with": made_with})
    figures = {
        "metrics": metrics,
        "objective": history.objective,
        "metric": history.metric_name,
        "higher_is_better": history.higher_is_better,
        "best": history.best,
        "epochs": history.epochs,
    }
    _write(folder / METRICS_FILE, figures)
    draw_curves(history, folder / CURVES_FILE)


def draw_curves(history: History, path: Path) -> None:
    """Loss and metric of each epoch as a PNG of 1,000 × 420 pixels; phases and kept epoch are marked."""
    # Imported here: it takes half a second, and reading runs does not need it. No pyplot, no display.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    epochs = history.epochs
    along = range(1, len(epochs) + 1)
    figure = Figure(figsize=(10, 4.2), dpi=100, layout="constrained")
    FigureCanvasAgg(figure)
    losses, metrics = figure.subplots(1, 2)
    style: dict[str, Any] = {"marker": "o", "markersize": 4}
    losses.plot(along, [e.loss for e in epochs], color=LEARNING, label="training", **style)
    losses.plot(along, [e.validation_loss for e in epochs], color=CHECKING, label="validation", **style)
    losses.set_title("Loss", pad=18)
    metrics.plot(along, [e.metric for e in epochs], color=CHECKING, label="validation", **style)
    better = "higher" if history.higher_is_better else "lower"
    metrics.set_title(
        f"{history.metric_name[0].upper()}{history.metric_name[1:]} ({better} is better)", pad=18
    )
    kept = epochs.index(history.best) + 1
    for axes in (losses, metrics):
        axes.axvline(kept, color=KEPT, linestyle=":", label=f"kept: epoch {kept}")
        _mark_phases(axes, epochs)
        axes.set_xlabel("Epoch")
        axes.set_xlim(0.5, len(epochs) + 0.5)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(alpha=0.3)
        # Below, where it covers no curve.
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3, fontsize="small", frameon=False)
    figure.savefig(path, format="png")


def _mark_phases(axes: Any, epochs: tuple[Epoch, ...]) -> None:
    """A shade behind the epochs in which only the top learnt, and a name over each phase."""
    tops = sum(epoch.phase == "top" for epoch in epochs)
    spans = [("top alone", 0.5, tops + 0.5, 0.08), ("with the base", tops + 0.5, len(epochs) + 0.5, 0.0)]
    for name, first, last, shade in spans:
        if last > first:
            axes.axvspan(first, last, color="black", alpha=shade, linewidth=0)
            place = ((first + last) / 2, 1.01)
            axes.annotate(name, place, xycoords=("data", "axes fraction"), ha="center", fontsize="small")


def _write(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(json.dumps(content, indent=2, default=_plain) + "\n", encoding="utf-8")


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
