"""The language of the texts: the system's, or the one that the user chose; English where there is none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from aesthcull import places
from aesthcull.gui.forms import hint, rows

_SETTING = "language"
SYSTEM = "system"
LANGUAGES = {"en": "English", "de": "Deutsch"}  # as their speakers call them


def install(application: QCoreApplication, settings: QSettings) -> list[QTranslator]:
    """Load the translations of this program and of Qt's own texts, and write numbers and dates as that
    language does. Returns what is installed; nothing for English."""
    code = chosen(settings)
    locale = QLocale() if code == SYSTEM else QLocale(code)
    QLocale.setDefault(locale)
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    installed = []
    for name, folder in (("qtbase", of_qt), ("aesthcull", str(places.resources_folder() / "translations"))):
        translator = QTranslator(application)
        if translator.load(locale, name, "_", folder):
            application.installTranslator(translator)
            installed.append(translator)
    return installed


def chosen(settings: QSettings) -> str:
    """A code of LANGUAGES, or SYSTEM."""
    code = str(settings.value(_SETTING, SYSTEM))
    return code if code in LANGUAGES else SYSTEM


def choose(settings: QSettings, code: str) -> None:
    """Use another language from the next start on."""
    settings.setValue(_SETTING, code)


class LanguageDialog(QDialog):
    """Asks for the language."""

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Language"))
        self._settings = settings
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("Language"))
        self.box.addItem(self.tr("As the system"), SYSTEM)
        for code, name in LANGUAGES.items():
            self.box.addItem(name, code)
        self.box.setCurrentIndex(self.box.findData(chosen(settings)))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(rows((self.tr("Language"), self.box), indent=0))
        column.addWidget(hint(self.tr("Another language is shown when aesthcull is opened the next time.")))
        column.addWidget(buttons)
        self.setMinimumWidth(420)

    def accept(self) -> None:
        choose(self._settings, self.box.currentData())
        super().accept()
