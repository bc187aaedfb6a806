"""Naming templates: what they give, what they refuse, and names that every file system takes."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.exchange.delivery.safe_names import MOST_BYTES, safe_part
from aesthcull.exchange.delivery.template import FIELDS, Facts, Template, TemplateError

FACTS = Facts(
    name="IMG_0815",
    moment=datetime(2024, 5, 7, 9, 3, 1),
    sequence=12,
    camera="Maker 5D/II",
    lens="",
    rating=4,
    flag="pick",
    label="red",
    title='Bride: "yes"?',
    folder="100CANON",
    shoot="Wedding",
)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("{name}", "IMG_0815"),
        ("{date:%Y%m%d}_{sequence:04}_{name}", "20240507_0012_IMG_0815"),
        ("{date}/{time}", "2024-05-07/09-03-01"),
        ("{date:%Y/%m}/{sequence}", "2024/05/12"),
        ("{shoot}/{folder}/{flag}-{rating:2}", "Wedding/100CANON/pick-04"),
        ("{camera}", "Maker 5D_II"),
        ("{camera:5}", "Maker"),
        ("{title}", "Bride_ _yes__"),
        ("{lens}/{name}", "IMG_0815"),  # an unknown lens makes no folder without a name
        ("{lens}", "IMG_0815"),
        ("{{{label}}}", "{red}"),
        ("Ärger 婚礼 {name}", "Ärger 婚礼 IMG_0815"),
    ],
)
def test_a_template_gives_folders_and_a_stem(text, target):
    assert Template(text).target(FACTS) == PurePosixPath(target)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("{nme}", "there is no {nme}; there are name, date"),
        ("{}", "there is no {}"),
        ("{name!r}", "{name}"),
        ("{name", "a brace"),
        ("name}", "a brace"),
        ("{date:%Q}", "%Q is no part of a date"),
        ("{date:%}", "is no part of a date"),
        ("{date:Y-m}", "no % letter"),
        ("{sequence:x}", "digits"),
        ("{sequence:99}", "digits"),
        ("{name:0}", "characters"),
        ("/etc/{name}", "below the destination"),
        ("C:/{name}", "below the destination"),
        ("..\\{name}", "below the destination"),
        ("../{name}", ".. would lead out"),
        ("{date:%Y/..}/{name}", "empty folder"),
        ("{date:%Y}/", "after the last /"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_in_one_line(text, why):
    with pytest.raises(TemplateError) as refused:
        Template(text)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("CON", "_CON"),
        ("com1.jpg", "_com1.jpg"),
        ("console", "console"),
        (".hidden", "_hidden"),
        ("ends. . ", "ends"),
        ("a<b>c:d|e*f", "a_b_c_d_e_f"),
        ("tab\there", "tab_here"),
        ("bytes\udcff", "bytes_"),
        ("...", ""),
    ],
)
def test_what_file_systems_refuse_is_replaced(name, safe):
    assert safe_part(name) == safe


def test_a_long_name_is_cut_between_characters():
    assert safe_part("婚" * 300) == "婚" * (MOST_BYTES // 3)


@given(st.text(max_size=400))
def test_whatever_a_title_says_the_name_can_be_written(text):
    part = safe_part(text)
    assert not set(part) & set('<>:"/\\|?*\x00\n')
    assert len(part.encode()) <= MOST_BYTES
    assert part == part.strip() and not part.startswith(".") and not part.endswith(".")


@given(st.text(alphabet="{}nameditsq:%Y04/._ ", max_size=25))
def test_a_template_is_refused_or_stays_below_the_destination(text):
    try:
        template = Template(text)
    except TemplateError:
        return
    target = template.target(FACTS)
    assert not target.is_absolute()
    assert target.name and ".." not in target.parts


def test_every_field_is_explained():
    for name, field in FIELDS.items():
        assert field.meaning and Template(f"{{{name}}}").target(FACTS).name
