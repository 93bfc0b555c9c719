"""Rewrites of broken wording: small repairs of a run of doubted words, tried by the language model."""
