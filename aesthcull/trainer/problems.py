"""Why training came to nothing; each text is one line for the user."""

from __future__ import annotations


class TooLittle(Exception):
    """Nothing can be learnt from these frames: what is missing."""


class TrainingFailed(Exception):
    """Nothing came of it. The models are as they were."""


class WrongName(TrainingFailed):
    """A score cannot have this name: why."""


class MissingTorch(Exception):
    """A network cannot be trained: how to install what it needs."""
