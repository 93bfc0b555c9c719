"""What mtclean says of one document; everything that can be derived is a property."""

from __future__ import annotations

from dataclasses import dataclass

from .edits import apply_edits, unified_diff
from .policy import choose
from .values import Document, Edit, Flag, Safety, Verdict, Word

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Report:
    """A document with its verdict, its flags in text order, its words, and the floor its edits are chosen by."""

    doc: Document
    verdict: Verdict
    flags: tuple[Flag, ...]
    words: tuple[Word, ...]
    bits_per_byte: float
    floor: Safety
    signature: str

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits trusted at `floor`, in text order, never overlapping."""
        return self.edits_at(self.floor)

    def edits_at(self, floor: Safety) -> tuple[Edit, ...]:
        """The edits that would be made with another floor."""
        return tuple(edit for flag in self.flags if (edit := choose(flag, floor)) is not None)

    @property
    def fixed(self) -> str:
        """The text with `edits` made."""
        return apply_edits(self.doc.text, self.edits)

    @property
    def diff(self) -> str:
        """A unified diff from the text to `fixed`; empty when there is nothing to change."""
        return unified_diff(self.doc.id, self.doc.text, self.fixed)

    def to_dict(self, *, words: bool = False) -> dict[str, object]:
        """The JSON object of contract.md; `words` adds every word with its bits."""
        record: dict[str, object] = {
            "schema": SCHEMA,
            "id": self.doc.id,
            "verdict": {"label": self.verdict.label, "probability": round(self.verdict.probability, 4)},
            "bits_per_byte": round(self.bits_per_byte, 4),
            "words_total": len(self.words),
            "flags": [flag_to_dict(flag) for flag in self.flags],
        }
        if words:
            record["words"] = [_word_to_dict(word) for word in self.words]
        return record | {"signature": self.signature}


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read or checked: what kind of trouble, a sentence, and what to do next."""

    id: str
    kind: str
    message: str
    hint: str

    def to_dict(self) -> dict[str, object]:
        """The JSON object of contract.md."""
        error = {"kind": self.kind, "message": self.message, "hint": self.hint}
        return {"schema": SCHEMA, "id": self.id, "error": error}


def flag_to_dict(flag: Flag) -> dict[str, object]:
    """A flag as contract.md spells it, with confidences rounded to three digits."""
    return {
        "start": flag.span.start,
        "end": flag.span.end,
        "text": flag.text,
        "rule": flag.rule,
        "channel": flag.channel,
        "confidence": round(flag.confidence, 3),
        "evidence": [
            {"measure": e.measure, "value": round(e.value, 3), "limit": round(e.limit, 3), "note": e.note}
            for e in flag.evidence
        ],
        "suggestions": [
            {
                "replacement": s.replacement,
                "safety": s.safety.label,
                "confidence": round(s.confidence, 3),
                "reason": s.reason,
            }
            for s in flag.suggestions
        ],
    }


def _word_to_dict(word: Word) -> dict[str, object]:
    return {
        "start": word.span.start,
        "end": word.span.end,
        "bits": round(word.bits, 2),
        "p_bad": round(word.p_bad, 3),
    }
