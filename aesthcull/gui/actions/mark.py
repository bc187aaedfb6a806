"""The Mark menu: flags, stars, labels."""

from __future__ import annotations

from aesthcull.catalogue.decisions import Field
from aesthcull.catalogue.records import LABELS
from aesthcull.gui.actions.row import Row, Run


def _mark(field: Field, value: str | int | None) -> Run:
    return lambda window: window.mark(field, value)


def _toggle(flag: str) -> Run:
    return lambda window: window.mark("flag", None if window.has_flag(flag) else flag)


_LABEL_KEYS: dict[str, tuple[str, ...]] = {
    "red": ("6",),
    "yellow": ("7",),
    "green": ("8",),
    "blue": ("9",),
    "purple": (),
}

ROWS = (
    Row("pick", "Mark", "Pick", ("P",), _mark("flag", "pick")),
    Row("reject", "Mark", "Reject", ("X",), _mark("flag", "reject")),
    Row("unflag", "Mark", "Unflag", ("U",), _mark("flag", None)),
    Row("toggle_pick", "Mark", "Pick or unflag", (), _toggle("pick")),
    Row("toggle_reject", "Mark", "Reject or unflag", (), _toggle("reject")),
    *(
        Row(f"stars_{n}", "Mark", f"{n or 'No'} star" + "s" * (n != 1), (str(n),), _mark("rating", n))
        for n in range(6)
    ),
    *(Row(f"label_{c}", "Mark", f"Label {c}", _LABEL_KEYS[c], _mark("label", c)) for c in LABELS),
    Row("label_none", "Mark", "No label", (), _mark("label", None)),
    Row("advance", "Mark", "Auto-advance", ("A",), lambda w: w.save_settings(), "nothing", True, True),
)
