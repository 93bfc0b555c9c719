"""From settings to models that are ready: the built-in one is installed if need be, any other is loaded by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..settings import DEFAULT_LM, Settings
from . import store
from .scorer import Scorer

if TYPE_CHECKING:
    from .rewriter import Rewriter


def scorer(settings: Settings, progress: store.Progress | None = None) -> Scorer:
    """The scorer that `settings` name, with the tagger made for it; raises `ModelError`, and imports torch."""
    place = _place(settings.lm, settings, progress)
    from .causal import load
    from .tagger import tagger

    made_for_it = partial(tagger, settings.lm) if settings.tagger else None
    return load(place, dtype=settings.dtype, device=settings.device, batch_size=settings.batch_size, tagger=made_for_it)


def rewriter(settings: Settings, progress: store.Progress | None = None) -> Rewriter | None:
    """The rewriter that `settings` name, None where they name none; raises `ModelError`, and imports transformers."""
    if not settings.rewriter:
        return None
    if not settings.tagger or settings.lm != DEFAULT_LM:
        said = "a rewriter is asked only where the tagger doubts words, and the tagger knows only the built-in model"
        raise store.ModelError(said, "leave out --rewriter, or --lm and --no-tagger")
    place = _place(settings.rewriter, settings, progress)
    from .rewriter import load_rewriter

    return load_rewriter(place, settings.instruction, dtype=settings.dtype, device=settings.device)


def _place(name: str, settings: Settings, progress: store.Progress | None) -> str:
    """Where the model of that name is read from: a folder of the cache for a built-in one, else the name itself."""
    if store.named(name) is None:
        return name
    return str(store.install(name, offline=settings.offline, progress=progress))
