"""A machine that others keep busy."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

_BURN = "import os; os.sched_setaffinity(0, {int(__import__('sys').argv[1])})\nwhile True: pass"


@pytest.fixture
def one_core_taken() -> Iterator[None]:
    """This process, and what it starts, has one core only, which another program would have for itself."""
    mine = os.sched_getaffinity(0)
    core = min(mine)
    other = subprocess.Popen([sys.executable, "-c", _BURN, str(core)])
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, mine)
        other.kill()
        other.wait()
