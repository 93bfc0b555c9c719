"""One scorer in a process of its own: loads the model, then times a round over the same texts whenever it is told to.

speed.py runs it with the Python that has the library. First line in: name, model, dtype, threads, texts. Then, a line
each: a batch size (0: the scorer's own) and "every": 4 for a quarter of the texts. The answers are lines, too.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, TextIO

Round = Callable[[], object]
Prepare = Callable[[int, Sequence[str]], Round]


def mtclean(model: str, dtype: str) -> Prepare:
    """Every token with its span, bits, entropy, and bits at the word boundary."""
    from mtclean.lm.start import scorer
    from mtclean.settings import Settings

    settings = Settings(lm=model, dtype=dtype, device="cpu", offline=True)
    loaded = {settings.batch_size: scorer(settings)}

    def prepare(batch: int, texts: Sequence[str]) -> Round:
        size = batch or settings.batch_size
        if size not in loaded:
            loaded.clear()
            loaded[size] = scorer(replace(settings, batch_size=size))
        return lambda: {"tokens": sum(len(scores.tokens) for scores in loaded[size].score(texts))}

    return prepare


def minicons(model: str, dtype: str, *, corrected: bool = False) -> Prepare:
    """`token_score` in bits, batches cut in order; `corrected` for word boundaries, as mtclean always is."""
    import torch

    scorer = import_module("minicons.scorer")
    theirs = scorer.IncrementalLMScorer(model, "cpu", dtype=getattr(torch, dtype))
    told = {"surprisal": True, "base_two": True, "bos_token": True, "bow_correction": corrected}

    def prepare(batch: int, texts: Sequence[str]) -> Round:
        size = batch or 1
        parts = [list(texts[at : at + size]) for at in range(0, len(texts), size)]
        return lambda: [theirs.token_score(part, **told) for part in parts]

    return prepare


def minicons_corrected(model: str, dtype: str) -> Prepare:
    """`minicons` with the same word-boundary correction as mtclean."""
    return minicons(model, dtype, corrected=True)


def lmppl(model: str, dtype: str) -> Prepare:
    """One perplexity per text: no tokens, no spans."""
    import torch

    theirs = import_module("lmppl").LM(_for_transformers_4(model), torch_dtype=getattr(torch, dtype))
    return lambda batch, texts: lambda: theirs.get_perplexity(list(texts), batch_size=batch or 1)


def _for_transformers_4(model: str) -> str:
    """A copy of the model folder whose tokenizer and rope settings transformers 4 can read; the weights are linked."""
    copy = Path(tempfile.mkdtemp(prefix="mtclean-lmppl-"))
    atexit.register(shutil.rmtree, copy)
    for path in Path(model).iterdir():
        (copy / path.name).symlink_to(path.resolve())
    config = json.loads((copy / "config.json").read_text(encoding="utf-8"))
    tokenizer = json.loads((copy / "tokenizer_config.json").read_text(encoding="utf-8"))
    _replace(copy / "config.json", config | {"rope_theta": config.get("rope_parameters", config).get("rope_theta")})
    _replace(copy / "tokenizer_config.json", tokenizer | {"tokenizer_class": "PreTrainedTokenizerFast"})
    return str(copy)


def _replace(path: Path, content: dict[str, Any]) -> None:
    path.unlink()
    path.write_text(json.dumps(content), encoding="utf-8")


CONTENDERS: dict[str, Callable[[str, str], Prepare]] = {
    "mtclean": mtclean,
    "minicons": minicons,
    "minicons corrected": minicons_corrected,
    "lmppl": lmppl,
}


def main(lines: TextIO, answers: TextIO) -> None:
    """Answer one line for the start and one for every round, until there are no more lines."""
    job = json.loads(lines.readline())
    import torch

    torch.set_num_threads(job["threads"])
    begun = time.perf_counter()
    prepare = CONTENDERS[job["name"]](job["model"], job["dtype"])
    torch.set_num_threads(job["threads"])
    _answer(answers, {"load": time.perf_counter() - begun, "versions": _versions(job["name"])})
    for line in lines:
        asked = json.loads(line)
        run = prepare(asked["batch"], job["texts"][:: asked["every"]])
        begun = time.perf_counter()
        found = run()
        taken = {"seconds": time.perf_counter() - begun}
        peak = {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
        _answer(answers, taken | peak | (found if isinstance(found, dict) else {}))


def _versions(name: str) -> dict[str, str]:
    return {package: version(package) for package in (name.partition(" ")[0], "torch", "transformers")}


def _answer(answers: TextIO, said: dict[str, Any]) -> None:
    answers.write(json.dumps(said) + "\n")
    answers.flush()


if __name__ == "__main__":
    own = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        main(sys.stdin, own)
