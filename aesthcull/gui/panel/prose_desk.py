"""Reads the titles and descriptions that the panel shows, and records what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from aesthcull.catalogue.decisions import Field
from aesthcull.catalogue.prose import prose_of
from aesthcull.catalogue.store import Catalogue
from aesthcull.gui.background import Background
from aesthcull.gui.marking import Marking
from aesthcull.gui.panel.prose_editor import ProseEditor


class ProseDesk(QObject):
    """Follows the selection for the editor. What is typed is a step of undo."""

    def __init__(self, catalogue: Catalogue, editor: ProseEditor, marking: Marking, parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._editor = editor
        self._marking = marking
        self._reading = Background(self)
        self._reading.finished.connect(editor.show_prose)
        self._reading.failed.connect(marking.failed)
        editor.entered.connect(self._enter)

    def follow(self, ids: Sequence[int]) -> None:
        """These frames are shown, or what is known of them may have changed."""
        wanted = list(ids)
        self._editor.expect(wanted)
        if wanted:
            self._reading.start(lambda _job: prose_of(self._catalogue, wanted))

    def stop(self) -> None:
        """The window closes: what was typed is kept."""
        self._editor.commit()
        self._reading.stop()

    def _enter(self, ids: list[int], field: Field, text: str | None) -> None:
        names = {
            ("title", True): self.tr("Title of {0}"),
            ("title", False): self.tr("Remove the title of {0}"),
            ("description", True): self.tr("Description of {0}"),
            ("description", False): self.tr("Remove the description of {0}"),
        }
        frames = self.tr("frame") if len(ids) == 1 else self.tr("{0} frames").format(f"{len(ids):,}")
        self._marking.mark_each([(ids, {field: text})], names[field, text is not None].format(frames))
