"""Every knob in one frozen place: names, defaults, units, and how they are read from TOML."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from .values import Safety

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FLOORS = (Safety.SHOW, Safety.LIKELY, Safety.SAFE)
CHOICES = {"dtype": ("auto", "float32", "bfloat16")}
RANGES = {"show": (0.0, 1.0), "batch_size": (1, 4096)}
INSTRUCTION = "Correct this sentence. Keep its names and numbers. Answer with the sentence alone: {}"
DEFAULT_LM = "smollm2-135m-instruct-q4_1"
CONSISTENT = "consistent"
STYLES = ("ap", "uk", CONSISTENT)  # those that come along; every other style is a file


class SettingsError(ValueError):
    """A setting that does not exist or cannot have the value it was given."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told; `mtclean config` prints the values in force.

    >>> Settings().floor.label
    'safe'
    """

    lm: str = field(default=DEFAULT_LM, metadata={"about": "language model: the built-in name, a hub name or a folder"})
    dtype: str = field(default="auto", metadata={"about": "numbers the model computes with: auto, float32 or bfloat16"})
    device: str = field(default="auto", metadata={"about": "where the model runs: auto, cpu, cuda or mps"})
    batch_size: int = field(default=8, metadata={"about": "windows the model reads at once"})
    tagger: bool = field(default=True, metadata={"about": "read the model's states too; without, surprisal alone"})
    rewriter: str = field(default="", metadata={"about": "model whose repairs are tried too: as lm; none by default"})
    instruction: str = field(
        default=INSTRUCTION, metadata={"about": "what the rewriter is told; {} stands for the sentence"}
    )
    offline: bool = field(default=False, metadata={"about": "never try to fetch a model"})
    entities: tuple[str, ...] = field(
        default=(), metadata={"about": "files of further names to know: CSV, or of `mtclean dict import`"}
    )
    style: tuple[str, ...] = field(
        default=(), metadata={"about": "house styles: ap, uk, consistent, or CSV files of preferred spellings"}
    )
    floor: Safety = field(default=Safety.SAFE, metadata={"about": "lowest safety that is applied: safe, likely, show"})
    show: float = field(default=0.5, metadata={"about": "flags below this confidence (0 to 1) are not shown"})
    ignore: tuple[str, ...] = field(default=(), metadata={"about": "rules that do not run"})
    keep: Mapping[str, str] = field(
        default_factory=dict, metadata={"about": "texts never flagged, each with its reason"}
    )

    @property
    def digest(self) -> str:
        """Eight hex digits that change with every setting that results depend on; names of files are not among them."""
        plain = replace(self, device="", batch_size=1, offline=False, entities=(), style=())
        return hashlib.sha256(to_toml(plain).encode("utf-8")).hexdigest()[:8]


def from_mapping(table: Mapping[str, object], where: str, base: Settings | None = None) -> Settings:
    """`base` with the values of a TOML table; an unknown key or a wrong type is a `SettingsError` that says which.

    >>> from_mapping({"floor": "likely"}, "mtclean.toml").floor
    <Safety.LIKELY: 1>
    """
    base = Settings() if base is None else base
    reject_unknown(table, [f.name for f in fields(Settings)], where)
    values: dict[str, Any] = {key: _converted(key, value, getattr(base, key), where) for key, value in table.items()}
    return replace(base, **values)


def reject_unknown(table: Iterable[str], known: Iterable[str], where: str) -> None:
    """Raise for the first key that is not `known`, naming the nearest one that is."""
    known = list(known)
    for key in sorted(set(table) - set(known)):
        near = get_close_matches(key, known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; known settings are {', '.join(known)}"
        raise SettingsError(f"{where}: unknown setting {key!r}{hint}")


def _converted(key: str, value: object, like: object, where: str) -> object:
    if isinstance(like, Safety) or key in CHOICES:
        return _chosen(key, value, like, where)
    if isinstance(like, Mapping):
        return _with_reasons(key, value, where)
    if isinstance(like, tuple) and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(like, float) and type(value) is int:
        value = float(value)
    if type(value) is not type(like):
        raise SettingsError(f"{where}: {key} = {value!r} is not a {_kind(like)}")
    return _within(key, value, where)


def _chosen(key: str, value: object, like: object, where: str) -> object:
    labels = [s.label for s in FLOORS] if isinstance(like, Safety) else CHOICES[key]
    if value not in labels:
        raise SettingsError(f"{where}: {key} = {value!r}; choose one of {', '.join(labels)}")
    return Safety[str(value).upper()] if isinstance(like, Safety) else value


def _within(key: str, value: object, where: str) -> object:
    low, high = RANGES.get(key, (None, None))
    if isinstance(value, int | float) and low is not None and high is not None and not low <= value <= high:
        raise SettingsError(f"{where}: {key} = {value!r}; choose a number from {low} to {high}")
    return value


def _with_reasons(key: str, value: object, where: str) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(v, str) and v.strip() for v in value.values()):
        raise SettingsError(f'{where}: every row of {key} needs a reason, as in "Vian" = "a French surname"')
    return dict(value)


def _kind(like: object) -> str:
    kinds = {bool: "true or false", int: "whole number", float: "number", str: "string", tuple: "list of strings"}
    return kinds.get(type(like), "table")


def find_file(start: Path) -> Path | None:
    """The nearest `mtclean.toml`, or `pyproject.toml` with `[tool.mtclean]`, in `start` or above it."""
    for folder in (start, *start.parents):
        if (folder / "mtclean.toml").is_file():
            return folder / "mtclean.toml"
        project = folder / "pyproject.toml"
        if project.is_file() and _table(project):
            return project
    return None


def from_file(path: Path, base: Settings | None = None) -> Settings:
    """Settings of a TOML file: the whole of it, or `[tool.mtclean]` in a `pyproject.toml`.

    Files that it names are looked for beside it.
    """
    settings = from_mapping(_table(path), str(path), base)
    base = Settings() if base is None else base
    entities = _beside(path, settings.entities, base.entities)
    return replace(settings, entities=entities, style=_beside(path, settings.style, base.style, STYLES))


def _beside(
    path: Path, names: tuple[str, ...], inherited: tuple[str, ...], known: Sequence[str] = ()
) -> tuple[str, ...]:
    """Files named in the file at `path`, unless they were not named there; what is `known` is none."""
    if names == inherited:
        return names
    return tuple(name if name in known else str(path.parent / name) for name in names)


def in_force(file: Path | None, given: Mapping[str, object]) -> Settings:
    """The defaults, overruled by a settings file, overruled by what was `given` on the command line."""
    base = Settings() if file is None else from_file(file)
    return from_mapping(given, "command line", base)


def to_toml(settings: Settings) -> str:
    """The settings as a file that `from_file` reads back, each with what it is for.

    >>> print(to_toml(Settings()).splitlines()[1])
    lm = "smollm2-135m-instruct-q4_1"
    """
    lines: list[str] = []
    for known in fields(settings):
        value = getattr(settings, known.name)
        lines.append(f"# {known.metadata['about']}")
        if isinstance(value, Mapping):
            lines += [f"[{known.name}]", *(f"{_toml(key)} = {_toml(reason)}" for key, reason in value.items())]
        else:
            lines.append(f"{known.name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    plain = value.label if isinstance(value, Safety) else value
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(path: Path) -> dict[str, object]:
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not readable as TOML ({error})") from error
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    if path.name != "pyproject.toml":
        return table
    tools = table.get("tool", {})
    own = tools.get("mtclean", {}) if isinstance(tools, dict) else {}
    return own if isinstance(own, dict) else {}
