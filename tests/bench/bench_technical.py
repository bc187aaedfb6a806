"""How often the undegraded frame of a series is suggested, on held-out photographs: by the technical measures
alone, and with the bundled quality head beside them.

A series is one test photograph and a degraded copy of it; the copy stands first, so that a tie is lost. The
aesthetic score is unknown here. Shares are of the series of one degradation and strength.

Run:  .venv/bin/python -m tests.bench.bench_technical
"""

from __future__ import annotations

import hashlib
import os
import time
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from aesthcull import places
from aesthcull.catalogue.series_frames import MEASURES, log_odds
from aesthcull.photos.decode import load_photo
from aesthcull.photos.pixels import shrink
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE
from aesthcull.series.frames import SeriesFrame
from aesthcull.series.suggest import suggest
from aesthcull.trainer.degradations import DEGRADATIONS, STRENGTHS, degrade
from aesthcull.vision import technical
from aesthcull.vision.judge import Judge
from aesthcull.vision.preprocess import squeeze
from aesthcull.vision.registry import Registry
from tests.series.retakes import sources

Pixels = NDArray[np.uint8]
Make = Callable[[Pixels, np.random.Generator], Pixels]
See = Callable[[Pixels, str], SeriesFrame]

# Stock photographs, wallpapers and an image set that psychologists chose; web snapshots are shown apart, for
# many are noisy, cast or strongly compressed from the start. Scenes of 150 px are too small.
CLEAN = ("bsds500", "pro_wallpapers", "oasis_beauty")
SNAPSHOTS = ("imagenet_samples",)
LIMITS = {"slight": 80.0, "moderate": 95.0, "strong": 95.0}
PORTRAIT_LIMIT = 95.0
COST_LIMIT_MS = 8.0
# What no classical measure sees, or only where a picture has something white: shown, not judged.
NOT_MEASURABLE = ("crop", "cast")
TOGETHER = tuple(name for name in DEGRADATIONS if name not in NOT_MEASURABLE)


def main() -> None:
    cv2.setNumThreads(1)
    cost()
    data = Path(os.environ.get("AESTHCULL_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
    if not data.is_dir():
        print(f"no quality figures: the photographs are not at {data}")
        return
    clean, snapshots = load(data, CLEAN), load(data, SNAPSHOTS)
    see = Seen(Judge(Registry([places.models_folder()])))
    for see.quality in (False, True):
        print(f"\n=== {'with the quality head' if see.quality else 'the technical measures alone'}")
        print(f"{len(clean)} clean photographs ({', '.join(CLEAN)}, split test)")
        degradations(clean, see, judged=True)
        clipped(clean, see)
        portraits(clean, see)
        falsely(clean, see)
        print(f"\n{len(snapshots)} web snapshots ({', '.join(SNAPSHOTS)}, split test), for comparison")
        degradations(snapshots, see, judged=False)


def load(data: Path, sets: Sequence[str], split: str = "test") -> dict[str, Pixels]:
    paths = sources(data, sets, split)
    return {path.name: load_photo(path, technical.MEASURED_SIDE).pixels for path in paths}


def seeded(name: str) -> np.random.Generator:
    return np.random.default_rng(zlib.crc32(name.encode()))


def frame(pixels: Pixels, key: str) -> SeriesFrame:
    found = technical.measure(pixels)
    return SeriesFrame(key, exposure_score=found.exposure, **{n: getattr(found, n) for n in MEASURES})


class Seen:
    """Frames as the application knows them, with the quality head's score where `quality` is set.

    Every picture is looked at once, however often it is asked for.
    """

    def __init__(self, judge: Judge) -> None:
        self.quality = False
        self._judge = judge
        (self._head,) = (model for model in judge.heads if model.entry.name == "quality")
        self._known: dict[bytes, SeriesFrame] = {}

    def __call__(self, pixels: Pixels, key: str) -> SeriesFrame:
        digest = hashlib.blake2b(pixels.tobytes(), digest_size=16).digest()
        if digest not in self._known:
            square = squeeze(shrink(pixels, THUMBNAIL_SIDE), self._judge.backbone.input_size or 0)
            (judgement,) = self._head.judge(self._judge.embed([square]))
            self._known[digest] = replace(frame(pixels, key), quality=log_odds(judgement.value))
        known = self._known[digest]
        return replace(known, key=key, quality=known.quality if self.quality else None)


def reframed(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """Cut by up to 3 % at each side, as hand-held frames differ; by whole pixels, so nothing is blurred."""
    height, width = pixels.shape[:2]
    left, right, top, bottom = rng.uniform(0, 0.03, 4)
    return np.ascontiguousarray(
        pixels[
            int(top * height) : height - int(bottom * height), int(left * width) : width - int(right * width)
        ]
    )


def share(
    photographs: dict[str, Pixels], see: See, bad: Make, good: Make | None = None
) -> tuple[float, float]:
    """Percent of the series of two in which the good frame is suggested, and in which they tie."""
    won, tied = 0, 0
    for name, pixels in photographs.items():
        rng = seeded(name)
        shown = good(pixels, rng) if good else pixels
        position, reasons = suggest([see(bad(pixels, rng), "a"), see(shown, "b")])
        won += position
        tied += reasons[-1].startswith("ties")
    return 100 * won / len(photographs), 100 * tied / len(photographs)


def degradations(photographs: dict[str, Pixels], see: See, judged: bool) -> None:
    """Table of shares: as it is, and (moderate) with both frames cut a little differently."""
    print(f"{'':14}" + "".join(f"{s + ' (ties)':>18}" for s in STRENGTHS) + f"{'moderate, reframed':>21}")
    for name in DEGRADATIONS:
        cells, good = "", True
        for strength in STRENGTHS:
            won, tied = share(
                photographs,
                see,
                lambda p, r, n=name, s=strength: degrade(p, n, s, r),  # type: ignore[misc]
            )
            cells += f"{won:10.1f} ({tied:5.1f})"
            good &= won >= LIMITS[strength]
        again, _ = share(
            photographs,
            see,
            lambda p, r, n=name: reframed(degrade(p, n, "moderate", r), r),
            good=reframed,  # type: ignore[misc]
        )
        verdict = "not judged" if name in NOT_MEASURABLE else "PASS" if good else "FAIL"
        print(f"{name:14}{cells}{again:21.1f}   {verdict if judged else ''}")
    for strength in STRENGTHS:
        chosen: Counter[str] = Counter()
        for name, pixels in photographs.items():
            rng = seeded(name)
            frames = [see(degrade(pixels, kind, strength, rng), kind) for kind in TOGETHER]
            position, _ = suggest([*frames, see(pixels, "undegraded")])
            chosen[(*TOGETHER, "undegraded")[position]] += 1
        right = 100 * chosen.pop("undegraded", 0) / len(photographs)
        print(f"one of each of {len(TOGETHER)} kinds, {strength}: {right:.1f} %; else {dict(chosen)}")
    if judged:
        print("limits: " + ", ".join(f"{s} ≥ {v:.0f} %" for s, v in LIMITS.items()))


def clipped(photographs: dict[str, Pixels], see: See) -> None:
    """Over-exposure again, by whether the copy loses anything: a dim photograph only gets brighter."""
    won: dict[bool, list[int]] = {True: [], False: []}
    for name, pixels in photographs.items():
        good, bad = see(pixels, "b"), see(degrade(pixels, "over_exposed", "moderate", seeded(name)), "a")
        lost = (bad.highlights or 0.0) - (good.highlights or 0.0)
        won[lost >= 0.01].append(suggest([bad, good])[0])
    for loses, found in won.items():
        what = "clips 1 % more or above" if loses else "clips less than that"
        print(f"over_exposed, moderate, that {what}: {100 * np.mean(found):.1f} % of {len(found)}")


def bokeh(pixels: Pixels, _rng: np.random.Generator) -> Pixels:
    """A composite: an ellipse of a tenth of the picture stays sharp, the rest is a disc of 8 px out of focus.

    The ellipse lies where the picture has most detail, as a subject would.
    """
    height, width = pixels.shape[:2]
    side = np.arange(-8, 9)
    disc = (side[:, None] ** 2 + side[None, :] ** 2 <= 64).astype(np.float32)
    soft = cv2.filter2D(pixels, -1, disc / disc.sum(), borderType=cv2.BORDER_REFLECT_101)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    detail = cv2.blur(np.abs(cv2.Laplacian(grey, cv2.CV_32F)), (width // 3, height // 3))
    edge_y, edge_x = height // 5, width // 5
    inside = detail[edge_y:-edge_y, edge_x:-edge_x]
    y, x = np.unravel_index(int(inside.argmax()), inside.shape)
    mask = np.zeros((height, width), dtype=np.float32)
    cv2.ellipse(mask, (int(x) + edge_x, int(y) + edge_y), (width // 6, height // 5), 0, 0, 360, 1.0, -1)
    mask = cv2.GaussianBlur(mask, (0, 0), 3)[:, :, None]
    return np.asarray(np.rint(pixels * mask + soft * (1 - mask)), dtype=np.uint8)


def portraits(photographs: dict[str, Pixels], see: See) -> None:
    """Composed wide-aperture frames against their own blurred version, and against a soft frame all over."""
    print("\nwide-aperture frames (composites) against")
    for kind in ("defocus", "motion"):
        for strength in STRENGTHS:
            own, _ = share(
                photographs,
                see,
                lambda p, r, k=kind, s=strength: degrade(bokeh(p, r), k, s, r),
                good=bokeh,  # type: ignore[misc]
            )
            whole, _ = share(
                photographs,
                see,
                lambda p, r, k=kind, s=strength: degrade(p, k, s, r),
                good=bokeh,  # type: ignore[misc]
            )
            limit = PORTRAIT_LIMIT if strength != "slight" else LIMITS["slight"]
            verdict = "PASS" if min(own, whole) >= limit else "FAIL"
            print(
                f"{strength:>10} {kind:8} of themselves {own:5.1f} %, "
                f"of the frame in focus from front to back {whole:5.1f} %   ≥ {limit:.0f}: {verdict}"
            )


def falsely(photographs: dict[str, Pixels], see: See) -> None:
    """What is said of undegraded frames and their reframed copies, and found in blurred ones."""
    both = [(see(p, "a"), see(reframed(p, seeded(n)), "b")) for n, p in photographs.items()]
    ties = np.mean([suggest(pair)[1][-1].startswith("ties") for pair in both])
    print(f"\ntwo undegraded frames, reframed: {100 * ties:.0f} % said to tie")
    moved = {s: [degrade(p, "motion", s, seeded(n)) for n, p in photographs.items()] for s in STRENGTHS}
    for label, pictures in {"undegraded": list(photographs.values()), **moved}.items():
        found = np.mean([technical.measure(p).motion_direction is not None for p in pictures])
        print(f"motion blur found in {label:10} {100 * found:5.1f} %")
    tilts = [t for p in photographs.values() if (t := technical.measure(p).tilt) is not None]
    print(f"horizon certain in {len(tilts)} of {len(photographs)}; tilts {np.round(tilts, 1).tolist()}")


def cost() -> None:
    """Milliseconds a frame, one thread, on the sample shoot."""
    paths = sorted((places.resources_folder() / "sample_shoot").glob("*.JPG"))
    pictures = [load_photo(path, technical.MEASURED_SIDE).pixels for path in paths[:10]]
    pictures = [cv2.resize(p, (1024, 683)).astype(np.uint8) for p in pictures]
    spent = []
    for _ in range(3):
        for pixels in pictures:
            begun = time.perf_counter()
            technical.measure(pixels)
            spent.append(time.perf_counter() - begun)
    typical = 1000 * float(np.median(spent))
    verdict = "PASS" if typical < COST_LIMIT_MS else "FAIL"
    print(f"{typical:.1f} ms a frame of 1024 × 683   limit {COST_LIMIT_MS}: {verdict}")


if __name__ == "__main__":
    main()
