"""What an asset shows, by its file's name and by the uploaded picture together.

A picture confirms what the name says, settles a choice that the name leaves, or finds the frame where the
name finds none. Where it contradicts the name (a camera counts from 1 again) or resembles nothing that the
name speaks of, the user is asked.
"""

from __future__ import annotations

from collections.abc import Mapping

from aesthcull.catalogue.matches import NamedAsset, NewMatch
from aesthcull.catalogue.records import Candidate, MatchedBy
from aesthcull.pipeline.gallery import Recognised, Resemblance


def judge_asset(
    asset: NamedAsset, recognised: Recognised, resembling: Mapping[int, Resemblance]
) -> tuple[NewMatch, bool]:
    """The match; and whether name and picture contradict each other.

    `resembling` holds how much the frames that the name speaks of resemble the picture, where they could be
    compared.
    """
    named = asset.by_name
    compared = [i for i in named if i in resembling]
    seen = [frame.frame_id for frame in recognised.frames]
    both = [i for i in seen if i in named and resembling[i].likely]
    if recognised.sure and (not named or seen[0] in named):
        return _matched(asset, seen[0]), False
    if not recognised.sure and len(both) == 1:
        return _matched(asset, both[0]), False
    if (asset.frame_id in seen and asset.frame_id in named) or (not seen and not compared):
        return NewMatch(asset.id, asset.frame_id, asset.how, asset.candidates), False
    others = [
        Candidate(i, _how(asset, i), resembling[i].whole if i in resembling else None)
        for i in named
        if i not in seen
    ]
    match = NewMatch(asset.id, candidates=(*recognised.candidates(), *others))
    return match, bool(compared) and not both


def _matched(asset: NamedAsset, frame_id: int) -> NewMatch:
    """Matched by picture, unless its name had said so before."""
    return NewMatch(asset.id, frame_id, asset.how if asset.frame_id == frame_id else "picture")


def _how(asset: NamedAsset, frame_id: int) -> MatchedBy:
    if asset.frame_id == frame_id and asset.how is not None:
        return asset.how
    return next(c.how for c in asset.candidates if c.frame_id == frame_id)
