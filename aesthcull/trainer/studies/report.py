"""A study's report beside its results: table as CSV, plot as PNG, page as HTML, each whole or not at all."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aesthcull.photos.problems import os_reason
from aesthcull.trainer.problems import TrainingFailed
from aesthcull.trainer.report.html import document, table
from aesthcull.trainer.report.plots import HONEST, NAIVE
from aesthcull.trainer.studies.outcome import StudyResult
from aesthcull.trainer.studies.results import RESULTS, SPLITS, Split
from aesthcull.trainer.studies.summary import Line, Mean
from aesthcull.writing import replacing

SPLIT_NAMES: dict[Split, str] = {"random": "random split", "series": "split by series"}
COLOURS: dict[Split, str] = {"random": NAIVE, "series": HONEST}
COLUMNS = (
    *("study", "row", "split", "repeats", "accuracy", "low", "high", "chance", "paper"),
    *("difference", "difference_low", "difference_high", "accuracy_in_training"),
)


def write_report(result: StudyResult) -> Path:
    """Write table, plot and page into the study's folder; returns the page. Raise TrainingFailed."""
    name = result.study.name
    page = result.folder / f"{name}.html"
    try:
        with replacing(result.folder / f"{name}.csv") as beside:
            beside.write_text(to_csv(result), encoding="utf-8")
        with replacing(result.folder / f"{name}.png") as beside:
            draw(result, beside)
        with replacing(page) as beside:
            beside.write_text(_page(result), encoding="utf-8")
    except OSError as error:
        said = f"{error.filename}: {os_reason(error)}; the finished trainings are kept"
        raise TrainingFailed(said) from error
    return page


def table_rows(result: StudyResult) -> list[dict[str, Any]]:
    """The table as COLUMNS; accuracies are shares, `paper` is P1's text in %. Empty cells are None."""
    return [_table_row(result.study.name, line) for line in result.lines]


def _table_row(study: str, line: Line) -> dict[str, Any]:
    apart = line.difference or Mean(0.0)
    values = (
        *(study, line.row.name, line.split, line.repeats),
        *(line.accuracy.value, line.accuracy.low, line.accuracy.high, line.majority, line.row.paper_says),
        *(apart.value if line.difference else None, apart.low, apart.high, line.learnt),
    )
    return {
        name: round(value, 5) if isinstance(value, float) else value
        for name, value in zip(COLUMNS, values, strict=True)
    }


def to_csv(result: StudyResult) -> str:
    """The table with a header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table_rows(result))
    return text.getvalue()


def draw(result: StudyResult, path: Path) -> None:
    """Accuracy of each row by both splits with intervals, chance, and P1's figures."""
    # Imported here: it takes half a second. No pyplot, no display.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    study = result.study
    figure = Figure(figsize=(max(7.0, 0.62 * len(study.rows) + 2), 4.6), dpi=110, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    for split, shift in zip(SPLITS, (-0.12, 0.12), strict=True):
        _draw_split(axes, result, split, shift)
    _draw_paper(axes, result)
    axes.set_xticks(range(len(study.rows)), [row.name for row in study.rows])
    if len(study.rows) > 8:
        axes.tick_params(axis="x", rotation=45)
    axes.set_title(f"{study.title}: {_progress(result)}")
    axes.set_ylabel("Accuracy, %")
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, fontsize="small", loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=4)
    figure.savefig(path, format="png")


def _draw_split(axes: Any, result: StudyResult, split: Split, shift: float) -> None:
    places = {row.name: place for place, row in enumerate(result.study.rows)}
    mine = [line for line in result.lines if line.split == split]
    if not mine:
        return
    along = [places[line.row.name] + shift for line in mine]
    colour = COLOURS[split]
    reached = [100 * line.accuracy.value for line in mine]
    axes.plot(along, reached, color=colour, linewidth=0.8, alpha=0.5)
    axes.plot(along, reached, "o", color=colour, label=SPLIT_NAMES[split])
    for x, line in zip(along, mine, strict=True):
        if line.accuracy.low is not None and line.accuracy.high is not None:
            axes.vlines(x, 100 * line.accuracy.low, 100 * line.accuracy.high, color=colour, alpha=0.6)
    chance = sum(line.majority for line in mine) / len(mine)
    axes.axhline(100 * chance, color=colour, linestyle=":", label=f"chance, {SPLIT_NAMES[split]}")


def _draw_paper(axes: Any, result: StudyResult) -> None:
    known = [(place, row.paper) for place, row in enumerate(result.study.rows) if row.paper is not None]
    if known:
        axes.plot(*zip(*known, strict=True), "D", color="black", markersize=5, label="P1, random split")
    above = [place for place, row in enumerate(result.study.rows) if row.paper_says.startswith("≥")]
    if above:
        limit = float(next(r.paper_says for r in result.study.rows if r.paper_says.startswith("≥"))[1:])
        axes.hlines(limit, above[0] - 0.4, above[-1] + 0.4, color="black", label=f"P1: at least {limit:g}")


def _progress(result: StudyResult) -> str:
    if result.done < result.total:
        return f"{result.done:,} of {result.total:,} trainings"
    repeats = result.settings.repeats
    return f"{repeats} repeats" if repeats > 1 else "one repeat"


def _page(result: StudyResult) -> str:
    study = result.study
    said = " ".join(result.sentences)
    unfinished = result.done < result.total
    parts = [
        f"<h1>{html.escape(study.title)}: P1's {html.escape(study.table.lower())} on your photographs</h1>",
        f'<p class="verdict perhaps">Not finished: {_progress(result)}. Start it again, and it goes on.</p>'
        if unfinished
        else "",
        "<p>P1 is the paper that trained this small network on one author's stock photographs.</p>",
        f"<p>{html.escape(said)}</p>",
        f"<p>{_photographs(result)}</p>",
        table(_heads(result), _cells(result)),
        f"<p><small>{html.escape(_how(result))}</small></p>",
        f'<figure style="width: auto"><img src="{study.name}.png" alt=""></figure>',
        "<h2>What to know</h2>",
        "<ul>",
        *(f"<li>{html.escape(note)}</li>" for note in result.notes),
        *(f"<li>not read: {html.escape(f'{p.path}: {p.reason}')}</li>" for p in result.problems),
        "</ul>",
        f'<p><small>The table: <a href="{study.name}.csv">{study.name}.csv</a>; every training: '
        f'<a href="{RESULTS}">{RESULTS}</a>.</small></p>',
    ]
    return document(study.title, [part for part in parts if part])


def _photographs(result: StudyResult) -> str:
    return html.escape(
        f"{result.good + result.poor:,} photographs from {result.source}: {result.good:,} good and "
        f"{result.poor:,} poor, in {result.groups:,} series or shooting days. Good: {result.rule}."
    )


def _how(result: StudyResult) -> str:
    said = (
        "Mean over the repeats and its 95 % interval (Student's t with Nadeau and Bengio's correction for "
        "repeats that share photographs). Chance: always saying the more frequent kind. In training: the "
        "accuracy on the photographs that it learnt from, in the last epoch. P1 split at random only, and "
        "had 400 stock photographs of one author, half of which sold more than 200 times."
    )
    reference = result.study.reference
    return said + (
        f" Difference: to {reference}, repeat by repeat, on the same photographs." if reference else ""
    )


def _heads(result: StudyResult) -> list[str]:
    heads = [result.study.title, "P1, %"]
    for split in _splits(result):
        heads += [f"{SPLIT_NAMES[split]}, %", "chance, %", "in training, %"]
        if result.study.reference:
            heads.append("difference")
    return heads


def _cells(result: StudyResult) -> list[list[str]]:
    found = {(line.row.name, line.split): line for line in result.lines}
    rows = []
    for row in result.study.rows:
        cells = [row.name, row.paper_says]
        for split in _splits(result):
            line = found.get((row.name, split))
            mine = (
                [with_interval(line.accuracy), _percent(line.majority), _percent(line.learnt)] if line else []
            )
            cells += mine or ["–"] * 3
            if result.study.reference:
                cells.append(with_interval(line.difference, "+") if line and line.difference else "–")
        rows.append(cells)
    return rows


def _splits(result: StudyResult) -> Sequence[Split]:
    return [split for split in SPLITS if any(line.split == split for line in result.lines)]


def with_interval(mean: Mean, sign: str = "") -> str:
    """In %, such as 61.3 (55.0–67.6)."""
    value = f"{100 * mean.value:{sign}.1f}"
    if mean.low is None or mean.high is None:
        return value
    to = " to " if sign else "–"
    return f"{value} ({100 * mean.low:{sign}.1f}{to}{100 * mean.high:{sign}.1f})"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
