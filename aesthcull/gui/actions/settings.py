"""The Settings menu."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("theme_dark", "Settings", "Dark theme", (), lambda w: w.looks.use_theme("dark"), "nothing", True),
    Row("theme_light", "Settings", "Light theme", (), lambda w: w.looks.use_theme("light"), "nothing", False),
    Row(
        "theme_system",
        "Settings",
        "Theme of the desktop",
        (),
        lambda w: w.looks.use_theme("system"),
        "nothing",
        False,
    ),
    Row(
        "profile",
        "Settings",
        "Profile of the display…",
        (),
        lambda w: w.looks.choose_profile(),
        "nothing",
        divided=True,
    ),
    Row(
        "no_profile",
        "Settings",
        "No profile: show sRGB",
        (),
        lambda w: w.looks.forget_profile(),
        "nothing",
    ),
)
