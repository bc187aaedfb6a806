from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from aesthcull.catalogue.store import Catalogue, open_catalogue
from tests.exchange.delivery.small_shoot import SmallShoot, make_shoot


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path.resolve()


@pytest.fixture
def catalogue(base: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(str(base / "catalogue.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def shoot(tmp_path: Path, catalogue: Catalogue) -> SmallShoot:
    return make_shoot(tmp_path, catalogue)


@pytest.fixture
def far() -> Iterator[Path]:
    """A folder on another volume than the shoot."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        pytest.skip("there is no second volume")
    with tempfile.TemporaryDirectory(prefix="aesthcull-", dir=memory) as folder:
        yield Path(folder)
