"""A page that lies on this machine, shown in the window. Nothing is loaded from a network: links are not
followed, and only pictures that lie beside the page, or in a folder named for them, are shown."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFragment
from PySide6.QtWidgets import QTextBrowser, QWidget

from aesthcull.photos.problems import os_reason


class LocalPage(QTextBrowser):
    """Shows HTML or Markdown, read only."""

    def __init__(self, parent: QWidget | None = None, pictures: Path | None = None) -> None:
        """`pictures`: the folder of a page's pictures that do not lie beside it."""
        super().__init__(parent)
        self._folder: Path | None = None
        self._pictures = pictures
        self.setOpenLinks(False)
        self.document().setDocumentMargin(14)

    def show_file(self, path: Path) -> None:
        """Show a page, or why it cannot be read."""
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            self.setPlainText(self.tr("{0}: cannot be read: {1}").format(path, os_reason(error)))
            return
        except UnicodeDecodeError:
            self.setPlainText(self.tr("{0}: not a text in UTF-8").format(path))
            return
        self._folder = Path(os.path.normpath(path.parent))
        if path.suffix == ".md":
            self.setMarkdown(text)
            self._space_tables()
        else:
            self.setHtml(_in_qts_html(text))

    def fragments(self) -> Iterator[QTextFragment]:
        """The pieces of text that are written alike."""
        block = self.document().begin()
        while block.isValid():
            part = block.begin()
            while not part.atEnd():
                yield part.fragment()
                part += 1
            block = block.next()

    def change_format(self, fragments: Sequence[QTextFragment], how: QTextCharFormat) -> None:
        """Write some pieces otherwise."""
        for start, length in [(one.position(), one.length()) for one in fragments]:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(how)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        url = QUrl(name)
        if self._folder is None or kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        if url.scheme() not in ("", "file") or url.host():
            return None
        file = Path(os.path.normpath(self._folder / url.path()))
        if file.parent not in (self._folder, self._pictures) or not file.is_file():
            return None
        return super().loadResource(kind, QUrl.fromLocalFile(str(file)))

    def _space_tables(self) -> None:
        """Qt draws Markdown tables without any padding."""
        for frame in self.document().rootFrame().childFrames():
            form = getattr(frame, "format", lambda: None)()
            if form is not None and form.isTableFormat():
                table = form.toTableFormat()
                table.setCellPadding(4)
                table.setCellSpacing(0)
                table.setBorder(0.5)
                table.setBorderBrush(self.palette().mid())
                table.setBorderCollapse(True)
                frame.setFrameFormat(table)


def _in_qts_html(text: str) -> str:
    """Qt knows no figures: their captions would stand beside them."""
    text = re.sub(r"<figure\b[^>]*>", "<p>", text)
    for theirs, ours in (("</figure>", "</p>"), ("<figcaption>", "<br>"), ("</figcaption>", "")):
        text = text.replace(theirs, ours)
    return text
