"""How good and how fast mtclean is, measured; README.md holds the numbers of the last run."""
