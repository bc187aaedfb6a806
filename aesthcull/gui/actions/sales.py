"""The Sales menu."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("import", "Sales", "Import sales report…", ("Ctrl+I",), lambda w: w.sales.import_report(), "nothing"),
    Row("imported", "Sales", "Imported reports…", (), lambda w: w.sales.imported(), "nothing"),
    Row("matches", "Sales", "Matches…", (), lambda w: w.sales.matches(), "nothing"),
    Row("train", "Sales", "Train a model…", ("Ctrl+T",), lambda w: w.sales.train(), "nothing"),
    Row("retrain", "Sales", "Retrain…", (), lambda w: w.sales.retrain(), "nothing"),
    Row("studies", "Sales", "Studies…", (), lambda w: w.sales.studies(), "nothing"),
    Row("reports", "Sales", "Reports…", (), lambda w: w.sales.reports(), "nothing"),
)
