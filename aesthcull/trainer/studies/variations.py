"""P1's tables 1–6 and figure 6: how the photographs are prepared, and what P1 reached with each.

The rows and figures are the paper's. Our facts leave open at which levels it changed brightness and hue, how
Photoshop's JPEG qualities are reached without Photoshop, and with which share of the photographs tables 2–6
and figure 6 were trained; what we chose is said in each study's notes, which every report shows.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Literal, get_args

Colour = Literal["RGB", "CMYK", "LAB", "HSV", "GRAY"]
COLOURS: tuple[Colour, ...] = get_args(Colour)
STANDARD = (100, 150)  # height, width: of P1's tables 3–6
SHARE = 0.8
OVERHEAD = 200  # what an epoch costs beside its pixels, in pixels; measured from 4×6 to 100×150


@dataclass(frozen=True)
class Treatment:
    """How photographs are prepared, and which share of them trains. The defaults change nothing.

    `size` is (height, width); saturation and brightness are factors, `hue` is in degrees, `jpeg` a quality on
    Photoshop's scale 0–12, None: not compressed again. All is done at `size`, the colour model last.
    """

    share: float = SHARE
    size: tuple[int, int] = STANDARD
    colour: Colour = "RGB"
    saturation: float = 1.0
    brightness: float = 1.0
    hue: float = 0.0
    jpeg: int | None = None

    @property
    def key(self) -> str:
        """The same for the same treatment, in whichever study: its results serve all of them."""
        return " ".join(f"{name}={_canonical(value)}" for name, value in asdict(self).items())

    @property
    def cost(self) -> float:
        """What an epoch costs; 1 for photographs as they are at the standard size."""
        pixels, standard = (h * w + OVERHEAD for h, w in (self.size, STANDARD))
        return self.share * pixels / (SHARE * standard)


def _canonical(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


@dataclass(frozen=True)
class Row:
    """A row of a table. `paper` is P1's accuracy in %, None where it only says `paper_says`."""

    name: str
    treatment: Treatment
    paper: float | None
    paper_says: str


@dataclass(frozen=True)
class Study:
    """A table of P1. `reference` names the row with which the others are compared, None: with none."""

    name: str
    title: str
    table: str
    rows: tuple[Row, ...]
    reference: str | None
    notes: tuple[str, ...]

    @property
    def largest(self) -> tuple[int, int]:
        """The largest size (height, width) of the rows."""
        return max((row.treatment.size for row in self.rows), key=lambda size: size[0] * size[1])

    def only(self, names: tuple[str, ...]) -> Study:
        """The study with these rows alone; all without names. Raise ValueError for an unknown one."""
        wanted = {_plain(name) for name in names}
        unknown = wanted - {_plain(row.name) for row in self.rows}
        if unknown:
            known = ", ".join(row.name for row in self.rows)
            raise ValueError(f"{self.name}: no row {', '.join(sorted(unknown))}; there are {known}")
        return self.having(tuple(row for row in self.rows if not wanted or _plain(row.name) in wanted))

    def having(self, rows: tuple[Row, ...]) -> Study:
        """The study with these of its rows; without its reference nothing is compared."""
        has_reference = any(row.name == self.reference for row in rows)
        return replace(self, rows=rows, reference=self.reference if has_reference else None)


def _plain(name: str) -> str:
    """Names as a keyboard has them: 100x150 for 100×150."""
    return name.casefold().replace("×", "x").replace("°", "").replace(" ", "")


def _row(name: str, treatment: Treatment, paper: float) -> Row:
    return Row(name, treatment, paper, f"{paper:g}")


# Levels that our facts do not give: the last row is the photographs as they are, so five even steps to it.
BRIGHTNESS = (0.2, 0.4, 0.6, 0.8, 1.0)
HUES = (72.0, 144.0, 216.0, 288.0, 0.0)
# Photoshop's quality → libjpeg's, and whether colour is kept at half resolution. See STUDIES["jpeg"].
PHOTOSHOP = {0: (35, True), 3: (65, True), 6: (82, True), 9: (92, False), 12: (99, False)}
SIZES = (
    *((400, 600), (200, 300), (100, 150), (67, 100), (50, 75), (40, 60), (33, 50), (27, 40), (20, 30)),
    *((17, 25), (13, 20), (10, 15), (8, 12), (7, 10), (4, 6)),
)
KEEPS_98_DOWN_TO = (20, 30)

_SHARE_NOTE = (
    f"{SHARE:.0%} of the photographs train, the others test: the paper's share for this table is not known"
)
_SQUEEZED = "photographs are squeezed to the size whole, whatever their proportions"
_AT_SIZE = "the change is made at the size that the network sees"


def _changed(name: str, title: str, table: str, reference: str, rows: tuple[Row, ...], *notes: str) -> Study:
    return Study(name, title, table, rows, reference, (*notes, _AT_SIZE, _SHARE_NOTE, _SQUEEZED))


_RATIO = Study(
    "ratio",
    "Share used for training",
    "Table 1",
    tuple(
        _row(f"{share:g}", Treatment(share=share), paper)
        for share, paper in zip(
            (0.9, 0.8, 0.7, 0.6, 0.5, 0.25), (100, 100, 99.6, 99.7, 99.5, 99.3), strict=True
        )
    ),
    None,  # the test sets differ, so that rows cannot be compared repeat by repeat
    ("at 100×150: the paper's size for this table is not known", _SQUEEZED),
)
_COLOUR = _changed(
    "colour",
    "Colour model",
    "Table 2",
    "RGB",
    tuple(
        _row(model, Treatment(colour=model), paper)
        for model, paper in zip(COLOURS, (100, 100, 99.5, 99.4, 99.4), strict=True)
    ),
    "at 100×150: the paper's size for this table is not known",
    "CMYK by full removal of grey, without a printer's profile; LAB and HSV stretched to 0–255; grey is "
    "0.299 R + 0.587 G + 0.114 B",
)
_SATURATION = _changed(
    "saturation",
    "Saturation",
    "Table 3",
    "×1",
    tuple(
        _row(f"×{factor:g}", Treatment(saturation=factor), paper)
        for factor, paper in zip((0, 0.25, 0.5, 0.75, 1), (99.2, 99.5, 99.5, 99.5, 100), strict=True)
    ),
    "the saturation of the HSV model is multiplied",
)
_BRIGHTNESS = _changed(
    "brightness",
    "Brightness",
    "Table 4",
    "×1",
    tuple(
        _row(f"×{factor:g}", Treatment(brightness=factor), paper)
        for factor, paper in zip(BRIGHTNESS, (99.5, 99.6, 99.4, 99.6, 100), strict=True)
    ),
    "the paper's levels are not known: we take five even steps, multiplying R, G and B",
)
_HUE = _changed(
    "hue",
    "Hue shift",
    "Table 5",
    "0°",
    tuple(
        _row(f"{degrees:g}°", Treatment(hue=degrees), paper)
        for degrees, paper in zip(HUES, (99.6, 99.6, 99.7, 99.5, 100), strict=True)
    ),
    "the paper's shifts are not known: we take five even steps round the HSV circle",
)
_JPEG = _changed(
    "jpeg",
    "JPEG quality",
    "Table 6",
    "12",
    tuple(
        _row(str(quality), Treatment(jpeg=quality), paper)
        for quality, paper in zip((0, 3, 6, 9, 12), (99.8, 99.5, 99.8, 99.6, 100), strict=True)
    ),
    "Photoshop's qualities 0, 3, 6, 9, 12 as libjpeg's "
    + ", ".join(str(quality) for quality, _ in PHOTOSHOP.values())
    + ": read off Adobe's tables for 10, 30, 60, 80 and 100 % (libjpeg's 45, 70, 87, 94, 99), a twelfth of "
    "the scale each step; 4:2:0 up to 6 and 4:4:4 above, as Photoshop. Near, not the same",
)
_SIZE = Study(
    "size",
    "Size",
    "Figure 6",
    tuple(
        Row(
            f"{size[0]}×{size[1]}", Treatment(size=size), None, "≥ 98" if size >= KEEPS_98_DOWN_TO else "< 98"
        )
        for size in SIZES
    ),
    "100×150",
    (
        "height × width in pixels; of figure 6 we know that it stays at 98 % and above down to about 20×30",
        "shifts are P1's ±5 pixels, but at most an eighth of a side; below 22 pixels, where P1's layers "
        "would run out of pixels, convolutions keep the side's length and a single pixel is not pooled",
        "smaller photographs than the size are enlarged, which adds no detail",
        _SHARE_NOTE,
        _SQUEEZED,
    ),
)
STUDIES: dict[str, Study] = {
    study.name: study for study in (_RATIO, _COLOUR, _SATURATION, _BRIGHTNESS, _HUE, _JPEG, _SIZE)
}
