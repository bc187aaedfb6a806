"""Registering a trained model: checksums, registry entry and card, written by recipes, never by hand."""

from __future__ import annotations

from dataclasses import replace

from aesthcull.vision.registry import ModelEntry, changing, read_entries, sha256


def publish(entry: ModelEntry, card: str, *, keep_versions: bool = False) -> ModelEntry:
    """Write the card and put the entry, with its files' checksums, into the registry of `entry.folder`.

    The ONNX file (and the labels) must already stand in place. Earlier versions of the name go, unless
    `keep_versions`. Returns the entry with its checksums.
    """
    labels = sha256(entry.folder / entry.labels) if entry.labels else None
    entry = replace(entry, sha256=sha256(entry.path), labels_sha256=labels)
    entry.card_path.write_text(card.rstrip() + "\n", encoding="utf-8")
    with changing(entry.folder) as document:
        others = [
            e
            for e in read_entries(entry.folder)
            if e.id != entry.id and (keep_versions or e.name != entry.name)
        ]
        models = sorted([*others, entry], key=lambda e: (e.name, e.version))
        document["models"] = [e.as_json() for e in models]
    return entry
