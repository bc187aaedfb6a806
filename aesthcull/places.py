"""Where things lie on this machine: bundled models and resources, the user's data and cache.

Bundled files stand inside the package in an installed wheel (`aesthcull/_models`) and at the top of the
checkout in development; everything else asks here and need not know.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def models_folder() -> Path:
    """Folder of the bundled models: registry.json, `<name>.onnx`, `<name>.md`."""
    return _bundled("models")


def resources_folder() -> Path:
    """Folder of the bundled icons, style sheets and the sample shoot."""
    return _bundled("resources")


def user_models_folder() -> Path:
    """Folder of the models that the user trained; it may not exist yet."""
    return _user_data() / "models"


def studies_folder() -> Path:
    """Folder of the results of studies, one folder a set of photographs; it may not exist yet."""
    return _user_data() / "studies"


def saved_filters_file() -> Path:
    """File of the user's saved filters; it may not exist yet."""
    return _user_config() / "filters.json"


def default_catalogue() -> str:
    """Path or SQLAlchemy URL of the catalogue: `AESTHCULL_CATALOGUE`, else in the user data directory."""
    return os.environ.get("AESTHCULL_CATALOGUE") or str(_user_data() / "catalogue.sqlite")


def thumbnail_cache() -> Path:
    """Folder of the thumbnail cache, outside every shoot: `AESTHCULL_CACHE`, else the user cache."""
    base = os.environ.get("AESTHCULL_CACHE")
    return (
        Path(base) if base else Path(platformdirs.user_cache_dir("aesthcull", appauthor=False)) / "thumbnails"
    )


def _user_data() -> Path:
    return Path(platformdirs.user_data_dir("aesthcull", appauthor=False))


def _user_config() -> Path:
    return Path(platformdirs.user_config_dir("aesthcull", appauthor=False))


def _bundled(name: str) -> Path:
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent / name
