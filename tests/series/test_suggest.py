from __future__ import annotations

from aesthcull.series.frames import SeriesFrame
from aesthcull.series.suggest import suggest


def frame(sharpness: float, exposure: float = 1.0, aesthetic: float = 5.0) -> SeriesFrame:
    return SeriesFrame("a", sharpness=sharpness, exposure_score=exposure, aesthetic=aesthetic)


def test_the_sharpest_frame_is_suggested() -> None:
    assert suggest([frame(0.4), frame(0.8), frame(0.5)]) == (1, ("sharpest of 3 (0.80 against 0.50)",))


def test_a_burnt_out_frame_is_not_saved_by_its_sharpness() -> None:
    position, reasons = suggest([frame(0.5), frame(0.9, exposure=0.1), frame(0.3)])
    assert position == 0
    assert reasons == ("among the 2 well exposed of 3", "sharpest of the 2 left (0.50 against 0.30)")
    assert suggest([frame(0.9, exposure=0.1), frame(0.5)]) == (1, ("the only one well exposed of 2",))


def test_among_equally_sharp_frames_the_more_pleasing_is_suggested() -> None:
    position, reasons = suggest([frame(0.8), frame(0.79, aesthetic=6.0)])
    assert (position, reasons) == (1, ("highest aesthetic of 2 (6.0 against 5.0)",))


def test_a_tie_is_said_to_be_a_tie() -> None:
    position, reasons = suggest([frame(0.8), frame(0.8)])
    assert (position, reasons) == (0, ("ties with 1 other: first by name",))


def test_a_frame_without_a_measure_does_not_lose_by_it() -> None:
    unknown = SeriesFrame("b", aesthetic=9.0)
    assert suggest([frame(0.9), unknown])[0] == 1
