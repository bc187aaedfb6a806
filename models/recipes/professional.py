"""Make professional.onnx: a stock agency's photograph rather than a web snapshot, from the embedding (P5).

Run:  uv run --no-sync python models/recipes/professional.py     (needs [train], ../shared/data and keywords.onnx;
      three minutes)

All photographs are re-encoded alike: cropped to a shape drawn without regard to the class, brought to one number
of pixels, compressed once with one quality. Settings are chosen by cross-validation inside `train` (themes stay
together); `test` is read once. P5's colour histograms are compared on the same frozen features.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import simplejpeg
import torch
from common import MODELS, SHARED_DATA, Matrix, embed_pixels, figures_table, partition, read_rows
from numpy.typing import NDArray
from torch import nn

from aesthcull.photos.decode import load_photo
from aesthcull.trainer.export import export_onnx, parity
from aesthcull.trainer.kernel_head import LAST_LEVEL, KernelSettings, fit_kernel_probability, predict
from aesthcull.trainer.networks.colour_histogram import HistogramTop, Kind, colour_histogram
from aesthcull.trainer.networks.tops import linear_top
from aesthcull.trainer.probability_head import ProbabilityHead, fit_probability
from aesthcull.trainer.publish import publish
from aesthcull.vision.evaluation import Figure, accuracy, auc, majority, measured
from aesthcull.vision.preprocess import squeeze
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import ModelEntry, Registry
from aesthcull.vision.sessions import Session
from aesthcull.vision.tagging import Tagger

NAME, VERSION = "professional", "1.0"
STOCK_SETS = ("bsds500", "pro_wallpapers")
SNAPSHOT_SETS = ("imagenet_samples", "oasis_beauty", "lowlight_dicm")
# Its SOURCE.md says "evaluation only": scored, in `train` too, but never fitted on.
NEVER_FITTED = ("lowlight_dicm",)
STOCK_SITES = {
    "Pixabay",
    "All-free-download.com",
    "StockOGraphy",
    "Publicdomainpictures.net",
    "Public Domain Photos",
}
SHAPES = ((1, 1), (4, 3), (3, 2), (3, 4), (2, 3))
# The sets' short side; smaller originals, nearly all snapshots, would be told by their enlargement.
SIDE = 256
PIXELS = 43_000  # the most at which no crop of a photograph of that side is enlarged
JPEG_QUALITY = 85
FOLDS, PARTITIONS = 5, 4
DECAYS, LEVELS, RIDGES = (1e-3, 1e-4, 1e-5), (1.0, 2.5), (0.1, 0.3)
KERNEL_MARGIN = 0.01  # by so much AUC the kernel must win to be worth keeping every photograph in the file
EPOCHS, RATE, BATCH = 50, 1e-4, 64
SUBJECTS = {
    "animal": ("animal",),
    "bird": ("bird",),
    "mammal": ("mammal",),
    "plant, food": ("plant", "flower", "food", "fruit", "mushroom"),
    "building, architecture": ("building", "architecture"),
    "vehicle, transport": ("vehicle", "transportation"),
    "landscape, water": ("landscape", "water"),
    "person, clothing": ("person", "people", "clothing"),
}
SURE, ENOUGH = 0.3, 15
CARD = """# professional {version}: a stock agency's photograph or a web snapshot

The probability that a photograph is a stock agency's or a distribution's rather than a snapshot from the web.

| | |
|---|---|
| input | `embedding`: float32 [batch, 2064] of {backbone} |
| output | `probability`: float32 [batch, 1] |
| method | P5's question on frozen features of several levels: {method} |
| data | `train`: {fitted}; `test`: {tested}. OASIS without its stock sites ({sites}) |
| made alike | {left_out} photographs with a short side below {side} left out; each cropped about its centre to {shapes} (drawn by the file's name), reduced to {pixels} pixels, JPEG {quality} |
| licence of the data | bsds500 and imagenet_samples: non-commercial research; pro_wallpapers: CC0, Unsplash licence and others by file; oasis_beauty: no licence file; lowlight_dicm: CC BY-NC 4.0 and for evaluation only, therefore never fitted on. No photograph is redistributed |
| made by | `models/recipes/professional.py` |

**What it strictly tells apart:** BSDS500 (commonly said to be from the Corel stock library) and desktop wallpapers on
one side; one snapshot of each ImageNet class, OASIS photographs from Wikipedia and Flickr, and the underexposed
photographs of DICM and LIME on the other. No photographer was asked about a profession. P5's authors say the same of
theirs: strictly it tells Unsplash from Instagram.

## Figures
{figures}

Intervals are 95 % bootstraps (cross-validated: over themes). Classes differ in size: always saying "web" gives the
majority level; balanced accuracy, the mean of both recalls, has chance 0.5.

| source | photographs | share recognised | left out of training: share recognised | left out: AUC |
|---|---|---|---|---|
{sources}

Held-out photographs of `train` (mean of {partitions} partitions) and `test` together; the last two columns are by a
head fitted on the other sources alone, the AUC against the other side's photographs of `test`. Where that AUC is near
0.5, what was learnt is the other collections, not the side. (The share also falls because few examples are left.)

## Does something other than the photograph tell the classes?
AUC inside `train` of the number itself or of a cross-validated classifier on it alone; chance is 0.5.

| known | AUC |
|---|---|
{alone}

Shape and number of pixels are independent of the class by construction. Bytes per pixel at one JPEG quality measure
how busy the content is, so that row is content, not encoding. What the files went through before they reached these
sets (original size, earlier JPEG compression) cannot be undone; the last row has everything finer than two pixels removed from
both classes, and how far it falls below this head's AUC ({own}) tells how much rests on fine detail. The factor of the
reduction gives a little away: below 0.5, stock is reduced more.

## Is it the subject?
By the words of the `keywords` model ({sure} or more). Subject alone (the confidences of its {words} words, cross-validated
inside `train`) has AUC **{subject}**, against {own} of this head. Words as broad as these miss
much of a subject, so this is the least that the subject gives away. Within subjects that occur on both sides (held-out `train` and `test`; {enough} or more on each side):

| subject | stock | web | accuracy | balanced accuracy | AUC |
|---|---|---|---|---|---|
{subjects}

{verdict}

## With colour histograms, as in P5
The same frozen features and P5's colour branch input: 256-bin histograms of R, G and B of the re-encoded photograph,
scaled to maximum 1, plain or cumulative. Cross-validated inside `train` (CV) and on `test`; percent. The difference
from none is paired.

| features | histogram | CV: balanced accuracy | difference from none | test: accuracy | test: balanced accuracy | test: precision stock / web | test: recall stock / web |
|---|---|---|---|---|---|---|---|
{ablation}

The rows named "three layers" have P5's top (`trainer/networks/colour_histogram.py`) on standardised features, Adam,
{epochs} epochs, one partition. P5, on 1,000 + 1,000 photographs, with fine-tuned networks:

| P5 | none | histogram | cumulative |
|---|---|---|---|
| ResNet50, accuracy | 88.2 | 89.5 | 88.9 |
| ConvNeXt-Tiny, accuracy | 91.7 | 91.6 | 92.5 |
| ConvNeXt-Tiny, precision professional / amateur | | | 94.1 / 89.3 |
| ConvNeXt-Tiny, recall professional / amateur | | | 90.7 / 94.3 |

P5's classes are of equal size, so its accuracy is comparable to balanced accuracy here, and its precision not at all.
ConvNeXt-Tiny and ResNet50 themselves are in `trainer/networks`; they were not fine-tuned here (no ImageNet checkpoint
at hand, two cores).

## Known weaknesses
- It knows collections, not professions; of a collection that it was not trained on it says little (table of
  sources). Underexposed snapshots often pass for stock.
- Much of the separation comes from the backbone's earlier levels (tone, colour, texture: compare the features in the
  table of histograms), which a film scan, a camera or an editor's preset leaves in a photograph too. Within
  landscapes it is weakest.
- The backbone was trained on ImageNet and has probably seen the photographs of imagenet_samples: that may make them
  recognisable. The other web sources in the table above are free of it.
- Trained on crops of 256 pixels; it says nothing of sharpness or noise in a large file.
- It was not tested on the frames of one photographer, among whom a culling has to choose.
"""

Fit = Callable[[Matrix, NDArray[np.bool_]], Callable[[Matrix], NDArray[np.float64]]]
Scores = NDArray[np.float64]  # [N, one column a partition]


@dataclass(frozen=True)
class Photos:
    """Re-encoded photographs [N]: pixels as the backbone takes them, embeddings, histograms, and what to know."""

    sets: list[str]
    groups: list[str]
    stock: NDArray[np.bool_]
    embeddings: Matrix
    coarse: Matrix  # embeddings with everything finer than two pixels removed
    histograms: dict[Kind, Matrix]
    shapes: Matrix  # [N, 5], one-hot, and the number of pixels
    shrunk: Matrix  # [N, 1], by which factor the crop was reduced
    bytes_a_pixel: Matrix  # [N, 1]

    def only(self, kept: NDArray[np.bool_]) -> Photos:
        at = np.flatnonzero(kept)
        arrays = ("stock", "embeddings", "coarse", "shapes", "shrunk", "bytes_a_pixel")
        return replace(
            self,
            sets=[self.sets[i] for i in at],
            groups=[self.groups[i] for i in at],
            histograms={kind: h[at] for kind, h in self.histograms.items()},
            **{name: getattr(self, name)[at] for name in arrays},
        )


def main() -> None:
    torch.set_num_threads(1)
    (train, small), (test, small_test) = load("train"), load("test")
    scored_only = np.isin(train.sets, NEVER_FITTED)
    unseen, inside = train.only(scored_only), train.only(~scored_only)
    x, y = inside.embeddings, inside.stock
    fit, method, head = choose(inside)
    print(method, flush=True)
    held_out = cross_validate(x, y, inside.groups, fit)
    path = MODELS / f"{NAME}.onnx"
    export_onnx(head, torch.from_numpy(x[:1]), path, input_name="embedding", output_names=["probability"])
    on_test = scores_of(head, test.embeddings)
    known = ~np.isin(test.sets, NEVER_FITTED)
    figures = {
        "train: photographs": float(len(y)),
        **spread_out(
            "train, cross-validated: balanced accuracy", measured(balanced, held_out, y, groups=inside.groups)
        ),
        **spread_out("train, cross-validated: AUC", measured(area, held_out, y, groups=inside.groups)),
        "test: photographs": float(len(test.stock)),
        **spread_out("test: accuracy", measured(correct, on_test, test.stock)),
        "test: accuracy of always saying web": round(majority(test.stock), 3),
        **spread_out("test: balanced accuracy", measured(balanced, on_test, test.stock)),
        **spread_out("test: AUC", measured(area, on_test, test.stock)),
        "test: AUC without lowlight_dicm, never fitted on": round(area(on_test[known], test.stock[known]), 3),
        **{f"test: {name}": round(v, 3) for name, v in precision_recall(on_test, test.stock).items()},
        "largest difference from torch": float(f"{parity(head, path, x[:64]):.1e}"),
    }
    scores = np.concatenate([held_out.mean(axis=1), on_test[:, 0]])
    everyone = (np.concatenate([x, test.embeddings]), np.concatenate([y, test.stock]))
    subjects, spread = subject_table(everyone[0], everyone[1], scores)
    words = keyword_confidences(x)
    tried = [cross_validate(words, y, inside.groups, logistic(d, 1.0)) for d in (0.01, *DECAYS)]
    subject_alone = max(tried, key=lambda s: area(s, y))  # the strongest, so as not to make little of it
    print([round(area(s, y), 3) for s in tried], flush=True)
    card = CARD.format(
        version=VERSION,
        backbone=Registry([MODELS]).backbone().id,
        method=method,
        fitted=counts(inside),
        tested=counts(test),
        sites=", ".join(sorted(STOCK_SITES)),
        left_out=small + small_test,
        side=SIDE,
        shapes=", ".join(f"{w}:{h}" for w, h in SHAPES),
        pixels=f"{PIXELS:,}",
        quality=JPEG_QUALITY,
        figures=figures_table(figures),
        sources=source_table(
            inside, held_out, test, on_test, unseen, scores_of(head, unseen.embeddings), fit
        ),
        partitions=PARTITIONS,
        alone=alone_table(inside, fit),
        sure=SURE,
        words=f"{words.shape[1]:,}",
        subject=str(measured(area, subject_alone, y, groups=inside.groups)),
        own=figures["train, cross-validated: AUC"],
        enough=ENOUGH,
        subjects=subjects,
        verdict=spread,
        ablation="\n".join(ablation(inside, test, fit)),
        epochs=EPOCHS,
    )
    entry = ModelEntry(
        name=NAME,
        version=VERSION,
        kind="head",
        output="probability",
        file=path.name,
        sha256="",
        card=f"{NAME}.md",
        backbone=Registry([MODELS]).backbone().id,
        summary="probability of a stock agency's photograph rather than a web snapshot",
        figures=figures,
        folder=MODELS,
    )
    publish(entry, card)
    print(f"{path}: {figures}")


def load(split: str) -> tuple[Photos, int]:
    """The photographs of one split, re-encoded and embedded, and how many were too small."""
    sets, groups, pixels, extras, histograms, small = [], [], [], [], [], 0
    for name in STOCK_SETS + SNAPSHOT_SETS:
        for row in read_rows(name, split):
            if row.get("source") in STOCK_SITES:
                continue
            photo = load_photo(SHARED_DATA / name / row["file"]).pixels
            if min(photo.shape[:2]) < SIDE:
                small += 1
                continue
            shape = shape_of(row["file"])
            alike, factor, size = reencode(photo, shape)
            sets.append(name)
            groups.append(f"{name}:{row.get('group', row['file'])}")
            pixels.append(squeeze(alike, Registry([MODELS]).backbone().input_size or 0))
            histograms.append(torch.from_numpy(np.array(alike))[None])
            area_of_it = float(alike.shape[0] * alike.shape[1])
            extras.append([*(float(s == shape) for s in SHAPES), area_of_it, factor, size / area_of_it])
    extra = np.array(extras, dtype=np.float32)
    whole = np.stack(pixels)
    return Photos(
        sets=sets,
        groups=groups,
        stock=np.isin(sets, STOCK_SETS),
        embeddings=embed_pixels(whole),
        coarse=embed_pixels(np.stack([squeeze(squeeze(p, p.shape[0] // 2), p.shape[0]) for p in whole])),
        histograms={
            "plain": np.concatenate([colour_histogram(h, "plain").numpy() for h in histograms]),
            "cumulative": np.concatenate([colour_histogram(h, "cumulative").numpy() for h in histograms]),
        },
        shapes=extra[:, : len(SHAPES) + 1],
        shrunk=extra[:, [-2]],
        bytes_a_pixel=extra[:, [-1]],
    ), small


def shape_of(file: str) -> tuple[int, int]:
    """Width and height of the crop's shape, drawn by the file's name alone."""
    draw = np.random.default_rng(zlib.crc32(file.encode()))
    return SHAPES[int(draw.integers(len(SHAPES)))]


def reencode(photo: NDArray[np.uint8], shape: tuple[int, int]) -> tuple[NDArray[np.uint8], float, int]:
    """Crop about the centre, reduce and compress once: pixels, the factor of the reduction, bytes."""
    height, width = photo.shape[:2]
    unit = min(width / shape[0], height / shape[1])
    w, h = round(unit * shape[0]), round(unit * shape[1])
    top, left = (height - h) // 2, (width - w) // 2
    crop = photo[top : top + h, left : left + w]
    scale = (PIXELS / (shape[0] * shape[1])) ** 0.5
    size = (round(scale * shape[0]), round(scale * shape[1]))
    alike = np.ascontiguousarray(cv2.resize(crop, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    data = simplejpeg.encode_jpeg(alike, quality=JPEG_QUALITY, colorspace="RGB")
    return np.asarray(simplejpeg.decode_jpeg(data, "RGB"), dtype=np.uint8), size[0] / w, len(data)


def choose(inside: Photos) -> tuple[Fit, str, nn.Module]:
    """The best logistic regression by cross-validated AUC, or the best kernel if it is clearly better."""
    x, y = inside.embeddings, inside.stock

    def tried(fit: Fit) -> float:
        return area(cross_validate(x, y, inside.groups, fit, partitions=2), y)

    linear = {(d, w): tried(logistic(d, w)) for d in DECAYS for w in LEVELS}
    kernels = {(r, w): tried(kernel(KernelSettings(r, w))) for r in RIDGES for w in LEVELS}
    print(linear, kernels, flush=True)
    decay, level = max(linear, key=lambda s: linear[s])
    ridge, kernel_level = max(kernels, key=lambda s: kernels[s])
    best, other = linear[decay, level], kernels[ridge, kernel_level]
    if other > best + KERNEL_MARGIN:
        settings = KernelSettings(ridge, kernel_level)
        text = f"kernel ridge regression (λ {ridge:g}, weight of the earlier levels {kernel_level:g}), calibrated"
        head: nn.Module = fit_kernel_probability(x, y, partition(inside.groups, FOLDS), settings)
        return (
            kernel(settings),
            f"{text}; cross-validated AUC {other:.3f}, logistic regression {best:.3f}",
            head,
        )
    text = f"logistic regression, classes weighted alike (decay {decay:g}, weight of the earlier levels {level:g})"
    return (
        logistic(decay, level),
        f"{text}; cross-validated AUC {best:.3f}, kernel ridge regression {other:.3f}",
        fit_probability(x, y, decay=decay, level_weight=level),
    )


def logistic(decay: float, level: float) -> Fit:
    def fit(x: Matrix, y: NDArray[np.bool_]) -> Callable[[Matrix], NDArray[np.float64]]:
        head: ProbabilityHead = fit_probability(x, y, decay=decay, level_weight=level)
        return lambda z: scores_of(head, z)[:, 0]

    return fit


def kernel(settings: KernelSettings) -> Fit:
    def fit(x: Matrix, y: NDArray[np.bool_]) -> Callable[[Matrix], NDArray[np.float64]]:
        head = fit_kernel_probability(x, y, np.arange(len(y)) % FOLDS, settings)
        return lambda z: scores_of(head, z)[:, 0]

    return fit


def three_layers(kind: Kind) -> Fit:
    """P5's top on the last level's features, which come first, and the histogram, if any, behind them."""

    def fit(x: Matrix, y: NDArray[np.bool_]) -> Callable[[Matrix], NDArray[np.float64]]:
        torch.manual_seed(0)
        mean, spread = x[:, :LAST_LEVEL].mean(axis=0), x[:, :LAST_LEVEL].std(axis=0) + 1e-3

        def split(z: Matrix) -> list[torch.Tensor]:
            first = torch.from_numpy((z[:, :LAST_LEVEL] - mean) / spread)
            return [first] if kind == "none" else [first, torch.from_numpy(z[:, LAST_LEVEL:])]

        top = linear_top(LAST_LEVEL) if kind == "none" else HistogramTop(LAST_LEVEL, 2)
        share = float(y.mean())
        loss = nn.CrossEntropyLoss(torch.tensor([0.5 / (1 - share), 0.5 / share]))
        optimiser = torch.optim.Adam(top.parameters(), lr=RATE)
        parts, target = split(x), torch.from_numpy(y.astype(np.int64))
        for _ in range(EPOCHS):
            for at in torch.split(torch.randperm(len(y)), BATCH):
                optimiser.zero_grad()
                loss(top(*(p[at] for p in parts)), target[at]).backward()
                optimiser.step()

        def score(z: Matrix) -> NDArray[np.float64]:
            with torch.no_grad():
                return np.asarray(top(*split(z)).softmax(dim=1)[:, 1].numpy(), dtype=np.float64)

        return score

    return fit


def scores_of(head: nn.Module, x: Matrix) -> Scores:
    return predict(head, x).astype(np.float64)


def cross_validate(
    x: Matrix, y: NDArray[np.bool_], groups: Sequence[str], fit: Fit, partitions: int = PARTITIONS
) -> Scores:
    """Held-out scores [N, partitions]."""
    out = np.zeros((len(y), partitions))
    for seed in range(partitions):
        folds = partition(groups, FOLDS, seed)
        for fold in range(FOLDS):
            out[folds == fold, seed] = fit(x[folds != fold], y[folds != fold])(x[folds == fold])
    return out


def area(scores: Scores, stock: NDArray[np.bool_]) -> float:
    return float(np.mean([auc(column, stock) for column in scores.T]))


def correct(scores: Scores, stock: NDArray[np.bool_]) -> float:
    return accuracy(scores > 0.5, stock[:, None])


def balanced(scores: Scores, stock: NDArray[np.bool_]) -> float:
    """Mean of both classes' recalls."""
    right = (scores > 0.5) == stock[:, None]
    return float((right[stock].mean() + right[~stock].mean()) / 2)


def precision_recall(scores: Scores, stock: NDArray[np.bool_]) -> dict[str, float]:
    said = scores[:, 0] > 0.5
    return {
        "precision stock": float(stock[said].mean()),
        "precision web": float((~stock)[~said].mean()),
        "recall stock": float(said[stock].mean()),
        "recall web": float((~said)[~stock].mean()),
    }


def alone_table(inside: Photos, fit: Fit) -> str:
    """How well other things than the photograph's content tell the classes."""
    y, groups = inside.stock, inside.groups
    known: dict[str, NDArray[np.floating]] = {
        "shape of the crop and number of pixels": cross_validate(
            inside.shapes, y, groups, logistic(0.01, 1.0)
        ),
        "by how much the crop was reduced (depends on the original's shape)": inside.shrunk,
        "bytes per pixel of the JPEG": inside.bytes_a_pixel,
        "this head's method, from 112 × 112 pixels enlarged again": cross_validate(
            inside.coarse, y, groups, fit
        ),
    }
    rows = []
    for name, scores in known.items():
        rows.append(f"| {name} | {measured(area, scores, y, groups=groups)} |")
        print(rows[-1], flush=True)
    return "\n".join(rows)


def source_table(
    inside: Photos,
    held_out: Scores,
    test: Photos,
    on_test: Scores,
    unseen: Photos,
    found: Scores,
    fit: Fit,
) -> str:
    """How many photographs of each source are recognised, by heads that know the source and that do not."""
    rows = []
    for name in STOCK_SETS + SNAPSHOT_SETS:
        right = np.concatenate(
            [
                ((scores > 0.5) == photos.stock[:, None]).mean(axis=1)[np.array(photos.sets) == name]
                for photos, scores in ((inside, held_out), (test, on_test), (unseen, found))
            ]
        )
        others = inside.only(np.array(inside.sets) != name)
        blind_to_it = fit(others.embeddings, others.stock)
        photos = [p.only(np.array(p.sets) == name) for p in (inside, test, unseen) if name in p.sets]
        theirs = np.concatenate([blind_to_it(p.embeddings) for p in photos])
        opposite = blind_to_it(test.embeddings[test.stock != (name in STOCK_SETS)])
        blind = ((theirs > 0.5) == (name in STOCK_SETS)).astype(np.float64)
        both = np.concatenate([theirs, opposite])[:, None]
        is_stock = (np.arange(len(both)) < len(theirs)) == (name in STOCK_SETS)
        side = "stock" if name in STOCK_SETS else "web"
        rows.append(
            f"| {name} ({side}) | {len(right)} | {measured(mean, right)} | {measured(mean, blind)} | {measured(area, both, is_stock)} |"
        )
        print(rows[-1], flush=True)
    return "\n".join(rows)


def keyword_confidences(x: Matrix) -> Matrix:
    entry = next(e for e in Registry([MODELS]).entries() if e.name == "keywords")
    return Tagger(entry).confidences(Session(entry, Provider(CPU)).run(x))


def subject_table(x: Matrix, stock: NDArray[np.bool_], scores: NDArray[np.float64]) -> tuple[str, str]:
    """Accuracy and AUC within subjects that occur on both sides, and what that means."""
    entry = next(e for e in Registry([MODELS]).entries() if e.name == "keywords")
    words, confidence = Tagger(entry).words, keyword_confidences(x)
    rows, seldom, areas = [], [], []
    for subject, names in SUBJECTS.items():
        shown = confidence[:, [words.index(n) for n in names if n in words]].max(axis=1) >= SURE
        here, values = stock[shown], scores[shown][:, None]
        good, poor = int(here.sum()), int((~here).sum())
        if min(good, poor) < ENOUGH:
            seldom.append(f"{subject} ({good} / {poor})")
            continue
        figure = measured(area, values, here)
        areas.append(figure.value)
        rows.append(
            f"| {subject} | {good} | {poor} | {correct(values, here):.3f} | {balanced(values, here):.3f} | {figure} |"
        )
    overall = area(scores[:, None], stock)
    text = (
        f"Too rare on one side (stock / web): {', '.join(seldom) or 'none'}. Over all photographs the AUC is "
        f"{overall:.3f}, within these subjects {min(areas):.3f}–{max(areas):.3f}. Subjects this broad still differ "
        "inside (wild animals against pets), so this bounds the confound but does not remove it."
    )
    return "\n".join(rows), text


def ablation(inside: Photos, test: Photos, fit: Fit) -> list[str]:
    """P5's none, histogram and cumulative: on the last level, on all levels, and with P5's three layers."""
    y, rows = inside.stock, []
    width = inside.embeddings.shape[1]
    for label, columns, layers in (
        (f"last level ({LAST_LEVEL:,})", LAST_LEVEL, False),
        (f"all levels ({width:,})", width, False),
        (f"last level ({LAST_LEVEL:,}), three layers", LAST_LEVEL, True),
    ):
        base: Scores | None = None
        kinds: tuple[Kind, ...] = ("none", "plain", "cumulative")
        for kind in kinds:
            x, z = (
                p.embeddings[:, :columns]
                if kind == "none"
                else np.hstack([p.embeddings[:, :columns], p.histograms[kind]])
                for p in (inside, test)
            )
            method = three_layers(kind) if layers else fit
            scores = cross_validate(x, y, inside.groups, method, partitions=1 if layers else PARTITIONS)
            base = scores if base is None else base
            on_test = method(x, y)(z)[:, None]
            gain = measured(
                lambda a, b, t: balanced(a, t) - balanced(b, t), scores, base, y, groups=inside.groups
            )
            said = precision_recall(on_test, test.stock)
            rows.append(
                f"| {label} | {'histogram' if kind == 'plain' else kind} "
                f"| {percent(measured(balanced, scores, y, groups=inside.groups))} "
                f"| {'' if kind == 'none' else percent(gain, '+')} "
                f"| {percent(measured(correct, on_test, test.stock))} "
                f"| {percent(measured(balanced, on_test, test.stock))} "
                f"| {100 * said['precision stock']:.1f} / {100 * said['precision web']:.1f} "
                f"| {100 * said['recall stock']:.1f} / {100 * said['recall web']:.1f} |"
            )
            print(rows[-1], flush=True)
    return rows


def counts(photos: Photos) -> str:
    return ", ".join(
        f"{name} {photos.sets.count(name)}" for name in STOCK_SETS + SNAPSHOT_SETS if name in photos.sets
    )


def mean(values: NDArray[np.float64]) -> float:
    return float(values.mean())


def percent(figure: Figure, sign: str = "") -> str:
    return f"{100 * figure.value:{sign}.1f} ({100 * figure.low:{sign}.1f} to {100 * figure.high:{sign}.1f})"


def spread_out(name: str, figure: Figure) -> dict[str, float]:
    return {
        name: round(figure.value, 3),
        f"{name}, 95 % low": round(figure.low, 3),
        f"{name}, 95 % high": round(figure.high, 3),
    }


if __name__ == "__main__":
    main()
