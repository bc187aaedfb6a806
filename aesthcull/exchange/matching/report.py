"""What became of the assets: counts, and a few examples of what is left to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aesthcull.catalogue import matches
from aesthcull.catalogue.records import AssetState, MatchedBy
from aesthcull.catalogue.store import Catalogue

_EXAMPLES = 5
_SHOWN: tuple[AssetState, ...] = ("ambiguous", "open")


@dataclass(frozen=True)
class MatchReport:
    """All assets by what became of them. `changed`: how many did in this run.

    `matched` counts by what the match rests on. `examples` are agency and name of some ambiguous and some
    open assets; `notices`, lines for the user.
    """

    matched: dict[MatchedBy, int] = field(default_factory=dict)
    ambiguous: int = 0
    open: int = 0
    dismissed: int = 0
    changed: int = 0
    examples: dict[AssetState, list[tuple[str, str]]] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    @property
    def assets(self) -> int:
        return sum(self.matched.values()) + self.ambiguous + self.open + self.dismissed

    def as_json(self) -> dict[str, Any]:
        """The report with the names that scripts rely on; `not_found` are the open assets."""
        return {
            "assets": self.assets,
            "matched": sum(self.matched.values()),
            "matched_by": dict(self.matched),
            "ambiguous": self.ambiguous,
            "not_found": self.open,
            "dismissed": self.dismissed,
            "changed": self.changed,
            "examples": {
                "not_found" if state == "open" else state: [
                    {"agency": agency, "name": name} for agency, name in some
                ]
                for state, some in self.examples.items()
            },
            "notices": list(self.notices),
        }

    def line(self) -> str:
        """The counts in one line."""
        return (
            f"{self.assets:,} assets: {sum(self.matched.values()):,} matched, {self.ambiguous:,} ambiguous, "
            f"{self.open:,} not found" + (f", {self.dismissed:,} show no frame" if self.dismissed else "")
        )


def match_report(catalogue: Catalogue, changed: int = 0, notices: tuple[str, ...] = ()) -> MatchReport:
    """The catalogue's assets as they stand."""
    matched: dict[MatchedBy, int] = {}
    states: dict[AssetState, int] = {}
    for (state, how), count in sorted(matches.tally(catalogue).items(), key=lambda found: -found[1]):
        states[state] = states.get(state, 0) + count
        if state == "matched" and how is not None:
            matched[how] = count
    return MatchReport(
        matched=matched,
        ambiguous=states.get("ambiguous", 0),
        open=states.get("open", 0),
        dismissed=states.get("dismissed", 0),
        changed=changed,
        examples={state: matches.examples(catalogue, state, _EXAMPLES) for state in _SHOWN},
        notices=notices,
    )
