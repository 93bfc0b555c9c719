"""How good mtclean is: samples, clean news, words, spans, documents. `python benchmarks/quality.py --help`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

if not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks import clean, documents, mined, samples, spans, word_level
from benchmarks.bench import Bench, Part, in_process, in_processes
from benchmarks.gold import samples_digest
from benchmarks.tables import page, write_between
from mtclean.pipeline import Cleaner
from mtclean.settings import Settings, from_mapping

SMALL: dict[str, int | None] = {
    "docs-clean-original": 100,
    "docs-clean-translated": 8,
    "words": 200,
    "spans": 40,
    "docs": 6,
    "docs-edits": 8,
    "mined-development": 20,
    "mined-reporting": 20,
}
ON_SAMPLES: dict[str, Callable[[Bench], Part]] = {
    "samples-development": lambda bench: samples.split_part(bench, "development"),
    "samples-reporting": lambda bench: samples.split_part(bench, "reporting"),
    "samples-clean": clean.samples_part,
}
ON_DATA: dict[str, Callable[[Bench, Path], Part]] = {
    "docs-clean-original": lambda bench, data: clean.news_part(bench, data, "original"),
    "docs-clean-translated": lambda bench, data: clean.news_part(bench, data, "translated"),
    "words": word_level.part,
    "spans": spans.part,
    "docs": documents.verdict_part,
    "docs-edits": documents.edits_part,
}
ON_MINED: dict[str, Callable[[Bench, Path], Part]] = {
    "mined-development": lambda bench, names: mined.part(bench, names, "development"),
    "mined-reporting": lambda bench, names: mined.part(bench, names, "reporting"),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts that were asked for, print their tables, and write them where they were wanted."""
    options = _parser().parse_args(arguments)
    settings = from_mapping({"lm": options.lm} if options.lm else {}, "command line", Settings())
    run = in_process(Cleaner(settings)) if options.workers == 1 else in_processes(settings, options.workers)
    bench = Bench(run, options.samples, options.data, options.mined, options.seed, sizes(options.sample))
    parts = [_part(bench, name) for name in options.part or _possible(options.data, options.mined)]
    print(page(parts))
    print(*bench.failed, sep="\n", file=sys.stderr)
    if options.json:
        found = json.dumps(record(parts, options.samples, bench.failed), ensure_ascii=False, indent=1)
        options.json.write_text(found + "\n", encoding="utf-8")
    if options.write:
        write_between(options.write, "quality", page(parts))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure how good mtclean is.", epilog=f"Default sizes: {SMALL}")
    parser.add_argument(
        "--data", type=Path, help="folder with docs_clean, docs_mt, words and spans; without it, samples only"
    )
    parser.add_argument("--mined", type=Path, help="names mined from docs_mt by training/mined.py")
    parser.add_argument("--samples", type=Path, default=Path(__file__).resolve().parent.parent / "samples")
    parser.add_argument(
        "--part", nargs="+", choices=[*ON_SAMPLES, *ON_DATA, *ON_MINED], help="only these (default: all)"
    )
    parser.add_argument(
        "--sample", nargs="+", default=[], metavar="[PART=]N", help="items per set (or: all), of all parts or one"
    )
    parser.add_argument("--seed", type=int, default=0, help="of samples and bootstrap")
    parser.add_argument("--workers", type=int, default=1, help="processes, each with a model of its own")
    parser.add_argument("--lm", help="another language model than the built-in one")
    parser.add_argument("--write", type=Path, metavar="README", help="put the tables between its marks")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write figures and single cases; gate.py reads it")
    return parser


def sizes(given: Sequence[str]) -> dict[str, int | None]:
    """How many items per set each part takes (None: all).

    >>> sizes(["words=50", "docs=all"])["words"], sizes(["words=50", "docs=all"])["docs"]
    (50, None)
    """
    found = dict(SMALL)
    for item in given:
        name, _, size = item.rpartition("=")
        names = [name] if name else list(SMALL)
        if set(names) - set(SMALL):
            raise SystemExit(f"--sample {item}: no such part; choose from {', '.join(SMALL)}")
        if size != "all" and not size.isdigit():
            raise SystemExit(f"--sample {item}: give a number or 'all'")
        found |= dict.fromkeys(names, None if size == "all" else int(size))
    return found


def _possible(data: Path | None, names: Path | None) -> list[str]:
    return [*ON_SAMPLES, *(ON_DATA if data else ()), *(ON_MINED if names else ())]


def _part(bench: Bench, name: str) -> Part:
    if name in ON_SAMPLES:
        return ON_SAMPLES[name](bench)
    if name in ON_MINED:
        if bench.mined is None:
            raise SystemExit(f"--part {name} needs --mined FILE, written by: python -m training.mined DIR FILE")
        return ON_MINED[name](bench, bench.mined)
    if bench.data is None:
        raise SystemExit(f"--part {name} needs --data DIR")
    return ON_DATA[name](bench, bench.data)


def record(parts: Sequence[Part], folder: Path, failed: Sequence[str] = ()) -> dict[str, Any]:
    """What `--json` writes and gate.py reads."""
    return {
        "schema": 1,
        "date": datetime.now(timezone.utc).date().isoformat(),
        "samples_digest": samples_digest(folder),
        "failed": list(failed),
        "parts": {part.name: part.to_dict() for part in parts},
    }


if __name__ == "__main__":
    main()
