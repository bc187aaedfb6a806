"""scan → decode → embed → score → group, as one cancellable job with progress. No Qt."""

from aesthcull.pipeline.evaluate import LabelError
from aesthcull.pipeline.scan import (
    FolderError,
    ScanReport,
    Workplace,
    problems_of,
    scan,
    shoot_folder,
)

__all__ = ["FolderError", "LabelError", "ScanReport", "Workplace", "problems_of", "scan", "shoot_folder"]
