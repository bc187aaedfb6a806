"""Decoders in processes of their own: a file that crashes, hangs or fills one costs that file only."""
