"""Contact sheets, proof sheets and rankings of real frames, as files."""

from __future__ import annotations

import base64
import csv
import io
import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from aesthcull.catalogue import queries
from aesthcull.catalogue.records import Frame, Keyword
from aesthcull.exchange.listing import frame_row
from aesthcull.exchange.reports import proof_page, proof_sheet
from aesthcull.exchange.reports.captions import Captions, plain
from aesthcull.exchange.reports.contact_sheet import MAX_FRAMES, write_contact_sheet
from aesthcull.exchange.reports.pictures import picture_of
from aesthcull.exchange.reports.proof_sheet import pictures_folder, write_proof_sheet
from aesthcull.exchange.reports.ranking import write_ranking
from aesthcull.job import Cancelled, Job
from aesthcull.photos.problems import PhotoError
from aesthcull.pipeline import Workplace, scan
from aesthcull.writing import replacing
from tests.conftest import MakePhoto


@pytest.fixture
def frames(work: Workplace, tmp_path: Path, make_photo: MakePhoto) -> list[Frame]:
    """Four frames, one of them with an awkward name, and one that is broken."""
    folder = tmp_path / "shoot"
    for number, name in enumerate(("a.jpg", "b.jpg", "c<i>&\"'.jpg")):
        make_photo(folder / name, seed=number, size=(900, 600))
    (folder / "d_broken.jpg").write_bytes(b"\xff\xd8nothing")
    report = scan(work, folder, Job())
    return queries.frames_of(work.catalogue, report.shoot)


class _Page(HTMLParser):
    """What a browser would find."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.sources: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.sources += [found["src"] or ""] if "src" in found else []
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@contextmanager
def full_after(size: int) -> Iterator[None]:
    """Writing more to a file fails, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_proof_sheet_is_one_file_that_needs_nothing_else(
    work: Workplace, frames: list[Frame], tmp_path: Path
) -> None:
    frames[0].rating, frames[0].keywords = 4, [Keyword("<b>sea</b>", "person", None)]
    out = tmp_path / "proof.html"
    assert write_proof_sheet(frames, work.thumbnails, out, title="A <shoot>", side=640) == 1
    page = _Page(out.read_text(encoding="utf-8"))
    assert len(page.sources) == 3
    for source in page.sources:
        assert source.startswith("data:image/jpeg;base64,")
        with Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))) as picture:
            assert max(picture.size) == 640
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert not {"i", "b", "shoot"} & set(page.tags)
    shown = "".join(page.texts)
    assert "A <shoot>" in shown and "c<i>&\"'.jpg" in shown and "<b>sea</b>" in shown and "★★★★" in shown
    assert frames[3].problem and frames[3].problem in shown
    assert not re.search(r"https?://", out.read_text(encoding="utf-8"))


def test_of_many_frames_the_pictures_lie_beside_the_page(
    work: Workplace, frames: list[Frame], tmp_path: Path
) -> None:
    out = tmp_path / "many #1.html"
    many = frames[:3] * 40
    write_proof_sheet(many, work.thumbnails, out, title="Many", side=256)
    assert len(list(pictures_folder(out).iterdir())) == 3
    sources = set(_Page(out.read_text(encoding="utf-8")).sources)
    assert all(source.startswith("many%20%231_pictures/") for source in sources) and len(sources) == 3
    (pictures_folder(out) / "mine.jpg").write_bytes(b"the client's own")
    write_proof_sheet(many[:2], work.thumbnails, out, title="Few", side=256)
    assert [path.name for path in pictures_folder(out).iterdir()] == ["mine.jpg"]


def test_a_cancelled_proof_sheet_leaves_the_earlier_one(
    work: Workplace, frames: list[Frame], tmp_path: Path
) -> None:
    out = tmp_path / "proof.html"
    write_proof_sheet(frames[:1], work.thumbnails, out, title="Earlier", side=256)
    before = out.read_bytes()
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        write_proof_sheet(frames * 60, work.thumbnails, out, title="Later", side=256, job=job)
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if "proof" in path.name or "part" in path.name] == [
        "proof.html"
    ]


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_no_name_and_no_keyword_becomes_markup(name: str, reason: str, keywords: list[str]) -> None:
    for source in (None, name):
        entry = proof_page.Entry(plain(name), source, plain(reason), keywords=[plain(k) for k in keywords])
        page = _Page(proof_page.figure(entry, 1, 1))
        assert set(page.tags) <= {"div", "figure", "a", "img", "span", "figcaption", "nav"}


@given(st.binary(max_size=40))
def test_any_bytes_of_a_name_become_one_line_of_text(name: bytes) -> None:
    shown = plain(name.decode("utf-8", "surrogateescape"))
    shown.encode("utf-8")
    assert len(shown.splitlines()) <= 1


def test_a_contact_sheet_shows_every_frame_up_to_its_limit(
    work: Workplace, frames: list[Frame], tmp_path: Path
) -> None:
    out, sizes = tmp_path / "new" / "sheet.png", []
    assert write_contact_sheet(frames, work.thumbnails, out, title="A\nshoot", columns=2) == 1
    for count in (MAX_FRAMES, MAX_FRAMES + 30):
        write_contact_sheet(frames[3:] * count, work.thumbnails, out, title="Many", columns=10)
        with Image.open(out) as sheet:
            sizes.append(sheet.size)
    assert sizes[0] == sizes[1]


def test_an_empty_contact_sheet_is_a_picture_too(work: Workplace, tmp_path: Path) -> None:
    write_contact_sheet([], work.thumbnails, tmp_path / "sheet.png", title="Nothing")
    assert Image.open(tmp_path / "sheet.png").size[0] > 0


def test_the_ranking_has_the_columns_of_the_command_and_defuses_formulas(
    frames: list[Frame], tmp_path: Path
) -> None:
    frames[0].keywords = [Keyword("=cmd|' /C calc'!A0", "person", None)]
    root, out = str(frames[0].path.parent), tmp_path / "ranking.csv"
    write_ranking(frames, root, out, score="aesthetic", byte_order_mark=True)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert [row["file"] for row in rows] == [f.path.name for f in frames]
    assert list(rows[0])[: len(frame_row(frames[0], root, "aesthetic"))] == list(
        frame_row(frames[0], root, "aesthetic")
    )
    assert rows[0]["keywords"].startswith("'=")
    assert float(rows[0]["aesthetic"]) == round(frames[0].scores["aesthetic"].value, 3)
    assert rows[0]["model"] == frames[0].scores["aesthetic"].model
    assert rows[3]["aesthetic"] == ""


def test_a_name_that_is_no_text_gets_into_the_ranking_escaped(frames: list[Frame], tmp_path: Path) -> None:
    odd = replace(frames[0], path=frames[0].path.with_name("gr\udce9.jpg"))
    write_ranking([odd], str(odd.path.parent), tmp_path / "r.csv", score="aesthetic")
    assert "gr\\udce9.jpg" in (tmp_path / "r.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["html", "png", "csv"])
def test_a_full_disk_leaves_what_was_there(
    work: Workplace, frames: list[Frame], tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "out" / f"report.{kind}"
    out.parent.mkdir()
    out.write_text("earlier")
    with full_after(512), pytest.raises(OSError) as caught:
        if kind == "html":
            write_proof_sheet(frames, work.thumbnails, out, title="Proof")
        elif kind == "png":
            write_contact_sheet(frames, work.thumbnails, out, title="Sheet")
        else:
            write_ranking(frames, "/", out, score="aesthetic")
    assert caught.value.filename == str(out)
    assert out.read_text() == "earlier" and list(out.parent.iterdir()) == [out]


def test_a_report_does_not_take_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError), replacing(tmp_path / "taken") as beside:
        beside.write_text("x")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OSError, match=r"report\.csv"), replacing(tmp_path / "file" / "report.csv"):
        pass


def test_a_frame_whose_file_is_gone_is_shown_by_its_thumbnail(work: Workplace, frames: list[Frame]) -> None:
    frames[0].path.unlink()
    assert max(picture_of(frames[0], work.thumbnails, 800).size) == 512
    work.thumbnails.folder = work.thumbnails.folder / "emptied"
    with pytest.raises(PhotoError, match="no such file"):
        picture_of(frames[0], work.thumbnails, 200)


def test_captions_say_what_was_asked_for(frames: list[Frame]) -> None:
    frames[0].rating, frames[0].flag = 3, "reject"
    assert Captions().marks(frames[0]) == "★★★  ✗"
    assert Captions(stars=False, flag=False, score=None).marks(frames[0]) == ""
    assert Captions(score=None).value(frames[0]) == "" and Captions(score="sells ").value(frames[0]) == "–"
    assert proof_sheet.MOST_INSIDE == 100
