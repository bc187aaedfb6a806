"""How long from opening a folder of RAW+JPEG pairs until its first thumbnails are painted, and how much
faster a preview inside a file is than the file's own pixels.

Run:  QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_first_thumbnail [PAIRS]

Makes a folder of PAIRS (5,000) JPEGs of 24 megapixels with EXIF thumbnails and as many DNGs with previews, of
eight exposures that are linked under further names; they are in the page cache, as files that were just
copied. The real window opens it with an empty catalogue, then again; and a folder of the RAWs alone, where
LibRaw's process must start first. What is measured ends when the grid has painted a picture, and when it has
painted those of all cells in sight.
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import piexif
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication

from aesthcull import places
from aesthcull.catalogue.store import open_catalogue
from aesthcull.gui.app import make_application
from aesthcull.gui.window import MainWindow
from aesthcull.photos.decode import load_photo
from aesthcull.photos.previews import embedded_preview
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace
from aesthcull.vision.registry import Registry
from tests.conftest import picture
from tests.photos.make_raw import make_raw
from tests.photos.preview_files import with_preview

LIMIT_S, LEAST_RATIO = 1.0, 5.0
EXPOSURES, SIZE, ROUNDS = 8, (6000, 4000), 9
TIME = "2024:05:01 12:00:00"
_TIMEOUT_S = 60.0


class Painted(QObject):
    """Notes when the grid has painted a thumbnail, and those of all cells in sight."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.first: float | None = None
        self.all: float | None = None
        window.grid.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.all is None:
            window = self._window
            rows = list(window.grid.rows_in_view())
            here = [window.thumbnails.at_hand(window.model.frame_at(row))[0] is not None for row in rows]
            # What is here now is what this event paints.
            if any(here) and self.first is None:
                self.first = time.perf_counter()
            if here and all(here):
                self.all = time.perf_counter()
        return super().eventFilter(watched, event)


def main() -> int:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    application = make_application()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder / "settings"))
        make_shoot(folder, pairs)
        print(f"{pairs} RAW+JPEG pairs of {SIZE[0]} × {SIZE[1]}, {os.cpu_count()} cores")
        kept = [
            measure(application, "pairs, never opened", folder, "pairs", "a"),
            measure(application, "pairs, opened before", folder, "pairs", "a"),
            compare_decoding(folder),
        ]
        measure(application, "RAWs alone, never opened", folder, "raws", "b", limited=False)
    return 0 if all(kept) else 1


def make_shoot(folder: Path, pairs: int) -> None:
    """The folders `pairs` and `raws`; `one.jpg` and `one.dng` are of the same kind, with larger previews."""
    for name in ("pairs", "raws"):
        (folder / name).mkdir()
    for number in range(EXPOSURES):
        pixels = cv2.resize(picture(number, (1500, 1000)), SIZE)
        jpeg, raw = folder / f"{number}.jpg", folder / f"{number}.dng"
        jpeg.write_bytes(jpeg_of(pixels))
        make_raw(raw, pixels[:1000, :1500], preview=1620, time=TIME)
        for place in range(number, pairs, EXPOSURES):
            (folder / "pairs" / f"IMG_{place:05}.JPG").hardlink_to(jpeg)
            (folder / "pairs" / f"IMG_{place:05}.DNG").hardlink_to(raw)
            (folder / "raws" / f"IMG_{place:05}.DNG").hardlink_to(raw)
    noise = cv2.resize(picture(99, (1500, 1000)), SIZE)
    noise += (cv2.randu(noise.copy(), 0, 24)).astype("uint8")  # as many bytes as a camera's
    full_hd = io.BytesIO()
    Image.fromarray(cv2.resize(noise, (1620, 1080), interpolation=cv2.INTER_AREA)).save(full_hd, "JPEG")
    (folder / "one.jpg").write_bytes(with_preview(jpeg_of(noise), full_hd.getvalue()))
    make_raw(folder / "one.dng", noise, preview=1620, time=TIME)


def jpeg_of(pixels: object) -> bytes:
    """A camera's JPEG: with a thumbnail of 160 × 120, black above and below."""
    image = Image.fromarray(pixels)
    small, thumbnail = Image.new("RGB", (160, 120)), io.BytesIO()
    small.paste(image.resize((160, 107)), (0, 7))
    small.save(thumbnail, "JPEG")
    exif = piexif.dump({"0th": {}, "Exif": {}, "1st": {}, "GPS": {}, "thumbnail": thumbnail.getvalue()})
    file = io.BytesIO()
    image.save(file, "JPEG", quality=92, exif=exif)
    return file.getvalue()


def measure(
    application: QApplication, what: str, folder: Path, shoot: str, catalogue_name: str, limited: bool = True
) -> bool:
    catalogue = open_catalogue(str(folder / f"{catalogue_name}.sqlite"))
    work = Workplace(
        catalogue, Registry([places.models_folder()]), ThumbnailCache(folder / f"{catalogue_name} thumbs")
    )
    window = MainWindow(work)
    window.resize(1280, 720)
    window.show()
    application.processEvents()
    painted, begun, used = Painted(window), time.perf_counter(), time.process_time()
    window.shoot.open(folder / shoot)
    wait(application, lambda: painted.all is not None)
    used = time.process_time() - used
    assert painted.first is not None and painted.all is not None
    first, whole = painted.first - begun, painted.all - begun
    window.close()
    application.processEvents()
    catalogue.close()
    kept = first <= LIMIT_S
    word = f"limit {LIMIT_S:.0f} s: {'kept' if kept else 'MISSED'}" if limited else ""
    times = f"first thumbnail {first:5.2f} s, all in sight {whole:5.2f} s (processor {used:.2f} s)"
    print(f"{what:<26}{times}   {word}", flush=True)
    return kept


def compare_decoding(folder: Path) -> bool:
    """The preview inside a JPEG and a RAW against all their pixels."""
    kept = True
    for name in ("one.jpg", "one.dng"):
        path = folder / name
        preview = median_ms(partial(embedded_preview, path))
        whole = median_ms(partial(load_photo, path))
        ratio = whole / preview
        kept &= ratio >= LEAST_RATIO
        word = "kept" if ratio >= LEAST_RATIO else "MISSED"
        times = f"preview {preview:.1f} ms, all pixels {whole:.0f} ms, ratio {ratio:.1f}"
        size = f"{path.stat().st_size / 1e6:.0f} MB"
        print(f"{name} ({size}): {times}   limit {LEAST_RATIO:.0f}: {word}")
    return kept


def median_ms(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        if act() is None:
            raise SystemExit("nothing was found to be decoded")
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def wait(application: QApplication, until: Callable[[], bool]) -> None:
    begun = time.perf_counter()
    while not until():
        application.processEvents()
        time.sleep(0.001)
        if time.perf_counter() - begun > _TIMEOUT_S:
            raise SystemExit("no thumbnail was painted")


if __name__ == "__main__":
    sys.exit(main())
