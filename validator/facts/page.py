"""The vocabulary as a page for people who write rules: every fact, what it is, and what a rule may ask of it."""

from __future__ import annotations

from collections.abc import Iterator

from validator.engine.vocabulary import FactSpec, Kind, Vocabulary

_HEAD = """# Facts

What a rule may speak of. A *stated* fact is a field of the draft under its own path; a *derived* one is worked out
from the draft and the official tables. A fact is *known*, *left blank* (null on the form), *absent* (the reference
has nothing), or *not entered yet*: then a rule that needs it is not checked. The items of a list are read through
the name that the rule gives them: `for_any: letters as l`, then `l.job_title`. What may be asked of each type is
in [rule-language.md](rule-language.md).

This page is made from the code (`NIW_WRITE_DOCS=1 pytest tests/facts/test_facts_page.py`); a test fails when it is
stale.
"""


def facts_page(vocabulary: Vocabulary) -> str:
    """The page in Markdown: derived facts by subject first, then the stated ones by section, then the lists."""
    specs = list(vocabulary)
    lines = [_HEAD]
    lines += _section("Derived facts", [s for s in specs if s.derived and s.type.kind is not Kind.records])
    lines += _section("Stated facts", [s for s in specs if not s.derived and s.type.kind is not Kind.records])
    lines.append("## Lists and their items\n")
    for spec in specs:
        if spec.type.kind is Kind.records:
            lines += [f"### {spec.name}\n", f"{spec.doc}\n", *_table(spec.fields, "field")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(title: str, specs: list[FactSpec]) -> Iterator[str]:
    yield f"## {title}\n"
    subjects: dict[str, list[FactSpec]] = {}
    for spec in specs:
        subjects.setdefault(spec.name.partition(".")[0], []).append(spec)
    for subject, of in subjects.items():
        yield f"### {subject}\n"
        yield from _table(of, "fact")


def _table(specs: tuple[FactSpec, ...] | list[FactSpec], what: str) -> Iterator[str]:
    yield f"| {what} | type | what it is |"
    yield "|---|---|---|"
    for spec in specs:
        unit = f", {spec.unit}" if spec.unit else ""
        derived = " *(derived)*" if spec.derived and what == "field" else ""
        yield f"| `{spec.name}` | {_type(spec)}{unit} | {spec.doc.replace('|', '/')}{derived} |"
    yield ""


def _type(spec: FactSpec) -> str:
    return str(spec.type).replace("|", "/")
