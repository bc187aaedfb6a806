"""The Series menu."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("collapse", "Series", "Collapse series", ("S",), lambda w: w.collapse(), "shoot", False),
    Row(
        "stack", "Series", "Expand or collapse this series", ("Ctrl+S",), lambda w: w.stacks.toggle_current()
    ),
    Row(
        "next_series",
        "Series",
        "Next series",
        ("Ctrl+PgDown",),
        lambda w: w.stacks.next_series(),
        divided=True,
    ),
    Row("previous_series", "Series", "Previous series", ("Ctrl+PgUp",), lambda w: w.stacks.previous_series()),
    Row(
        "pick_suggested",
        "Series",
        "Pick the suggested, reject the others",
        ("Ctrl+Shift+P",),
        lambda w: w.series.pick_suggested(),
        divided=True,
    ),
    Row(
        "pick_all_suggested",
        "Series",
        "Pick the suggested of all series…",
        ("Ctrl+Alt+P",),
        lambda w: w.series.pick_all_suggested(),
        "shoot",
    ),
    Row("suggest", "Series", "Suggest this frame", ("Shift+S",), lambda w: w.series.suggest()),
    Row("merge", "Series", "Merge into one series", ("Ctrl+G",), lambda w: w.series.merge(), divided=True),
    Row("split", "Series", "Split here, or the selected off", ("Ctrl+Shift+S",), lambda w: w.series.split()),
    Row("take_out", "Series", "Take out of the series", ("Ctrl+Shift+G",), lambda w: w.series.take_out()),
    Row("keep_set", "Series", "Keep as a set, or not", ("Ctrl+Shift+K",), lambda w: w.series.keep_as_set()),
    Row("as_found", "Series", "As found, without my edits", (), lambda w: w.series.as_found()),
)
