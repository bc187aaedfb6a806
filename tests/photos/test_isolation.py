from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from aesthcull.photos.decode import load_photo, read_header
from aesthcull.photos.isolation import losses, process
from aesthcull.photos.isolation.patience import Patience
from aesthcull.photos.isolation.pool import Pool, close_all, forget_losses, workers
from aesthcull.photos.problems import PhotoError, Starved
from tests.conftest import MakePhoto, picture
from tests.photos.busy import one_core_taken  # noqa: F401  # a fixture
from tests.photos.make_raw import bomb_tiff, make_raw
from tests.photos.scan_bomb import scan_bomb

PATIENCE_S = 20.0


@pytest.fixture(autouse=True)
def _no_warm_workers() -> Iterator[None]:
    close_all()
    forget_losses()
    yield
    close_all()


def decoding_processes(of: int | None = None) -> list[psutil.Process]:
    """The living workers of a program, by default this one."""
    name, found = "aesthcull.photos.isolation.worker", []
    for child in psutil.Process(of).children():
        try:
            if child.status() != psutil.STATUS_ZOMBIE and name in child.cmdline():
                found.append(child)
        except psutil.NoSuchProcess:
            continue
    return found


def wait_until(true: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, f"no {what}"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A RAW that takes most of a second to unpack."""
    return make_raw(tmp_path_factory.mktemp("slow") / "slow.dng", picture(1, (4200, 2800)))


@pytest.fixture
def quick(tmp_path: Path) -> Path:
    Image.fromarray(picture(1)).save(tmp_path / "quick.png")
    return tmp_path / "quick.png"


class Reading(threading.Thread):
    """Loads a photograph in a thread and keeps what came of it."""

    def __init__(self, path: Path, long_side: int | None = None) -> None:
        super().__init__()
        self.path = path
        self.long_side = long_side
        self.reason = ""
        self.start()

    def run(self) -> None:
        try:
            load_photo(self.path, self.long_side)
        except PhotoError as error:
            self.reason = error.reason

    def ended_by(self, strike: Callable[[psutil.Process], None]) -> str:
        """Strike its worker while that is at work; the reason that the user reads."""
        wait_until(decoding_processes, "worker")
        (worker,) = decoding_processes()
        wait_until(lambda: worker.memory_info().rss > 110e6, "decoding")  # the libraries take 70
        strike(worker)
        self.join(PATIENCE_S)
        assert not self.is_alive()
        return self.reason


def test_jpegs_need_no_other_process(tmp_path: Path, make_photo: MakePhoto) -> None:
    path = make_photo(tmp_path / "a.jpg")
    load_photo(path), load_photo(path, for_viewing=True), read_header(path)
    assert not decoding_processes()


def test_a_jpeg_that_is_whole_in_memory_does_need_one(tmp_path: Path) -> None:
    Image.fromarray(picture(1)).save(tmp_path / "a.jpg", progressive=True)
    assert load_photo(tmp_path / "a.jpg", 100).pixels.shape == (75, 100, 3)
    assert decoding_processes()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_a_decoder_that_crashes_costs_that_file_only(slow: Path, quick: Path, number: signal.Signals) -> None:
    reading = Reading(slow)
    assert reading.ended_by(lambda worker: worker.send_signal(number)) == "the decoder crashed"
    assert load_photo(quick).pixels.shape == (240, 320, 3)
    assert load_photo(slow, 500).width == 4200


@pytest.fixture
def bomb(tmp_path: Path) -> Path:
    """A picture of which a few kilobytes take minutes."""
    return scan_bomb(tmp_path / "bomb.jpg")


def asked(path: Path, long_side: int | None = None) -> tuple[str, float]:
    """What the user reads, and the seconds until then."""
    for _ in range(5):
        begun = time.monotonic()
        with pytest.raises(PhotoError) as caught:
            load_photo(path, long_side)
        if not isinstance(caught.value, Starved):
            return caught.value.reason, time.monotonic() - begun
    pytest.skip("the machine is too busy")


def test_a_decoder_that_stands_still_is_ended_in_time(
    slow: Path, quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(losses, "MOST_S", 2.0)
    reading = Reading(slow)
    stopped: list[psutil.Process] = []
    reason = reading.ended_by(lambda worker: (worker.suspend(), stopped.append(worker))[0])
    assert reason == "its decoder stood still; it was ended after 2 s"
    assert not stopped[0].is_running()
    assert load_photo(quick).width == 320


def test_no_file_costs_more_than_ten_seconds_by_the_clock(bomb: Path) -> None:
    reason, seconds = asked(bomb, 1024)
    assert reason.endswith("9 s")
    assert 8 < seconds < 10.5


def test_a_file_costs_its_time_once(bomb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(losses, "MOST_S", 2.0)
    first, seconds = asked(bomb, 1024)
    assert seconds > 2 and not decoding_processes()
    for side in (1024, 2048, None):  # as much, and more
        reason, seconds = asked(bomb, side)
        assert reason == first and seconds < 0.2
    assert read_header(bomb).width == 7000  # what is easier is still answered
    assert asked(bomb, 500)[1] < 2  # or refused before long
    bomb.write_bytes(bomb.read_bytes() + b"more")
    assert asked(bomb, 1024)[1] > 2  # another file
    forget_losses()
    assert asked(bomb, 1024)[1] > 2


def test_what_reads_slowly_but_gets_on_is_not_late(quick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(losses, "MOST_S", 0.5)
    ended: list[bool] = []
    load_photo(quick)
    with Patience(decoding_processes()[0].pid, 0.5, lambda: ended.append(True)) as patience:
        for _ in range(8):
            patience.reads()
            time.sleep(0.15)
        assert not ended and patience.decoded < 0.3
        patience.waits()
        time.sleep(0.8)
        assert not ended
        patience.decodes()
        wait_until(lambda: ended, "end")
    assert patience.late.endswith("s")


@pytest.mark.skipif(sys.platform != "linux", reason="threads have no priority of their own elsewhere")
@pytest.mark.usefixtures("one_core_taken")
def test_a_machine_that_is_too_busy_is_not_the_files_fault(slow: Path) -> None:
    caught: list[BaseException] = []

    def in_the_background() -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), os.nice(0) + 15)
        try:
            load_photo(slow)
        except Starved as error:
            caught.append(error)

    begun = time.monotonic()
    thread = threading.Thread(target=in_the_background)
    thread.start()
    thread.join(PATIENCE_S)
    assert time.monotonic() - begun < 6
    assert str(caught[0]) == f"{slow}: the machine was too busy to decode it within 3 s"
    assert load_photo(slow).width == 4200


def test_a_worker_that_ended_while_idle_is_replaced_unnoticed(quick: Path) -> None:
    for _ in range(3):
        assert load_photo(quick).width == 320
        (worker,) = decoding_processes()
        worker.kill()
        worker.wait(PATIENCE_S)


def test_a_worker_that_ends_itself_for_want_of_a_task_just_then_costs_nothing(slow: Path) -> None:
    reading = Reading(slow)
    assert reading.ended_by(lambda worker: worker.send_signal(signal.SIGALRM)) == ""


def test_where_no_file_can_be_shared_pixels_follow_the_answer(
    quick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows."""
    monkeypatch.setattr(process, "_file_in_memory", lambda: None)
    (tmp_path / "broken.tif").write_bytes(b"II*\0\x08\0\0\0")
    for _ in range(2):
        assert np.array_equal(load_photo(quick).pixels, picture(1))
        assert read_header(quick).width == 320
        with pytest.raises(PhotoError, match="not a picture"):
            load_photo(tmp_path / "broken.tif")
    assert len(decoding_processes()) == 1


def test_a_worker_that_cannot_be_started_is_named(
    quick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with pytest.raises(PhotoError, match="the decoder cannot be started: no such file"):
        load_photo(quick)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(PhotoError, match="the decoder"):
        load_photo(quick)


@pytest.mark.skipif(sys.platform != "linux", reason="threads have no priority of their own elsewhere")
def test_the_window_does_not_wait_for_workers_in_the_background(quick: Path) -> None:
    def in_the_background() -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), os.nice(0) + 5)
        load_photo(quick)

    load_photo(quick)
    thread = threading.Thread(target=in_the_background)
    thread.start()
    thread.join(PATIENCE_S)
    load_photo(quick)
    found = decoding_processes()
    assert sorted(worker.nice() for worker in found) == [os.nice(0), os.nice(0) + 5]


def test_warm_workers_are_few_and_serve_many_threads(tmp_path: Path) -> None:
    paths = []
    for number in range(12):
        paths.append(tmp_path / f"{number}.png")
        Image.fromarray(picture(number, (90, 60))).save(paths[-1])
    with ThreadPoolExecutor(12) as threads:
        found = list(threads.map(load_photo, paths * 5))
    for number, photo in enumerate(found):
        assert np.array_equal(photo.pixels, picture(number % 12, (90, 60)))
    assert 1 <= len(decoding_processes()) <= (os.cpu_count() or 2)


def test_nothing_piles_up(quick: Path, tmp_path: Path) -> None:
    """Neither open files nor memory that is shared, after answers, problems and lost workers."""
    (tmp_path / "broken.tif").write_bytes(b"II*\0\x08\0\0\0")
    this = psutil.Process()

    def round_trip() -> int:
        load_photo(quick)
        with pytest.raises(PhotoError):
            load_photo(tmp_path / "broken.tif")
        (worker,) = decoding_processes()
        worker.kill()
        worker.wait(PATIENCE_S)
        load_photo(quick)
        return this.num_fds()

    first = round_trip()
    assert [round_trip() for _ in range(4)] == [first] * 4
    assert not [link for link in Path("/proc/self/fd").iterdir() if "/dev/shm" in os.path.realpath(link)]
    assert len(decoding_processes()) == 1


def test_a_bomb_does_not_fill_the_memory(tmp_path: Path) -> None:
    """A picture just below the largest size that is decoded, transparent: it is shown, if in time."""
    reading = Reading(bomb_tiff(tmp_path / "a.tif", 21_000), 1024)
    most = 0
    while reading.is_alive():
        for worker in decoding_processes():
            try:
                most = max(most, worker.memory_info().rss)
            except psutil.NoSuchProcess:
                continue
        time.sleep(0.02)
    assert 0 < most < 5e8 and (not reading.reason or reading.reason.endswith("9 s"))


PROGRAM = """
import sys, threading
from pathlib import Path
from aesthcull.photos.decode import load_photo
def work():
    while True: load_photo(Path(sys.argv[1]))
for _ in range(2): threading.Thread(target=work, daemon=True).start()
input()
"""


def test_workers_end_when_the_program_is_killed(slow: Path) -> None:
    run = [sys.executable, "-c", PROGRAM, str(slow)]
    program = subprocess.Popen(run, stdin=subprocess.PIPE)
    wait_until(lambda: len(decoding_processes(program.pid)) >= min(2, os.cpu_count() or 2), "workers")
    left = decoding_processes(program.pid)
    time.sleep(0.5)
    program.kill()
    program.wait()
    _, alive = psutil.wait_procs(left, PATIENCE_S)
    assert not alive
    assert program.stdin is not None
    program.stdin.close()


def test_a_program_that_ends_by_itself_waits_for_nobody(quick: Path) -> None:
    program = "import sys; from pathlib import Path; from aesthcull.photos.decode import load_photo; "
    program += "print(load_photo(Path(sys.argv[1])).width)"
    run = [sys.executable, "-W", "error", "-c", program, str(quick)]
    done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "320\n", "")


def test_a_forked_process_has_workers_of_its_own(quick: Path) -> None:
    load_photo(quick)
    mine = workers()
    child = os.fork()
    if child == 0:
        os._exit(0 if workers() is not mine and isinstance(workers(), Pool) else 1)
    assert os.waitpid(child, 0)[1] == 0
