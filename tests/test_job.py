"""A job's progress, pause and cancel, as whoever shows it sees them."""

from __future__ import annotations

import threading
import time

import pytest

from aesthcull.job import Cancelled, Job


def counting(job: Job) -> threading.Thread:
    def work() -> None:
        try:
            while True:
                job.advance()
                time.sleep(0.001)
        except Cancelled:
            pass

    job.stage("Counting", 1_000_000)
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_paused_work_stands_still_and_goes_on() -> None:
    job = Job()
    thread = counting(job)
    job.pause()
    time.sleep(0.05)  # the advance under way
    before = job.snapshot()
    time.sleep(0.1)
    assert before.paused and job.snapshot().done == before.done
    job.resume()
    time.sleep(0.1)
    after = job.snapshot()
    assert not after.paused and after.done > before.done
    job.cancel()
    thread.join(5)
    assert not thread.is_alive()


def test_paused_work_can_be_cancelled() -> None:
    job = Job()
    thread = counting(job)
    job.pause()
    job.cancel()
    thread.join(5)
    assert not thread.is_alive() and job.snapshot().cancelled and not job.snapshot().paused


def test_work_gives_way_and_then_goes_on_by_itself() -> None:
    job = Job()
    job.give_way(0.1)
    begun = time.monotonic()
    job.check()
    assert time.monotonic() - begun >= 0.1
    job.cancel()
    job.give_way(60)
    with pytest.raises(Cancelled):
        job.check()
