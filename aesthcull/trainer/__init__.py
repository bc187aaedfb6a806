"""Training: the only package that imports torch (and onnx). Installed with the extra `[train]`."""

import os

# Before torch loads OpenMP: its threads wait by spinning, and where another program (the window, a scan)
# has one of two cores, an epoch takes five times as long. Sleeping costs nothing on an idle machine.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
