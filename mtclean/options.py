"""What the commands share: options that become settings, expected errors as one sentence, where output goes."""

from __future__ import annotations

import functools
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, cast

import click

from .edits import EditConflict
from .errors import MtcleanError
from .settings import Settings, SettingsError, find_file, in_force

Command = Callable[..., None]

SETTINGS = (
    click.option("--config", "config", type=click.Path(path_type=Path), help="Settings file to use."),
    click.option("--lm", metavar="NAME_OR_FOLDER", help="Language model to read with."),
    click.option("--rewriter", metavar="NAME_OR_FOLDER", help="Model that proposes repairs of doubted wording."),
    click.option("--no-tagger", is_flag=True, help="Judge words by surprisal alone."),
    click.option("--likely", is_flag=True, help="Make likely edits too, not only safe ones (--floor likely)."),
    click.option("--floor", type=click.Choice(["safe", "likely", "show"]), help="Lowest safety that is applied."),
    click.option("--offline", is_flag=True, help="Never try to fetch a model."),
    click.option("--ignore", multiple=True, metavar="RULE", help="Leave out a rule (may be repeated)."),
    click.option("--show", type=click.FloatRange(0, 1), help="Hide flags with less confidence than this."),
    click.option("--entities", multiple=True, metavar="FILE", help="File of further names (may be repeated)."),
    click.option(
        "--style",
        multiple=True,
        metavar="STYLE",
        help="Preferred spellings: ap, uk, consistent or a CSV file (may be repeated).",
    ),
)
NAMES = (
    "config", "lm", "rewriter", "no_tagger", "likely", "floor", "offline", "ignore", "show", "entities", "style",
)  # fmt: skip
READING = (
    click.option("--text-field", default="text", show_default=True, help="JSON field that holds the article."),
    click.option("--id-field", default="id", show_default=True, help="JSON field that holds its id."),
    click.option("--date-field", default="date", show_default=True, help="JSON field that holds when it came out."),
    click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
)


def with_settings(command: Command) -> Command:
    """Give a command the options of `SETTINGS` and call it with `settings` in their place."""

    @functools.wraps(command)
    def run(**given: Any) -> None:  # noqa: ANN401 - whatever click has parsed
        with friendly_errors():
            chosen = {name: given.pop(name) for name in NAMES}
            command(settings=settings_for(**chosen), **given)

    return _decorated(run, SETTINGS)


def on_documents(command: Command) -> Command:
    """Give a command that reads documents its settings, its paths and the names of the JSON fields."""
    return reading(with_settings(command))


def reading(command: Command) -> Command:
    """Give a command the paths it reads and the names of the JSON fields."""
    return _decorated(command, READING)


def _decorated(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def settings_for(
    config: Path | None, *, likely: bool, floor: str | None, no_tagger: bool = False, **given: object
) -> Settings:
    """Command line over settings file over defaults; lists given on the command line add to those in the file."""
    file = settings_file(config)
    base = in_force(file, {})
    values: dict[str, object] = {
        name: value for name, value in given.items() if value is not None and value is not False
    }
    if no_tagger:
        values["tagger"] = False
    if likely or floor is not None:
        values["floor"] = floor or "likely"
    for name in ("ignore", "entities", "style"):
        values[name] = [*getattr(base, name), *cast("tuple[str, ...]", given.get(name, ()))]
    return in_force(file, values)


def settings_file(config: Path | None) -> Path | None:
    """The settings file that counts: the one named, else the nearest one from here upwards."""
    return find_file(Path.cwd()) if config is None else config


@contextmanager
def friendly_errors() -> Iterator[None]:
    """Turn expected errors into one sentence and exit code 2; leave quietly when interrupted or cut off."""
    try:
        yield
    except (MtcleanError, SettingsError, EditConflict) as error:
        _leave(f"mtclean: {error}", 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _leave("", 141)
    except (KeyboardInterrupt, click.Abort):
        _leave("", 130)
    except (click.ClickException, click.exceptions.Exit):
        raise
    except OSError as error:
        _leave(f"mtclean: {error.filename or 'input or output'}: {error.strerror or error}", 2)
    except Exception:  # noqa: BLE001 - a defect must not look like exit code 1, "something found"
        traceback.print_exc()
        _leave("mtclean: this is a defect in mtclean; please report it with the lines above", 2)


def _leave(message: str, code: int) -> NoReturn:
    if message:
        click.echo(message, err=True)
    raise SystemExit(code)
