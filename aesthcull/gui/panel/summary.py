"""What the panel tells of one frame or of several, as plain data; where several differ, it says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from aesthcull.catalogue.camera_clocks import shift_text
from aesthcull.catalogue.records import PERSON, Capture, Frame, Score, SeriesPlace
from aesthcull.catalogue.series_edits import SERIES
from aesthcull.gui import problems, reasons
from aesthcull.gui.frames.names import file_type, name_of, pair_words
from aesthcull.gui.panel.faults import faults
from aesthcull.vision import technical

translate = QCoreApplication.translate
DIFFERENT = "—"
BRACKET = "bracket"
_NO_BREAK = "\N{NO-BREAK SPACE}"
RELATIVE_MEASURES = ("sharpness",)  # the measures that say something beside the rest of the shoot
_MEASURES = frozenset(field.name for field in fields(technical.Technical))


@dataclass(frozen=True)
class Fact:
    """A name and what it is; `name` may be empty."""

    name: str
    value: str


@dataclass(frozen=True)
class ScoreLine:
    """One score: `low`, `mean` and `high` over the frames, alike for one frame. `top`: 10 or 1, the end of
    its scale. `model` is empty where several models judged; `count` frames have the score."""

    name: str
    low: float
    mean: float
    high: float
    top: float
    model: str
    count: int = 1

    @property
    def bottom(self) -> float:
        """The beginning of the scale: votes begin at 1."""
        return 1.0 if self.top > 1 else 0.0


@dataclass(frozen=True)
class KeywordLine:
    """A keyword that `count` of the frames show; `accepted` of them by the photographer's word. `confidence`
    is the surest model's, None where no suggestion is left."""

    word: str
    count: int
    accepted: int
    confidence: float | None
    models: tuple[str, ...] = ()


@dataclass(frozen=True)
class Summary:
    """All that the panel shows of `count` frames."""

    count: int
    title: str
    problem: str
    file: tuple[Fact, ...]
    scores: tuple[ScoreLine, ...]
    faults: tuple[str, ...]
    series: tuple[str, ...]
    capture: tuple[Fact, ...]
    keywords: tuple[KeywordLine, ...]


def of_frame(frame: Frame) -> Summary:
    """All about one frame."""
    return Summary(
        count=1,
        title=name_of(frame),
        problem=problems.said(frame.problem or ""),
        file=tuple(_file_facts(frame)),
        scores=tuple(score_line(name, frame.scores[name]) for name in shown_scores(frame.scores)),
        faults=tuple(faults(_unmeant(frame))),
        series=tuple(_series_words(frame.series)) if frame.series else (),
        capture=tuple(capture_facts(frame.capture)),
        keywords=tuple(_keyword_lines(frame)),
    )


def _unmeant(frame: Frame) -> dict[str, Score]:
    """The measures that may tell a fault: frames of a bracket are meant to be too dark or too bright."""
    if frame.series is None or frame.series.kind != BRACKET:
        return frame.scores
    return {name: score for name, score in frame.scores.items() if name != "white_point"}


def shown_scores(names: Iterable[str]) -> list[str]:
    """The scores that are shown as bars: aesthetic, the other models', then the measures that compare."""
    known = set(names)
    judged = sorted(known - _MEASURES, key=lambda name: (name != "aesthetic", name))
    return judged + [name for name in RELATIVE_MEASURES if name in known]


def score_line(name: str, score: Score) -> ScoreLine:
    """The score of one frame; one with a spread is a mean of votes."""
    top = 1.0 if score.spread is None else 10.0
    return ScoreLine(name, score.value, score.value, score.value, top, score.model)


def _file_facts(frame: Frame) -> list[Fact]:
    files = (frame.file, *frame.other_files)
    facts = [
        Fact(translate("Summary", "Folder"), str(frame.path.parent)),
        Fact(translate("Summary", "Type"), " + ".join(file_type(file) for file in files)),
        Fact(translate("Summary", "Size"), " + ".join(file_size(file.size) for file in files)),
    ]
    if pair := pair_words(frame):
        facts.append(Fact(translate("Summary", "Pair"), pair))
    if frame.width and frame.height:
        facts.append(Fact(translate("Summary", "Pixels"), pixels(frame.width, frame.height)))
    return [*facts, Fact(translate("Summary", "Marks"), marks(frame.flag, frame.rating, frame.label))]


def file_size(size: int) -> str:
    """Bytes as “12.3 MB”."""
    if size < 1_000_000:
        return translate("Summary", "{0} kB").format(f"{max(1, round(size / 1000)):,}")
    return translate("Summary", "{0} MB").format(f"{size / 1_000_000:,.1f}")


def pixels(width: int, height: int) -> str:
    """“6000 × 4000 (24.0 MP)”."""
    return f"{width} × {height} ({width * height / 1e6:.1f} MP)"


def millimetres(low: float, high: float | None = None) -> str:
    """A focal length as “16.2 mm”, or the range of several, “16.2–35 mm”."""
    words = dict.fromkeys(f"{round(length, 1):g}" for length in (low, low if high is None else high))
    return translate("Summary", "{0} mm").format("–".join(words))


def marks(flag: str | None, rating: int, label: str | None) -> str:
    """“pick  ★★★  green”, in the order in which they are given."""
    flags = {"pick": translate("Summary", "pick"), "reject": translate("Summary", "reject")}
    labels = {
        "red": translate("Summary", "red"),
        "yellow": translate("Summary", "yellow"),
        "green": translate("Summary", "green"),
        "blue": translate("Summary", "blue"),
        "purple": translate("Summary", "purple"),
    }
    words = [flags.get(flag or "", ""), "★" * rating, labels.get(label or "", "")]
    return "  ".join(word for word in words if word) or translate("Summary", "none")


def capture_facts(capture: Capture) -> list[Fact]:
    """What the camera wrote; what it did not is left out."""
    focal = millimetres(capture.focal_length) if capture.focal_length else ""
    found = [
        (translate("Summary", "Camera"), capture.camera or ""),
        (translate("Summary", "Lens"), capture.lens or ""),
        (translate("Summary", "Exposure"), exposure(capture)),
        (translate("Summary", "Focal length"), focal),
        (translate("Summary", "Taken"), _taken(capture)),
    ]
    return [Fact(name, value) for name, value in found if value]


def exposure(capture: Capture) -> str:
    """“1/250 s  f/2.8  ISO 400  +0.7 EV”, without what is not known."""
    parts = []
    if capture.exposure_time:
        parts.append(f"{shutter(capture.exposure_time)}{_NO_BREAK}s")
    if capture.f_number:
        parts.append(f"f/{capture.f_number:g}")
    if capture.iso:
        parts.append(f"ISO{_NO_BREAK}{capture.iso}")
    if capture.exposure_bias:
        parts.append(f"{capture.exposure_bias:+.1f}{_NO_BREAK}EV")
    return "  ".join(parts)


def shutter(seconds: float) -> str:
    """Seconds as cameras write them: “1/250”, “0.6”, “30”."""
    if seconds >= 0.3 or seconds <= 0:
        return f"{seconds:.3g}"
    return f"1/{1 / seconds:.0f}"


def taken(moment: datetime | None, utc_offset: int | None) -> str:
    """“2024-05-01 12:03:04  UTC+02:00”; the zone only where the camera wrote it."""
    if moment is None:
        return ""
    if utc_offset is None:
        return f"{moment:%Y-%m-%d %H:%M:%S}"
    hours, minutes = divmod(abs(utc_offset), 60)
    sign = "-" if utc_offset < 0 else "+"
    return f"{moment:%Y-%m-%d %H:%M:%S}  UTC{sign}{hours:02}:{minutes:02}"


def adjusted(moment: str, clock_shift: int) -> str:
    """A moment with the seconds by which its clock was adjusted: “2024-05-01 12:03:04  (clock +1:00:00)”."""
    if not moment or not clock_shift:
        return moment
    told = translate("Summary", "(clock {0})").format(shift_text(clock_shift))
    return f"{moment}  {told.replace(' ', _NO_BREAK)}"


def _taken(capture: Capture) -> str:
    return adjusted(taken(capture.captured_at, capture.utc_offset), capture.clock_shift)


def _series_words(place: SeriesPlace) -> list[str]:
    kinds = {
        SERIES: translate("Summary", "series, {0} of {1}"),
        "bracket": translate("Summary", "bracket, {0} of {1}"),
        "panorama": translate("Summary", "panorama, {0} of {1}"),
    }
    text = kinds.get(place.kind, translate("Summary", "set, {0} of {1}"))
    number, why = text.format(place.position + 1, place.size), [reasons.said(one) for one in place.reasons]
    if not place.reasons or place.kind != SERIES:  # of a set, which is left alone, none is suggested
        return [number, *why]
    head = (
        translate("Summary", "Suggested:")
        if place.suggested
        else translate("Summary", "Another one is suggested:")
    )
    return [number, head, *(f"• {one}" for one in why)]


def _keyword_lines(frame: Frame) -> list[KeywordLine]:
    lines: dict[str, KeywordLine] = {}
    for keyword in frame.keywords:
        before = lines.get(keyword.name, KeywordLine(keyword.name, 1, 0, None))
        known = [c for c in (before.confidence, keyword.confidence) if c is not None]
        mine = keyword.source == PERSON
        lines[keyword.name] = KeywordLine(
            word=keyword.name,
            count=1,
            accepted=before.accepted or int(mine),
            confidence=max(known, default=None),
            models=before.models if mine else (*before.models, keyword.source),
        )
    return in_order(lines.values())


def in_order(lines: Iterable[KeywordLine]) -> list[KeywordLine]:
    """The photographer's words first, then the surest."""
    return sorted(lines, key=lambda k: (not k.accepted, -k.count, -(k.confidence or 0.0), k.word))
