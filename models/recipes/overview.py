"""Make models/README.md: what every bundled model is and how good, from the registry and the runs beside it.

Run:  uv run --no-sync python models/recipes/overview.py
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from common import MODELS, RUNS

from aesthcull.vision.registry import ModelEntry, Registry

LIMIT_MB = 80
PAGE = """# The bundled models

Made by `models/recipes/overview.py` from `registry.json`: never edited by hand. Each name leads to the model's card
with its data, split, intervals, baselines and weaknesses. Figures are on `test` photographs that no choice was made on,
unless they say otherwise; intervals are 95 % bootstraps.

| model | version | what it says | main figures | MB |
|---|---|---|---|---|
{rows}

All files together: {total:.1f} MB (limit: {limit}). `make models` makes them again from the data in `../shared/data`
(or `AESTHCULL_DATA`) and rewrites cards and figures; a single one: `python models/recipes/NAME.py`, for the five
tag heads `python models/recipes/tags.py NAME`. The long studies below (`*_study.py`) run only by hand; each leaves its
configuration, curves and figures in `models/runs`.

## Adding a head
A recipe in `models/recipes/` that ends in `publish(ModelEntry(…), card)`: the scan, the command line and the GUI take
it from the registry.

{studies}"""


def main() -> None:
    entries = Registry([MODELS]).entries()
    files = {e.path for e in entries} | {e.folder / e.labels for e in entries if e.labels}
    page = PAGE.format(
        rows="\n".join(_row(entry) for entry in entries),
        total=sum(path.stat().st_size for path in files) / 1e6,
        limit=LIMIT_MB,
        studies="\n".join(_studies()),
    )
    (MODELS / "README.md").write_text(page.rstrip() + "\n", encoding="utf-8")
    print(MODELS / "README.md")


def _row(entry: ModelEntry) -> str:
    size = entry.path.stat().st_size / 1e6
    figures = "; ".join(_main_figures(entry))
    return f"| [{entry.name}]({entry.card}) | {entry.version} | {entry.summary} | {figures} | {size:.1f} |"


def _main_figures(entry: ModelEntry) -> list[str]:
    """The figures of `test` that have an interval, then a few more that tell a model's worth."""
    figures = entry.figures
    found = []
    on_test = any(name.startswith("test") for name in figures)
    for name, value in figures.items():
        if on_test and name.startswith("train"):
            continue
        low, high = figures.get(f"{name}, 95 % low"), figures.get(f"{name}, 95 % high")
        if low is not None and high is not None:
            found.append(f"{name.removeprefix('test: ')} {value:.3f} ({low:.3f}–{high:.3f})")
    for name in ("test: Spearman of the reference", "test: EMD", "test: accuracy at the threshold",
                 "test: coverage at the threshold", "figures: share of words that are right"):  # fmt: skip
        if name in figures:
            found.append(f"{name.split(': ')[1]} {figures[name]:.3f}")
    return found[:6] or [f"{name} {value:g}" for name, value in list(figures.items())[:2]]


def _studies() -> list[str]:
    """One section for each study whose results lie in models/runs."""
    lines: list[str] = []
    for title, name, table in (
        ("Fine-tuned from pixels, against heads on frozen features", "finetune_study", _fine_tuning),
        ("P1's network by P1's protocol, on beauty votes", "sellers_study", _sellers),
        ("Similar photographs", "similar_study", _generic),
    ):
        file = RUNS / name / "results.json"
        if file.is_file():
            lines += [f"## {title}", "", *table(json.loads(file.read_text(encoding="utf-8"))), ""]
    return lines


def _fine_tuning(results: dict[str, Any]) -> list[str]:
    lines = [
        "Theme-grouped cross-validation inside OASIS `train`, one partition; the bundled head is in `aesthetic.md`.",
        "",
        "| configuration | Spearman | accuracy at the middle | EMD | Spearman with the mirror image |",
        "|---|---|---|---|---|",
    ]
    for name, result in results.items():
        plain, both = result["plain"], result["with mirror image"]
        lines.append(
            f"| {name} | {plain['Spearman']:.3f} | {plain['accuracy at the middle']:.3f} | {plain['EMD']:.4f} "
            f"| {both['Spearman']:.3f} |"
        )
    return lines


def _sellers(results: dict[str, Any]) -> list[str]:
    return ["See [sells](sells.md): random split and theme split side by side."] if results else []


def _generic(results: dict[str, Any]) -> list[str]:
    rows: Sequence[dict[str, Any]] = results.get("table", [])
    if not rows:
        return []
    head = list(rows[0])
    lines = [*([results["what"], ""] if "what" in results else [])]
    lines += [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return lines + [f"| {' | '.join(str(row.get(h, '')) for h in head)} |" for row in rows]


if __name__ == "__main__":
    main()
