"""What is said before a model that is worse, or no better than chance, is taken into use."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aesthcull import places
from aesthcull.trainer.publish import publish
from aesthcull.trainer.warning import warning_of
from aesthcull.vision.registry import Registry
from tests.vision.test_registry import add_version

BUNDLED = places.models_folder()
PRIOR = Registry([BUNDLED]).get("sells").id


def own(folder: Path, version: str, auc: float, said: dict[str, Any] | None = None) -> None:
    """Register a version of `sells` with its figures and, where `said` is given, its report."""
    entry = add_version(folder, "sells", version)
    publish(replace(entry, figures={"auc": auc}), "# own", keep_versions=True)
    if said is not None:
        report = folder / f"sells-{version}"
        report.mkdir()
        (report / "figures.json").write_text(json.dumps(said))


def said(present: str, theirs: float, mine: float, level: str = "clearly") -> dict[str, Any]:
    compared = {"present": present, "present_auc": theirs, "new_auc": mine, "worse": mine < theirs}
    return {"verdict": {"level": level, "text": ""}, "comparison": compared}


def warning(folder: Path, version: str, using: str | None = None) -> str | None:
    registry = Registry([BUNDLED, folder])
    if using is not None:
        registry.use(using, folder)
    name = version if "@" in version else f"sells@{version}"
    return warning_of(registry, registry.get(name))


def test_the_comparison_made_when_it_was_trained_counts(tmp_path: Path) -> None:
    own(tmp_path, "own-1", 0.71, said(PRIOR, 0.75, 0.71))
    own(tmp_path, "own-2", 0.71, said(PRIOR, 0.55, 0.71))
    worse = warning(tmp_path, "own-1")
    assert worse is not None and f"sells@own-1 is worse than {PRIOR}" in worse
    assert "0.710 against 0.750" in worse
    assert warning(tmp_path, "own-2") is None


def test_going_back_to_one_that_was_found_worse_is_warned_of_too(tmp_path: Path) -> None:
    own(tmp_path, "own-1", 0.71, said(PRIOR, 0.55, 0.71))
    worse = warning(tmp_path, PRIOR, using="sells@own-1")
    assert worse is not None and f"{PRIOR} is worse than sells@own-1" in worse
    own(tmp_path, "own-2", 0.6, said(PRIOR, 0.65, 0.6))
    assert warning(tmp_path, PRIOR, using="sells@own-2") is None


def test_two_that_were_never_compared_are_told_by_their_own_figures(tmp_path: Path) -> None:
    own(tmp_path, "own-1", 0.71)
    own(tmp_path, "own-2", 0.64)
    worse = warning(tmp_path, "own-2", using="sells@own-1")
    assert worse is not None and "each on the frames it was made with" in worse
    assert warning(tmp_path, "own-1", using="sells@own-2") is None


def test_a_model_that_knows_nothing_is_warned_of(tmp_path: Path) -> None:
    own(tmp_path, "own-1", 0.52, said(PRIOR, 0.5, 0.52, level="no"))
    told = warning(tmp_path, "own-1")
    assert told is not None and "not better than chance" in told


def test_nothing_is_said_of_the_one_in_use_or_where_nothing_is_known(tmp_path: Path) -> None:
    own(tmp_path, "own-1", 0.4)
    assert warning(tmp_path, "own-1") is None  # the bundled one tells no AUC of this kind
    assert warning(tmp_path, "own-1", using="sells@own-1") is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"comparison": null}'])
def test_a_damaged_report_is_as_none(tmp_path: Path, content: str) -> None:
    own(tmp_path, "own-1", 0.6, {})
    (tmp_path / "sells-own-1" / "figures.json").write_text(content)
    assert warning(tmp_path, "own-1") is None
