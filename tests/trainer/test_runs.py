from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aesthcull.trainer.plans import Epoch, History, Phase, Plan
from aesthcull.trainer.runs import save_run


def history(tops: int, alls: int, *, best: int) -> History:
    epochs = []
    for i in range(tops + alls):
        phase: Phase = "top" if i < tops else "all"
        number = i + 1 if i < tops else i - tops + 1
        loss = 0.2 / (i + 1)
        epochs.append(Epoch(phase, number, 1e-3, loss, loss * 1.2, 1 - loss, i == best, 0.5))
    return History("classes", "accuracy", True, "cpu", tuple(epochs))


@pytest.mark.parametrize(("tops", "alls"), [(5, 4), (0, 1), (3, 0)])
def test_a_run_leaves_configuration_figures_and_curves(tmp_path: Path, tops: int, alls: int) -> None:
    folder = tmp_path / "runs" / "one"
    done = history(tops, alls, best=tops + alls - 1)
    config = {"plan": Plan(seed=7), "network": "lite0", "data": Path("a/b"), "share": np.float32(0.25)}
    save_run(folder, config, done, {"Spearman": np.float64(0.5), "folds": np.arange(2)})

    written = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert written["plan"]["seed"] == 7 and Plan(**written["plan"]) == Plan(seed=7)
    assert (written["network"], written["data"], written["share"]) == ("lite0", str(Path("a/b")), 0.25)
    assert {"torch", "device", "threads"} <= written["made_with"].keys()

    found = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    assert found["metrics"] == {"Spearman": 0.5, "folds": [0, 1]}
    assert found["metric"] == "accuracy" and found["higher_is_better"] is True
    assert Epoch(**found["best"]) == done.best
    assert [Epoch(**epoch) for epoch in found["epochs"]] == list(done.epochs)

    with Image.open(folder / "curves.png") as image:
        assert image.size == (1000, 420)
        assert len(image.convert("RGB").getcolors(1 << 20) or []) > 20  # something is drawn


def test_the_curves_tell_epochs_apart(tmp_path: Path) -> None:
    save_run(tmp_path / "a", {}, history(3, 3, best=5), {})
    save_run(tmp_path / "b", {}, history(3, 3, best=4), {})
    assert (tmp_path / "a" / "curves.png").read_bytes() != (tmp_path / "b" / "curves.png").read_bytes()


def test_what_json_does_not_know_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="object cannot be written as JSON"):
        save_run(tmp_path, {"strange": object()}, history(1, 0, best=0), {})


def test_matplotlib_is_loaded_only_to_draw() -> None:
    code = "import sys, aesthcull.trainer.runs; print('matplotlib' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
