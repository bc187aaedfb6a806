"""Marks made on a card pass to what is ingested from it; a card that is used again has none of them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import piexif
import pytest
from PIL import Image

from aesthcull.catalogue import decisions, deliveries, queries, set_aside
from aesthcull.catalogue.records import Frame
from aesthcull.exchange.delivery.ingest import plan_ingest
from aesthcull.exchange.delivery.running import deliver, undo
from aesthcull.exchange.delivery.settings import DeliverySettings
from aesthcull.job import Job
from aesthcull.pipeline import Workplace, scan
from tests.conftest import MakePhoto

XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="{0}"/>'
    "</rdf:RDF></x:xmpmeta>"
)
MARKS = {"flag": "pick", "rating": 4, "label": "green", "title": "Vows", "description": "At the lake",
         "keyword": ("bride", "lake"), "keyword_order": '["lake"]'}  # fmt: skip


class Studio:
    """A card, a library, and the frames that stand in each of them."""

    def __init__(self, work: Workplace, base: Path, make_photo: MakePhoto) -> None:
        self.work = work
        self.card = base.resolve() / "EOS" / "DCIM" / "100CANON"
        self.to = base.resolve() / "pictures"
        self.make = make_photo
        self.shoot(1)

    def shoot(self, day: int) -> None:
        """Three pictures, the camera counting from one."""
        for number in range(1, 4):
            self.make(
                self.card / f"IMG_{number:04}.JPG",
                seed=day * 10 + number,
                time=f"2024:05:{day:02} 10:00:0{number}",
            )

    def frames(self, folder: Path) -> list[Frame]:
        """Scanned, by name; those that are there."""
        report = scan(self.work, folder, Job())
        return [f for f in queries.frames_of(self.work.catalogue, report.shoot) if not f.missing]

    def ingest(self, **more: object):
        settings = DeliverySettings("ingest", self.to, **more)  # type: ignore[arg-type]
        plan = plan_ingest(self.work.catalogue, self.card.parent.parent, settings, Job())
        return deliver(self.work.catalogue, self.work.thumbnails, plan, Job())

    def mark(self, frame: Frame, **changes: object) -> None:
        decisions.mark(self.work.catalogue, [frame.id], changes or MARKS, "marked")  # type: ignore[arg-type]


@pytest.fixture
def studio(work: Workplace, tmp_path: Path, make_photo: MakePhoto) -> Studio:
    return Studio(work, tmp_path, make_photo)


def said(frame: Frame) -> dict[str, object]:
    """What was decided of a frame."""
    words = tuple(sorted(k.name for k in frame.keywords if k.source == "person"))
    return {"keyword": words, **{n: getattr(frame, n) for n in MARKS if n != "keyword"}}


BLANK = {"flag": None, "rating": 0, "label": None, "title": None, "description": None, "keyword": (),
         "keyword_order": None}  # fmt: skip


def test_marks_made_on_the_card_stand_at_the_copies_and_are_one_undo(studio: Studio, tmp_path: Path) -> None:
    first, second, _ = studio.frames(studio.card)
    studio.mark(first)
    studio.mark(second, rating=2)
    studio.ingest(template="{date:%Y}/{sequence}_{name}", backup=tmp_path.resolve() / "backup")
    one, two, three = studio.frames(studio.to)
    assert said(one) == said(first) | MARKS
    assert (two.rating, said(three)) == (2, BLANK)
    assert said(studio.frames(tmp_path / "backup")[0]) == MARKS
    step = decisions.undo(studio.work.catalogue, studio.to)
    assert step is not None and step.name == "Marks from the card"
    assert [said(frame) for frame in studio.frames(studio.to)] == [BLANK] * 3  # nor does a scan bring it back
    assert said(studio.frames(studio.card)[0]) == MARKS
    decisions.redo(studio.work.catalogue, studio.to)
    assert said(studio.frames(studio.to)[0]) == MARKS


def test_marks_of_the_copies_are_not_overwritten_by_a_second_ingest(studio: Studio) -> None:
    studio.mark(studio.frames(studio.card)[0], rating=4)
    studio.ingest()
    studio.mark(studio.frames(studio.to)[0], rating=1)
    studio.mark(studio.frames(studio.card)[0], rating=5)
    assert studio.ingest().delivery_id is None
    assert studio.frames(studio.to)[0].rating == 1


def test_marks_pass_though_the_card_was_used_again_before_the_copies_were_opened(studio: Studio) -> None:
    studio.mark(studio.frames(studio.card)[0])
    studio.ingest()
    studio.shoot(2)
    assert [said(frame) for frame in studio.frames(studio.card)] == [BLANK] * 3
    assert said(studio.frames(studio.to)[0]) == MARKS


def test_what_the_cards_sidecars_last_said_is_known_of_the_copies(studio: Studio) -> None:
    sidecar = studio.card / "IMG_0001.xmp"
    sidecar.write_text(XMP.format(3))
    os.utime(sidecar, (1_715_169_600, 1_715_169_600))
    first = studio.frames(studio.card)[0]
    assert first.rating == 3
    studio.mark(first, rating=5)
    studio.ingest()
    assert studio.frames(studio.to)[0].rating == 5  # decided after the sidecar was written
    (studio.to / "IMG_0001.xmp").write_text(XMP.format(1))  # and then another program had its say
    assert studio.frames(studio.to)[0].rating == 1


def test_a_sidecar_written_on_the_card_after_the_marks_is_right(studio: Studio) -> None:
    studio.mark(studio.frames(studio.card)[0], rating=5)
    (studio.card / "IMG_0001.xmp").write_text(XMP.format(2))
    studio.ingest()
    assert studio.frames(studio.to)[0].rating == 2


def test_new_pictures_on_a_card_that_is_used_again_have_no_marks(studio: Studio) -> None:
    for frame in studio.frames(studio.card):
        studio.mark(frame)
    studio.shoot(2)
    told = scan(studio.work, studio.card, Job()).notices
    assert "frames at whose names other pictures stand now; their marks wait for them: 3" in told
    assert [said(frame) for frame in studio.frames(studio.card)] == [BLANK] * 3
    assert [f.path.name for f in studio.frames(studio.card)] == [f"IMG_000{n}.JPG" for n in (1, 2, 3)]


def test_of_two_cards_at_one_place_each_keeps_its_marks(studio: Studio, tmp_path: Path) -> None:
    other = tmp_path / "other card"

    def swap() -> None:
        studio.card.rename(tmp_path / "hand")
        other.rename(studio.card)
        (tmp_path / "hand").rename(other)

    shutil.copytree(studio.card, other)
    studio.mark(studio.frames(studio.card)[0], rating=4)
    first = studio.frames(studio.card)
    swap()
    studio.shoot(2)
    studio.mark(studio.frames(studio.card)[0], rating=1)
    studio.mark(studio.frames(studio.card)[1], rating=2)
    for ratings in ([4, 0, 0], [1, 2, 0], [4, 0, 0]):
        swap()
        assert [frame.rating for frame in studio.frames(studio.card)] == ratings
    again = studio.frames(studio.card)
    assert again[0].id == first[0].id and again[0].scores == first[0].scores
    assert len(set_aside.frames_from(studio.work.catalogue, studio.card)) == 2


def test_a_picture_that_was_edited_keeps_its_marks(studio: Studio) -> None:
    studio.mark(studio.frames(studio.card)[0])
    path = studio.card / "IMG_0001.JPG"
    exif = piexif.load(str(path))
    Image.open(path).resize((640, 480)).convert("L").save(path, exif=piexif.dump(exif))
    assert said(studio.frames(studio.card)[0]) == MARKS
    Image.new("RGB", (300, 200), "red").save(path)  # without EXIF: nobody knows
    assert said(studio.frames(studio.card)[0]) == MARKS


def test_a_picture_whose_time_was_put_right_by_a_program_keeps_its_marks(studio: Studio) -> None:
    for frame in studio.frames(studio.card):
        studio.mark(frame)
    for path in studio.card.iterdir():
        exif = piexif.load(str(path))
        exif["Exif"][piexif.ExifIFD.DateTimeOriginal] = b"2024:05:01 11:00:00"
        piexif.insert(piexif.dump(exif), str(path))
    after = studio.frames(studio.card)
    assert [said(frame) for frame in after] == [MARKS] * 3
    assert after[0].capture.captured_at is not None and after[0].capture.captured_at.hour == 11


def test_a_raw_that_is_as_it_was_keeps_the_marks_whatever_came_beside_it(studio: Studio) -> None:
    (studio.card / "IMG_0001.CR2").write_bytes(b"a RAW")
    studio.mark(studio.frames(studio.card)[0])
    studio.make(studio.card / "IMG_0001.JPG", seed=99, time="2025:01:01 00:00:00")
    assert said(studio.frames(studio.card)[0]) == MARKS


def test_an_ingest_that_is_taken_back_and_done_again_has_the_marks(studio: Studio) -> None:
    studio.mark(studio.frames(studio.card)[0])
    report = studio.ingest()
    assert report.delivery_id is not None
    undo(studio.work.catalogue, studio.work.thumbnails, report.delivery_id, Job())
    studio.ingest()
    assert said(studio.frames(studio.to)[0]) == MARKS
    assert [d.state for d in deliveries.deliveries(studio.work.catalogue)] == ["done", "undone"]
