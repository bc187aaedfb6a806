"""Registering a trained model: checksum, registry entry and card, written by recipes, never by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from aesthcull.vision.registry import REGISTRY_FILE, ModelEntry, read_entries, sha256


def publish(entry: ModelEntry, card: str) -> ModelEntry:
    """Write the card and put the entry, with its file's checksum, into the registry of `entry.folder`.

    The ONNX file must already stand at `entry.path`. Returns the entry with its checksum.
    """
    entry = replace(entry, sha256=sha256(entry.path))
    entry.card_path.write_text(card.rstrip() + "\n", encoding="utf-8")
    entries = {e.name: e for e in read_entries(entry.folder)} | {entry.name: entry}
    models = [entries[name].as_json() for name in sorted(entries)]
    replace_text(entry.folder / REGISTRY_FILE, json.dumps({"models": models}, indent=2) + "\n")
    return entry


def replace_text(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old or the new text, never half of one."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
