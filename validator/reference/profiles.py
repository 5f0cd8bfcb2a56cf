"""Look-ups of term profiles: what words an occupation or a program is described with, and by which tasks."""

from __future__ import annotations

from validator.reference.asking import Asking, Code, remembered, soc
from validator.reference.entries import TaskBag, Term


class Profiles(Asking):
    """Weighted stemmed terms; the stems are those of ``validator.reference.terms.stem``."""

    @remembered(256)
    def terms(self, code: Code) -> tuple[Term, ...]:
        """The heaviest terms of a code by field, heaviest first; a lone O*NET detail has its six-digit code's."""
        asked = soc(code)
        for key in (str(asked), asked.number):
            rows = self.query(
                "SELECT code, field, term, weight FROM terms WHERE code = ? ORDER BY field, weight DESC, term",
                key,
            )
            if rows:
                return tuple(Term(*row) for row in rows)
        return ()

    @remembered(1024)
    def codes_with_term(self, term: str) -> tuple[Term, ...]:
        """Where a stemmed term is among the heaviest; six-digit and O*NET codes, heaviest first."""
        rows = self.query(
            "SELECT code, field, term, weight FROM terms WHERE term = ? ORDER BY weight DESC, code, field",
            term,
        )
        return tuple(Term(*row) for row in rows)

    @remembered(16384)
    def term_spread(self, term: str) -> int:
        """How many of the six-digit occupations use a stemmed term at all; 0 for one that none uses."""
        rows = self.query("SELECT occupations FROM term_counts WHERE term = ?", term)
        return int(rows[0][0]) if rows else 0

    @remembered(64)
    def task_bags(self, code: Code) -> tuple[TaskBag, ...]:
        """The tasks of a code as bags of stemmed terms: of a six-digit code those of all its details."""
        asked = soc(code)
        rows = self.query(
            "SELECT code, task, kind, terms FROM tasks WHERE code BETWEEN ? AND ? ORDER BY code, task",
            str(asked),
            str(asked) if asked.suffix else f"{asked.number}.99",
        )
        return tuple(TaskBag(c, task, kind, frozenset(bag.split())) for c, task, kind, bag in rows)
