"""Near-duplicate series: which frames belong together, which of them are a bracket, which one to suggest.

No Qt, no SQL, no files: arrays and small records in, groups out.
"""
