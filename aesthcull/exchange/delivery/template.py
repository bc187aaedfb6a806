"""Naming templates: `{date:%Y}/{date:%Y-%m-%d}_{sequence:04}_{name}`.

A template is the new name without its suffix, with "/" between folders. A field stands in braces, after a
colon its form: for dates and times letters as `strftime` takes them, for numbers the least digits, for texts
the most characters. `{{` and `}}` are braces. What file systems refuse is replaced, whatever it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from string import Formatter
from typing import Any

from aesthcull.exchange.delivery.safe_names import safe_part
from aesthcull.exchange.delivery.settings import DeliveryError

_DIRECTIVES = frozenset("YymdHMSjbBaAUWVGpIf")  # the same on every system
_TIME_FORMS = {"date": "%Y-%m-%d", "time": "%H-%M-%S"}
_MOST_DIGITS = 9
_MOST_CHARACTERS = 200


class TemplateError(DeliveryError):
    """A template that cannot be used; one line that says why."""


@dataclass(frozen=True)
class Facts:
    """What a template knows of a frame. `moment` is the camera's clock, or the file's time where it is not
    `dated`; `folder` the name of the folder that the frame lies in, `shoot` that of the shoot or card."""

    name: str
    moment: datetime
    sequence: int = 1
    camera: str = ""
    lens: str = ""
    rating: int = 0
    flag: str = ""
    label: str = ""
    title: str = ""
    folder: str = ""
    shoot: str = ""
    dated: bool = True


@dataclass(frozen=True)
class Field:
    """A field of a template: what it stands for, and of which kind its value is."""

    meaning: str
    kind: str  # time, number or text
    value: Callable[[Facts], Any]


FIELDS: dict[str, Field] = {
    "name": Field("the name that the camera gave", "text", lambda facts: facts.name),
    "date": Field("when it was taken: %Y year, %m month, %d day", "time", lambda facts: facts.moment),
    "time": Field("when it was taken: %H hour, %M minute, %S second", "time", lambda facts: facts.moment),
    "sequence": Field("1, 2, 3 … in this delivery", "number", lambda facts: facts.sequence),
    "camera": Field("make and model", "text", lambda facts: facts.camera),
    "lens": Field("the lens", "text", lambda facts: facts.lens),
    "rating": Field("stars, 0 to 5", "number", lambda facts: facts.rating),
    "flag": Field("pick, reject or nothing", "text", lambda facts: facts.flag),
    "label": Field("the colour, or nothing", "text", lambda facts: facts.label),
    "title": Field("the title", "text", lambda facts: facts.title),
    "folder": Field("the folder that it lies in", "text", lambda facts: facts.folder),
    "shoot": Field("the shoot's folder", "text", lambda facts: facts.shoot),
}


class Template:
    """A template that was read: whether it makes `folders`, and is `timed`. Raises TemplateError."""

    def __init__(self, text: str) -> None:
        if not text.strip():
            raise TemplateError("the naming template is empty; {name} keeps the names")
        if "\\" in text or text.startswith("/") or re.match(r"[A-Za-z]:", text):
            raise TemplateError(f"naming template {text!r}: it must lead below the destination, with / alone")
        if ".." in text.split("/"):
            raise TemplateError(f"naming template {text!r}: .. would lead out of the destination")
        if text.endswith("/"):
            raise TemplateError(f"naming template {text!r}: the name after the last / is missing")
        self.text = text
        self.folders = "/" in text
        self._pieces = _pieces(text)
        self.timed = any(name and FIELDS[name].kind == "time" for _, name, _ in self._pieces)

    def target(self, facts: Facts) -> PurePosixPath:
        """The folders and the new stem of a frame, relative to the destination."""
        whole = "".join(literal + _value(name, form, facts) for literal, name, form in self._pieces)
        *folders, stem = whole.split("/")
        parts = [part for part in map(safe_part, folders) if part]
        return PurePosixPath(*parts, safe_part(stem) or safe_part(facts.name) or "_")


def _pieces(text: str) -> list[tuple[str, str, str]]:
    """Literal text, field name and form, in a row."""
    try:
        found = list(Formatter().parse(text))
    except ValueError as error:
        raise TemplateError(
            f"naming template {text!r}: a brace is open or alone; {{{{ and }}}} are braces"
        ) from error
    pieces = []
    for literal, name, form, conversion in found:
        if name is None:
            pieces.append((literal, "", ""))
            continue
        if name not in FIELDS or conversion:
            raise TemplateError(
                f"naming template {text!r}: there is no {{{name}}}; there are {', '.join(FIELDS)}"
            )
        _check_form(text, name, form or "")
        pieces.append((literal, name, form or ""))
    return pieces


def _check_form(text: str, name: str, form: str) -> None:
    kind = FIELDS[name].kind
    if kind == "time":
        directives = re.findall(r"%(.?)", form)
        if form and not directives:
            raise TemplateError(
                f"naming template {text!r}: {{{name}:{form}}} has no % letter, as in {{{name}:%Y-%m-%d}}"
            )
        wrong = [letter for letter in directives if letter not in _DIRECTIVES]
        if wrong:
            raise TemplateError(f"naming template {text!r}: %{wrong[0]} is no part of a date or time")
        if any(part.strip() in ("", ".", "..") for part in form.split("/")) and form:
            raise TemplateError(f"naming template {text!r}: {{{name}:{form}}} has an empty folder")
        return
    most = _MOST_DIGITS if kind == "number" else _MOST_CHARACTERS
    if form and not (form.isascii() and form.isdigit() and 0 < int(form) <= most):
        what = "digits" if kind == "number" else "characters"
        raise TemplateError(
            f"naming template {text!r}: {{{name}:{form}}} must have a number of {what}, 1 to {most}"
        )


def _value(name: str, form: str, facts: Facts) -> str:
    if not name:
        return ""
    field = FIELDS[name]
    value = field.value(facts)
    if field.kind == "time":
        return str(value.strftime(form or _TIME_FORMS[name]))
    if field.kind == "number":
        return f"{value:0{form or 1}d}"
    # A slash in a camera's name or a title makes no folder.
    text = str(value).replace("/", "_")
    return text[: int(form)] if form else text
