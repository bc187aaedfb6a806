"""Sales in the catalogue: reports, assets, single sales, and which frame an asset shows."""
