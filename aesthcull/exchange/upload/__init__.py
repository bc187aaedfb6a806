"""Upload CSVs: what is said of frames (titles, descriptions, keywords, categories) as agencies import it.

The way of a frame: `agencies/` (what an agency takes) → `keywords` and `rows` (what is said of the frame
there, with remarks where that breaks a limit) → `writing`. `editing` turns what is typed into a table of rows
into decisions.
"""
