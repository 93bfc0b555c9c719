"""Given names and whose they are."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def given_names() -> Mapping[str, str]:
    """Given names that are a woman's or a man's, and which."""
    text = (files("mtclean") / "data" / "given_names.csv").read_text(encoding="utf-8")
    return {name: gender for name, gender, _ in csv.reader(text.splitlines()[1:])}
