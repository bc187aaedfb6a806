"""Saving an upload's CSV: the file's name, the question about a file that is there, the writing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.rows import UploadRow
from aesthcull.exchange.upload.writing import csv_files, paths_of, write_files
from aesthcull.gui.background import Background
from aesthcull.gui.question_bar import QuestionBar
from aesthcull.gui.reporting.save_field import SaveField


@dataclass(frozen=True)
class Prepared:
    """The contents of the files, of so many frames, and where they go; `taken` of those stand there.
    `lost` is the folder, where there is none: a mistyped one is not made."""

    contents: Sequence[bytes]
    frames: int
    paths: Sequence[Path]
    taken: Sequence[Path]
    lost: Path | None = None


def prepare(rows: Sequence[UploadRow], agency: Agency, out: Path) -> Prepared:
    """Make the contents; nothing is written yet."""
    contents = csv_files(rows, agency)
    paths = paths_of(out, len(contents)) if contents else []
    written = sum(not row.refused for row in rows)
    lost = None if out.parent.is_dir() else out.parent
    return Prepared(contents, written, paths, [path for path in paths if path.exists()], lost)


class SavePart(QWidget):
    """`rows` are asked for when the user saves; `told` is what came of it, in one line."""

    told = Signal(str)
    saved = Signal(object)  # the folder that it went to

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._written: Path | None = None
        self.rows: Callable[[], tuple[Sequence[UploadRow], Agency]] | None = None
        self.out = SaveField(self.tr("Save as"), self.tr("All files (*)"))
        self.question = QuestionBar()
        self.write = QPushButton(self.tr("&Save"))
        self.write.setObjectName("primary")
        self.open_button = QPushButton(self.tr("&Open it"))
        self.open_button.hide()
        caption = QLabel(self.tr("Save as"))
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(caption)
        below.addWidget(self.out, 1)
        below.addWidget(self.open_button)
        below.addWidget(self.write)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.question)
        column.addLayout(below)
        self.work = Background(dialog)
        self.work.finished.connect(self._take)
        self.work.failed.connect(self.told)
        self.write.clicked.connect(self.save)
        self.open_button.clicked.connect(self._open)
        self.out.changed.connect(self.question.drop)
        self.out.line.returnPressed.connect(self.save)

    def suggest(self, folder: str, name: str) -> None:
        """A name for the file, in the folder of the last one. Without spaces, as Adobe Stock asks."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        before = self.out.path()
        kept = before.parent if before else Path(folder or documents or Path.home())
        place = kept if kept.is_dir() else Path.home()
        self.out.set_path(place / f"{'_'.join(name.split())}.csv")

    def save(self) -> None:
        """Write the file, once the user agrees to replace what is there."""
        path = self.out.path()
        if path is None or self.rows is None or self.work.running or not self.write.isEnabled():
            return
        self.out.set_suffix(".csv")
        out = (self.out.path() or path).absolute()
        rows, agency = self.rows()
        self.open_button.hide()
        self.work.start(lambda _job: prepare(rows, agency, out))

    def _take(self, done: object) -> None:
        if isinstance(done, Prepared):
            self._ask(done)
            return
        assert isinstance(done, tuple)
        frames, paths = done
        self._written = paths[0]
        told = self.tr("1 frame written: {1}") if frames == 1 else self.tr("{0} frames written: {1}")
        self.told.emit(told.format(f"{frames:,}", ", ".join(path.name for path in paths)))
        self.saved.emit(paths[0].parent)
        self.open_button.show()

    def _ask(self, prepared: Prepared) -> None:
        if not prepared.contents:
            self.told.emit(self.tr("Nothing was written: the agency would accept none of these frames."))
        elif prepared.lost is not None:
            self.told.emit(self.tr("There is no folder {0}").format(prepared.lost))
        elif prepared.taken and (len(prepared.paths) > 1 or self.out.replaces()):
            names = ", ".join(path.name for path in prepared.taken)
            text = self.tr("{0} is there already.").format(names)
            self.question.ask(
                text, self.tr("&Replace it"), self.tr("&Keep it"), lambda: self._write(prepared)
            )
        else:
            self._write(prepared)

    def _write(self, prepared: Prepared) -> None:
        out = prepared.paths[0] if len(prepared.paths) == 1 else self.out.path() or prepared.paths[0]
        self.work.start(lambda _job: (prepared.frames, write_files(prepared.contents, out.absolute())))

    def _open(self) -> None:
        if self._written and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written))):
            self.told.emit(self.tr("Nothing on this machine opens {0}").format(self._written.name))
