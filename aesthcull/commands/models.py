"""Commands on the models: list, show, use, verify, evaluate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aesthcull import places
from aesthcull.commands.common import (
    DONE,
    SOME_FAILED,
    Options,
    UsageError,
    formatted,
    registry,
    report_problems,
)
from aesthcull.terminal import cancellable, quiet_native_libraries, say, write

if TYPE_CHECKING:
    from aesthcull.pipeline.evaluate import Evaluation
    from aesthcull.vision.registry import ModelEntry, Registry


def models(options: Options) -> int:
    """List, show, choose, verify or evaluate the models."""
    actions = {"list": _list, "show": _show, "use": _use, "verify": _verify, "evaluate": _evaluate}
    if options.action != "evaluate" and (options.votes or options.folders):
        raise UsageError(
            f"--votes and --folders belong to `models evaluate`, not to `models {options.action}`"
        )
    return actions[options.action](options)


def _list(options: Options) -> int:
    known = registry()
    _write(options, known, [_row(e, known) | {"what": e.summary} for e in known.versions()])
    return DONE


def _show(options: Options) -> int:
    from aesthcull.exchange import listing

    entry = registry().get(_name_of_model(options))
    card = _card(entry)
    as_json = options.format == "json"
    write(listing.to_json({**entry.as_json(), "text": card}) if as_json else card)
    return DONE


def _use(options: Options) -> int:
    entry = registry().use(_name_of_model(options), places.user_models_folder())
    say(f"{entry.id} is in use from now on; the next scan judges with it")
    return DONE


def _verify(options: Options) -> int:
    from aesthcull.vision.registry import ModelError, verify

    known, rows, status = registry(), [], DONE
    for entry in known.versions():
        found = "whole"
        try:
            verify(entry)
            if entry.kind == "head" and entry.backbone != known.backbone().id:
                found = f"made for {entry.backbone}: not used"
        except ModelError as error:
            found, status = "damaged", SOME_FAILED
            say(f"aesthcull: {error}")
        rows.append(_row(entry, known) | {"what": found})
    _write(options, known, rows)
    return status


def _evaluate(options: Options) -> int:
    from aesthcull.exchange import listing
    from aesthcull.pipeline.evaluate import evaluate, labelled_by_folders, labelled_by_votes

    name = _name_of_model(options)
    if bool(options.votes) == bool(options.folders):
        raise UsageError("say on what: --votes CSV (file, v1…vK or mean) or --folders GOOD POOR")
    known = registry()
    known.get(name)
    scale = tuple(options.scale) if options.scale else None
    labelled = (
        labelled_by_votes(options.votes, scale) if options.votes else labelled_by_folders(*options.folders)
    )
    with quiet_native_libraries():
        found = evaluate(known, name, labelled, cancellable())
    if options.format == "json":
        write(listing.to_json(_evaluation_json(found)))
    else:
        say(f"{found.model} on {found.photographs} photographs of {labelled.source}")
        write(formatted(_figure_rows(found), options.format))
    return report_problems(found.problems)


def _evaluation_json(found: Evaluation) -> dict[str, Any]:
    from aesthcull.exchange import listing

    figures = {
        name: {"value": f.value, "low": f.low, "high": f.high, "chance": f.chance}
        for name, f in found.figures.items()
    }
    return {
        "model": found.model,
        "photographs": found.photographs,
        "figures": figures,
        "problems": listing.problems_json(found.problems),
    }


def _figure_rows(found: Evaluation) -> list[dict[str, Any]]:
    return [
        {"figure": name, "value": f.value, "95 % low": f.low, "95 % high": f.high, "chance": f.chance}
        for name, f in found.figures.items()
    ]


def _row(entry: ModelEntry, known: Registry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "version": entry.version,
        "in use": "yes" if known.in_use(entry) else "",
        "kind": entry.kind,
        "file": entry.file,
    }


def _write(options: Options, known: Registry, rows: list[dict[str, Any]]) -> None:
    from aesthcull.exchange import listing

    if options.format == "json":
        found = [{**e.as_json(), "in_use": known.in_use(e)} for e in known.versions()]
        for row, entry in zip(rows, found, strict=True):
            entry["what"] = row["what"]
        write(listing.to_json({"models": found}))
    else:
        write(formatted(rows, options.format))


def _name_of_model(options: Options) -> str:
    if not options.name:
        raise UsageError(f"say which model: aesthcull models {options.action} NAME")
    return str(options.name)


def _card(entry: ModelEntry) -> str:
    try:
        return entry.card_path.read_text(encoding="utf-8").rstrip()
    except OSError as error:
        raise UsageError(f"{entry.card_path}: the model card cannot be read: {error.strerror}") from error
