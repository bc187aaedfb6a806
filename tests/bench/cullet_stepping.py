"""Steps through a folder in cullet 0.1.1 and prints its times in ms as JSON; run by bench_loupe, in a process
of its own."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

try:
    from cullet.actions import Actions  # type: ignore[import-not-found]
    from cullet.main_window import MainWindow  # type: ignore[import-not-found]
except ImportError as missing:
    raise SystemExit(f"cullet is not installed: {missing}") from missing
from PySide6.QtWidgets import QApplication


def painted(window: MainWindow) -> bool:
    """Paint the current file if its view has got it."""
    kept = window.loader._cache.get(window.current_path().as_posix())
    if kept is None or window.view._source.cacheKey() != kept[1].cacheKey():
        return False
    window.view.viewport().repaint()
    return True


def main() -> None:
    app = QApplication([])
    shoot, rounds = Path(sys.argv[1]), int(sys.argv[2])
    window = MainWindow(shoot)
    window.resize(1280, 720)
    window.show()
    actions = Actions(window)
    rest(app, window)
    count = len(window.file_model.files)
    ahead = []
    for _ in range(rounds):
        for act in (actions.next_image, actions.prev_image):
            for _ in range(count - 1):
                rest(app, window)
                ahead.append(timed(app, window, act))
    cold = []
    for number in range(rounds * 4):
        rest(app, window)
        window.loader._cache.clear()
        cold.append(timed(app, window, (actions.last_image, actions.first_image)[number % 2]))
    print(json.dumps({"prefetched": ahead, "not prefetched": cold}))


def timed(app: QApplication, window: MainWindow, act: Callable[[], None]) -> float:
    """Milliseconds from the action that its key calls to the picture painted."""
    begun = time.perf_counter()
    act()
    while not painted(window) and time.perf_counter() - begun < 30:
        app.processEvents()
        time.sleep(0.0002)
    return 1000 * (time.perf_counter() - begun)


def rest(app: QApplication, window: MainWindow) -> None:
    quiet = time.perf_counter()
    while time.perf_counter() - quiet < 0.05:
        app.processEvents()
        if window.loader._pending:
            quiet = time.perf_counter()
        time.sleep(0.002)


if __name__ == "__main__":
    main()
