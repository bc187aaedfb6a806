"""The Find menu: the filter bar, quick filters, similar frames, saved filters."""

from aesthcull.gui.actions.row import Row
from aesthcull.gui.find.built_in import PICKS, REJECTS, UNDECIDED

ROWS = (
    Row("search", "Find", "Search", ("Ctrl+F",), lambda w: w.finding.type_text(), "shoot"),
    Row("criteria", "Find", "Filter…", ("\\",), lambda w: w.finding.open_panel(), "shoot"),
    Row("sort", "Find", "Sort by…", ("Ctrl+Alt+S",), lambda w: w.finding.choose_sort(), "shoot"),
    Row(
        "only_picks", "Find", "Picks only", ("F7",), lambda w: w.finding.toggle(PICKS), "shoot", divided=True
    ),
    Row("only_undecided", "Find", "Undecided only", ("F8",), lambda w: w.finding.toggle(UNDECIDED), "shoot"),
    Row("only_rejects", "Find", "Rejects only", ("F9",), lambda w: w.finding.toggle(REJECTS), "shoot"),
    Row("clear_filter", "Find", "Clear the filter", ("Ctrl+L",), lambda w: w.finding.clear(), "shoot"),
    Row(
        "similar",
        "Find",
        "Frames similar to this",
        ("Ctrl+Shift+F",),
        lambda w: w.finding.similar.find(),
        divided=True,
    ),
    Row(
        "similar_back",
        "Find",
        "Back from the similar frames",
        ("Alt+Left",),
        lambda w: w.finding.similar.go_back(),
        "shoot",
    ),
    Row(
        "saved_filters",
        "Find",
        "Save or manage filters…",
        ("Ctrl+Alt+F",),
        lambda w: w.finding.manage(),
        "shoot",
        divided=True,
    ),
)
