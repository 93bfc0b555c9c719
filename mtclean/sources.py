"""Which files a user means: paths as typed, folders walked in order, loops of links noticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from .files import printable
from .report import Failure

STDIN = "-"
JSON_LINES = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson")
HTML = (".html", ".htm")
IN_FOLDERS = (".txt", ".md", ".html", *JSON_LINES, ".parquet")


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A file to read: its name as typed (folders prefixed), its path, and the folder argument it was found in.

    Compared by identity: a file given twice is read twice, and written back as two.
    """

    name: str
    path: Path
    root: Path | None = None

    @property
    def is_stdin(self) -> bool:
        """True for standard input, which has no file to write back to."""
        return self.name == STDIN

    @property
    def is_html(self) -> bool:
        """True for HTML, of which only the article's text is read and nothing can be written back."""
        return self.name.lower().endswith(HTML)

    @property
    def is_lines(self) -> bool:
        """True for a file of JSON Lines, by its name."""
        return self.name.lower().endswith(JSON_LINES)


def sources(paths: Iterable[str]) -> Iterator[Source | Failure]:
    """The files that `paths` mean; a folder without any readable file is a failure."""
    for name in paths:
        path = Path(name)
        if name == STDIN or not path.is_dir():
            yield Source(name if name == STDIN else printable(path), path)
            continue
        inside = _inside(path, path, frozenset())
        first = next(inside, None)
        if first is None:
            hint = f"mtclean reads {', '.join(IN_FOLDERS[:4])}"
            yield Failure(printable(path), "empty", "the folder holds no file to read", hint)
        else:
            yield from chain([first], inside)


def _inside(folder: Path, root: Path, above: frozenset[tuple[int, int]]) -> Iterator[Source | Failure]:
    try:
        here = folder.stat()
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield unreadable(printable(folder), error)
        return
    if (here.st_dev, here.st_ino) in above:
        return
    for path in (path for path in paths if not path.name.startswith(".")):
        if path.is_dir():
            yield from _inside(path, root, above | {(here.st_dev, here.st_ino)})
        elif path.name.lower().endswith(IN_FOLDERS) and (path.is_file() or path.is_symlink()):
            yield Source(printable(path), path, root)


def unreadable(name: str, error: OSError) -> Failure:
    """What the system said about a file that could not be read, as a failure with advice."""
    if isinstance(error, FileNotFoundError):
        return Failure(name, "no-such-file", "there is no such file or folder", "check the spelling of the path")
    hint = "check that you may read it" if isinstance(error, PermissionError) else "check the file, or fetch it again"
    return Failure(name, "unreadable", f"cannot be read: {error.strerror or error}", hint)
