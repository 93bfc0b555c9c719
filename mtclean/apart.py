"""Documents prepared in a process of their own.

To import torch takes about as long as to read the first document's names, and threads of one Python cannot do both at
once: with a second process a command takes about a second less of eight.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Sequence
from functools import cached_property
from multiprocessing.connection import Connection
from threading import Lock

from .names.attested import Attested
from .prepare import Prepared, Preparer
from .values import Document


class Apart(Preparer):
    """A `Preparer` whose work another process does; what that one cannot do is done here, where errors are heard.

    The process starts with the first document, ends with this one, and holds its own copy of the dictionary.
    """

    def __init__(self, entities: Sequence[str] = (), styles: Sequence[str] = ()) -> None:
        super().__init__(entities, styles)
        self._turn = Lock()

    def prepared(self, doc: Document, seen: Attested) -> Prepared:
        """See `Preparer`."""
        return self._asked(doc, seen) or super().prepared(doc, seen)

    def _asked(self, doc: Document, seen: Attested) -> Prepared | None:
        """What the other process says: nothing where it fails, and from then on when it is gone."""
        with self._turn:
            try:
                self._pipe.send((doc, seen))
                found: Prepared | None = self._pipe.recv()
            except (OSError, EOFError, AssertionError):  # the last where no process may be started: in a daemon
                return None
        return found

    @cached_property
    def _pipe(self) -> Connection:
        ours, theirs = multiprocessing.Pipe()
        arguments = (theirs, self.entities, self.styles, gc.get_threshold())
        multiprocessing.get_context("spawn").Process(target=_serve, args=arguments, daemon=True).start()
        theirs.close()
        return ours


def _serve(pipe: Connection, entities: Sequence[str], styles: Sequence[str], threshold: tuple[int, int, int]) -> None:
    """Answer every question until nobody is left to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asks is interrupted, too, and ends this one
    gc.set_threshold(*threshold)
    preparer = Preparer(entities, styles)
    while True:
        try:
            doc, seen = pipe.recv()
        except EOFError:
            return
        try:
            found = preparer.prepared(doc, seen)
        except Exception:  # noqa: BLE001 (it is raised again where it can be heard)
            found = None
        pipe.send(found)
