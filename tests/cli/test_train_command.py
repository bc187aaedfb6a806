"""`aesthcull train`, as a user types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from aesthcull.cli import main


@pytest.fixture
def folders(tmp_path: Path, sample_shoot: Path) -> list[str]:
    """The sample shoot, every other frame good."""
    for n, photo in enumerate(sorted(sample_shoot.glob("*.JPG"))):
        folder = tmp_path / ("good", "poor")[n % 2]
        folder.mkdir(exist_ok=True)
        shutil.copy(photo, folder)
    return [str(tmp_path / "good"), str(tmp_path / "poor")]


def test_training_again_keeps_the_settings_and_says_what_changed(
    folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    quick = ["--repeats", "1", "--folds", "2"]
    assert main(["train", "--from-folders", *folders, *quick, "--name", "mine"]) == 0
    capsys.readouterr()
    assert main(["train", "--again", "--repeats", "2", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["model"] == "mine@own-2" and found["changes"]["since"] == "mine@own-1"
    assert (found["plan"]["repeats"], found["plan"]["folds"]) == (2, 2)
    assert "with the settings of mine@own-1" in err
    assert main(["train", "--again", "--name", "mine@own-1"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert any(line.split() == ["figure", "before", "now", "difference"] for line in said)
    assert any(line.split() == ["frames", "36", "36", "+0"] for line in said)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["--more-than", "0"], "--more-than cannot be given"),
        (["--by", "sales", "--network", "head"], "--by and --network cannot be given"),
        (["--from-votes", "v.csv"], "--from-votes cannot be given"),
        ([], "nothing to retrain"),
        (["--name", "liked"], "no model liked of your own was trained yet"),
    ],
)
def test_what_contradicts_the_kept_settings_is_refused_in_one_line(
    given: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "--again", *given]) == 2
    err = capsys.readouterr().err
    assert says in err and err.count("\n") == 1
