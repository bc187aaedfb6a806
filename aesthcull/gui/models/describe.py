"""What the list of models says of each, in a few words."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from aesthcull.vision.registry import ModelEntry

translate = QCoreApplication.translate  # by this name lupdate finds the texts

_LOW, _HIGH = ", 95 % low", ", 95 % high"
_OUTPUTS = {
    "embedding": str(QT_TRANSLATE_NOOP("Nature", "turns a photograph into the numbers that heads judge")),
    "votes": str(QT_TRANSLATE_NOOP("Nature", "gives a score 1–10, with its spread")),
    "probability": str(QT_TRANSLATE_NOOP("Nature", "gives a probability 0–1")),
    "descriptor": str(QT_TRANSLATE_NOOP("Nature", "what near-duplicates are compared by; no score")),
    "tags": str(QT_TRANSLATE_NOOP("Nature", "gives keywords")),
}


def main_figure(entry: ModelEntry) -> str:
    """The figure to judge a model by, with the photographs that it was measured on: “test: AUC 0.71
    (0.62–0.79)”.

    Of photographs put aside as a test before anything else, which count for more than a cross-validation;
    one that has an interval before one that has none; accuracy with the classes weighted alike before the
    plain one. Empty without figures.
    """
    figures = entry.figures
    if {"auc", "auc_low", "auc_high"} <= figures.keys():  # a user's own model, by the trainer
        own = (figures["auc"], figures["auc_low"], figures["auc_high"])
        return _interval(translate("Nature", "held out: AUC"), *own)
    measured = [n for n in figures if n + _LOW in figures and n + _HIGH in figures]
    if measured:
        name = min(measured, key=_precedence)
        return _interval(_name(name), figures[name], figures[name + _LOW], figures[name + _HIGH])
    if entry.output in ("votes", "probability", "tags"):
        telling = [n for n in figures if "accuracy" in n or "AUC" in n or "Spearman" in n]
        if telling:
            name = min(telling, key=_precedence)
            return f"{_name(name)} {figures[name]:.2f}"
    return ""


def nature(entry: ModelEntry, *, in_use: bool) -> str:
    """“in use · head on backbone@2.0 · gives a probability 0–1”."""
    kinds = {
        "head": translate("Nature", "head on {0}").format(entry.backbone),
        "network": translate("Nature", "network, from pixels"),
    }
    used = translate("VersionsModel", "in use") if in_use else translate("VersionsModel", "not in use")
    output = translate("Nature", _OUTPUTS[entry.output])
    return "  ·  ".join([used, kinds.get(entry.kind, entry.kind), output])


def _interval(name: str, value: float, low: float, high: float) -> str:
    return f"{name} {value:.2f} ({low:.2f}–{high:.2f})"


def _precedence(name: str) -> tuple[bool, bool]:
    """Of figures that are alike in this, the first of the card comes first."""
    split, _, what = name.rpartition(": ")
    return split != "test", split == "test" and what == "accuracy"


def _name(name: str) -> str:
    """“train, cross-validated: AUC” is called “cross-validated: AUC”: the rest is in the card."""
    split, _, what = name.rpartition(": ")
    return f"{split.rpartition(', ')[2]}: {what}" if split else what
