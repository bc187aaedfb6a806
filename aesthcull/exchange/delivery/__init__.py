"""Frames' files brought elsewhere: copied, moved, hard-linked, put into the trash, or ingested from a card.

`planning` and `ingest` say what will be done without touching anything; `running` does it, goes on with it
and takes it back, by the journal that the catalogue keeps; `carrying` is one frame's way.
"""
