"""The model card of a user's own model: what it is, what it learnt from, how good it is."""

from __future__ import annotations

from aesthcull.trainer.comparison import Comparison
from aesthcull.trainer.dataset import Dataset
from aesthcull.trainer.honesty.evaluation import Evaluation
from aesthcull.vision.evaluation import Figure

_WAYS = {
    "head": "a linear head on the stored embedding: ridge regression on the rank, then a logistic curve",
    "fine-tune": "the backbone fine-tuned in two phases, first its new top alone, from pixels",
    "p1": "a small network, trained from nothing, from pixels, with the settings and the augmentation of P1 "
    "(the paper on what sold of one author's 400 stock photographs)",
}


def write_card(
    name: str, way: str, data: Dataset, found: Evaluation, compared: Comparison | None, difference: float
) -> str:
    """Markdown. `difference` is the parity of the ONNX file with what was trained."""
    lines = [
        f"# {name}",
        "",
        found.verdict.text,
        "",
        f"- **What it says**: the probability 0–1 that a frame is good; good means {data.rule}.",
        f"- **How**: {_WAYS[way]}.",
        f"- **Learnt from**: {data.source}; {found.positives:,} good, "
        f"{found.frames - found.positives:,} poor, "
        f"{found.groups:,} {data.unseen}.",
        *(f"- **Note**: {note}." for note in data.notes),
        f"- **File**: differs from what was trained by at most {difference:.1e}.",
        "",
        "## How good",
        "",
        "| figure | not seen before (honest) | random split (naive) | chance |",
        "|---|---|---|---|",
        *(
            f"| {key} | {_cell(value)} | {_cell(found.naive[key])} | {_chance(value)} |"
            for key, value in found.honest.items()
        ),
        "",
        f"Permutation test: p = {found.permutation.p:.3f} ({len(found.permutation.shuffled):,} shuffled "
        f"histories). {found.plan.repeats} × {found.plan.folds}-fold; intervals 95 %.",
        "",
        "| on the same frames | AUC |",
        "|---|---|",
        *(f"| {rival} | {_cell(figures['AUC'])} |" for rival, figures in found.rivals.items()),
        "",
    ]
    if compared is not None:
        lines += [compared.text, ""]
    lines += [
        "## What to mind",
        "",
        "- It learnt what sold of what was offered: subjects that were never uploaded are unknown to it.",
        "- Sales depend on titles, keywords, price and luck too, which no picture shows.",
    ]
    return "\n".join(lines)


def _cell(value: Figure) -> str:
    return f"{value.value:.3f} ({value.low:.3f}–{value.high:.3f})"


def _chance(value: Figure) -> str:
    return "" if value.chance is None else f"{value.chance:.3f}"
