"""Keywords: flat words beside paths such as `animal|bird|eagle`, of which a flat word may be a level.

A frame's keyword is either; a flat word that is a level of one of the frame's paths is that path's, since
most programs write a path's levels among the flat words, too.

Only lr:hierarchicalSubject and digiKam:TagsList hold paths. A bar within a flat word (`Canon | EF`) divides
nothing: the catalogue has a sign of its own for it, which looks alike, and files get the bar back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

MAX_LENGTH = 200  # of a keyword in the catalogue
LEVEL = "|"
BAR = "\u2223"  # in the catalogue, for a bar that divides no levels
_INTERNAL = "darktable|"  # what darktable notes for itself among the keywords


def read_keywords(flat: Iterable[str], paths: Iterable[str], tags: Iterable[str]) -> list[str]:
    """The keywords of dc:subject, lr:hierarchicalSubject and digiKam:TagsList taken together, each once."""
    found = [_path(path, LEVEL) for path in paths]
    words = [_tidy(word).replace(LEVEL, BAR) for word in flat if not word.startswith(_INTERNAL)]
    told = set(tag_paths([*words, *found]))  # with a dash for a slash
    found += [_path(tag.replace(LEVEL, BAR), "/") for tag in tags if tag not in told]
    known = {level for path in found for level in path.split(LEVEL)}
    whole = {_tidy(path.replace(LEVEL, f" {BAR} ")) for path in found}  # some programs repeat paths there
    words = [w for w in words if w and w not in known and _tidy(w.replace(BAR, f" {BAR} ")) not in whole]
    kept = [path for path in found if path and not path.startswith(_INTERNAL)]
    # A single level is told among the paths, too: where it is one of a longer path, it says nothing new.
    levels = {level for path in kept if LEVEL in path for level in path.split(LEVEL)}
    single = [path for path in kept if LEVEL in path or path not in levels]
    return list(dict.fromkeys(single + words))


def written(keywords: Iterable[str]) -> list[str]:
    """The keywords as a file can hold them, by name: without empty levels."""
    return sorted({path for path in (_path(word, LEVEL) for word in keywords) if path})


def flat_words(keywords: Iterable[str]) -> list[str]:
    """Every level of every keyword, each once: what programs without a hierarchy find the frame by."""
    levels = dict.fromkeys(level for word in keywords for level in word.split(LEVEL))
    return [level.replace(BAR, LEVEL) for level in levels]


def tag_paths(keywords: Iterable[str]) -> list[str]:
    """The keywords as digiKam writes them. A slash within a level would divide it: it becomes a dash."""
    levels = ([level.replace("/", "-") for level in word.split(LEVEL)] for word in keywords)
    return ["/".join(path).replace(BAR, LEVEL) for path in levels]


def ordered(present: Sequence[str], wanted: Collection[str]) -> list[str]:
    """`wanted` with those that a file has already first, in its order."""
    kept = [word for word in present if word in wanted]
    return list(dict.fromkeys([*kept, *sorted(wanted)]))


def not_ours(words: Iterable[str]) -> list[str]:
    """Words that the catalogue cannot hold, and another program's own: they stay in the file."""
    return [word for word in words if len(_tidy(word)) > MAX_LENGTH or word.startswith(_INTERNAL)]


def _path(text: str, divider: str) -> str:
    levels = (_tidy(level) for level in text.split(divider))
    return LEVEL.join(level for level in levels if level)


def _tidy(word: str) -> str:
    return " ".join(word.split())
