"""How a fact's value is put into a sentence that a person reads."""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum
from typing import Any

from validator.engine.outcomes import Firing
from validator.engine.values import State, Value
from validator.evidence import Stated
from validator.facts import Facts, vocabulary
from validator.facts.types import Level
from validator.notation import Day
from validator.packs import Pack, Rule, render

_LEVELS = {
    Level.none: "no degree",
    Level.high_school: "high school",
    Level.associate: "an associate's degree",
    Level.bachelor: "a bachelor's degree",
    Level.master: "a master's degree",
    Level.doctorate: "a doctoral or professional degree",
}


def sentence(rule: Rule, firing: Firing, facts: Facts, pack: Pack) -> str:
    """A rule's sentence with the draft's own words in it, for one firing."""
    bound = {b.alias: b.record for b in firing.binding}
    bound_lists = {b.alias: b.list for b in firing.binding}

    def look(name: str) -> str | None:
        if name.startswith("param."):
            return _param(pack, name.removeprefix("param."), facts)
        head, _, field = name.partition(".")
        if head in bound:
            spec = vocabulary().get(bound_lists[head])
            derived = spec is None or (inner := spec.field(field)) is None or inner.derived
            return value_text(bound[head].get(field), derived=derived)
        spec = vocabulary().get(name)
        return value_text(facts.value(name), derived=spec is None or spec.derived)

    return render(rule.says, look)


def value_text(value: Value, *, derived: bool) -> str | None:
    """A value in words: a stated one as it was written, others as people say them; None where there is none."""
    if value.state is not State.known:
        return None
    content = value.content
    if not derived and isinstance(content, str | Day) and len(value.evidence) == 1:
        only = value.evidence[0]
        if isinstance(only, Stated) and only.text.strip():
            return only.text.strip()
    return content_text(content)


def content_text(content: Any) -> str:
    """A known value's content in words."""
    if isinstance(content, Level):
        return _LEVELS[content]
    if isinstance(content, IntEnum):
        return content.name.replace("_", " ")
    if isinstance(content, bool):
        return "yes" if content else "no"
    if isinstance(content, int | Decimal):
        number = Decimal(content)
        return f"{number:,}" if abs(number) >= 10000 else str(number)
    if isinstance(content, tuple):
        texts = [item if isinstance(item, str) else item.id for item in content]
        shown = texts[:3] + ([f"{len(texts) - 3} more"] if len(texts) > 3 else [])
        return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""
    return str(content)


def _param(pack: Pack, name: str, facts: Facts) -> str | None:
    param = pack.params.get(name)
    if param is None:
        return None
    filing = facts.value("case.filing_date").content
    value = param.on(filing.first if isinstance(filing, Day) else None)
    return ", ".join(value) if isinstance(value, tuple) else value
