"""Which catalogued frame an asset on sale shows, by name.

`names` (what file names tell) → `index` (the catalogue's files by name) → `run` (assets against them). By
picture: `pipeline.uploads`.
"""

from aesthcull.exchange.matching.report import MatchReport, match_report
from aesthcull.exchange.matching.run import match_names
from aesthcull.exchange.matching.table import AssetTable, read_table

__all__ = ["AssetTable", "MatchReport", "match_names", "match_report", "read_table"]
