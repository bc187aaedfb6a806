"""The Go menu: from frame to frame."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("next", "Go", "Next frame", (), lambda w: w.going.step(1)),
    Row("previous", "Go", "Previous frame", (), lambda w: w.going.step(-1)),
    Row("next_undecided", "Go", "Next frame without a flag", (".",), lambda w: w.going.to_undecided(1)),
    Row(
        "previous_undecided",
        "Go",
        "Previous frame without a flag",
        (",",),
        lambda w: w.going.to_undecided(-1),
    ),
)
