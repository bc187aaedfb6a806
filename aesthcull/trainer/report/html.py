"""What the reports' pages have in common: the style, tables, the frame around them."""

from __future__ import annotations

import html
from collections.abc import Sequence

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62em; margin: 2em auto; padding: 0 1em; color: #222;
       background: #fff; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; }
.verdict { padding: .8em 1.1em; border-left: 6px solid; background: #f4f4f4; }
.clearly { border-color: #1b7f3b; } .perhaps { border-color: #c98a00; } .no { border-color: #b3261e; }
table { border-collapse: collapse; }
td, th { padding: .25em .9em; border-bottom: 1px solid #ddd; text-align: left; }
td { white-space: nowrap; } td + td { font-variant-numeric: tabular-nums; }
.plots { display: flex; flex-wrap: wrap; gap: 1.5em; } figure { margin: 0; width: 30em; max-width: 100%; }
img { width: 100%; } figcaption, small { color: #555; font-size: .88em; }
"""


def document(title: str, parts: Sequence[str]) -> str:
    """A whole page of parts that are HTML already."""
    head = f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{html.escape(title)}</title>'
    return f"{head}<style>{_STYLE}</style>\n" + "\n".join(parts) + "\n</html>\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of plain texts."""

    def line(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    return "<table>" + line(head, "th") + "".join(line(row, "td") for row in rows) + "</table>"
