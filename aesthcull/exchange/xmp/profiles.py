"""Which properties are written: every program reads stars, labels, keywords, title and description alike, but
a flag, a reject and the rest each in its own way. What a sidecar has already is kept in step whatever the
profile, so that a file never contradicts itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rejects = Literal["both", "rating", "pick"]  # xmp:Rating −1, xmpDM:pick −1, or both
Naming = Literal["short", "long"]  # IMG_1.xmp, or IMG_1.CR2.xmp
Differing = Literal["newer", "ask", "catalogue", "sidecar"]


@dataclass(frozen=True)
class Profile:
    """What one family of programs reads beyond the basics. A rating of −1 takes the place of the stars."""

    name: str
    rejects: Rejects
    flags: bool  # xmpDM:pick and xmpDM:good
    digikam: bool = False  # TagsList, PickLabel, ColorLabel


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("common", "both", flags=True),
        Profile("lightroom", "pick", flags=True),  # and Capture One, which knows no flags
        Profile("darktable", "rating", flags=False),
        Profile("digikam", "pick", flags=True, digikam=True),
    )
}


@dataclass(frozen=True)
class XmpSettings:
    """How sidecars are read and written. `rejects` None: as the profile says. `differing`: who is right where
    the catalogue and a sidecar were both changed. `everywhere`: also on cards and where it is read-only.
    `into_files`: into JPEGs, TIFFs, DNGs and HEIFs themselves, too."""

    profile: str = "common"
    naming: Naming = "short"
    rejects: Rejects | None = None
    differing: Differing = "newer"
    everywhere: bool = False
    into_files: bool = False

    @property
    def rejected_by(self) -> Rejects:
        """How a reject is written."""
        return self.rejects or PROFILES[self.profile].rejects
