"""Which models are in use, and what is refused."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from aesthcull import places
from aesthcull.trainer.publish import publish
from aesthcull.vision.judge import Judge
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import ModelEntry, ModelError, Registry, verify

BUNDLED = places.models_folder()


def add_version(folder: Path, name: str, version: str, **changes: object) -> ModelEntry:
    """Register a copy of a bundled model as another version, as the trainer will."""
    folder.mkdir(parents=True, exist_ok=True)
    bundled = Registry([BUNDLED]).get(name)
    file = f"{name}-{version}.onnx"
    shutil.copy(bundled.path, folder / file)
    entry = replace(
        bundled,
        version=version,
        file=file,
        card=f"{name}-{version}.md",
        folder=folder,
        labels=None,
    )
    return publish(replace(entry, **changes), f"# {name} {version}", keep_versions=True)


def test_a_users_model_is_registered_but_not_used_until_chosen(tmp_path: Path) -> None:
    add_version(tmp_path, "aesthetic", "mine-1")
    registry = Registry([BUNDLED, tmp_path])
    assert registry.get("aesthetic").folder == BUNDLED
    assert {e.version for e in registry.versions() if e.name == "aesthetic"} >= {"mine-1", "2.0"}
    registry.use("aesthetic@mine-1", tmp_path)
    assert registry.get("aesthetic").version == "mine-1"
    again = Registry([BUNDLED, tmp_path])
    assert again.get("aesthetic").version == "mine-1" and again.in_use(again.get("aesthetic@mine-1"))
    again.use("aesthetic@2.0", tmp_path)
    assert Registry([BUNDLED, tmp_path]).get("aesthetic").folder == BUNDLED


def test_choosing_keeps_what_the_registry_holds(tmp_path: Path) -> None:
    add_version(tmp_path, "popular", "mine-1")
    Registry([BUNDLED, tmp_path]).use("popular@mine-1", tmp_path)
    add_version(tmp_path, "popular", "mine-2")
    registry = Registry([BUNDLED, tmp_path])
    assert registry.get("popular").version == "mine-1"
    assert len([e for e in registry.versions() if e.name == "popular"]) == 3


def test_a_choice_whose_model_is_gone_falls_back_to_the_bundled_one(tmp_path: Path) -> None:
    add_version(tmp_path, "aesthetic", "mine-1")
    Registry([BUNDLED, tmp_path]).use("aesthetic@mine-1", tmp_path)
    document = json.loads((tmp_path / "registry.json").read_text())
    (tmp_path / "registry.json").write_text(json.dumps(document | {"models": []}))
    assert Registry([BUNDLED, tmp_path]).get("aesthetic").folder == BUNDLED


def test_unknown_damaged_and_foreign_models_are_not_chosen(tmp_path: Path) -> None:
    add_version(tmp_path, "aesthetic", "old", backbone="backbone@0.9")
    damaged = add_version(tmp_path, "popular", "bad")
    damaged.path.write_bytes(damaged.path.read_bytes()[:-10])
    registry = Registry([BUNDLED, tmp_path])
    with pytest.raises(ModelError, match=r"no model is named 'nonesuch' .*aesthetic@2.0"):
        registry.use("nonesuch", tmp_path)
    with pytest.raises(ModelError, match=r"popular.*checksum differs"):
        registry.use("popular@bad", tmp_path)
    with pytest.raises(ModelError, match=r"aesthetic@old was made for backbone@0.9"):
        registry.use("aesthetic@old", tmp_path)
    assert "in_use" not in json.loads((tmp_path / "registry.json").read_text())


def test_changed_labels_are_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(BUNDLED, tmp_path / "m", ignore=shutil.ignore_patterns("recipes", "runs"))
    labels = folder / "scene.csv"
    labels.write_text(labels.read_text().replace("forest", "swamp"))
    registry = Registry([folder])
    with pytest.raises(ModelError, match=r"scene.*scene.csv: checksum differs"):
        verify(registry.get("scene"))
    judge = Judge(registry, Provider(CPU))
    assert any("scene" in notice for notice in judge.notices)
    assert "scene" not in [m.entry.name for m in judge.heads] and "aesthetic" in [
        m.entry.name for m in judge.heads
    ]


def test_a_head_for_another_backbone_is_named(tmp_path: Path) -> None:
    folder = shutil.copytree(BUNDLED, tmp_path / "m", ignore=shutil.ignore_patterns("recipes", "runs"))
    document = json.loads((folder / "registry.json").read_text())
    for entry in document["models"]:
        if entry["name"] == "popular":
            entry["backbone"] = "backbone@0.9"
    (folder / "registry.json").write_text(json.dumps(document))
    judge = Judge(Registry([folder]), Provider(CPU))
    assert judge.notices == ["model popular@1.0 was made for backbone@0.9, not for backbone@2.0: not used"]


def test_the_bundle_is_small_enough() -> None:
    entries = Registry([BUNDLED]).entries()
    assert sum(e.path.stat().st_size for e in entries) <= 80e6


def test_an_own_version_is_removed_with_its_files_and_its_report(tmp_path: Path) -> None:
    for version in ("mine-1", "mine-2"):
        entry = add_version(tmp_path, "aesthetic", version)
        entry.path.with_suffix("").mkdir()
        (entry.path.with_suffix("") / "report.html").write_text("x")
    registry = Registry([BUNDLED, tmp_path])
    registry.use("aesthetic@mine-1", tmp_path)
    registry.remove("aesthetic@mine-2", tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "aesthetic-mine-1",
        "aesthetic-mine-1.md",
        "aesthetic-mine-1.onnx",
        "registry.json",
    ]
    with pytest.raises(ModelError, match="no model is named"):
        registry.get("aesthetic@mine-2")
    assert Registry([BUNDLED, tmp_path]).get("aesthetic").version == "mine-1"  # the choice was kept


def test_a_bundled_model_and_the_one_in_use_cannot_be_removed(tmp_path: Path) -> None:
    entry = add_version(tmp_path, "aesthetic", "mine-1")
    registry = Registry([BUNDLED, tmp_path])
    registry.use("aesthetic@mine-1", tmp_path)
    with pytest.raises(ModelError, match="aesthetic@mine-1 is in use"):
        registry.remove("aesthetic@mine-1", tmp_path)
    with pytest.raises(ModelError, match=r"aesthetic@2.0 came with the program"):
        registry.remove("aesthetic@2.0", tmp_path)
    verify(entry)


def test_a_file_that_two_versions_share_stays(tmp_path: Path) -> None:
    entry = add_version(tmp_path, "aesthetic", "mine-1")
    publish(replace(entry, version="mine-2", card="two.md"), "# two", keep_versions=True)
    registry = Registry([BUNDLED, tmp_path])
    registry.remove("aesthetic@mine-1", tmp_path)
    left = registry.get("aesthetic@mine-2")
    verify(left)
    assert left.file == entry.file and left.path.is_file()


def test_what_was_registered_meanwhile_is_found(tmp_path: Path) -> None:
    registry = Registry([BUNDLED, tmp_path])
    add_version(tmp_path, "aesthetic", "mine-1")
    registry.reread()
    assert registry.get("aesthetic@mine-1").version == "mine-1"
    (tmp_path / "registry.json").write_text("{")
    with pytest.raises(ModelError, match="not a model registry"):
        registry.reread()
    assert registry.get("aesthetic@mine-1").version == "mine-1"
