"""Training: the only package that imports torch (and onnx). Installed with the extra `[train]`."""
