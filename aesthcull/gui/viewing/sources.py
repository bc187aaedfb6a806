"""Pictures of growing sharpness for the canvases, loaded by threads.

A canvas says what it shows and what it will likely show next; `Sources` keeps one plan of what is still to be
loaded, in order of need, and makes it anew at every change: so what is no longer near is never started.

    grid's thumbnail → cached thumbnail (512 px) → preview inside the file → screen size → all pixels
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from aesthcull.catalogue.records import Frame, StoredFile
from aesthcull.gui.background import reason_of
from aesthcull.gui.pictures import Pictures
from aesthcull.gui.viewing.colour import display_space
from aesthcull.gui.viewing.loading import Level, Loader, Picture, Stamp
from aesthcull.gui.viewing.wishes import Key, Task, Wish, cost, fitness, suits, urgency

_MOST_FAILED = 2000
_CHECK_MS = (
    1500  # how often the files that are seen are looked at: also on network drives, which tell nothing
)
_AHEAD_MS = 15  # a step, and what arrives for it, is painted before anything more is loaded ahead
_FINAL = (Level.FULL, Level.SCREEN)


class Sources(QObject):
    """All pictures for viewing, kept up to a number of bytes. `arrived` names a frame of which something new
    is known: a picture, or why there is none."""

    arrived = Signal(int)
    _done = Signal(object, object)

    def __init__(
        self,
        loader: Loader,
        stand_ins: Pictures | None = None,
        megabytes: int = 768,
        threads: int | None = None,
    ) -> None:
        super().__init__()
        self._loader = loader
        self._stand_ins = stand_ins
        self._budget = megabytes * 2**20
        self._kept: OrderedDict[Key, Picture] = OrderedDict()
        self._failed: dict[Key, Picture] = {}
        self._stamps: dict[
            StoredFile, Stamp
        ] = {}  # of the files as they are, not as the catalogue knows them
        self._gone: dict[StoredFile, str] = {}
        self._wishes: WeakKeyDictionary[QObject, list[Wish]] = WeakKeyDictionary()
        self._wanted: set[Key] = set()
        self._tasks: list[Task] = []
        self._busy: dict[Key, int] = {}  # the rank at which it is being loaded
        self._working = {True: 0, False: 0}  # threads for what is seen only, and for all
        self._lock = threading.Lock()
        # One thread is kept for what is seen: a decode cannot be interrupted, and it must not wait for one.
        self._seen_pool, self._ahead_pool = QThreadPool(), QThreadPool()
        self._seen_pool.setMaxThreadCount(1)
        self._ahead_pool.setMaxThreadCount(threads or max(1, min(4, (os.cpu_count() or 2) - 1)))
        self._done.connect(self._keep)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.check)
        self._timer.start(_CHECK_MS)
        self._ahead_from = QTimer(self, singleShot=True)
        self._ahead_from.timeout.connect(self._plan)

    def best(self, frame: Frame, full: bool = False) -> Picture | None:
        """The best picture at hand to be shown whole, or (`full`) zoomed: of the file as it is now, else as
        it was; at first the grid's."""
        keys = [key for level in Level if (key := (frame.file, level)) in self._kept]
        if not keys:
            return self._stand_in(frame)
        best = max(keys, key=lambda k: (self._fresh(k) is not None, fitness(k, self._kept[k], full)))
        self._kept.move_to_end(best)
        return self._kept[best]

    def problem(self, frame: Frame) -> str:
        """Why the frame as it is now cannot be shown, in one line; empty when it can."""
        gone = self._gone.get(frame.file)
        if gone:
            return gone
        failed = [f for level in _FINAL if (f := self._failed.get((frame.file, level)))]
        return next((f.reason for f in failed if self._is_fresh(f, frame.file)), "")

    def wish(self, owner: QObject, wishes: Sequence[Wish]) -> None:
        """Replace what `owner` needs. What is no longer needed by anyone is not loaded any more."""
        seen = [wish.frame for wish in self._wishes.get(owner, []) if wish.rank == 0]
        self._wishes[owner] = list(wishes)
        new = [wish for wish in wishes if wish.rank == 0 and wish.frame not in seen]
        if new:
            self._ahead_from.start(_AHEAD_MS)
        self._plan([Task(wish.frame, Level.CHECK, wish.room, 0) for wish in new])

    def check(self) -> None:
        """Look whether the files that are seen are still what they were."""
        seen = [Task(w.frame, Level.CHECK, w.room, 0) for w in self._ranked() if w.rank == 0]
        if seen:
            self._plan(seen)

    def set_display(self, profile: Path | None) -> None:
        """Show colours for a screen with this ICC profile (None: sRGB): everything is loaded anew."""
        space = display_space(profile)
        if space != self._loader.display:
            self._loader.display = space
            self._kept.clear()
            self._failed.clear()
            self._plan()

    def close(self) -> None:
        """Load nothing more, and wait for the threads."""
        self._timer.stop()
        self._ahead_from.stop()
        self._wishes.clear()
        with self._lock:
            self._tasks = []
        self._seen_pool.waitForDone()
        self._ahead_pool.waitForDone()

    def _ranked(self) -> list[Wish]:
        return sorted((wish for wishes in self._wishes.values() for wish in wishes), key=lambda w: w.rank)

    def _plan(self, checks: Sequence[Task] = ()) -> None:
        """What is still to be loaded, the most urgent first."""
        wanted: dict[Key, Task] = {}
        spent = 0
        for wish in self._ranked():
            spent += cost(wish)
            if wish.rank and spent > self._budget:
                break
            stages = [Level.THUMBNAIL] if wish.frame.file in self._gone else self._stages(wish)
            for level in stages:
                task = Task(wish.frame, level, wish.room, wish.rank)
                wanted.setdefault(task.key, task)
        self._wanted = set(wanted)
        missing = [task for task in wanted.values() if not self._is_here(task)]
        missing = sorted((t for t in missing if not t.rank or not self._ahead_from.isActive()), key=urgency)
        with self._lock:
            due = {task.key: task for task in [*self._tasks, *checks] if task.level == Level.CHECK}
            self._tasks = sorted([*missing, *due.values()], key=urgency)
            for pool, seen_only in ((self._seen_pool, True), (self._ahead_pool, False)):
                idle = pool.maxThreadCount() - self._working[seen_only]
                for _ in range(min(len(self._tasks), idle)):
                    self._working[seen_only] += 1
                    pool.start(partial(self._work, seen_only))

    def _stages(self, wish: Wish) -> list[Level]:
        """What is worth loading for a wish: coarse stages only while nothing better is at hand."""
        file, last = wish.frame.file, Level.FULL if wish.full else Level.SCREEN
        here = max((level for level in Level if self._fresh((file, level))), default=Level.CHECK)
        stages = [Level.PREVIEW] if wish.rank == 0 and here < Level.PREVIEW else []
        if here == Level.CHECK:
            stages.insert(0, Level.THUMBNAIL)
        return [*stages, last]

    def _is_here(self, task: Task) -> bool:
        if task.key in self._failed and self._is_fresh(self._failed[task.key], task.frame.file):
            return True
        picture = self._fresh(task.key)
        if picture is None or task.level != Level.SCREEN:
            return picture is not None
        return suits(picture, task.room)

    def _fresh(self, key: Key) -> Picture | None:
        picture = self._kept.get(key)
        return picture if picture is not None and self._is_fresh(picture, key[0]) else None

    def _work(self, seen_only: bool) -> None:
        while True:
            with self._lock:
                task = self._next(seen_only)
                if task is None:
                    self._working[seen_only] -= 1
                    return
                self._tasks.remove(task)
                self._busy[task.key] = task.rank
            try:
                picture = self._loader.load(task.frame, task.level, task.room)
            except Exception as error:  # a thread must not die of one picture
                picture = Picture(reason=reason_of(error))
            self._done.emit(task, picture)

    def _next(self, seen_only: bool) -> Task | None:
        """What to load next. Of what is seen, one thread begins with the coarse pictures, which come soon,
        the others with the sharp ones, which take long. While something that is seen is being loaded,
        nothing is loaded ahead: it would take half the machine."""
        free = [task for task in self._tasks if task.key not in self._busy]
        seen = [task for task in free if not task.rank]
        if seen:
            return seen[0] if seen_only else max(seen, key=lambda task: task.level)
        ahead_too = not seen_only and all(rank for rank in self._busy.values())
        return free[0] if free and ahead_too else None

    def _keep(self, task: Task, picture: Picture) -> None:
        """On the GUI's thread: take over what a worker brings."""
        with self._lock:
            self._busy.pop(task.key, None)
        file = task.frame.file
        if task.level == Level.CHECK:
            news = self._checked(file, picture)
        elif picture.image is not None:
            news = self._put(task.key, picture)
        else:
            news = self._fail(task.key, picture)
        if news and not task.rank:
            self._ahead_from.start(_AHEAD_MS)  # workers would hold up its painting by some milliseconds
        self._plan()
        if news:
            self.arrived.emit(task.frame.id)

    def _checked(self, file: StoredFile, found: Picture) -> bool:
        """Whether what is known of a file has changed."""
        before = self._stamps.get(file), self._gone.get(file)
        if found.stamp is None:
            self._gone[file] = found.reason
        else:
            self._stamps[file] = found.stamp
            self._gone.pop(file, None)
        return before != (self._stamps.get(file), self._gone.get(file))

    def _put(self, key: Key, picture: Picture) -> bool:
        self._failed.pop(key, None)
        self._kept[key] = picture
        self._kept.move_to_end(key)
        if picture.stamp is not None and key[1] > Level.THUMBNAIL:
            self._stamps[key[0]] = picture.stamp
            self._gone.pop(key[0], None)
        spent = sum(kept.bytes for kept in self._kept.values())
        for old in [k for k in self._kept if k not in self._wanted and k != key]:
            if spent <= self._budget:
                break
            spent -= self._kept.pop(old).bytes
        return True

    def _fail(self, key: Key, picture: Picture) -> bool:
        if picture.stamp is None:
            self._gone[key[0]] = picture.reason
            return True
        self._failed[key] = picture
        if len(self._failed) > _MOST_FAILED:
            self._failed.pop(next(iter(self._failed)))
        return bool(picture.reason)

    def _is_fresh(self, picture: Picture, file: StoredFile) -> bool:
        """Whether a picture is of the file as it is now, as far as is known."""
        return picture.stamp == self._stamps.get(file, picture.stamp)

    def _stand_in(self, frame: Frame) -> Picture | None:
        pixmap = self._stand_ins.at_hand(frame)[0] if self._stand_ins else None
        return None if pixmap is None else Picture(pixmap.toImage())
