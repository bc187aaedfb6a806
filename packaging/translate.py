"""Bring the translations up to date with the program's texts: `.venv/bin/python packaging/translate.py`.

Qt's own tools do the work: lupdate collects the texts into resources/translations/*.ts, where a translator
edits them (`pyside6-linguist` does it well), lrelease makes the .qm files that the program loads. Prints what
is not translated yet. The texts of the table of actions and the names of scores and of stages of work
are not marked in the code: they are collected here.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de",)


def action_texts() -> list[str]:
    """The texts of the table of actions and of the views' own keys, each once."""
    from aesthcull.gui.actions import ROWS, VIEW_KEYS

    texts = [text for row in ROWS for text in (row.menu, row.text)]
    texts += [text for own in VIEW_KEYS for text in (own.shown, own.text)]
    return list(dict.fromkeys(texts))


def stage_texts() -> list[str]:
    """What goes on in the background, as the layers below the GUI call it: with `stage`, or from a table
    _STAGES."""
    found = []
    for path in sorted((ROOT / "aesthcull").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "stage"
            ):
                found += _literals(node.args)
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_STAGES":
                found += _literals(getattr(node.value, "values", []))
    return list(dict.fromkeys(found))


def _literals(nodes: Iterable[ast.expr]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def score_names() -> list[str]:
    """The scores of the bundled models and of the technical measures."""
    from dataclasses import fields

    from aesthcull import places
    from aesthcull.vision.registry import Registry
    from aesthcull.vision.technical import Technical

    names = [entry.name for entry in Registry([places.models_folder()]).entries()]
    names += [field.name for field in fields(Technical)]
    return [name.replace("_", " ") for name in dict.fromkeys(names)]


def update(catalogue: Path) -> None:
    """Collect the program's texts into a .ts file; translations of texts that are still there stay."""
    with tempfile.TemporaryDirectory() as folder:
        actions = Path(folder) / "actions.py"
        texts = [("actions", text) for text in action_texts()] + [("stages", text) for text in stage_texts()]
        texts += [("scores", text) for text in score_names()]
        lines = [f"QCoreApplication.translate({context!r}, {text!r})\n" for context, text in texts]
        actions.write_text("".join(lines), encoding="utf-8")
        sources = [actions, *sorted((ROOT / "aesthcull" / "gui").rglob("*.py"))]
        options = ["-no-obsolete", "-locations", "none", "-silent", "-ts", str(catalogue)]
        run("lupdate", *map(str, sources), *options)


def missing(catalogue: Path) -> tuple[list[str], int]:
    """The texts without a translation, as `context: text`, and how many texts there are."""
    found, count = [], 0
    for context in ET.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            count += 1
            translation = message.find("translation")
            if translation is None or translation.get("type") or not "".join(translation.itertext()).strip():
                found.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return found, count


def run(tool: str, *arguments: str) -> None:
    """Run one of the tools that come with PySide6; ends the program when it fails."""
    done = subprocess.run([f"{Path(sys.executable).parent}/pyside6-{tool}", *arguments], check=False)
    if done.returncode:
        sys.exit(f"{tool} failed")


def main() -> None:
    sys.path.insert(0, str(ROOT))
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        catalogue = FOLDER / f"aesthcull_{language}.ts"
        update(catalogue)
        run("lrelease", "-silent", str(catalogue), "-qm", str(catalogue.with_suffix(".qm")))
        lacking, count = missing(catalogue)
        for line in lacking:
            print(line)
        print(f"{language}: {count - len(lacking)} of {count} texts are translated")


if __name__ == "__main__":
    main()
