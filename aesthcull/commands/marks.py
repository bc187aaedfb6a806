"""Commands that record decisions, and take them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aesthcull.commands.common import DONE, Options, UsageError, file_path, workplace
from aesthcull.terminal import cancellable, say

if TYPE_CHECKING:
    from aesthcull.catalogue.decisions import Changes


_VERBS = {"dismissed": "remove keyword"}


def mark(options: Options) -> int:
    """Flag, rate, label, describe or tag frames, as one step that `undo` takes back."""
    from aesthcull.catalogue import decisions, queries

    changes = _changes(options)
    paths = [file_path(file) for file in options.files]
    with workplace(options, existing=True) as work:
        known = queries.frame_ids(work.catalogue, paths)
        unknown = [str(path) for path in paths if path not in known]
        if unknown:
            raise UsageError(f"not in the catalogue: {', '.join(unknown)}; scan the folder first")
        ids = sorted(set(known.values()))
        step = decisions.mark(work.catalogue, ids, changes, _step_name(changes, len(ids)))
    say(f"{step.name}: done" if step else "nothing to change")
    return DONE


def undo(options: Options) -> int:
    """Take back the last decision in a shoot."""
    from aesthcull.catalogue import decisions, queries
    from aesthcull.pipeline import shoot_folder
    from aesthcull.pipeline.grouping import regroup

    folder = shoot_folder(options.folder)
    with workplace(options, existing=True) as work:
        before = queries.find_shoot(work.catalogue, folder)
        step = decisions.undo(work.catalogue, folder)
        after = queries.find_shoot(work.catalogue, folder)
        if before and before.scanned_at and after and after.scanned_at is None:  # a clock's shift
            regroup(work.catalogue, work.registry, after, cancellable())
    say(f"undone: {step.name}" if step else "nothing to undo")
    return DONE


def _changes(options: Options) -> Changes:
    from aesthcull.catalogue.decisions import MAX_TEXT

    changes: dict[Any, Any] = {}
    if options.flag is not None:
        changes["flag"] = None if options.flag == "none" else options.flag
    if options.stars is not None:
        changes["rating"] = options.stars
    if options.label is not None:
        changes["label"] = None if options.label == "none" else options.label
    for field in ("title", "description"):
        text = getattr(options, field)
        if text is not None and len(text) > MAX_TEXT:
            raise UsageError(f"the {field} has {len(text):,} characters; {MAX_TEXT:,} are the most")
        if text is not None:
            changes[field] = text.strip() or None
    changes |= _keyword_changes(options.keyword or [], options.no_keyword or [])
    if not changes:
        raise UsageError(
            "say what to mark: --pick, --reject, --unflag, --stars, --label, --title or --keyword"
        )
    return changes


def _keyword_changes(given: list[str], removed: list[str]) -> dict[str, tuple[str, ...]]:
    given, removed = [word.strip() for word in given], [word.strip() for word in removed]
    if any(not 0 < len(word) <= 200 for word in given + removed):
        raise UsageError("a keyword must have between 1 and 200 characters")
    both = sorted(set(given) & set(removed))
    if both:
        raise UsageError(f"the keyword {both[0]} is to be both given and removed")
    found = {"keyword": tuple(given), "dismissed": tuple(removed)}
    return {field: words for field, words in found.items() if words}


def _step_name(changes: Changes, count: int) -> str:
    def words(value: object) -> str:
        return ", ".join(value) if isinstance(value, tuple) else "none" if value is None else str(value)

    what = "; ".join(f"{_VERBS.get(field, field)} {words(value)}" for field, value in changes.items())
    return f"{what} ({count} {'frame' if count == 1 else 'frames'})"
