"""One article's way from text to report: measure once, let every rule judge, settle overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from .agreement import propose as agreement
from .apart import Apart
from .detect import RULES, selected
from .judge import enlightened, verdict
from .lm.scorer import Memory, Probe, Scorer, Scores
from .lm.start import rewriter, scorer
from .lm.store import Progress
from .names.attested import Attested, attested
from .names.dictionary import Dictionary
from .policy import standing
from .prepare import Prepared, Preparer
from .reading import Reading
from .report import Failure, Report
from .rewrites.reduce import Writer
from .rewrites.search import Rewrite, search
from .senses.propose import Trial, probe, swaps, trials
from .settings import Settings, from_mapping
from .surprise import measured
from .values import Document, Flag
from .version import __version__

READ_AHEAD = 16
NOTHING_SEEN = Attested()


@dataclass
class _Tried:
    """What is tried in a document and what it saves, collected while the language model still remembers it."""

    senses: list[tuple[Trial, float]] = field(default_factory=list)
    small: list[tuple[agreement.Trial, float]] = field(default_factory=list)
    rewrites: list[Rewrite] = field(default_factory=list)

    def more(self, parts: Prepared, memory: Memory, writer: Writer | None) -> None:
        """Try what is worth it in one part of the document; probes are those of senses, then those of small words."""
        text, part, scores, count = parts.doc.text, memory.part, memory.scores, len(parts.asked)
        senses = trials(text, part, parts.asked, scores._replace(probes=scores.probes[:count]), parts.compounds)
        words_here = sum(part.holds(word) for word in parts.words)
        small = agreement.trials(part, parts.small, scores._replace(probes=scores.probes[count:]), words_here)
        found = search(text, parts.words, parts.sentences, [m.span for m in parts.mentions], memory, writer)
        changes = [*(trial.change for trial in senses), *(trial.change for trial in small), *found.changes]
        saved = iter(memory.saved(changes) if changes else ())
        tried = [(trial, next(saved)) for trial in senses]
        self.senses += tried
        self.small += [(trial, next(saved)) for trial in small]
        self.rewrites += found.found(list(saved), swaps(text, tried), memory)


class Cleaner:
    """Checks documents with one language model, one dictionary and one set of settings, all opened on first need.

    Settings are given as a `Settings` value or by name: `Cleaner(lm="some/folder", entities=["mine.csv"])`. With
    `apart` another process looks names up: the first report is sooner ready, and a script must guard its main part as
    multiprocessing wants it.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        progress: Progress | None = None,
        apart: bool = False,
        **changes: object,
    ) -> None:
        self.settings = from_mapping(_listed(changes), "Cleaner", settings) if changes else settings or Settings()
        self._progress = progress
        self._preparer = (Apart if apart else Preparer)(self.settings.entities, self.settings.style)
        self._rules = selected(RULES, self.settings.ignore)

    @cached_property
    def scorer(self) -> Scorer:
        """The language model; the first use loads it, and installs the built-in one if need be."""
        return scorer(self.settings, self._progress)

    @cached_property
    def rewriter(self) -> Writer | None:
        """The model that proposes repairs, None where the settings name none."""
        return rewriter(self.settings, self._progress)

    @property
    def dictionary(self) -> Dictionary:
        """The names that are known, the user's own among them."""
        return self._preparer.dictionary

    @cached_property
    def signature(self) -> str:
        """What a number depends on: version, model and weights, dictionary, settings, and the style if there is one."""
        style = f"|style:{self._preparer.style.digest}" if self.settings.style else ""
        writer = f"|rewriter:{self.rewriter.name}" if self.rewriter else ""
        parts = (f"lm:{self.scorer.name}", f"dict:{self.dictionary.digest}", f"settings:{self.settings.digest}")
        return f"mtclean:{__version__}|{'|'.join(parts)}{style}{writer}"

    def check(self, doc: Document | str) -> Report:
        """The report for one document, or for a text of no particular name."""
        doc = Document("text", doc) if isinstance(doc, str) else doc
        return self._reports([doc], NOTHING_SEEN)[0]

    def check_many(self, items: Iterable[Document | Failure]) -> Iterator[Report | Failure]:
        """Reports in input order with bounded memory; failures pass through, an error in one document becomes one.

        Documents are read some ahead, so that names spelled well in one help another.
        """
        source = iter(items)
        while ahead := list(islice(source, READ_AHEAD)):
            docs = [item for item in ahead if isinstance(item, Document)]
            reports = iter(self._survivors(docs, _agreed(docs)))
            yield from (item if isinstance(item, Failure) else next(reports) for item in ahead)

    def _survivors(self, docs: Sequence[Document], seen: Attested) -> list[Report | Failure]:
        try:
            return list(self._reports(docs, seen))
        except (ValueError, RuntimeError, ArithmeticError, LookupError, TypeError, MemoryError) as error:
            if len(docs) > 1:
                return [one for doc in docs for one in self._survivors([doc], seen)]
            said = f"could not be checked ({type(error).__name__}: {error})"
            return [Failure(docs[0].id, "check-failed", said, "please report this text as a bug")]

    def readings(self, docs: Sequence[Document], seen: Attested = NOTHING_SEEN) -> list[Reading]:
        """Everything measured on each document; `seen` is what other articles say. Rules have not judged yet."""
        with ThreadPoolExecutor(max_workers=1) as aside:  # the dictionary is looked up while the model loads and reads
            parts = [aside.submit(self._preparer.prepared, doc, seen) for doc in docs]
            tried = [_Tried() for _ in docs]

            def ask(i: int) -> list[Probe]:
                part = parts[i].result()
                return [*map(probe, part.asked), *(question.probe for question in part.small)]

            def follow(i: int, memory: Memory) -> None:
                tried[i].more(parts[i].result(), memory, self.rewriter)

            scored = self.scorer.score([doc.text for doc in docs], ask, follow)
            return [_reading(part.result(), one, t) for part, one, t in zip(parts, scored, tried, strict=True)]

    def _reports(self, docs: Sequence[Document], seen: Attested) -> list[Report]:
        return [self._report(reading) for reading in self.readings(docs, seen)]

    def _found(self, reading: Reading, *, in_context: bool) -> list[Flag]:
        rules = [rule for rule in self._rules if rule.in_context == in_context]
        return [flag for rule in rules for flag in rule.find(reading, self.settings)]

    def _report(self, reading: Reading) -> Report:
        plain = self._found(reading, in_context=False)
        reading = enlightened(reading, plain)
        flags = [*plain, *self._found(reading, in_context=True)]
        kept = tuple(standing(flags, reading.doc.text, self.settings))
        bits_per_byte = reading.bits / max(1, len(reading.doc.text.encode()))
        said = verdict(reading, kept)
        return Report(reading.doc, said, kept, reading.words, bits_per_byte, self.settings.floor, self.signature)


def _agreed(docs: Sequence[Document]) -> Attested:
    """What the articles of a run agree on; nothing when one cannot be read, which its own check will report."""
    try:
        return attested(docs) if len(docs) > 1 else NOTHING_SEEN
    except ValueError:
        return NOTHING_SEEN


def _reading(parts: Prepared, scores: Scores, tried: _Tried) -> Reading:
    doc = parts.doc
    found = measured(doc.text, parts.words, parts.sentences, [m.span for m in parts.mentions], scores.tokens)
    return Reading(
        doc=doc,
        sentences=parts.sentences,
        quotations=parts.quotations,
        words=found.words,
        mentions=parts.mentions,
        swaps=swaps(doc.text, tried.senses),
        slips=agreement.slips(doc.text, tried.small),
        rewrites=tuple(sorted(tried.rewrites)),
        spellings=parts.spellings,
        damage=found.damage,
        slope=found.slope,
        bits=sum(token.bits for token in scores.tokens),
    )


def _listed(changes: dict[str, object]) -> dict[str, object]:
    """Settings by name, where one path may stand for a list of one."""
    many = ("entities", "ignore", "style")
    return {k: [str(v)] if k in many and isinstance(v, (str, Path)) else v for k, v in changes.items()}
