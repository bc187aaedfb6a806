"""Judging pixels: ONNX Runtime sessions, the backbone, heads, technical measures, the model registry."""
