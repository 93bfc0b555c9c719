"""The names channel: which names are known, how they sound, and what a name in the text may have been."""
