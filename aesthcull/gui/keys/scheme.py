"""The keys in use: a preset and what the user changed of it.

Changes are kept by preset, so that trying another one loses none. Keys are Qt's portable texts (`Ctrl+Z`);
one that Qt does not know, or that consists of several strokes, is not taken.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSettings
from PySide6.QtGui import QKeySequence

from aesthcull.gui.actions import Row
from aesthcull.gui.keys.conflicts import Conflict, conflicts
from aesthcull.gui.keys.presets import DEFAULT, PRESETS, Keys

_PRESET, _CHANGES = "keys/preset", "keys/changes"
_FORMAT = QKeySequence.SequenceFormat


@dataclass
class Scheme:
    """`changes`: by preset, the keys of the rows, by id, that differ from it."""

    preset: str = DEFAULT
    changes: dict[str, dict[str, Keys]] = field(default_factory=dict)

    def preset_keys(self, row: Row) -> Keys:
        """The row's keys without the user's changes."""
        return PRESETS[self.preset].get(row.id, row.keys)

    def keys(self, row: Row) -> Keys:
        """The row's keys."""
        return self.changes.get(self.preset, {}).get(row.id, self.preset_keys(row))

    def all_keys(self, rows: Sequence[Row]) -> dict[str, Keys]:
        """The keys of each row, by its id."""
        return {row.id: self.keys(row) for row in rows}

    def is_changed(self, row: Row) -> bool:
        """Whether the user changed the row's keys."""
        return row.id in self.changes.get(self.preset, {})

    def change(self, row: Row, keys: Keys) -> None:
        """Give a row other keys; those of the preset are no change."""
        changed = self.changes.setdefault(self.preset, {})
        changed.pop(row.id, None)
        if keys != self.preset_keys(row):
            changed[row.id] = keys

    def reset(self) -> None:
        """Forget every change of this preset."""
        self.changes.pop(self.preset, None)

    def without_conflicts(self, rows: Sequence[Row]) -> list[str]:
        """Give up the changes, of every preset, that give a key to two actions, as one may that was made for
        an older table of actions. Returns a line for each."""
        lines = []
        for preset, changed in self.changes.items():
            own = Scheme(preset, self.changes)
            while found := _first_of_changes(conflicts(rows, own.all_keys(rows)), changed):
                del changed[found.second if found.second in changed else found.first]
                lines.append(
                    f"keys: {preset}: {found.key} is the key of two actions, {found.first} and "
                    f"{found.second}; the change is given up"
                )
        return lines


def _first_of_changes(found: Sequence[Conflict], changed: Collection[str]) -> Conflict | None:
    return next((one for one in found if one.first in changed or one.second in changed), None)


def portable(key: str) -> str:
    """A key as Qt writes it everywhere (`ctrl+z` becomes `Ctrl+Z`); empty for none, or several strokes."""
    sequence = QKeySequence(key, _FORMAT.PortableText)
    return sequence.toString(_FORMAT.PortableText) if sequence.count() == 1 else ""


def spoken(key: str) -> str:
    """A key as this system and language write it."""
    return QKeySequence(key, _FORMAT.PortableText).toString(_FORMAT.NativeText)


def read(settings: QSettings, known: Collection[str]) -> tuple[Scheme, list[str]]:
    """The scheme as it was kept, and a line for each entry that is not understood and ignored. `known`: the
    ids of the rows; entries of others are kept silently, as a newer version's may be."""
    scheme, problems = Scheme(), []
    preset = settings.value(_PRESET, DEFAULT)
    if preset in PRESETS:
        scheme.preset = str(preset)
    else:
        problems.append(f"keys: there is no preset “{preset}”; using {DEFAULT}")
    text = settings.value(_CHANGES, "")
    try:
        entries = json.loads(str(text)) if text else {}
        items = [(p, i, k) for p, of_preset in entries.items() for i, k in of_preset.items()]
    except (ValueError, AttributeError):
        return scheme, [*problems, "keys: the changes that were kept cannot be read; using the preset's keys"]
    for preset, row_id, keys in items:
        good = _checked(keys)
        if good is None or preset not in PRESETS:
            problems.append(f"keys: {preset}, {row_id}: {json.dumps(keys)[:60]} is ignored")
        elif row_id in known:
            scheme.changes.setdefault(preset, {})[row_id] = good
    return scheme, problems


def write(settings: QSettings, scheme: Scheme) -> None:
    """Keep the scheme."""
    settings.setValue(_PRESET, scheme.preset)
    settings.setValue(_CHANGES, json.dumps(scheme.changes, ensure_ascii=False))


def with_advance(keys: Mapping[str, Keys], marks: Collection[str]) -> dict[str, Keys]:
    """Keys that mark and go on, as in Lightroom: those of `marks` with Shift, where that is free."""
    taken = {key for some in keys.values() for key in some}
    found: dict[str, Keys] = {}
    for row_id in marks:
        shifted = [f"Shift+{key}" for key in keys[row_id] if "Shift+" not in key and len(key) == 1]
        found[row_id] = tuple(key for key in shifted if key not in taken)
        taken.update(found[row_id])
    return found


def _checked(keys: object) -> Keys | None:
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        return None
    found = tuple(portable(key) for key in keys)
    return found if all(found) else None
