"""From settings to a scorer that is ready: the built-in model is installed if need be, any other is loaded by name."""

from __future__ import annotations

from functools import partial

from ..settings import Settings
from . import store
from .scorer import Scorer


def scorer(settings: Settings, progress: store.Progress | None = None) -> Scorer:
    """The scorer that `settings` name, with the tagger made for it; raises `ModelError`, and imports torch."""
    place = settings.lm
    if store.named(settings.lm) is not None:
        place = str(store.install(settings.lm, offline=settings.offline, progress=progress))
    from .causal import load
    from .tagger import tagger

    made_for_it = partial(tagger, settings.lm) if settings.tagger else None
    return load(place, dtype=settings.dtype, device=settings.device, batch_size=settings.batch_size, tagger=made_for_it)
