"""What the tests share: photographs, a real catalogue and the bundled models, in a scratch folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import piexif
import pytest
from PIL import Image

from aesthcull import places
from aesthcull.catalogue.store import open_catalogue
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace
from aesthcull.vision.registry import Registry

ROOT = Path(__file__).resolve().parent.parent
MakePhoto = Callable[..., Path]


@pytest.fixture(autouse=True)
def _nothing_of_the_users(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the catalogue and cache of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("AESTHCULL_CATALOGUE", str(home / "catalogue.sqlite"))
    monkeypatch.setenv("AESTHCULL_CACHE", str(home / "thumbnails"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    if trash := sys.modules.get("send2trash.plat_other"):  # it has looked once, when it was imported
        monkeypatch.setattr(trash, "XDG_DATA_HOME", os.fsencode(home / "data"))
        monkeypatch.setattr(trash, "HOMETRASH_B", os.fsencode(home / "data" / "Trash"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The labelled photographs beside the checkout; tests that need them are skipped without."""
    folder = Path(os.environ.get("AESTHCULL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the shared photographs are not at {folder}")
    return folder.resolve()  # the catalogue names real paths, and the folder may be a link


@pytest.fixture
def sample_shoot() -> Path:
    return places.resources_folder() / "sample_shoot"


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workplace]:
    """A catalogue and cache of its own, with the bundled models."""
    catalogue = open_catalogue(str(tmp_path / "work" / "catalogue.sqlite"))
    yield Workplace(
        catalogue, Registry([places.models_folder()]), ThumbnailCache(tmp_path / "work" / "thumbs")
    )
    catalogue.close()


@pytest.fixture
def make_photo() -> MakePhoto:
    """Writes a photograph-like JPEG (or what the suffix says) with optional EXIF."""

    def make(
        path: Path,
        *,
        seed: int = 0,
        size: tuple[int, int] = (320, 240),
        time: str | None = None,
        orientation: int | None = None,
        model: str = "Model 1",
    ) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        image = Image.fromarray(picture(seed, size))
        exif = {"0th": {piexif.ImageIFD.Make: b"Maker", piexif.ImageIFD.Model: model.encode()}, "Exif": {}}
        if orientation:
            exif["0th"][piexif.ImageIFD.Orientation] = orientation
        if time:
            exif["Exif"][piexif.ExifIFD.DateTimeOriginal] = time.encode()
        options = {"exif": piexif.dump(exif)} if path.suffix.lower() in (".jpg", ".jpeg", ".webp") else {}
        image.save(path, **options)
        return path

    return make


def picture(seed: int, size: tuple[int, int] = (320, 240)) -> np.ndarray:
    """A smooth coloured picture [H, W, 3] that differs wholly from seed to seed."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 255, (6, 8, 3), dtype=np.uint8)
    return np.asarray(Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC))
