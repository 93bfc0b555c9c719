"""A causal language model as a `Scorer`: bits, entropies, boundaries, probes and tried changes from one pass."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

import torch
from safetensors import SafetensorError

from ..values import Span
from . import llama
from .network import Network, Past, Pieces, Read, quickest
from .scorer import Ask, Change, Follow, Probe, Scores, TokenScore, Window, windows
from .store import ModelError
from .tagger import seen_by

WINDOW = 1024
TOKENS_AT_ONCE = 4096
ROWS_AT_ONCE = 48  # so few that the memory is used again: larger blocks are taken from the system each time
LN2 = math.log(2)

_Logits = Callable[[Sequence[int]], torch.Tensor]


class Marker(Protocol):
    """What marks tokens, from the states after some layers and what they cost (see `tagger.Tagger`)."""

    @property
    def layers(self) -> Sequence[int]:
        """The layers whose states it sees, counted from 1."""
        ...

    def marks(self, texts: Sequence[torch.Tensor]) -> list[list[float]]:
        """A mark for each token of each text; texts are tokens x columns, as `tagger.seen_by` gives them."""
        ...


class _Text:
    """A text on its way through the model: token ids, the spans they cover, what is asked, and what was found."""

    def __init__(self, text: str, ids: list[int], spans: list[Span]) -> None:
        self.text, self.ids, self.spans = text, ids, spans
        self.probes: Sequence[Probe] | None = None
        self.asked: dict[int, list[int]] = {}
        self.tokens: dict[int, TokenScore] = {}
        self.other_bits: dict[tuple[int, int], float] = {}
        self._at = {char: i for i, span in enumerate(spans) for char in range(*span)}

    def token_at(self, char: int) -> int:
        """Index of the (last) token that holds a character; -1 when none does."""
        return self._at.get(char, -1)


class _Piece(NamedTuple):
    text: int
    window: Window


class _First(NamedTuple):
    """The first token of a word after some character: its id, and how many characters before the word it holds."""

    id: int
    lead: int


class _Suffix(NamedTuple):
    at: int
    until: int
    ids: list[int]


class CausalScorer:
    """Scores texts with a causal language model; holds the model and a small cache of first tokens, nothing else."""

    def __init__(
        self,
        network: Network,
        pieces: Pieces,
        *,
        batch_size: int = 8,
        window: int = WINDOW,
        tagger: Marker | None = None,
    ) -> None:
        self.name = network.identity
        self._network, self._pieces = network, pieces
        self._batch_size = batch_size
        self._window = min(window, (network.longest or window + 1) - 1)
        self._begins = pieces.beginnings(network.vocabulary).to(network.device)
        self._first_tokens: dict[str, _First] = {}
        self._tagger = tagger

    def score(
        self,
        texts: Sequence[str],
        ask: Ask | None = None,
        follow: Follow | None = None,
    ) -> list[Scores]:
        """Scores of each text (see `Scorer`); windows of all texts are sorted by length and read in batches."""
        read = [_Text(text, *self._pieces.of(text)) for text in texts]
        with torch.inference_mode():
            for batch in self._batches(read):
                seen = self._forward(batch, read, keep=follow is not None)
                for row, piece in enumerate(batch):
                    self._ask(ask, piece.text, read[piece.text])
                    self._measure(partial(seen.logits, row), piece.window, read[piece.text])
                self._tag(seen, batch, read)
                for row, piece in enumerate(batch):
                    if follow is not None:
                        logits, past = partial(seen.logits, row), _row_of(seen.past, row)
                        follow(piece.text, _Memory(self, read[piece.text], piece.window, logits, past))
        return [Scores(tuple(one.tokens[at] for at in range(len(one.ids))), self._answers(one)) for one in read]

    def _ask(self, ask: Ask | None, number: int, one: _Text) -> None:
        """Hear what is asked of a text, once, while its first window is at hand."""
        if one.probes is not None:
            return
        one.probes = ask(number) if ask is not None else ()
        asked = [(probe, other) for probe in one.probes for other in probe.others]
        self._learn_first_tokens(one.text, one.probes)
        for at, first in {self._place(one, probe, other) for probe, other in asked}:
            one.asked.setdefault(at, []).append(first)

    def _place(self, one: _Text, probe: Probe, other: str) -> tuple[int, int]:
        """Which token another word's first token would stand in for, and its id; -1 where none begins there."""
        first = self._first_tokens[_in_context(one.text, probe, other)]
        at = one.token_at(probe.span.start - first.lead)
        begins = at >= 0 and one.spans[at].start == probe.span.start - first.lead
        return (at if begins else -1), first.id

    def _learn_first_tokens(self, text: str, probes: Sequence[Probe]) -> None:
        contexts = {_in_context(text, probe, other) for probe in probes for other in probe.others}
        new = list(contexts - self._first_tokens.keys())
        for context, (ids, spans) in zip(new, self._pieces.of_many(new), strict=True):
            at = next(i for i, span in enumerate(spans) if span.end > 2)
            self._first_tokens[context] = _First(ids[at], 2 - spans[at].start)

    def _batches(self, read: Sequence[_Text]) -> Iterator[list[_Piece]]:
        pieces = [_Piece(i, w) for i, one in enumerate(read) for w in windows(len(one.ids), self._window)]
        pieces.sort(key=lambda piece: piece.window.end - piece.window.start, reverse=True)
        while pieces:
            longest = pieces[0].window.end - pieces[0].window.start + 1
            size = max(1, min(self._batch_size, TOKENS_AT_ONCE // longest))
            yield pieces[:size]
            del pieces[:size]

    def _forward(self, batch: Sequence[_Piece], read: Sequence[_Text], *, keep: bool) -> Read:
        last = -1 if self._tagger is None else None  # a token's own state is read after it, its bits before it
        parts = [read[piece.text].ids[piece.window.start : piece.window.end][:last] for piece in batch]
        rows = [[self._pieces.start, *part] for part in parts]
        return self._network.read(rows, keep=keep, layers=self._tagger.layers if self._tagger else ())

    def _measure(self, logits: _Logits, window: Window, one: _Text) -> None:
        for at in range(window.first, window.end, ROWS_AT_ONCE):
            stop = min(at + ROWS_AT_ONCE, window.end)
            rows = logits(range(at - window.start, stop - window.start)).float()
            rows -= rows.amax(dim=-1, keepdim=True)
            p = rows.exp()
            mass = p.sum(dim=-1)
            total = mass.log()
            targets = torch.tensor(one.ids[at:stop], device=rows.device)
            bits = ((total - rows.gather(1, targets[:, None])[:, 0]) / LN2).tolist()
            entropy = ((total - torch.linalg.vecdot(p, rows) / mass) / LN2).clamp(min=0).tolist()
            boundary = (-(p @ self._begins / mass).clamp(1e-30, 1.0).log2()).tolist()
            begins = self._begins[targets].tolist()
            for i, index in enumerate(range(at, stop)):
                one.tokens[index] = TokenScore(one.spans[index], bits[i], entropy[i], boundary[i], bool(begins[i]))
                others = one.asked.get(index, [])
                if others:
                    found = ((total[i] - rows[i, others]) / LN2).tolist()
                    one.other_bits.update(zip(((index, o) for o in others), found, strict=True))

    def _tag(self, seen: Read, batch: Sequence[_Piece], read: Sequence[_Text]) -> None:
        if self._tagger is None:
            return
        texts: list[torch.Tensor] = []
        for row, (text, window) in enumerate(batch):
            scored = slice(1 + window.first - window.start, 1 + window.end - window.start)  # state 0: of the start
            tokens = [read[text].tokens[at] for at in range(window.first, window.end)]
            texts.append(seen_by([layer[row, scored] for layer in seen.states], tokens))
        for (text, window), marks in zip(batch, self._tagger.marks(texts), strict=True):
            for at, mark in enumerate(marks, window.first):
                read[text].tokens[at] = read[text].tokens[at]._replace(mark=mark)

    def _answers(self, one: _Text) -> tuple[tuple[float, ...], ...]:
        return tuple(
            tuple(one.other_bits.get(self._place(one, probe, other), math.inf) for other in probe.others)
            for probe in one.probes or ()
        )

    def _saved(
        self, changes: Sequence[Change], one: _Text, window: Window, logits: _Logits, past: Past
    ) -> Iterator[float]:
        suffixes = [self._suffix(one, change, window) for change in changes]
        for chosen in _packs(suffixes, TOKENS_AT_ONCE // 4):
            for suffix, cost in zip(chosen, self._costs(chosen, logits, past, window.start), strict=True):
                yield sum(one.tokens[k].bits for k in range(suffix.at, suffix.until)) - cost

    def _probed(self, probes: Sequence[Probe], one: _Text, window: Window, logits: _Logits) -> list[tuple[float, ...]]:
        self._learn_first_tokens(one.text, probes)
        places = [[self._place(one, probe, other) for other in probe.others] for probe in probes]
        wanted: dict[int, list[int]] = {}
        for at, first in {place for row in places for place in row if window.first <= place[0] < window.end}:
            wanted.setdefault(at - window.start, []).append(first)
        known = {
            (row + window.start, first): bits
            for row, found in _bits_of_each(logits, wanted).items()
            for first, bits in zip(wanted[row], found, strict=True)
        }
        return [tuple(known.get(place, math.inf) for place in row) for row in places]

    def _suffix(self, one: _Text, change: Change, window: Window) -> _Suffix:
        """The changed text read anew, from the white space before the change to the token that holds its end."""
        begin = change.span.start - one.text[: change.span.start][-1:].isspace()
        at = max(one.token_at(begin) if one.token_at(begin) >= 0 else one.token_at(change.span.start), window.first)
        until = min(one.token_at(change.until - 1) + 1, window.end)
        start, end = min(begin, one.spans[at].start), one.spans[until - 1].end
        lead = "x" if one.text[start].isspace() and start else one.text[max(0, start - 1) : start]
        after = one.text[change.span.end : end]
        ids, spans = self._pieces.of(lead + one.text[start : change.span.start] + change.new + after)
        return _Suffix(at, until, [i for i, span in zip(ids, spans, strict=True) if span.end > len(lead)])

    def _costs(self, suffixes: Sequence[_Suffix], logits: _Logits, past: Past, start: int) -> list[float]:
        """Bits of each suffix after the tokens before it.

        Row r of `logits` foretells token `start + r`, so the first token's bits are there already. The others come
        from reading all suffixes as one sequence, in which each sees rows 0 to r of `past` and itself, nothing else.
        """
        rows = [suffix.at - start for suffix in suffixes]
        costs = _bits(logits, rows, [suffix.ids[0] for suffix in suffixes])
        ids = [token for suffix in suffixes for token in suffix.ids[:-1]]
        if not ids:
            return costs
        length = max(rows) + 1
        positions = [
            row + 1 + i for suffix, row in zip(suffixes, rows, strict=True) for i in range(len(suffix.ids) - 1)
        ]
        mask = self._blocks([len(suffix.ids) - 1 for suffix in suffixes], rows, length)
        seen = self._network.resume(ids, positions, mask, _first_rows(past, length))
        targets = [token for suffix in suffixes for token in suffix.ids[1:]]
        bits = _bits(partial(seen.logits, 0), range(len(targets)), targets)
        at = 0
        for i, suffix in enumerate(suffixes):
            costs[i] += sum(bits[at : at + len(suffix.ids) - 1])
            at += len(suffix.ids) - 1
        return costs

    def _blocks(self, lengths: Sequence[int], rows: Sequence[int], past: int) -> torch.Tensor:
        """An additive mask, tokens x (past + tokens): each block sees its part of the past, and itself."""
        total = sum(lengths)
        mask = torch.full((total, past + total), torch.finfo(self._network.dtype).min, dtype=self._network.dtype)
        at = 0
        for length, row in zip(lengths, rows, strict=True):
            mask[at : at + length, : row + 1] = 0
            block = mask[at : at + length, past + at : past + at + length]
            block.masked_fill_(torch.ones(length, length, dtype=torch.bool).tril(), 0)
            at += length
        return mask.to(self._network.device)


class _Memory:
    """What `Memory` promises, for one window of a text."""

    def __init__(self, scorer: CausalScorer, one: _Text, window: Window, logits: _Logits, past: Past) -> None:
        self._scorer, self._one, self._window, self._logits, self._past = scorer, one, window, logits, past
        self.part = Span(one.spans[window.first].start, one.spans[window.end - 1].end)
        self.scores = Scores(tuple(one.tokens[i] for i in range(window.first, window.end)), scorer._answers(one))

    def probed(self, probes: Sequence[Probe]) -> list[tuple[float, ...]]:
        return self._scorer._probed(probes, self._one, self._window, self._logits)

    def saved(self, changes: Sequence[Change]) -> list[float]:
        return list(self._scorer._saved(changes, self._one, self._window, self._logits, self._past))


def _packs(suffixes: Sequence[_Suffix], most: int) -> Iterator[list[_Suffix]]:
    """Runs of suffixes of at most `most` tokens together, or of one that is longer."""
    pack: list[_Suffix] = []
    size = 0
    for suffix in suffixes:
        if pack and size + len(suffix.ids) > most:
            yield pack
            pack, size = [], 0
        pack.append(suffix)
        size += len(suffix.ids)
    if pack:
        yield pack


def _bits(logits: _Logits, rows: Sequence[int], targets: Sequence[int]) -> list[float]:
    """Bits of each target at its row."""
    found: list[float] = []
    for at in range(0, len(rows), ROWS_AT_ONCE):
        chunk = logits(rows[at : at + ROWS_AT_ONCE]).float()
        wanted = torch.tensor(targets[at : at + ROWS_AT_ONCE], device=chunk.device)
        found += ((torch.logsumexp(chunk, dim=-1) - chunk.gather(1, wanted[:, None])[:, 0]) / LN2).tolist()
    return found


def _bits_of_each(logits: _Logits, targets: Mapping[int, list[int]]) -> dict[int, list[float]]:
    """Bits of several targets at each row."""
    found: dict[int, list[float]] = {}
    rows = sorted(targets)
    for at in range(0, len(rows), ROWS_AT_ONCE):
        chosen = rows[at : at + ROWS_AT_ONCE]
        chunk = logits(chosen).float()
        total = torch.logsumexp(chunk, dim=-1)
        found |= {row: ((total[i] - chunk[i, targets[row]]) / LN2).tolist() for i, row in enumerate(chosen)}
    return found


def _row_of(past: Past, row: int) -> Past:
    """Keys and values of one text of a batch."""
    return [(keys[row : row + 1], values[row : row + 1]) for keys, values in past]


def _first_rows(past: Past, length: int) -> Past:
    return [(keys[:, :, :length], values[:, :, :length]) for keys, values in past]


def _in_context(text: str, probe: Probe, other: str) -> str:
    """A letter, the character that stands before the probed word, and the other word: how its first token is found."""
    before = text[probe.span.start - 1] if probe.span.start else " "
    return f"x{before}{other}"


def load(
    name: str,
    *,
    dtype: str = "auto",
    device: str = "auto",
    batch_size: int = 8,
    tagger: Callable[[Network], Marker | None] | None = None,
) -> CausalScorer:
    """A scorer for a model folder or hub name; `ModelError` when it is not there or cannot be used.

    `tagger` gives what is to mark tokens, if there is anything for that network.
    """
    try:
        network, pieces = _open(name, *usable(dtype, device))
    except (OSError, ValueError, ImportError, KeyError, SafetensorError) as error:
        said = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelError(f"cannot load the language model {name!r}: {said}", "is the name or folder right?") from error
    return CausalScorer(network, pieces, batch_size=batch_size, tagger=tagger(network) if tagger else None)


def _open(name: str, dtype: torch.dtype, device: str) -> tuple[Network, Pieces]:
    if llama.fits(Path(name)):
        return llama.Llama(Path(name), dtype, device), llama.pieces(Path(name))
    from . import hub  # it takes seconds to import

    return hub.Hub(name, dtype, device), hub.pieces(name)


def usable(dtype: str, device: str) -> tuple[torch.dtype, str]:
    """The numbers to compute with and where, "auto" being what suits this machine."""
    place = _device(device)
    return _dtype(dtype, place), place


def _device(wanted: str) -> str:
    if wanted != "auto":
        return wanted
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _dtype(wanted: str, device: str) -> torch.dtype:
    if wanted != "auto":
        return torch.bfloat16 if wanted == "bfloat16" else torch.float32
    if device == "cpu":
        return quickest()
    return torch.bfloat16 if device == "cuda" and torch.cuda.is_bf16_supported() else torch.float32
