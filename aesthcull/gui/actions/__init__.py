"""The one table of actions, in the order of the menus: one module a menu, joined here.

A keyboard action is added there and nowhere else; menus, shortcuts, help and tests read this table.
"""

from aesthcull.gui.actions import (
    clocks,
    compare,
    deliver,
    edit,
    file,
    find,
    go,
    help,
    mark,
    metadata,
    models,
    overlays,
    reports,
    sales,
    series,
    settings,
    upload,
    view,
)
from aesthcull.gui.actions.own_keys import VIEW_KEYS, OwnKeys
from aesthcull.gui.actions.row import Row

__all__ = ["ROWS", "VIEW_KEYS", "OwnKeys", "Row"]

ROWS: tuple[Row, ...] = (
    *file.ROWS,
    *deliver.ROWS,
    *file.LAST,
    *edit.ROWS,
    *mark.ROWS,
    *go.ROWS,
    *series.ROWS,
    *view.ROWS,
    *compare.ROWS,
    *overlays.ROWS,
    *find.ROWS,
    *metadata.ROWS,
    *clocks.ROWS,
    *reports.ROWS,
    *upload.ROWS,
    *sales.ROWS,
    *models.ROWS,
    *settings.ROWS,
    *help.ROWS,
)
