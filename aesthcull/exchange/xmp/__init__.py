"""XMP sidecars: what other programs say of a frame, and telling them what the photographer decided.

`packet` reads and writes the bytes, `embedded` finds them in pictures, `rdf` finds properties in any of RDF's
spellings, `reading` and `writing` turn them into marks and back, `profiles` says which properties which
program reads, `agreement` who changed what since both sides last agreed, `naming` what sidecars are called.
"""
