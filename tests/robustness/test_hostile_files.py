"""The files that crashed other decoders, and files that are damaged at random, through our own."""

from __future__ import annotations

import contextlib
import hashlib
import io
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from aesthcull.job import Job
from aesthcull.photos.decode import load_photo, read_header
from aesthcull.photos.formats import READABLE_SUFFIXES
from aesthcull.photos.isolation.pool import close_all
from aesthcull.photos.previews import embedded_preview, embedded_thumbnail
from aesthcull.photos.problems import PhotoError
from aesthcull.pipeline import Workplace, scan
from tests.conftest import picture
from tests.photos.busy import one_core_taken  # noqa: F401  # a fixture
from tests.photos.make_raw import make_raw
from tests.photos.scan_bomb import scan_bomb

MOST_S = 11.0  # with the start of another worker
MOST_BYTES = 2e9
HOSTILE = ("crash", "poc", "oom", "corrupt", "bomb", "overflow", "exception", "oob", "issue", "recursion")


@pytest.fixture(autouse=True)
def _no_warm_workers() -> Iterator[None]:
    yield
    close_all()


def outcome(path: Path, *, for_viewing: bool) -> tuple[str, float]:
    """The problem with a file, or nothing when it is shown; and the seconds that took."""
    begun = time.monotonic()
    try:
        photo = load_photo(path, 1024, for_viewing=for_viewing)
        assert photo.pixels.shape[2] == (4 if for_viewing else 3) and 0 < max(photo.pixels.shape[:2]) <= 1024
        assert photo.width > 0 and photo.height > 0
        reason = ""
    except PhotoError as error:
        reason = error.reason
        assert error.path == path and reason and "\n" not in reason and "Errno" not in reason
    return reason, time.monotonic() - begun


class Memory(threading.Thread):
    """Notes the most that this program and its workers hold together, beyond what it held before."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._this = psutil.Process()
        self._before = self._this.memory_info().rss  # other tests have left their own
        self._over = threading.Event()
        self.start()

    def run(self) -> None:
        while not self._over.wait(0.02):
            self.most = max(self.most, self._held())

    def _held(self) -> int:
        held = self._this.memory_info().rss - self._before
        for child in self._this.children():
            with contextlib.suppress(psutil.NoSuchProcess):
                # Before it becomes one, a worker is a copy of this program, and shows its memory.
                if any(word.endswith("isolation.worker") for word in child.cmdline()):
                    held += child.memory_info().rss
        return held

    def end(self) -> int:
        """Bytes."""
        self._over.set()
        self.join()
        return self.most


def test_every_camera_file_is_shown_or_named_whatever_decodes_it(shared_data: Path) -> None:
    files = [p for p in sorted((shared_data / "camera_files").rglob("*")) if p.is_file()]
    before = {p: hashlib.sha256(p.read_bytes()).digest() for p in files}
    reproducers = [p for p in files if any(word in p.name.lower() for word in HOSTILE)]
    assert len(reproducers) > 100
    memory = Memory()
    with ThreadPoolExecutor(2) as threads:
        for for_viewing in (False, True):
            found = {p: threads.submit(outcome, p, for_viewing=for_viewing) for p in files}
            for path, future in found.items():
                reason, seconds = future.result()
                assert seconds < MOST_S, path
                if path.suffix.lower() not in READABLE_SUFFIXES:
                    assert reason.endswith("files cannot be read"), path
    for path in files:
        begun = time.monotonic()
        embedded_thumbnail(path)
        embedded_preview(path)
        try:
            read_header(path)
        except PhotoError as error:
            assert error.reason
        assert time.monotonic() - begun < MOST_S, path
    assert memory.end() < MOST_BYTES
    assert {p: hashlib.sha256(p.read_bytes()).digest() for p in files} == before


def test_a_decoder_that_crashes_in_a_scan_costs_one_frame(work: Workplace, tmp_path: Path) -> None:
    shoot = tmp_path / "shoot"
    make_raw(shoot / "large.dng", picture(1, (6000, 4000)))
    for number in range(12):
        Image.fromarray(picture(number)).save(shoot / f"{number}.png")
    with ThreadPoolExecutor(1) as threads:
        scanning = threads.submit(scan, work, shoot, Job())
        struck = False
        while not struck and not scanning.done():
            for worker in psutil.Process().children():
                try:
                    if worker.memory_info().rss > 120e6 and "isolation" in " ".join(worker.cmdline()):
                        worker.kill()
                        struck = True
                except psutil.NoSuchProcess:
                    continue
            time.sleep(0.005)
        report = scanning.result()
    assert struck and report.scanned == 13
    assert [(p.path.name, p.reason) for p in report.problems] == [("large.dng", "the decoder crashed")]


def test_a_scan_of_very_large_pictures_stays_below_two_gigabytes(work: Workplace, tmp_path: Path) -> None:
    shoot = tmp_path / "shoot"
    shoot.mkdir()
    Image.new("I;16", (12_000, 12_000)).save(shoot / "grey.tif")
    Image.new("RGB", (20_000, 18_000), "teal").save(shoot / "large.png", compress_level=1)
    Image.new("RGB", (20_000, 21_000), "teal").save(shoot / "larger.png", compress_level=1)
    Image.new("RGBA", (7_000, 7_000), "teal").save(shoot / "small.png", compress_level=1)
    memory = Memory()
    report = scan(work, shoot, Job())
    assert memory.end() < MOST_BYTES
    (problem,) = report.problems
    assert problem.path.name == "larger.png" and "refused: more than 362 megapixels" in problem.reason


@pytest.mark.skipif(sys.platform != "linux", reason="threads have no priority of their own elsewhere")
@pytest.mark.usefixtures("one_core_taken")
def test_a_scan_on_a_busy_machine_takes_longer_but_loses_no_frame(work: Workplace, tmp_path: Path) -> None:
    """It stands back behind all other programs, until they leave it nothing."""
    shoot = tmp_path / "shoot"
    make_raw(shoot / "large.dng", picture(1, (4800, 3200)))
    make_raw(shoot / "small.dng", picture(2, (600, 400)))
    report = scan(work, shoot, Job())
    assert report.scanned == 2 and not report.problems


def test_what_hangs_in_a_scan_costs_its_time_once(work: Workplace, tmp_path: Path) -> None:
    """The picture of a pair is asked for again by its header, and the RAW beside it is shown."""
    shoot = tmp_path / "shoot"
    make_raw(shoot / "a.dng", picture(1, (600, 400)), preview=400)
    scan_bomb(shoot / "a.jpg")
    begun = time.monotonic()
    report = scan(work, shoot, Job())
    assert time.monotonic() - begun < 30  # with the models, and other programs at work
    (problem,) = report.problems
    assert problem.path.name == "a.jpg" and problem.reason.endswith("s (another file of the frame is shown)")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One sound file a format that is decoded by C or C++, by suffix."""
    folder = tmp_path_factory.mktemp("whole")
    made = {".dng": make_raw(folder / "a.dng", picture(1, (120, 80)), preview=90).read_bytes()}
    for suffix in (".tif", ".avif", ".webp", ".jp2", ".png"):
        buffer = io.BytesIO()
        options = {"compression": "tiff_lzw"} if suffix == ".tif" else {}
        Image.fromarray(picture(2, (120, 80))).save(buffer, Image.registered_extensions()[suffix], **options)
        made[suffix] = buffer.getvalue()
    return made


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    suffix=st.sampled_from([".dng", ".tif", ".avif", ".webp", ".jp2", ".png", ".heic"]),
    place=st.floats(0, 1),
    noise=st.binary(max_size=40),
    kept=st.one_of(st.just(1.0), st.floats(0, 1)),
)
def test_damage_ends_as_a_picture_or_a_reason(
    whole: dict[str, bytes],
    shared_data: Path,
    tmp_path: Path,
    suffix: str,
    place: float,
    noise: bytes,
    kept: float,
) -> None:
    if suffix == ".heic" and suffix not in whole:
        folder = shared_data / "camera_files" / "files" / "pillow_heif"
        whole[suffix] = min(folder.rglob("*.hei[cf]"), key=readable_size).read_bytes()
    data = bytearray(whole[suffix])
    # Headers and directories, which are at the beginning or the end, more often than pixels.
    at = int(len(data) * place**3) if noise[:1] < b"\x80" else int(len(data) * (1 - place**3))
    data[at : at + len(noise)] = noise
    path = tmp_path / f"a{suffix}"
    path.write_bytes(bytes(data[: int(len(data) * kept)]))
    reason, _seconds = outcome(path, for_viewing=False)
    assert len(reason.splitlines()) <= 1 and path.exists()


def readable_size(path: Path) -> int:
    """In bytes; of what cannot be read, a great many."""
    try:
        load_photo(path, 64)
    except PhotoError:
        return 1 << 40
    return path.stat().st_size
