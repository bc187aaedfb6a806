"""Decisions on assets by hand, each on disk before the next key press is handled, and taken back in turn."""

from __future__ import annotations

from collections.abc import Sequence

from aesthcull.catalogue import matches
from aesthcull.catalogue.matches import Standing
from aesthcull.catalogue.store import Catalogue


class Deciding:
    """What was decided since the dialog was opened. `settled`: the ids of those assets.

    Writing takes a millisecond or two, so it is done at once. All raise CatalogueError; then nothing changed.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.settled: set[int] = set()
        self._catalogue = catalogue
        self._done: list[tuple[int, list[Standing]]] = []

    def decide(self, asset_id: int, alike: Sequence[int], frame_id: int | None) -> None:
        """The asset, and those `alike`, show this frame, or (None) none of the catalogue's."""
        ids = [asset_id, *alike]
        earlier = matches.standings(self._catalogue, ids)
        matches.decide(self._catalogue, ids, frame_id)
        self._done.append((asset_id, earlier))
        self.settled.update(ids)

    def undo(self) -> int | None:
        """Take the last decision back; returns the asset it was made on, None when there is none."""
        if not self._done:
            return None
        asset_id, earlier = self._done[-1]
        matches.put_back(self._catalogue, earlier)
        self._done.pop()
        self.settled.difference_update(standing.asset_id for standing in earlier)
        return asset_id

    def forget(self) -> None:
        """Assets were matched anew: what stood before is no longer what an undo should bring back."""
        self._done.clear()
        self.settled.clear()
