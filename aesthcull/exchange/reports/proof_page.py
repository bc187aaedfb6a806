"""The markup of a proof sheet: one page, no links outwards, no library.

A click on a picture makes its frame the page's `:target`, which the style shows over the whole window, so
that each picture is there once. The script only adds the arrow keys; without it all works by clicks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

HEAD = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="aesthcull">
<title>{title}</title>
<style>
body { margin: 0; background: #1e1e1e; color: #ddd; font: 15px/1.4 system-ui, sans-serif; }
header { padding: 22px 26px 6px; }
h1 { margin: 0; font-size: 22px; font-weight: 600; overflow-wrap: anywhere; }
header p { margin: 2px 0 0; color: #a0a0a0; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 14px;
  padding: 16px 26px 40px; }
.frame { height: 300px; scroll-margin: 12px; }
figure { margin: 0; height: 100%; background: #262626; border-radius: 5px; overflow: hidden;
  display: flex; flex-direction: column; }
.picture { flex: 1; min-height: 0; background: #303030; display: flex; align-items: center;
  justify-content: center; text-decoration: none; color: #a0a0a0; padding: 5px; }
.picture img { max-width: 100%; max-height: 100%; object-fit: contain; }
.picture:focus-visible, nav a:focus-visible { outline: 2px solid #e8b04a; outline-offset: -2px; }
figcaption { padding: 7px 10px 8px; min-height: 44px; font-size: 13px; }
.name { overflow-wrap: anywhere; }
.stars { float: right; color: #e8b04a; padding-left: 8px; }
.keywords { color: #a0a0a0; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
nav { display: none; }
figure:target { position: fixed; inset: 0; z-index: 1; border-radius: 0; background: #1e1e1e; }
figure:target .picture { background: #1e1e1e; }
figure:target .picture img { width: 100%; height: 100%; }
figure:target .keywords { white-space: normal; }
figure:target figcaption { padding: 8px 18px 12px; text-align: center; }
figure:target .stars { float: none; }
figure:target nav a { display: block; position: absolute; padding: 8px 15px; font-size: 26px; color: #eee;
  background: #262626cc; border-radius: 5px; text-decoration: none; }
figure:target nav { display: block; }
.close { top: 12px; right: 12px; } .before { left: 12px; top: 45%; } .after { right: 12px; top: 45%; }
@media print { body, figure, .picture { background: #fff; color: #000; } .frame { break-inside: avoid; } }
</style>
</head>
<body>
<header><h1>{title}</h1><p>{subtitle}</p></header>
<main>
"""
FOOT = """</main>
<script>
addEventListener("keydown", event => {
  const shown = document.querySelector("figure:target");
  const way = {ArrowRight: ".after", ArrowLeft: ".before", Escape: ".close"}[event.key];
  const link = shown && way && shown.querySelector(way);
  if (link) { event.preventDefault(); link.click(); }
});
</script>
</body>
</html>
"""


@dataclass(frozen=True)
class Entry:
    """One frame on the page, as plain text. `source` is the picture's address; without one `reason` says why
    there is none."""

    name: str
    source: str | None
    reason: str = ""
    marks: str = ""
    score: str = ""
    keywords: Sequence[str] = ()


def head(title: str, subtitle: str, language: str = "en") -> str:
    """What stands above the frames."""
    filled = HEAD.replace("{language}", escape(language)).replace("{subtitle}", escape(subtitle))
    return filled.replace("{title}", escape(title))


def figure(entry: Entry, number: int, count: int) -> str:
    """The markup of frame `number` of `count`, counted from 1."""
    if entry.source is None:
        picture = f'<div class="picture">{escape(entry.reason)}</div>'
    else:
        image = f'<img src="{escape(entry.source)}" alt="{escape(entry.name)}" loading="lazy">'
        picture = f'<a class="picture" href="#f{number}">{image}</a>'
    keywords = f'<div class="keywords">{escape(", ".join(entry.keywords))}</div>' if entry.keywords else ""
    right = "  ".join(filter(None, (entry.marks, entry.score)))
    stars = f'<span class="stars">{escape(right)}</span> ' if right else ""
    return (
        f'<div class="frame" id="p{number}"><figure id="f{number}">{picture}'
        f'<figcaption>{stars}<span class="name">{escape(entry.name)}</span>{keywords}</figcaption>'
        f"<nav>{_ways(number, count)}</nav></figure></div>\n"
    )


def _ways(number: int, count: int) -> str:
    ways = [f'<a class="close" href="#p{number}" title="Back (Esc)">×</a>']
    if number > 1:
        ways.append(f'<a class="before" href="#f{number - 1}" title="Previous (←)">‹</a>')
    if number < count:
        ways.append(f'<a class="after" href="#f{number + 1}" title="Next (→)">›</a>')
    return "".join(ways)
