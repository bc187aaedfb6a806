"""What is said of assets in lists."""

from __future__ import annotations

import pytest

from aesthcull.catalogue.records import Candidate, MatchedBy
from aesthcull.exchange.matching.listing import question


@pytest.mark.parametrize(
    ("hows", "pictured", "said"),
    [
        ([], False, ""),
        (["name", "stem"], False, "2 candidates"),
        (["name"] * 1200, False, "1,200 candidates"),
        (["title"], False, "1 candidate: by title only"),
        (["edited"], False, "1 candidate: it may be another photograph"),
        (["stem"], False, "1 candidate: it lies in another folder"),
        (["picture"], True, "1 candidate: the pictures are alike"),
        (["name"], True, "1 candidate: the uploaded picture does not confirm it"),
    ],
)
def test_the_question_tells_what_is_doubted_of_a_single_candidate(
    hows: list[MatchedBy], pictured: bool, said: str
) -> None:
    asked = question([Candidate(n, how) for n, how in enumerate(hows)], pictured=pictured)
    assert asked.startswith(said) and bool(asked) == bool(hows)
