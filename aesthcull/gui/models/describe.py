"""What the list of models says of each, in a few words. No Qt."""

from __future__ import annotations

from aesthcull.vision.registry import ModelEntry

_LOW, _HIGH = ", 95 % low", ", 95 % high"
_OUTPUTS = {
    "embedding": "turns a photograph into the numbers that heads judge",
    "votes": "a score 1–10, with its spread",
    "probability": "a probability 0–1",
    "descriptor": "what near-duplicates are compared by; no score",
    "tags": "keywords",
}


def main_figure(entry: ModelEntry) -> str:
    """The first figure that has an interval, on photographs not used for training: “AUC 0.71 (0.62–0.79)”.

    The first figure of all where none has one; empty without figures.
    """
    figures = entry.figures
    if {"auc", "auc_low", "auc_high"} <= figures.keys():  # a user's own model, by the trainer
        return _interval("AUC", figures["auc"], figures["auc_low"], figures["auc_high"])
    for name, value in figures.items():
        if name + _LOW in figures and name + _HIGH in figures:
            return _interval(_short(name), value, figures[name + _LOW], figures[name + _HIGH])
    if entry.output in ("votes", "probability", "tags"):
        for name, value in figures.items():
            if "accuracy" in name or "AUC" in name or "Spearman" in name:
                return f"{_short(name)} {value:.2f}"
    return ""


def nature(entry: ModelEntry, *, in_use: bool) -> str:
    """“in use · head on backbone@2.0 · gives a probability 0–1”."""
    kind = f"head on {entry.backbone}" if entry.kind == "head" else entry.kind
    if entry.kind == "network":
        kind = "network, from pixels"
    return "  ·  ".join(["in use" if in_use else "not in use", kind, f"gives {_OUTPUTS[entry.output]}"])


def _interval(name: str, value: float, low: float, high: float) -> str:
    return f"{name} {value:.2f} ({low:.2f}–{high:.2f})"


def _short(name: str) -> str:
    return name.removeprefix("test: ").rpartition(": ")[2]
