"""Bytes on disk: files replaced in one step or not at all, compressed files opened, and names that a patch can use."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from .errors import MtcleanError

PIP_ZSTD = "pip install zstandard"
PACKED = (".gz", ".zst")  # what articles come in, and is written back
SIGNS = {b"\x1f\x8b": ".gz", b"BZh": ".bz2", b"\x28\xb5\x2f\xfd": ".zst"}


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` where `path` (or what it links to) is: at any time the old or the new content is there, whole."""
    with replacing(path) as out:
        out.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream that takes the place of `path` when the block ends well, and vanishes when it does not."""
    with standing_in(path) as temporary, temporary.open("xb") as out:
        with _compressing(path.resolve(), out) as stream:
            yield stream
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def standing_in(path: Path) -> Iterator[Path]:
    """The name of a file to be made, which takes the place of `path` when the block ends well, or else vanishes."""
    target = path.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "it is write-protected", str(path))
    temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.partial")
    try:
        yield temporary
        _keep_mode(target, temporary)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _keep_mode(target: Path, temporary: Path) -> None:
    if target.exists():
        old = target.stat()
        with suppress(PermissionError, AttributeError):
            os.chown(temporary, old.st_uid, old.st_gid)
        temporary.chmod(old.st_mode & 0o7777)


@contextmanager
def _compressing(target: Path, out: IO[bytes]) -> Iterator[IO[bytes]]:
    if target.suffix == ".gz":
        with gzip.GzipFile(target.stem, "wb", fileobj=out) as packed:
            yield packed  # type: ignore[misc]
    elif target.suffix == ".zst":
        with _zstd_writer(out) as stream:
            yield stream
    else:
        yield out


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """`path` as a stream of bytes, unpacked if its name ends in .gz or .zst; damage in it is an `OSError`."""
    with path.open("rb") as raw, _damage(), _unpacked(path.suffix if path.suffix in PACKED else "", raw) as stream:
        yield stream


@contextmanager
def sniffed(path: Path) -> Iterator[IO[bytes]]:
    """`path` as a stream of bytes, unpacked if its first bytes say gzip, bzip2 or Zstandard, whatever it is called."""
    with path.open("rb") as raw:
        start = raw.peek(4)
        suffix = next((suffix for sign, suffix in SIGNS.items() if start.startswith(sign)), "")
        with _damage(), _unpacked(suffix, raw) as stream:
            yield stream


@contextmanager
def _damage() -> Iterator[None]:
    """Turn whatever the libraries say of broken data into an `OSError`."""
    try:
        yield
    except (EOFError, zlib.error) as error:
        raise OSError(f"the compressed data is damaged or cut off ({error})") from error
    except Exception as error:
        if type(error).__name__ != "ZstdError":
            raise
        raise OSError(f"the compressed data is damaged ({error})") from error


def _unpacked(suffix: str, raw: IO[bytes]) -> IO[bytes]:
    if suffix == ".gz":
        return gzip.open(raw, "rb")  # type: ignore[return-value]
    if suffix == ".bz2":
        return bz2.open(raw, "rb")
    if suffix == ".zst":
        return _zstd_reader(raw)
    return raw


def _zstd_reader(raw: IO[bytes]) -> IO[bytes]:
    library, in_stdlib = _zstd()
    if in_stdlib:
        return library.open(raw, "rb")  # type: ignore[no-any-return]
    return io.BufferedReader(library.ZstdDecompressor().stream_reader(raw, read_across_frames=True))


def _zstd_writer(out: IO[bytes]) -> IO[bytes]:
    library, in_stdlib = _zstd()
    if in_stdlib:
        return library.open(out, "wb")  # type: ignore[no-any-return]
    return library.ZstdCompressor().stream_writer(out, closefd=False)  # type: ignore[no-any-return]


def _zstd() -> tuple[Any, bool]:
    with suppress(ImportError):
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]

        return zstd, True
    try:
        import zstandard  # type: ignore[import-not-found,unused-ignore]
    except ImportError as error:
        raise MtcleanError("reading and writing .zst files needs a library that is not installed", PIP_ZSTD) from error
    return zstandard, False


def printable(path: str | Path) -> str:
    """`path` with forward slashes, as text that can always be written as UTF-8."""
    return os.fsencode(Path(path).as_posix()).decode("utf-8", "backslashreplace")


def patch_name(path: Path) -> str:
    """The name under which `git apply`, run where we are, finds the file that `path` is or links to.

    Files below the current folder are named from there; others from the root of their git work tree, or from `/`.
    """
    target = path.resolve()
    for folder in (Path.cwd().resolve(), *(p for p in target.parents if (p / ".git").exists())):
        if target.is_relative_to(folder):
            return printable(target.relative_to(folder))
    return printable(target.relative_to(target.anchor))
