"""Recipes for the data that mtclean ships: run by hand, never imported by the package."""
