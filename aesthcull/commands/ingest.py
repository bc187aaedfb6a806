"""The command `ingest`: a card's pictures and recordings brought into dated folders, then to be culled."""

from __future__ import annotations

from pathlib import Path

from aesthcull.commands.common import DONE, SOME_FAILED, Options, UsageError, workplace
from aesthcull.commands.delivering import destination, errors, kept_going, tell, tell_plans, tell_remarks
from aesthcull.terminal import cancellable, say, shown


def ingest(options: Options) -> int:
    """Copy a card's pictures and recordings, verified, without what is here already."""
    from aesthcull.exchange.delivery.ingest import plan_ingest
    from aesthcull.exchange.delivery.running import deliver
    from aesthcull.exchange.delivery.settings import DeliverySettings

    settings = DeliverySettings(
        "ingest",
        destination(options.to),
        template=options.template,
        flat=True,
        backup=destination(options.backup) if options.backup else None,
        collisions=options.collisions,
        first=options.first,
    )
    card, job = _card(options.card), cancellable()
    with workplace(options) as work, errors():
        with shown(job):
            plan = plan_ingest(work.catalogue, card, settings, job)
        if options.dry_run:
            return tell_plans([plan], options)
        tell_remarks(plan)
        with shown(job), kept_going(work):
            report = deliver(work.catalogue, work.thumbnails, plan, job)
    status = tell([report], options)
    folder = plan.to_open
    if folder is not None and status in (DONE, SOME_FAILED):
        if options.open:
            return _open(options, folder)
        say(f"cull them: aesthcull {folder}")
    return status


def _card(given: Path | None) -> Path:
    """The card's folder. Raises UsageError where it is not clear which one."""
    from aesthcull.photos.cards import mounted_cards

    if given is not None:
        return destination(given)
    found = mounted_cards()
    if len(found) != 1:
        named = f"there are: {', '.join(map(str, found))}" if found else "none is in; name a folder"
        raise UsageError(f"say which card: {named}")
    return found[0]


def _open(options: Options, folder: Path) -> int:
    from aesthcull.commands.machine import gui

    options.folder = folder
    return gui(options)
