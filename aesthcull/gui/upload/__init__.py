"""The dialog of upload CSVs: a table of frames with what an agency is told of them, to edit and to save."""
