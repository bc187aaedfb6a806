"""Train a model of the user's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aesthcull import places
from aesthcull.commands.common import (
    CANCELLED,
    DONE,
    SOME_FAILED,
    Options,
    UsageError,
    formatted,
    registry,
    report_problems,
    workplace,
)
from aesthcull.job import Cancelled
from aesthcull.terminal import cancellable, quiet_native_libraries, say, shown, write

if TYPE_CHECKING:
    from aesthcull.job import Job
    from aesthcull.pipeline import Workplace
    from aesthcull.trainer.honesty.plan import Plan
    from aesthcull.trainer.learn import Trained
    from aesthcull.trainer.request import Request
    from aesthcull.trainer.ways import Event


# What --again takes from the model that is retrained.
_KEPT = (
    "from_sales", "from_folders", "from_votes", "scale", "more_than", "share", "by", "currency", "network",
    "epochs",
)  # fmt: skip


def train(options: Options) -> int:
    """Train a model on your own sales, two folders, or votes; says how good it is."""
    from aesthcull.trainer.learn import learn

    request = request_of(options)
    with workplace(options) as work, quiet_native_libraries():
        job = cancellable()
        try:
            with shown(job):
                trained = learn(work, places.user_models_folder(), request, job, _tell)
        except Cancelled:
            say("aesthcull: cancelled; nothing was registered, the models are as they were")
            return CANCELLED
        _write(options, trained)
        adopted = not options.adopt or _adopt(work, trained, job, anyway=options.anyway)
        if not options.adopt:
            say(f"registered, not yet used: aesthcull models use {trained.entry.id}")
    return max(report_problems(trained.problems), DONE if adopted else SOME_FAILED)


def request_of(options: Options) -> Request:
    """What the arguments ask for. Raise UsageError or TrainingFailed."""
    from aesthcull.trainer.honesty.plan import Plan
    from aesthcull.trainer.request import NETWORK_PLAN, Kind, Request

    if options.again:
        return _again(options)
    network: Kind = options.network or "head"
    source, paths = source_of(options)
    return Request(
        source=source,
        rule=rule_of(options),
        paths=paths,
        scale=tuple(options.scale) if options.scale else None,
        network=network,
        name=options.name or ("liked" if source == "votes" else "sells"),
        epochs=options.epochs,
        plan=_tested(options, Plan() if network == "head" else NETWORK_PLAN),
    )


def _again(options: Options) -> Request:
    """The kept settings of an own model; how thoroughly it is tested may differ.

    Raise UsageError or TrainingFailed.
    """
    from aesthcull.trainer.earlier import earlier_training

    given = [f"--{one.replace('_', '-')}" for one in _KEPT if _is_given(options, one)]
    if given:
        raise UsageError(
            f"--again trains with the settings that were kept: {' and '.join(given)} cannot be given; only "
            "--name, --repeats, --folds, --adopt and --anyway can"
        )
    found = earlier_training(places.user_models_folder(), options.name)
    say(f"with the settings of {found.entry.id}")
    return replace(found.request, plan=_tested(options, found.request.plan))


def _is_given(options: Options, name: str) -> bool:
    value = getattr(options, name)
    return value is not None and value is not False  # 0 is a number


def _tested(options: Options, plan: Plan) -> Plan:
    return replace(plan, repeats=options.repeats or plan.repeats, folds=options.folds or plan.folds)


def source_of(options: Options) -> tuple[Any, tuple[str, ...]]:
    """The kind of source, and its absolute paths."""
    if options.from_folders:
        return "folders", tuple(str(p.expanduser().absolute()) for p in options.from_folders)
    if options.from_votes:
        return "votes", (str(options.from_votes.expanduser().absolute()),)
    return "sales", ()


def rule_of(options: Options) -> Any:
    """What counts as good."""
    from aesthcull.trainer.rules import Quantity, Rule

    if options.from_folders:
        if options.share is not None or options.more_than is not None:
            raise UsageError("with --from-folders the folders say what is good: no --more-than, no --share")
        return Rule("folders", threshold=0.5)
    quantity: Quantity = "votes" if options.from_votes else options.by or "sales"
    currency = options.currency.upper() if options.currency else None
    return Rule(quantity, threshold=options.more_than, share=options.share, currency=currency)


def _tell(event: Event) -> None:
    from aesthcull.trainer.ways import Learnt

    if isinstance(event, Learnt):
        say(
            f"  training {event.training} of {event.trainings}, epoch {event.epoch} of {event.epochs}: "
            f"loss {event.loss:.3f}, accuracy {event.accuracy:.3f}"
        )


def _write(options: Options, trained: Trained) -> None:
    from aesthcull.exchange import listing
    from aesthcull.trainer.worker import result_json

    if options.format == "json":
        write(listing.to_json(result_json(trained)))
        return
    found = trained.evaluation
    rows = [
        {
            "figure": name,
            "value": value.value,
            "95 % low": value.low,
            "95 % high": value.high,
            "random split": found.naive[name].value,
            "chance": value.chance,
        }
        for name, value in found.honest.items()
    ]
    write(formatted(rows, options.format))
    for rival, figures in found.rivals.items():
        say(f"on the same frames, {rival}: AUC {figures['AUC'].value:.3f}")
    say(f"permutation test: p = {found.permutation.p:.3f}")
    for note in trained.said["notes"]:
        say(f"note: {note}")
    _say_changes(trained.said["changes"])
    if trained.comparison:
        say(trained.comparison.text)
    say(found.verdict.text)
    say(f"{trained.entry.id}: {trained.report}")


def _say_changes(changes: dict[str, Any] | None) -> None:
    from aesthcull.exchange import listing
    from aesthcull.trainer.changes import change_rows

    if changes is not None:
        say(f"since {changes['since']}, each figure by its own test:")
        say(listing.to_table(change_rows(changes["rows"])))
        say(changes["text"])


def _adopt(work: Workplace, trained: Trained, job: Job, *, anyway: bool) -> bool:
    """Whether it was taken into use."""
    from aesthcull.pipeline.adoption import adopt
    from aesthcull.trainer.warning import warning_of

    fresh = replace(work, registry=registry())
    warning = warning_of(fresh.registry, trained.entry)
    if warning and not anyway:
        say(f"registered, but not adopted: {warning} (--anyway adopts it)")
        return False
    with shown(job):
        adopted = adopt(fresh, trained.entry.id, places.user_models_folder(), job)
    say(f"{adopted.entry.id} is in use: {adopted.frames:,} frames judged anew in {adopted.seconds:.1f} s")
    return True
