"""XMP inside pictures: found by reading headers only, and written, where the user asks for it, without
touching the picture.

`reading` and `writing` know the formats; a module each has what one family of them is made of.
"""
