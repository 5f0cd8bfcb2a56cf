"""The parts of docs/rule-language.md that are made from tables, so that the page cannot fall behind the language."""

from __future__ import annotations

import re

from validator.engine.operators import OPERATORS, Against
from validator.engine.vocabulary import Kind
from validator.packs.wording import FORBIDDEN

_KINDS = {
    Kind.text: "texts",
    Kind.number: "numbers",
    Kind.boolean: "yes or no",
    Kind.day: "dates",
    Kind.ordered: "levels and bands",
    Kind.texts: "lists of texts",
    Kind.records: "lists of items",
}
_RIGHT = {
    Against.flag: "true or false",
    Against.one: "a value",
    Against.several: "a list of values",
    Against.ends: "the lowest and the highest",
    Against.text: "a text",
    Against.texts: "the name of a list, or a list of texts",
    Against.pattern: "a regular expression",
}


def operators_table() -> str:
    """The rows of the table of operators, in Markdown."""
    rows = []
    for operator in OPERATORS.values():
        kinds = "all facts" if len(operator.accepts) == len(Kind) else ", ".join(
            words for kind, words in _KINDS.items() if kind in operator.accepts
        )  # fmt: skip
        rows.append(f"| `{operator.name}` | {kinds} | {_RIGHT[operator.against]} | {operator.doc} |")
    return "\n".join(rows)


def forbidden_words() -> str:
    """The wordings that are refused, as a phrase."""
    said = [f"“{word}”" for word in FORBIDDEN]
    return f"{', '.join(said[:-1])} or {said[-1]}"


def filled(page: str) -> str:
    """``page`` with its made parts made anew."""
    head = "| operator | for | on its right | it holds when |\n|---|---|---|---|\n"
    page = _between(page, "operators", f"\n{head}{operators_table()}\n")
    return _between(page, "forbidden", forbidden_words())


def _between(page: str, name: str, text: str) -> str:
    made = f"<!-- {name} -->{text}<!-- /{name} -->"
    return re.sub(rf"<!-- {name} -->.*?<!-- /{name} -->", lambda _: made, page, flags=re.DOTALL)
