"""Before a model is taken into use: what speaks against it."""

from __future__ import annotations

from typing import Any

from aesthcull.trainer.comparison import MARGIN
from aesthcull.trainer.report.page import read_figures
from aesthcull.vision.registry import ModelEntry, Registry


def warning_of(registry: Registry, entry: ModelEntry) -> str | None:
    """One line when `entry` is worse than the model in use under its name, or no better than chance.

    The two were compared when the later one was trained; where they were not, their AUCs are, although each
    was measured on its own frames. None when nothing speaks against it, or nothing is known.
    """
    present = next((e for e in registry.entries() if e.name == entry.name), None)
    if present is not None and present.id == entry.id:
        return None
    found = read_figures(entry)
    if found.get("verdict", {}).get("level") == "no":
        return f"{entry.id} is not better than chance, by its own evaluation"
    return _worse(entry, present, found) if present is not None else None


def _worse(entry: ModelEntry, present: ModelEntry, found: dict[str, Any]) -> str | None:
    before = read_figures(present)
    if before.get("verdict", {}).get("level") == "no":
        return None  # whatever its figures, they are luck
    compared, reverse = found.get("comparison") or {}, before.get("comparison") or {}
    if compared.get("present") == present.id:
        new, now, how = compared["new_auc"], compared["present_auc"], "compared when it was trained"
    elif reverse.get("present") == entry.id:
        new, now, how = reverse["present_auc"], reverse["new_auc"], f"compared when {present.id} was trained"
    elif "auc" in entry.figures and "auc" in present.figures:
        new, now, how = entry.figures["auc"], present.figures["auc"], "each on the frames it was made with"
    else:
        return None
    if new >= now - MARGIN:
        return None
    return f"{entry.id} is worse than {present.id}, which is in use: AUC {new:.3f} against {now:.3f}, {how}"
