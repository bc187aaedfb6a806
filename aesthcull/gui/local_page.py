"""A page that lies on this machine, shown in the window. Nothing is loaded from a network: links are not
followed, and only pictures that lie beside the page are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from aesthcull.photos.problems import os_reason


class LocalPage(QTextBrowser):
    """Shows HTML or Markdown, read only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
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
        self._folder = path.parent
        if path.suffix == ".md":
            self.setMarkdown(text)
        else:
            self.setHtml(_in_qts_html(text))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        url = QUrl(name)
        if self._folder is None or kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        if url.scheme() not in ("", "file") or url.host() or Path(url.path()).name != url.path():
            return None
        beside = self._folder / url.path()
        return super().loadResource(kind, QUrl.fromLocalFile(str(beside))) if beside.is_file() else None


def _in_qts_html(text: str) -> str:
    """Qt knows no figures: their captions would stand beside them."""
    for theirs, ours in (("<figure>", "<p>"), ("</figure>", "</p>"), ("<figcaption>", "<br>")):
        text = text.replace(theirs, ours)
    return text.replace("</figcaption>", "")
