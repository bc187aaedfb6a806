"""What the File menu brings elsewhere, and from a card."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("ingest", "File", "Ingest from a card…", ("Ctrl+Shift+D",), lambda w: w.delivery.ingest(), "nothing",
        divided=True),
    Row("deliver", "File", "Deliver…", ("Ctrl+D",), lambda w: w.delivery.deliver(), "shoot"),
    Row("deliveries", "File", "Deliveries…", (), lambda w: w.delivery.past(), "nothing"),
)  # fmt: skip
