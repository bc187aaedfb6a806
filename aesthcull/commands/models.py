"""Commands on the models: list, show, use, verify, evaluate, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aesthcull import places
from aesthcull.commands.common import (
    CANCELLED,
    DONE,
    SOME_FAILED,
    Options,
    UsageError,
    formatted,
    has_catalogue,
    registry,
    report_problems,
    workplace,
)
from aesthcull.job import Cancelled
from aesthcull.terminal import cancellable, quiet_native_libraries, say, shown, write

if TYPE_CHECKING:
    from aesthcull.pipeline.adoption import Adopted
    from aesthcull.pipeline.evaluate import Evaluation
    from aesthcull.vision.registry import ModelEntry, Registry


def models(options: Options) -> int:
    """List, show, use, verify, evaluate or remove models."""
    actions = {
        "list": _list,
        "show": _show,
        "use": _use,
        "verify": _verify,
        "evaluate": _evaluate,
        "remove": _remove,
    }
    if options.action != "evaluate" and (options.votes or options.folders):
        raise UsageError(
            f"--votes and --folders belong to `models evaluate`, not to `models {options.action}`"
        )
    if options.action != "use" and (options.later or options.anyway):
        raise UsageError(f"--later and --anyway belong to `models use`, not to `models {options.action}`")
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
    from aesthcull.trainer.warning import warning_of

    known, folder = registry(), places.user_models_folder()
    entry = known.usable(_name_of_model(options))
    warning = warning_of(known, entry)
    if warning is not None and not options.anyway:
        raise UsageError(f"{warning}; the model in use stays as it was (--anyway: all the same)")
    if options.later or not has_catalogue(options):
        known.use(entry.id, folder)
        say(f"{entry.id} is in use from now on; the next scan of a shoot judges with it")
        return DONE
    from aesthcull.pipeline.adoption import adopt

    with workplace(options) as work, quiet_native_libraries():
        job = cancellable()
        try:
            with shown(job):
                done = adopt(work, entry.id, folder, job)
        except Cancelled:
            say("aesthcull: cancelled; the model in use and the scores stay as they were")
            return CANCELLED
    say(f"{entry.id} is in use from now on; {_renewed(done)}")
    return DONE


def _renewed(done: Adopted) -> str:
    if done.entry.output == "embedding":
        return "the next scan of a shoot looks at every frame again"
    if not done.frames:
        return "no frame had to be judged anew"
    return f"{done.frames:,} frames were judged anew in {done.seconds:.1f} s"


def _remove(options: Options) -> int:
    name = _name_of_model(options)
    if "@" not in name:
        raise UsageError(f"say which version: aesthcull models remove {name}@VERSION")
    entry = registry().remove(name, places.user_models_folder())
    say(f"{entry.id} is removed")
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
    if found.remark:
        say(f"note: {found.remark}")
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
        "learnt_from": found.learnt,
        "remark": found.remark,
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
