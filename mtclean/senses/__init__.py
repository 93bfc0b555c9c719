"""The senses channel: words that share a translation, and whether another of them fits better."""
