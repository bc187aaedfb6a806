"""The Compare menu: frames beside each other."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("compare", "Compare", "Compare with a champion", ("C",), lambda w: w.comparing.compare()),
    Row("survey", "Compare", "Survey 2 to 12 frames", ("N",), lambda w: w.comparing.survey()),
    Row(
        "other_side",
        "Compare",
        "Marks act on the other side",
        (),  # Tab, which the page handles itself: elsewhere it goes to the next field
        lambda w: w.comparing.compared.switch_side(),
        "compare",
        divided=True,
    ),
    Row(
        "winner",
        "Compare",
        "Challenger becomes the champion",
        ("W",),
        lambda w: w.comparing.compared.promote(),
        "compare",
    ),
    Row(
        "swap",
        "Compare",
        "Swap champion and challenger",
        ("Shift+W",),
        lambda w: w.comparing.compared.swap(),
        "compare",
    ),
    Row(
        "drop_out",
        "Compare",
        "Drop out of the survey",
        ("Backspace", "/"),
        lambda w: w.comparing.surveyed.drop(),
        "survey",
        divided=True,
    ),
    Row(
        "restore",
        "Compare",
        "Bring back who dropped out last",
        ("Shift+Backspace",),
        lambda w: w.comparing.surveyed.restore(),
        "survey",
    ),
    Row(
        "keep",
        "Compare",
        "Pick who remains, reject who dropped out",
        ("K",),
        lambda w: w.comparing.keep(),
        "survey",
    ),
    Row(
        "realign",
        "Compare",
        "Take the offset away",
        ("Shift+Z",),
        lambda w: w.comparing.realign(),
        divided=True,
    ),
)
