"""What others publish about people, places and organisations, read row by row into names for a dictionary."""
