"""The command line: parses, calls once, prints, returns a number (0 clean, 1 something found, 2 could not do it).

Everything heavy is imported by the command that needs it, so that `mtclean --help` starts at once.
"""

from __future__ import annotations

import atexit
import gc
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .dictionary_cli import dictionary
from .options import friendly_errors, on_documents, settings_file, with_settings
from .settings import DEFAULT_LM, Settings, to_toml
from .version import __version__

if TYPE_CHECKING:
    from .console import Console
    from .reading import Rule
    from .report import Failure
    from .run import Run
    from .sources import Source

# How many new objects let Python look for cycles. Imports and tables leave millions that last: by default they are
# searched again and again, and once more at the end, for most of a second.
OBJECTS = 100_000


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="mtclean")
def main() -> None:
    """Find what a machine-translation round trip broke in English articles, and propose what stood there before.

    PATH is a .txt, .md, .html or .jsonl file (.jsonl.gz and .jsonl.zst too), a folder of these, or - for standard
    input. Exit code: 0 nothing found, 1 something found, 2 something could not be done.
    """
    gc.set_threshold(OBJECTS)
    atexit.register(gc.freeze)


def _rules() -> Sequence[Rule]:
    from .detect import RULES

    return RULES


def _start(
    console: Console,
    settings: Settings,
    paths: Sequence[str],
    fields: dict[str, str],
    refusal: Callable[[Source], Failure | None] | None = None,
) -> Run:
    """A run over `paths` that has not begun: the language model is opened when the first document is asked for."""
    from .jsonl import Fields
    from .pipeline import Cleaner
    from .records import read
    from .render import rule_named
    from .run import Run, refusing

    for name in settings.ignore:
        rule_named(name, _rules())
    records = read(paths, Fields.given(fields))
    cleaner = Cleaner(settings, progress=_show_stage, apart="torch" not in sys.modules)
    return Run(refusing(records, refusal) if refusal else records, cleaner, console.watch)


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--words", is_flag=True, help="Add the bits of every word.")
@on_documents
def check(settings: Settings, paths: Sequence[str], form: str, *, words: bool, **fields: str) -> None:
    """Show what looks broken, why, and what may have stood there."""
    from .console import Console
    from .render import json_line, shown
    from .report import Report

    console = Console(paths)
    run = _start(console, settings, paths, fields)
    for _, result in run:
        if form == "jsonl" and result is not None:
            console.out(json_line(result, words=words))
        elif isinstance(result, Report):
            console.out(shown(result, colour=console.colour, words=words))
    console.finish(run, to_stdout=form == "text")


@main.command()
@on_documents
def diff(settings: Settings, paths: Sequence[str], **fields: str) -> None:
    """Print a patch of the suggested edits, each explained; `git apply` and `patch` accept it."""
    from .console import Console
    from .patch import for_terminal, patches, unpatchable

    console = Console(paths)
    run = _start(console, settings, paths, fields, unpatchable)
    for patch in patches(run):
        console.out(for_terminal(patch, colour=console.colour) if console.is_terminal else patch)
    console.finish(run)


@main.command()
@click.option("--write", "-w", is_flag=True, help="Change the files themselves, each in one step.")
@click.option("--interactive", "-i", is_flag=True, help="Ask about every suggestion: y, n, a(ll), e(dit), q(uit).")
@on_documents
def fix(settings: Settings, paths: Sequence[str], *, write: bool, interactive: bool, **fields: str) -> None:
    """Make the safe edits: print the repaired text, or write it back with --write."""
    from . import fixing
    from .ask import Session
    from .console import Console

    fixing.refuse_unfit(paths, write=write, interactive=interactive)
    console = Console(paths)
    run = _start(console, settings, paths, fields, fixing.unwritable if write else None)
    session = Session(console.remark, console.ask, run.stop, colour=console.colour)
    choose = session.edits if interactive else fixing.trusted
    if write:
        fixing.in_place(run, choose)
    else:
        fixing.to_stream(run, console.out, choose)
    console.finish(run)


@main.command()
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, help="Folder for the results.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="How to print the counts.")
@on_documents
def batch(settings: Settings, paths: Sequence[str], output: Path, form: str, **fields: str) -> None:
    """Check and repair a whole corpus: reports.jsonl and the repaired texts go to a folder."""
    from . import batch as corpus
    from .console import Console

    corpus.refuse_overlap(paths, output)
    console = Console(paths)
    run = _start(console, settings, paths, fields)
    corpus.write(run, output, alone=len(paths) == 1)
    console.out(f"{run.summary}\n" if form == "text" else json.dumps(run.summary.to_dict()) + "\n")
    raise SystemExit(run.summary.exit_code)


@main.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say what a rule looks for, why, with examples, and how safe its fixes are; without RULE, list all rules."""
    from .render import rule_lines, rule_list, rule_named

    with friendly_errors():
        click.echo(rule_list(_rules()) if rule is None else rule_lines(rule_named(rule, _rules())), nl=False)


@main.command()
@with_settings
def config(settings: Settings) -> None:
    """Print the settings in force as TOML, and the file they come from."""
    file = settings_file(click.get_current_context().params["config"])
    click.echo(f"# settings file: {file or 'none found; put them in mtclean.toml'}")
    click.echo(to_toml(settings), nl=False)


main.add_command(dictionary)


@main.group()
def model() -> None:
    """List, install and find language models."""


@model.command("list")
def model_list() -> None:
    """Show the models that can be installed."""
    from .lm import store

    for one in store.models():
        click.echo(f"{one.name}\n  {one.about}\n  {one.licence}; {store.path(one.name) or 'not installed'}")


@model.command("install")
@click.argument("name", default=DEFAULT_LM)
@click.option("--offline", is_flag=True, help="Only say whether it is there.")
def model_install(name: str, *, offline: bool) -> None:
    """Fetch a model once, check it and keep it in the cache."""
    from .lm import store

    with friendly_errors():
        click.echo(store.install(name, offline=offline, progress=_show_stage))


def _show_stage(stage: str, share: float) -> None:
    """Draw how far the language model has got: a bar on a terminal, a line per finished stage elsewhere."""
    if sys.stderr.isatty():
        click.echo(f"\r{stage:<11} [{'#' * round(30 * share):<30}] {share:4.0%}", nl=share >= 1, err=True)
    elif share >= 1:
        click.echo(f"language model: {stage} done", err=True)


@model.command("path")
@click.argument("name", default=DEFAULT_LM)
def model_path(name: str) -> None:
    """Print the folder that a model is in."""
    from .errors import MtcleanError
    from .lm import store

    with friendly_errors():
        folder = store.path(name)
        if folder is None:
            raise MtcleanError(f"the language model {name} is not installed", f"run `mtclean model install {name}`")
        click.echo(folder)
