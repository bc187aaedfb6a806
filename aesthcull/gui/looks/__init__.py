"""How the application looks: themes, and the profile of the display."""
