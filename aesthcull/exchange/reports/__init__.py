"""What leaves the program for people to look at: contact sheets, proof sheets and rankings of frames."""
