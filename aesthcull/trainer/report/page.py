"""The report as one HTML page beside its plots, and the frames with what was said of them as CSV."""

from __future__ import annotations

import csv
import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from aesthcull.pipeline.learnt_frames import FRAMES, name_of, picture_key
from aesthcull.trainer.comparison import Comparison
from aesthcull.trainer.dataset import Dataset
from aesthcull.trainer.honesty.baselines import MOST_TRAINING
from aesthcull.trainer.honesty.evaluation import BASELINE_REPEATS, Evaluation
from aesthcull.trainer.honesty.figures import AUC
from aesthcull.trainer.report.html import document, table
from aesthcull.trainer.report.plots import draw_all
from aesthcull.vision.evaluation import Figure
from aesthcull.vision.registry import ModelEntry

PAGE, FIGURES = "report.html", "figures.json"


def write_report(
    title: str, data: Dataset, found: Evaluation, compared: Comparison | None, folder: Path
) -> Path:
    """Write plots, page and tables into `folder`, which exists; returns the page. Raise OSError."""
    plots = draw_all(data, found, folder)
    write_frames(data, found, folder / FRAMES)
    (folder / FIGURES).write_text(json.dumps(figures_json(data, found, compared), indent=2) + "\n", "utf-8")
    page = folder / PAGE
    page.write_text(_page(title, data, found, compared, plots), encoding="utf-8")
    return page


def figures_json(data: Dataset, found: Evaluation, compared: Comparison | None) -> dict[str, Any]:
    """Everything that the report says, for programs."""
    return {
        "source": data.source,
        "rule": data.rule,
        "frames": found.frames,
        "good": found.positives,
        "groups": found.groups,
        "unseen": data.unseen,
        "verdict": asdict(found.verdict),
        "honest": _plain(found.honest),
        "naive": _plain(found.naive),
        "rivals": {name: _plain(figures) for name, figures in found.rivals.items()},
        "gains": _plain(found.gains),
        "p": found.permutation.p,
        "plan": asdict(found.plan),
        "repeats": [asdict(repeat) for repeat in found.repeats],
        "comparison": asdict(compared) if compared else None,
        "notes": list(data.notes),
    }


def read_figures(entry: ModelEntry) -> dict[str, Any]:
    """What the report of a user's own model says (see `figures_json`); empty where there is none."""
    try:
        found = json.loads((entry.report_folder / FIGURES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _plain(figures: Mapping[str, Figure]) -> dict[str, dict[str, float | None]]:
    return {name: asdict(value) for name, value in figures.items()}


def write_frames(data: Dataset, found: Evaluation, path: Path) -> None:
    """Each frame with its class, its group, and the probability that was said while it was held out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "picture", "good", "amount", "group", "held_out_probability"])
        pictures = map(picture_key, data.embeddings)
        rows = zip(
            data.paths, pictures, data.positive, data.amounts, data.groups, found.held_out, strict=True
        )
        for one, picture, good, amount, group, said in rows:
            writer.writerow([name_of(one), picture, int(good), f"{amount:g}", group, f"{said:.4f}"])


def _page(
    title: str,
    data: Dataset,
    found: Evaluation,
    compared: Comparison | None,
    plots: Sequence[tuple[str, str]],
) -> str:
    parts = [
        f"<h1>{html.escape(title)}</h1>",
        f'<p class="verdict {found.verdict.level}">{html.escape(found.verdict.text)}</p>',
        f"<p>Learnt from {html.escape(data.source)}; good means {html.escape(data.rule)}: "
        f"{found.positives:,} of {found.frames:,}.</p>",
        *(f"<p><small>{html.escape(note)}</small></p>" for note in data.notes),
    ]
    if compared is not None:
        parts.append(f"<p>{html.escape(compared.text)}</p>")
    parts += [
        "<h2>Figures</h2>",
        _figures_table(found),
        f"<p><small>{_how(found)}</small></p>",
        "<h2>Against others, on the same splits</h2>",
        _rivals_table(found),
        "<p><small>Machine and forest: what the paper P4, on Flickr photographs' popularity, compared its "
        f"network with; here on the same features, {BASELINE_REPEATS} repeats, "
        f"learning from at most {MOST_TRAINING:,} frames. "
        "The bundled scores were made before; their cards say from which photographs.</small></p>",
        "<h2>Plots</h2>",
        '<div class="plots">',
        *(
            f'<figure><img src="{name}" alt=""><figcaption>{html.escape(caption)}</figcaption></figure>'
            for name, caption in plots
        ),
        "</div>",
    ]
    return document(title, parts)


def _figures_table(found: Evaluation) -> str:
    head = ["", "not seen before (honest)", "random split (naive)", "chance"]
    rows = [
        [name, _with_interval(value), _with_interval(found.naive[name]), _number(value.chance)]
        for name, value in found.honest.items()
    ]
    return table(head, rows)


def _how(found: Evaluation) -> str:
    plan = found.plan
    leak = round(found.naive[AUC].value - found.honest[AUC].value, 3) + 0.0  # never −0.000
    return (
        f"{plan.repeats} × {plan.folds}-fold; mean over the repeats, 95 % intervals over series and days. "
        "The naive split lets near-duplicates fall on both sides; here that changes the AUC by "
        f"{leak:+.3f}. Permutation test: of {len(found.permutation.shuffled):,} shuffled histories and the "
        f"real one, a share of {found.permutation.p:.3f} did as well{_shuffled(found)}."
    )


def _shuffled(found: Evaluation) -> str:
    return "" if found.learnt_anew else " (the truths were shuffled; the network did not learn each anew)"


def _rivals_table(found: Evaluation) -> str:
    names = [*next(iter(found.rivals.values()))]
    rows = [["this model", *(_with_interval(found.honest[n]) for n in names), ""]]
    for rival, figures in found.rivals.items():
        gain = found.gains.get(rival)
        better = f"{gain.value:+.3f} ({gain.low:+.3f} to {gain.high:+.3f})" if gain else ""
        cells = [_with_interval(figures[n]) if n in figures else "–" for n in names]
        rows.append([rival, *cells, better])
    return table(["", *names, "this model's AUC is better by"], rows)


def _with_interval(value: Figure) -> str:
    if np.isnan(value.value):
        return "–"
    return f"{value.value:.3f} ({value.low:.3f}–{value.high:.3f})"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
