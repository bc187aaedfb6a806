"""The panel at the right: what is known of the selected frames, and their keywords to be decided on."""
