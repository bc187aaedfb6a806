"""The Reports menu: what is exported to be looked at elsewhere."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("report_sheet", "Reports", "Contact sheet…", ("Ctrl+P",), lambda w: w.reports.export("sheet")),
    Row("report_proof", "Reports", "Proof sheet of the picks…", (), lambda w: w.reports.export("proof")),
    Row("report_csv", "Reports", "Ranking as CSV…", (), lambda w: w.reports.export("csv")),
    Row(
        "extremes",
        "Reports",
        "Best and worst…",
        ("Ctrl+B",),
        lambda w: w.reports.show_extremes(),
        divided=True,
    ),
)
