"""Filter, order, stacks and facets of columns are those of the plain way, frame by frame."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from aesthcull.catalogue.records import LABELS, Frame
from aesthcull.selection.criteria import mask
from aesthcull.selection.facets import facets
from aesthcull.selection.filters import (
    ANY_SERIES,
    IN_SERIES,
    IN_SET,
    NO_LABEL,
    SINGLE,
    SUGGESTED,
    UNFLAGGED,
    UNKNOWN,
    Filter,
)
from aesthcull.selection.order import (
    NAME,
    NEEDS_DECISION,
    SIMILARITY,
    TIME,
    Order,
    Stacks,
    arrange,
    in_order,
    in_time,
)
from tests.selection.frames import CAMERAS, SHOOTS, START, WORDS, columns_of
from tests.selection.plain import arranged, counted, passes

_DAYS = st.none() | st.integers(-1, 3).map(lambda d: (START + timedelta(days=d)).date())
_LIMIT = st.none() | st.integers(0, 10).map(float)


def some_of(*values: str) -> st.SearchStrategy[frozenset[str]]:
    return st.just(frozenset()) | st.frozensets(st.sampled_from(values))


FILTERS = st.builds(
    Filter,
    flags=some_of("pick", "reject", UNFLAGGED),
    stars=st.sampled_from([0, 0, 0, 1, 3]),
    how=st.sampled_from(["at least", "at least", "exactly", "at most"]),
    labels=some_of(NO_LABEL, *LABELS),
    scores=st.lists(st.tuples(st.sampled_from(["aesthetic", "none"]), _LIMIT, _LIMIT), max_size=1).map(tuple),
    series=st.sampled_from([ANY_SERIES, ANY_SERIES, IN_SERIES, SINGLE, IN_SET, SUGGESTED, 1, 4]),
    keywords=st.lists(st.sampled_from([*WORDS, "none"]), max_size=1).map(tuple),
    accepted=st.sampled_from([False, False, True]),
    cameras=some_of(UNKNOWN, *CAMERAS),
    lenses=some_of(UNKNOWN, "50 mm"),
    types=some_of("jpg", "tif"),
    first_day=_DAYS,
    last_day=_DAYS,
    text=st.sampled_from(["", "", "", "IMG", "cafe", "CAFÉ img", "ecran", "shoot nikon", "?"]),
    only=st.none() | st.lists(st.integers(1, 16), max_size=20).map(tuple),
    problems=st.sampled_from([False, False, True]),
)
# One criterion at a time as well: many together pass hardly any frame.
ONE = st.builds(
    lambda wanted, name: Filter(**{name: getattr(wanted, name), "how": wanted.how}),
    FILTERS,
    st.sampled_from(
        "flags stars labels scores series keywords cameras lenses types first_day text only".split()
    ),
)
ORDERS = st.builds(
    Order, st.sampled_from([TIME, NAME, NEEDS_DECISION, SIMILARITY, "aesthetic", "unheard of"]), st.booleans()
)
STACKS = st.builds(Stacks, st.booleans(), st.frozensets(st.integers(0, 5), max_size=2))


@given(SHOOTS, FILTERS | ONE)
def test_what_passes_is_what_passes_frame_by_frame(frames: list[Frame], wanted: Filter) -> None:
    assert mask(columns_of(frames), wanted).tolist() == [passes(frame, wanted) for frame in frames]


@given(SHOOTS, st.just(Filter()) | ONE, ORDERS, STACKS)
def test_the_order_is_that_of_a_plain_sort(
    frames: list[Frame], wanted: Filter, order: Order, stacks: Stacks
) -> None:
    columns = columns_of(frames)
    shown = columns.ids[arrange(columns, wanted, order, stacks)].tolist()
    assert shown == arranged(frames, wanted, order, stacks)


@given(SHOOTS)
def test_frames_in_time_stand_as_the_grid_has_them(frames: list[Frame]) -> None:
    rows = in_order(columns_of(frames), Filter(), Order(TIME))
    assert in_time(reversed(frames)) == [frames[row] for row in rows]


@given(SHOOTS, FILTERS | ONE)
def test_facets_count_what_each_value_would_leave(frames: list[Frame], wanted: Filter) -> None:
    found = facets(columns_of(frames), wanted)
    values = {
        "flags": lambda f: {f.flag or UNFLAGGED},
        "stars": lambda f: {f.rating},
        "labels": lambda f: {f.label or NO_LABEL},
        "keywords": lambda f: {k.name for k in f.keywords},
        "cameras": lambda f: {f.capture.camera or UNKNOWN},
        "lenses": lambda f: {f.capture.lens or UNKNOWN},
        "types": lambda f: {f.path.suffix[1:].lower()},
        "days": lambda f: {f.capture.captured_at.date()} if f.capture.captured_at else set(),
    }
    for criterion, value in values.items():
        counts = {v: n for v, n in getattr(found, criterion).items() if n}
        assert counts == counted(frames, wanted, criterion, value), criterion
    assert found.shown == sum(passes(frame, wanted) for frame in frames)
    assert found.of == sum(not frame.missing for frame in frames)
    broken = [frame for frame in frames if frame.problem and passes(frame, wanted, "problems")]
    assert found.problems == len(broken)
    parts = sum(found.series.values()) - found.series[SUGGESTED]
    assert parts == sum(passes(frame, wanted, "series") for frame in frames)


@given(FILTERS)
def test_a_filter_comes_back_from_json_as_it_was(wanted: Filter) -> None:
    data = json.loads(json.dumps(wanted.to_json()))
    assert Filter.from_json(data) == wanted
    assert hash(Filter.from_json({**data, "of a newer version": [1]})) == hash(wanted)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(JSON | st.dictionaries(st.sampled_from(list(Filter.__dataclass_fields__)), JSON))
@example({"only": {"1": 2}, "stars": float("inf")})
def test_nonsense_in_a_saved_filter_is_left_out(data: object) -> None:
    wanted = Filter.from_json(data)
    hash(wanted)
    mask(columns_of([]), wanted)
    assert (
        Filter.from_json(json.loads(json.dumps(wanted.to_json()))).to_json().keys() == wanted.to_json().keys()
    )
