"""The contact sheet as a PDF: its pages, its pictures, and what becomes of it when it cannot be written."""

from __future__ import annotations

import re
import resource
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.catalogue import queries
from aesthcull.catalogue.records import Frame
from aesthcull.exchange.reports.captions import Captions
from aesthcull.gui.reporting.sheet_layout import Layout, dots
from aesthcull.gui.reporting.sheet_pdf import Sheet, write_sheet_pdf
from aesthcull.job import Cancelled, Job
from aesthcull.pipeline import Workplace, scan

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def frames(work: Workplace, shoot: Path) -> list[Frame]:
    (shoot / "broken.jpg").write_bytes(b"\xff\xd8nothing")
    return queries.frames_of(work.catalogue, scan(work, shoot, Job()).shoot)


def test_a_pdf_has_a_page_for_each_full_grid_and_its_pictures_are_jpegs(
    work: Workplace, frames: list[Frame], tmp_path: Path
) -> None:
    out = tmp_path / "new" / "sheet.pdf"
    sheet = Sheet("A shoot", Captions(), columns=3)
    assert write_sheet_pdf(frames * 3, work.thumbnails, out, sheet, Job()) == 3
    data = out.read_bytes()
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
    assert re.search(rb"/Count (\d+)", data).group(1) == b"2"  # type: ignore[union-attr]
    assert data.count(b"/DCTDecode") == 18 and b"/FontFile" in data


@pytest.mark.parametrize(
    ("paper", "landscape", "box"), [("A4", False, (595, 842)), ("Letter", True, (792, 612))]
)
def test_the_paper_is_the_one_that_was_asked_for(
    work: Workplace, tmp_path: Path, paper: str, landscape: bool, box: tuple[int, int]
) -> None:
    out = tmp_path / "sheet.pdf"
    write_sheet_pdf([], work.thumbnails, out, Sheet("Empty", Captions(), paper, landscape), Job())
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", out.read_bytes())
    assert found is not None
    assert (round(float(found[1])), round(float(found[2]))) == box


def test_a_full_disk_or_a_cancel_leaves_the_earlier_sheet(
    work: Workplace, frames: list[Frame], tmp_path: Path
) -> None:
    out = tmp_path / "out" / "sheet.pdf"
    out.parent.mkdir()
    out.write_text("earlier")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(OSError) as caught:
            write_sheet_pdf(frames * 10, work.thumbnails, out, Sheet("Full", Captions()), Job())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.filename == str(out) and caught.value.strerror
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        write_sheet_pdf(frames, work.thumbnails, out, Sheet("Cancelled", Captions()), job)
    assert out.read_text() == "earlier" and list(out.parent.iterdir()) == [out]


@given(st.floats(1000, 4000), st.floats(1000, 4000), st.integers(1, 12), st.integers(0, 2))
def test_every_frame_lies_between_header_and_footer(
    width: float, height: float, columns: int, lines: int
) -> None:
    layout = Layout(width, height, columns, lines)
    boxes = [layout.picture(number) for number in range(layout.frames)]
    assert all(box.height() > 0 for box in boxes)
    assert all(box.top() >= layout.header().bottom() - 1 and box.right() <= width + 1 for box in boxes)
    last = layout.text(layout.frames - 1, lines - 1).bottom() if lines else boxes[-1].bottom()
    assert last <= layout.footer().top() + 1
    for one, other in pairwise(boxes):
        assert not one.intersects(other)
    assert layout.pages(0) == 1 and layout.pages(layout.frames + 1) == 2
    assert dots(25.4) == 300
