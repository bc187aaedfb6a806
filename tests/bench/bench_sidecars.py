"""How fast sidecars are read and written.

Run:  python -m tests.bench.bench_sidecars [FRAMES]

Limit: 10,000 sidecars read for the first time in 10 s, from the walk to the commit; Lightroom's form, some
60 develop settings, four keywords, a title and stars in each; the better of two rounds on fresh catalogues,
since other programs may run at the same time. Beside it, without a limit: a second scan, where nothing has
changed; undoing all of it; and writing as many.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from aesthcull.catalogue import decisions, queries, scanning
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.sidecars import frames_below
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.job import Job
from aesthcull.photos.walk import walk
from aesthcull.pipeline.sidecar_reading import SidecarReading, read_sidecars
from aesthcull.pipeline.sidecar_writing import write_sidecars

LIMIT_S, LIMIT_FRAMES, ROUNDS = 10.0, 10_000, 2
WORDS = [f"word {n}" for n in range(500)]
_SETTINGS = "\n".join(f'   crs:Setting{n}="{n / 7:.4f}"' for n in range(60))
_FORM = """<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000 1.000000">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
   xmp:Rating="{stars}"
   xmp:Label="Red"
{settings}>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Title {number}</rdf:li></rdf:Alt></dc:title>
   <dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject>
   <lr:hierarchicalSubject><rdf:Bag>{items}</rdf:Bag></lr:hierarchicalSubject>
   <crs:ToneCurvePV2012><rdf:Seq>
    <rdf:li>0, 0</rdf:li><rdf:li>255, 255</rdf:li></rdf:Seq></crs:ToneCurvePV2012>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LIMIT_FRAMES
    limit = LIMIT_S * count / LIMIT_FRAMES
    with tempfile.TemporaryDirectory(prefix="sidecars-") as scratch:
        shoot = Path(scratch, "shoot").resolve()
        _make(shoot, count)
        places = [Path(scratch, f"{n}.sqlite") for n in range(ROUNDS)]
        read_s = min(_round(place, shoot, count, write=place == places[-1]) for place in places)
    print(f"{count:,} sidecars read in {read_s:.2f} s  limit {limit:.2f} s  ratio {read_s / limit:.2f}")
    return int(read_s > limit)


def _make(shoot: Path, count: int) -> None:
    shoot.mkdir()
    choose = random.Random(1)
    for number in range(count):
        (shoot / f"IMG_{number:05}.CR2").touch()
        items = "".join(f"<rdf:li>{word}</rdf:li>" for word in choose.sample(WORDS, 4))
        text = _FORM.format(stars=1 + number % 5, settings=_SETTINGS, number=number, items=items)
        (shoot / f"IMG_{number:05}.xmp").write_text(text)


def _round(place: Path, shoot: Path, count: int, *, write: bool) -> float:
    catalogue = open_catalogue(str(place))
    queries.open_shoot(catalogue, shoot)
    frames = walk(shoot).frames
    scanning.add_frames(catalogue, [(StoredFile(frame.path, 0, 0),) for frame in frames])

    def read() -> int:
        report = read_sidecars(catalogue, shoot, walk(shoot).frames, SidecarReading(), Job())
        assert not report.problems
        return len(report.frames)

    read_s = _seconds(read, count)
    print(f"  read: {read_s:.2f} s")
    print(f"  again, nothing changed: {_seconds(read, 0):.2f} s")
    print(f"  undone: {_seconds(lambda: len(_undone(catalogue, shoot)), count):.2f} s")
    ids = list(frames_below(catalogue, shoot).values())
    if write:
        written = _seconds(lambda: len(write_sidecars(catalogue, ids, XmpSettings(), Job()).written), count)
        print(f"  written: {written:.2f} s")
    catalogue.close()
    return read_s


def _undone(catalogue: Catalogue, shoot: Path) -> tuple[int, ...]:
    step = decisions.undo(catalogue, shoot)
    assert step is not None
    return step.frame_ids


def _seconds(work: Callable[[], int], expected: int) -> float:
    begun = time.perf_counter()
    found = work()
    seconds = time.perf_counter() - begun
    assert found == expected, (found, expected)
    return seconds


if __name__ == "__main__":
    sys.exit(main())
