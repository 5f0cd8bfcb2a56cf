"""Conditions as a rule file writes them, in one line, for people."""

from __future__ import annotations

from enum import IntEnum

from validator.engine.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Count,
    FactRef,
    ForAll,
    ForAny,
    Leaf,
    Literal,
    NoneOf,
    Operand,
    Several,
)


def leaf_text(leaf: Leaf | Count) -> str:
    """``i140.job_title: {has_phrase_from: vague_titles}``."""
    if isinstance(leaf, Count):
        where = f", where: {condition_text(leaf.where)}" if leaf.where is not None else ""
        of = f"{leaf.of.name} as {leaf.alias}" if leaf.alias else leaf.of.name
        return f"count: {{of: {of}{where}, {leaf.operator}: {operand_text(leaf.operand)}}}"
    return f"{leaf.fact.name}: {{{leaf.operator}: {operand_text(leaf.operand)}}}"


def condition_text(condition: Condition) -> str:
    """A condition as YAML would hold it in one line: reading it again gives the same condition."""
    match condition:
        case Leaf() | Count():
            return f"{{{leaf_text(condition)}}}"
        case AllOf(parts=parts):
            return f"{{all: [{', '.join(map(condition_text, parts))}]}}"
        case AnyOf(parts=parts):
            return f"{{any: [{', '.join(map(condition_text, parts))}]}}"
        case NoneOf(parts=parts):
            return f"{{none: [{', '.join(map(condition_text, parts))}]}}"
        case ForAny(of=of, alias=alias, where=where):
            return f"{{for_any: {of.name} as {alias}, where: {condition_text(where)}}}"
        case ForAll(of=of, alias=alias, where=where):
            return f"{{for_all: {of.name} as {alias}, where: {condition_text(where)}}}"


def operand_text(operand: Operand) -> str:
    """The right-hand side; a named list by its name, a parameter as ``{param: name}``."""
    match operand:
        case FactRef(name=name):
            return f"{{fact: {name}}}"
        case Literal(called=called) if called:
            return f"{{param: {called}}}"
        case Several(items=items, called=called) if called:
            return (
                called
                if any(isinstance(i, Literal) and not i.called for i in items)
                else f"{{param: {called}}}"
            )
        case Several(items=items):
            return f"[{', '.join(map(operand_text, items))}]"
        case Literal(value=value):
            if isinstance(value, bool):
                return "true" if value else "false"
            return value.name if isinstance(value, IntEnum) else _quoted(str(value))


def _quoted(text: str) -> str:
    plain = text.replace(" ", "").replace("-", "").replace(".", "").isalnum() and text == text.strip()
    return (
        text
        if plain and text.lower() not in ("null", "")
        else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
