"""A pack as it stands after everything it extends and changes: each setting with where it comes from."""

from __future__ import annotations

from validator.frozen import frozen
from validator.packs.model import Origin, Pack, Rule


@frozen
class Setting:
    """One setting in force: of a rule, a parameter or a list (``of``), what it is called, its value and its origin.

    ``was`` is the value it had before the pack of ``origin`` changed it, or "".
    """

    of: str
    name: str
    value: str
    origin: Origin
    was: str = ""


def effective(pack: Pack) -> tuple[Setting, ...]:
    """Every setting of every rule, then parameters and lists, in the order of the packs and files."""
    rules = [setting for rule in pack.rules for setting in _of_rule(rule)]
    params = [
        Setting(of="params", name=p.name, value="; ".join(_dated(v.value) for v in p.values), origin=p.origin)
        for p in pack.params.values()
    ]
    lists = [
        Setting(of="lists", name=p.name, value=", ".join(p.phrases), origin=origin)
        for p in pack.lists.values()
        for origin in p.origins
    ]
    return (*rules, *params, *lists)


def _of_rule(rule: Rule) -> list[Setting]:
    raised = [c for c in rule.changed_by if c.severity is not None]
    turned = [c for c in rule.changed_by if c.off is not None]
    usual, now = rule.usual_severity.name, rule.severity.name
    return [
        Setting(
            of=rule.id,
            name="severity",
            value=now,
            origin=raised[-1].origin if raised else rule.origin,
            was=usual if raised and usual != now else "",
        ),
        Setting(
            of=rule.id,
            name="reports",
            value="no" if rule.off else "yes",
            origin=turned[-1].origin if turned else rule.origin,
            was="yes" if rule.off else "",
        ),
    ]


def _dated(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
