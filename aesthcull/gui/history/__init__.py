"""The history of marks: where undo and redo go to, and the list of steps."""
