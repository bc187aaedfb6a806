"""The rows are the paper's; rows that prepare alike share their results."""

from __future__ import annotations

import pytest

from aesthcull.arguments.studies import STUDIES as NAMES
from aesthcull.trainer.studies.variations import STUDIES, Treatment

# As papers.md has them.
PAPER = {
    "ratio": (("0.9", "0.8", "0.7", "0.6", "0.5", "0.25"), (100, 100, 99.6, 99.7, 99.5, 99.3)),
    "colour": (("RGB", "CMYK", "LAB", "HSV", "GRAY"), (100, 100, 99.5, 99.4, 99.4)),
    "saturation": (("×0", "×0.25", "×0.5", "×0.75", "×1"), (99.2, 99.5, 99.5, 99.5, 100)),
    "brightness": (None, (99.5, 99.6, 99.4, 99.6, 100)),
    "hue": (None, (99.6, 99.6, 99.7, 99.5, 100)),
    "jpeg": (("0", "3", "6", "9", "12"), (99.8, 99.5, 99.8, 99.6, 100)),
}
SIZES = "400×600 200×300 100×150 67×100 50×75 40×60 33×50 27×40 20×30 17×25 13×20 10×15 8×12 7×10 4×6".split()


@pytest.mark.parametrize("name", PAPER)
def test_a_tables_rows_and_figures_are_the_papers(name: str) -> None:
    rows, figures = PAPER[name]
    study = STUDIES[name]
    assert tuple(row.paper for row in study.rows) == figures
    assert rows is None or tuple(row.name for row in study.rows) == rows


def test_figure_6_has_the_papers_fifteen_sizes_and_what_is_known_of_its_accuracies() -> None:
    study = STUDIES["size"]
    assert [row.name for row in study.rows] == SIZES
    assert study.largest == (400, 600)
    assert [row.paper_says for row in study.rows] == ["≥ 98"] * 9 + ["< 98"] * 6


def test_the_last_row_of_tables_3_to_5_changes_nothing_and_says_what_we_chose() -> None:
    for name in ("saturation", "brightness", "hue"):
        assert STUDIES[name].rows[-1].treatment == Treatment()
    for name in ("brightness", "hue"):
        assert any("not known" in note and "we take" in note for note in STUDIES[name].notes)
    assert any("libjpeg" in note for note in STUDIES["jpeg"].notes)


def test_rows_that_prepare_alike_share_their_results() -> None:
    unchanged = [
        row for study in STUDIES.values() for row in study.rows if row.treatment.key == Treatment().key
    ]
    assert [row.name for row in unchanged] == ["0.8", "RGB", "×1", "×1", "0°", "100×150"]
    keys = {row.treatment.key for study in STUDIES.values() for row in study.rows}
    assert len(keys) == sum(len(study.rows) for study in STUDIES.values()) - len(unchanged) + 1


def test_rows_are_chosen_by_what_a_keyboard_can_type() -> None:
    study = STUDIES["size"].only(("100x150", "4X6"))
    assert [row.name for row in study.rows] == ["100×150", "4×6"] and study.reference == "100×150"
    assert STUDIES["hue"].only(("72",)).reference is None
    assert STUDIES["size"].only(()) == STUDIES["size"]
    with pytest.raises(ValueError, match="no row 5x5; there are 400×600"):
        STUDIES["size"].only(("5x5",))


def test_the_command_line_knows_every_study() -> None:
    assert tuple(STUDIES) == NAMES
