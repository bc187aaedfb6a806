"""Sales reports in: from an agency's file to rows in the catalogue.

The way of a file: `tables` (bytes to cells) → `recognise` (a format of `formats/`, or a mapping of columns) →
`survey` (how its dates and amounts are written) → `rows` (cells to what they say) → `importing`.
"""
