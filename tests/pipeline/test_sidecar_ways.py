"""Other programs change one of the properties that tell a flag, stars or a label, and leave ours as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aesthcull.catalogue.records import Marks
from aesthcull.exchange.xmp.profiles import XmpSettings
from tests.pipeline.test_sidecars import Shoot

NAME = "IMG_1.xmp"


@pytest.fixture
def shoot(tmp_path: Path) -> Shoot:
    return Shoot(tmp_path.resolve(), ["IMG_1.CR2"])


def change(shoot: Shoot, said: str, says: str) -> None:
    """What another program does: a text instead of another, seconds later."""
    before = (shoot.folder / NAME).read_text()
    assert re.search(said, before)
    shoot.put(NAME, re.sub(said, says, before).encode(), seconds_from_now=5)


def test_a_reject_by_the_rating_counts_against_our_own_pick_beside_it(shoot: Shoot) -> None:
    shoot.mark({"flag": "pick", "rating": 4})
    shoot.write()
    change(shoot, 'xmp:Rating="4"', 'xmp:Rating="-1"')
    shoot.read()
    assert shoot.marks() == Marks(flag="reject", rating=4)
    shoot.mark({"title": "Later"})
    shoot.write()
    assert shoot.told(NAME).flag == "reject"
    shoot.read()
    assert shoot.marks().flag == "reject"


def test_stars_take_a_reject_back(shoot: Shoot) -> None:
    shoot.mark({"flag": "reject"})
    shoot.write()
    change(shoot, 'xmp:Rating="-1"', 'xmp:Rating="5"')
    shoot.read()
    assert shoot.marks() == Marks(rating=5)
    shoot.mark({"title": "Later"})
    shoot.write()
    assert shoot.told(NAME) == Marks(rating=5, title="Later")


def test_digikams_own_flag_counts_against_lightrooms_beside_it(shoot: Shoot) -> None:
    settings = XmpSettings(profile="digikam")
    shoot.mark({"flag": "pick"})
    shoot.write(settings)
    change(shoot, 'PickLabel="3"', 'PickLabel="1"')
    shoot.read()
    assert shoot.marks().flag == "reject"
    shoot.write(settings)
    change(shoot, 'PickLabel="1"', 'PickLabel="0"')
    shoot.read()
    assert shoot.marks().flag is None


def test_what_has_not_changed_stays_as_it_was_taken(shoot: Shoot) -> None:
    shoot.mark({"flag": "pick", "rating": 4})
    shoot.write()
    change(shoot, 'xmp:Rating="4"', 'xmp:Rating="-1"')
    shoot.read()
    shoot.mark({"flag": None})  # decided anew, not yet written
    change(shoot, "</rdf:Description>|/>(?=\\s*</rdf:RDF>)", "\\g<0> ")
    shoot.read()
    assert shoot.marks() == Marks(rating=4)


def test_a_question_stays_one_until_it_is_answered(shoot: Shoot) -> None:
    shoot.mark({"flag": "pick", "rating": 4})
    shoot.write()
    shoot.mark({"flag": None})
    change(shoot, 'xmp:Rating="4"', 'xmp:Rating="-1"')
    for _ in range(2):
        assert shoot.read("ask").asking == shoot.ids
    shoot.read("sidecar")
    assert shoot.marks() == Marks(flag="reject", rating=4)


def test_darktables_colour_counts_against_the_label_beside_it(shoot: Shoot) -> None:
    """darktable keeps our label when it takes the sidecar over, and changes its own from then on."""
    shoot.mark({"label": "red"})
    shoot.write()
    colours = "<darktable:colorlabels><rdf:Seq><rdf:li>3</rdf:li></rdf:Seq></darktable:colorlabels>"
    space = 'xmlns:darktable="http://darktable.sf.net/"'
    change(
        shoot,
        "(?=</rdf:RDF>)",
        f'<rdf:Description rdf:about="" {space}>{colours}</rdf:Description>',
    )
    shoot.read()
    assert shoot.marks().label == "blue"
    shoot.mark({"title": "Later"})
    shoot.write()
    assert shoot.told(NAME).label == "blue"


@pytest.mark.parametrize(
    "theirs",
    ['digiKam:PickLabel="2"', 'digiKam:ColorLabel="2"', 'photomechanic:ColorClass="3"',
     'photomechanic:Tagged="False"'],
)  # fmt: skip
def test_what_another_program_adds_that_we_have_no_word_for_stays(shoot: Shoot, theirs: str) -> None:
    shoot.mark({"flag": "pick", "label": "green", "rating": 4})
    shoot.write()
    spaces = (
        'xmlns:digiKam="http://www.digikam.org/ns/1.0/" '
        'xmlns:photomechanic="http://ns.camerabits.com/photomechanic/1.0/"'
    )
    change(shoot, "(?=</rdf:RDF>)", f'<rdf:Description rdf:about="" {spaces} {theirs}/>')
    shoot.read()
    shoot.mark({"title": "Later"})
    shoot.write()
    name, _, value = theirs.partition("=")
    assert re.search(f"{name}(={value}|>{value.strip(chr(34))}<)", (shoot.folder / NAME).read_text())
    assert shoot.told(NAME) == shoot.marks() == Marks(flag="pick", label="green", rating=4, title="Later")
    shoot.mark({"flag": "reject", "label": "red"})
    shoot.write()
    assert (shoot.told(NAME).flag, shoot.told(NAME).label) == ("reject", "red")
    shoot.read()
    assert shoot.marks() == Marks(flag="reject", label="red", rating=4, title="Later")
