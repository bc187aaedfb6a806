"""What the user types into a row, as changes for the catalogue."""

from __future__ import annotations

import json
from typing import Literal

from aesthcull.catalogue.decisions import MAX_TEXT, Changes
from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.categories import stored_categories, with_categories
from aesthcull.exchange.upload.keywords import origins, typed_keywords
from aesthcull.exchange.upload.rows import UploadRow
from aesthcull.exchange.upload.texts import one_line

EditField = Literal["title", "description", "keywords", "categories"]
_LONGEST_KEYWORD = 200


class TypedError(ValueError):
    """What was typed cannot be kept; one line for the user."""


def changes(row: UploadRow, field: EditField, typed: str, agency: Agency) -> Changes:
    """What to mark so that the row says `typed`; empty where it does already. Raises TypedError.

    Keywords that are typed become the user's own, those taken out are dismissed, and the order is kept; a
    keyword of the machine that stays is still the machine's.
    """
    if field == "keywords":
        return _of_keywords(row, typed)
    if field == "categories":
        return _of_categories(row, typed, agency)
    text = one_line(typed)
    if len(text) > MAX_TEXT:
        raise TypedError(f"{len(text):,} characters; {MAX_TEXT:,} are the most that can be kept")
    return {} if text == (getattr(row.frame, field) or "") else {field: text or None}


def typed_categories(text: str) -> list[str]:
    """Categories separated by semicolons, or by commas."""
    return list(dict.fromkeys(filter(None, map(one_line, text.replace(",", ";").split(";")))))


def _of_keywords(row: UploadRow, typed: str) -> Changes:
    shown, words = list(row.entry.keywords), typed_keywords(typed)
    if words == shown:
        return {}
    longest = max(words, key=len, default="")
    if len(longest) > _LONGEST_KEYWORD:
        raise TypedError(f"a keyword has {len(longest)} characters; {_LONGEST_KEYWORD} are the most")
    order = json.dumps(words, ensure_ascii=False)
    if len(order) > MAX_TEXT:
        raise TypedError(f"{len(words):,} keywords are more than can be kept in their order")
    found: Changes = {"keyword_order": order if words else None}
    added = tuple(word for word in words if word not in shown)
    gone = origins(row.frame, [word for word in shown if word not in words])
    if added:
        found = {**found, "keyword": added}
    return {**found, "dismissed": gone} if gone else found


def _of_categories(row: UploadRow, typed: str, agency: Agency) -> Changes:
    if agency.categories is None:
        return {}
    names: list[str] = []
    for text in typed_categories(typed):
        name = agency.categories.named(text)
        if name is None:
            raise TypedError(f"{agency.name} has no category “{text}”")
        names.append(name)
    if tuple(names) == stored_categories(row.frame, agency):
        return {}
    return {"categories": with_categories(row.frame, agency, tuple(names))}
