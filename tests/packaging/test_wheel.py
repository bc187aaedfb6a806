"""The wheel, installed into an empty environment away from the checkout, does the main job on its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SAMPLE_NAMES = {frame.name for frame in (CHECKOUT / "resources" / "sample_shoot").glob("IMG_*.JPG")}


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel, and a home of its own."""

    environment: Path
    home: Path

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        variables = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "VIRTUAL_ENV", "AESTHCULL_", "XDG_", "COV_"))
        }
        variables |= {
            "HOME": str(self.home),
            "AESTHCULL_CATALOGUE": str(self.home / "catalogue.sqlite"),
            "AESTHCULL_CACHE": str(self.home / "cache"),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        folder = self.environment / ("Scripts" if sys.platform == "win32" else "bin")
        return subprocess.run(
            [str(folder / program), *arguments],
            cwd=self.home,
            env=variables,
            capture_output=True,
            text=True,
            timeout=300,
        )


def find_uv() -> str:
    uv = shutil.which("uv") or shutil.which("uv", path=str(CHECKOUT / ".cache" / "uv-tool" / "bin"))
    if uv is None:
        pytest.fail("uv is not here: run `make setup`")
    return uv


def run_uv(*arguments: str) -> None:
    """Runs uv from its cache alone; only when that lacks something, with the package index."""
    for network in (["--offline"], []):
        done = subprocess.run(
            [find_uv(), *arguments, *network], cwd=CHECKOUT, capture_output=True, text=True, timeout=600
        )
        if done.returncode == 0:
            return
    pytest.fail(f"uv {' '.join(arguments)}\n{done.stdout}{done.stderr}")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    base = tmp_path_factory.mktemp("wheel")
    assert not base.is_relative_to(CHECKOUT)
    run_uv("build", "--wheel", "--out-dir", str(base / "dist"))
    (wheel,) = (base / "dist").glob("*.whl")
    locked = base / "locked.txt"
    run_uv("export", "--frozen", "--no-emit-project", "--no-hashes", "--output-file", str(locked))
    environment = base / "environment"
    run_uv("venv", "--python", sys.executable, str(environment))
    run_uv("pip", "install", "--python", str(environment), "--constraints", str(locked), str(wheel))
    home = base / "home"
    home.mkdir()
    yield Installed(environment, home)
    shutil.rmtree(environment)


def test_models_and_resources_lie_inside_the_package(installed: Installed) -> None:
    done = installed.run(
        "python",
        "-c",
        "import aesthcull.places as p; print(p.__file__, p.models_folder(), p.resources_folder(), sep='\\n')",
    )
    assert done.returncode == 0, done.stderr
    module, models, resources = map(Path, done.stdout.splitlines())
    for path in (module, models, resources):
        assert path.is_relative_to(installed.environment)
    assert (models / "registry.json").is_file()
    assert {f.name for f in models.iterdir()} >= {f.name for f in (CHECKOUT / "models").glob("*.onnx")}
    assert {f.name for f in (resources / "sample_shoot").glob("IMG_*.JPG")} == SAMPLE_NAMES
    assert (resources / "sample_shoot" / "SOURCES.md").is_file()
    assert (resources / "icons" / "aesthcull.svg").is_file()
    assert (resources / "guide" / "culling.md").is_file()
    assert (resources / "screenshots" / "grid.jpg").is_file()


def test_the_demo_ranks_the_sample_shoot(installed: Installed) -> None:
    out = installed.home / "out"
    done = installed.run("aesthcull", "demo", "--no-gui", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    listed = set(re.findall(r"IMG_\d{4}\.JPG", done.stdout))
    assert listed <= SAMPLE_NAMES
    assert len(listed) >= 10, done.stdout
    sheets = [Path(found) for found in re.findall(r"\S+\.png", done.stdout)]
    assert sheets and all((installed.home / sheet).is_file() for sheet in sheets), done.stdout


def test_the_demo_works_without_arguments(installed: Installed) -> None:
    done = installed.run("aesthcull", "demo", "--no-gui")
    assert done.returncode == 0, done.stderr
    assert re.search(r"IMG_\d{4}\.JPG", done.stdout)
