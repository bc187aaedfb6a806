"""The trainer's own process: `python -m aesthcull.trainer.worker`, so that a crash of it, or memory that it
takes, costs the training and not the window.

It reads one JSON request from standard input and writes one JSON object a line to standard output:
    {"type": "progress", "message", "done", "total", "remaining"}   (remaining: seconds or null)
    {"type": "repeat", "number", "of", "auc", "accuracy", "loss"}   a repeat of the honest split
    {"type": "epoch", "training", "trainings", "epoch", "epochs", "loss", "accuracy"}   of a network
    {"type": "row", …}          where a study stands: at its beginning, then after every training
    {"type": "result", …}                                           the last line when it was done
    {"type": "error", "reason"}                                     the last line when it was not
The caller cancels by ending the process: nothing is registered before everything is written.

Requests: {"task": "train", "catalogue": place, "cache": folder, "models": [bundled, own],
"request": Request.as_json()}; the same for "study", with trainer.studies.task's StudyRequest.as_json().
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from aesthcull.catalogue.store import CatalogueError, open_catalogue
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import LabelError, Workplace
from aesthcull.trainer.learn import Trained, learn
from aesthcull.trainer.problems import MissingTorch, TooLittle, TrainingFailed
from aesthcull.trainer.request import from_json
from aesthcull.trainer.ways import Event, Learnt
from aesthcull.vision.registry import ModelError, Registry

PROGRESS_S = 0.2
EXPECTED = (CatalogueError, LabelError, ModelError, TooLittle, TrainingFailed, MissingTorch, ValueError)
Tell = Callable[[dict[str, Any]], None]


def main() -> int:
    """Serve one request; returns the exit status."""
    out = _claim_stdout()
    lock = threading.Lock()

    def tell(message: dict[str, Any]) -> None:
        with lock:
            out.write(json.dumps(message) + "\n")
            out.flush()

    try:
        request = json.load(sys.stdin)
        task = TASKS[request["task"]]
    except (ValueError, KeyError, TypeError) as error:
        tell({"type": "error", "reason": f"not a request: {error}"})
        return 2
    job = Job()
    finished = threading.Event()
    teller = threading.Thread(target=_tell_progress, args=(job, tell, finished), daemon=True)
    teller.start()
    try:
        result = task(request, job, tell)
    except EXPECTED as error:
        tell({"type": "error", "reason": str(error)})
        return 1
    except Exception as error:  # whatever it was, the window should say it
        tell({"type": "error", "reason": f"{type(error).__name__}: {error}"})
        raise
    finally:
        finished.set()
        teller.join()
    tell({"type": "result", **result})
    return 0


def _claim_stdout() -> TextIO:
    """Standard output for our lines alone: what libraries print goes to standard error."""
    ours = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return ours


def _tell_progress(job: Job, tell: Tell, finished: threading.Event) -> None:
    last = None
    while not finished.wait(PROGRESS_S):
        now = job.snapshot()
        shown = {"message": now.message, "done": now.done, "total": now.total, "remaining": now.remaining}
        if shown != last:
            tell({"type": "progress", **shown})
            last = shown


@contextmanager
def _workplace(request: dict[str, Any]) -> Iterator[Workplace]:
    folders = [Path(folder) for folder in request["models"]]
    catalogue = open_catalogue(request["catalogue"])
    try:
        yield Workplace(catalogue, Registry(folders), ThumbnailCache(Path(request["cache"])))
    finally:
        catalogue.close()


def _train(request: dict[str, Any], job: Job, tell: Tell) -> dict[str, Any]:
    own = Path(request["models"][-1])
    with _workplace(request) as work:
        trained = learn(work, own, from_json(request["request"]), job, lambda e: tell(event_json(e)))
    return result_json(trained)


def _study(request: dict[str, Any], job: Job, tell: Tell) -> dict[str, Any]:
    from aesthcull.trainer.studies import task

    wanted = task.from_json(request["request"])
    with _workplace(request) as work:
        found = task.perform(work, wanted, job, lambda step: tell({"type": "row", **task.step_json(step)}))
    return task.result_json(*found)


def event_json(event: Event) -> dict[str, Any]:
    """A line about a finished repeat or epoch."""
    return {"type": "epoch" if isinstance(event, Learnt) else "repeat", **asdict(event)}


def result_json(trained: Trained) -> dict[str, Any]:
    """What came of a training, for programs."""
    return {
        "model": trained.entry.id,
        "report": str(trained.report),
        **trained.said,
        "problems": [{"path": str(p.path), "reason": p.reason} for p in trained.problems],
    }


TASKS: dict[str, Callable[[dict[str, Any], Job, Tell], dict[str, Any]]] = {"train": _train, "study": _study}

if __name__ == "__main__":
    sys.exit(main())
