"""Sales: reports, which frame an asset shows, and what can be learnt from them."""
