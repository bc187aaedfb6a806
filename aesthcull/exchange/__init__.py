"""What leaves the catalogue for people and other programs: listings, contact sheets. No Qt."""
