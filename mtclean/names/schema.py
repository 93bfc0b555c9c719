"""The tables of compiled dictionaries: those that every one has, and those of the shipped one or of imported ones."""

from __future__ import annotations

COMMON = {
    "meta": "(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    "entity": "(id INTEGER PRIMARY KEY, canonical TEXT, kind TEXT, country TEXT, roles TEXT, source TEXT)",
    "name": "(key TEXT, entity INTEGER, form TEXT, PRIMARY KEY (key, entity)) WITHOUT ROWID",
}
SHIPPED = {
    **COMMON,
    "nation": "(key TEXT, code TEXT, how TEXT, PRIMARY KEY (key, code)) WITHOUT ROWID",
    "city": "(id INTEGER PRIMARY KEY, name TEXT, country TEXT, population INTEGER)",
    "exonym": "(key TEXT, name TEXT, countries TEXT, kind TEXT, PRIMARY KEY (key, name)) WITHOUT ROWID",
    "feature": "(id INTEGER PRIMARY KEY, key TEXT, generic TEXT, name TEXT, country TEXT)",
    "alternate": "(key TEXT, city INTEGER, PRIMARY KEY (key, city)) WITHOUT ROWID",
    "sounds": "(kind TEXT PRIMARY KEY, folds BLOB) WITHOUT ROWID",
}
# Millions of names are not held in memory as the lists in `sounds` are: `echo` leads from a skeleton to the folds.
IMPORTED = {
    **COMMON,
    "sound": "(id INTEGER PRIMARY KEY, fold TEXT, entity INTEGER, form TEXT)",
    "echo": "(key INTEGER, sound INTEGER, PRIMARY KEY (key, sound)) WITHOUT ROWID",
    "token": "(key TEXT PRIMARY KEY) WITHOUT ROWID",
}


def statements(tables: dict[str, str]) -> str:
    """SQL that creates `tables`."""
    return "".join(f"CREATE TABLE {name} {columns};\n" for name, columns in tables.items())
