"""What the user has set about XMP, kept in the window's settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QSettings

from aesthcull.exchange.xmp.profiles import PROFILES, XmpSettings

_PREFIX = "xmp"
T = TypeVar("T")


@dataclass(frozen=True)
class Preferences:
    """`reading`: on every scan; `inside`: also what stands in pictures themselves. `automatic`: sidecars are
    written after marks."""

    settings: XmpSettings = XmpSettings()  # noqa: RUF009 (frozen)
    reading: bool = True
    inside: bool = True
    automatic: bool = False


def load(kept: QSettings) -> Preferences:
    """The preferences as kept; what is none of the choices is as at first."""
    first = Preferences()
    standard = first.settings

    def one_of(name: str, allowed: tuple[T, ...], otherwise: T) -> T:
        value = kept.value(f"{_PREFIX}/{name}") or None
        return next((choice for choice in allowed if choice == value), otherwise)

    def switch(name: str, otherwise: bool) -> bool:
        return kept.value(f"{_PREFIX}/{name}", otherwise, type=bool) is True

    settings = XmpSettings(
        profile=one_of("profile", tuple(PROFILES), standard.profile),
        naming=one_of("naming", ("short", "long"), standard.naming),
        rejects=one_of("rejects", ("both", "rating", "pick"), None),
        differing=one_of("differing", ("newer", "ask", "catalogue", "sidecar"), standard.differing),
        everywhere=switch("everywhere", standard.everywhere),
        into_files=switch("into_files", standard.into_files),
    )
    kept_switches = {name: switch(name, getattr(first, name)) for name in ("reading", "inside", "automatic")}
    return Preferences(settings, **kept_switches)


def save(kept: QSettings, preferences: Preferences) -> None:
    """Keep them."""
    settings = preferences.settings
    for name, value in (
        ("profile", settings.profile),
        ("naming", settings.naming),
        ("rejects", settings.rejects or ""),
        ("differing", settings.differing),
        ("everywhere", settings.everywhere),
        ("into_files", settings.into_files),
        ("inside", preferences.inside),
        ("reading", preferences.reading),
        ("automatic", preferences.automatic),
    ):
        kept.setValue(f"{_PREFIX}/{name}", value)
