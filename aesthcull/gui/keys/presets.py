"""The keys of other programs, where they differ from Lightroom's, which stand in the table of actions.

A row's id leads to its keys in that program; an empty tuple leaves an action without keys, mostly because the
program uses the key for something else. What a program does not know keeps Lightroom's keys.
"""

from __future__ import annotations

from collections.abc import Mapping

Keys = tuple[str, ...]

DEFAULT = "Lightroom"
_STARS_WITH_CTRL: dict[str, Keys] = {f"stars_{n}": (f"Ctrl+{n}",) for n in range(6)}
_SPACE_GOES_ON: dict[str, Keys] = {
    "toggle": (),
    "drop_out": ("/",),
    "next": ("Space",),
    "previous": ("Backspace",),
}

# Colour classes by their colours; orange, light blue and grey (3, 6, 8) have no label here.
_PHOTO_MECHANIC: dict[str, Keys] = {
    **_STARS_WITH_CTRL,
    "toggle_pick": ("T",),
    "only_picks": ("F3", "F7"),
    "label_none": ("0",),
    "label_purple": ("1",),
    "label_red": ("2",),
    "label_yellow": ("4",),
    "label_green": ("5",),
    "label_blue": ("7",),
}

_DARKTABLE: dict[str, Keys] = {
    "reject": (),
    "toggle_reject": ("R",),
    "label_red": ("F1",),
    "label_yellow": ("F2",),
    "label_green": ("F3",),
    "label_blue": ("F4",),
    "label_purple": ("F5",),
    "help": ("?",),
    "rescan": ("Ctrl+F5",),
    "survey": ("X", "N"),
    **_SPACE_GOES_ON,
}

# Of its pick flags 0 is none, 1 rejected, 2 pending, which has no like here, and 3 accepted.
_DIGIKAM: dict[str, Keys] = {
    **_STARS_WITH_CTRL,
    "unflag": ("Alt+0",),
    "reject": ("Alt+1",),
    "pick": ("Alt+3",),
    "label_none": ("Ctrl+Alt+0",),
    "label_red": ("Ctrl+Alt+1",),
    "label_yellow": ("Ctrl+Alt+3",),
    "label_green": ("Ctrl+Alt+4",),
    "label_blue": ("Ctrl+Alt+5",),
    "label_purple": ("Ctrl+Alt+6",),
    "zoom_fit": ("Ctrl+Alt+E",),
    "zoom_100": ("Ctrl+.",),
    "zoom_200": (),
    **_SPACE_GOES_ON,
}

PRESETS: Mapping[str, Mapping[str, Keys]] = {
    DEFAULT: {},
    "Photo Mechanic": _PHOTO_MECHANIC,
    "darktable": _DARKTABLE,
    "digiKam": _DIGIKAM,
}
