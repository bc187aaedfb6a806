"""Training and studies: dialogs over the trainer's own process."""
