"""A model card, or another page that lies beside a model, shown in the window. Nothing is loaded from a
network: links are not followed, and only pictures that lie beside the page are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from aesthcull.gui import palette
from aesthcull.photos.problems import os_reason


class CardView(QTextBrowser):
    """Shows Markdown, read only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Model card"))
        self.document().setDocumentMargin(14)

    def show_card(self, path: Path) -> None:
        """Show the Markdown file, or why it cannot be read."""
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            text = f"{path}: the card cannot be read: {os_reason(error)}"
        except UnicodeDecodeError:
            text = f"{path}: the card is not a text in UTF-8"
        self._folder = path.parent
        self.setMarkdown(text)
        self._quieten_links()
        self._space_tables()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        url = QUrl(name)
        if self._folder is None or kind != QTextDocument.ResourceType.ImageResource:
            return None
        if url.scheme() not in ("", "file") or url.host():
            return None
        beside = self._folder / url.path()
        return super().loadResource(kind, QUrl.fromLocalFile(str(beside))) if beside.is_file() else None

    def _quieten_links(self) -> None:
        """They lead nowhere here, and `name@1.0`, which Qt takes for a mail address, is none."""
        plain = QTextCharFormat()
        plain.setAnchor(False)
        plain.setForeground(palette.TEXT)
        plain.setFontUnderline(False)
        for start, end in self._links():
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(plain)

    def _links(self) -> list[tuple[int, int]]:
        found = []
        block = self.document().begin()
        while block.isValid():
            part = block.begin()
            while not part.atEnd():
                fragment = part.fragment()
                if fragment.charFormat().isAnchor():
                    found.append((fragment.position(), fragment.position() + fragment.length()))
                part += 1
            block = block.next()
        return found

    def _space_tables(self) -> None:
        """Qt draws Markdown tables without any padding."""
        frames = self.document().rootFrame().childFrames()
        for frame in frames:
            form = getattr(frame, "format", lambda: None)()
            if form is not None and form.isTableFormat():
                table = form.toTableFormat()
                table.setCellPadding(4)
                table.setCellSpacing(0)
                table.setBorder(0.5)
                table.setBorderBrush(self.palette().mid())
                table.setBorderCollapse(True)
                frame.setFrameFormat(table)
