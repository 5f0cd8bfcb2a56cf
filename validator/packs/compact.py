"""A pack as plain JSON, and back again. The places of single conditions are left out: only errors name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import IntEnum
from functools import cache
from typing import Any

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
from validator.engine.values import Scalar
from validator.engine.vocabulary import FactType
from validator.errors import Place
from validator.findings import Authority, Severity
from validator.frozen import frozen
from validator.notation import Day
from validator.packs.model import (
    ALWAYS,
    Changed,
    DatedValue,
    Effective,
    HistoryStep,
    Origin,
    Pack,
    PackPart,
    Param,
    PhraseList,
    Rule,
)

Json = Any


class Writing:
    """Makes JSON of a pack. ``types`` are the ordered types of the vocabulary, by name."""

    def __init__(self, types: Mapping[str, FactType]) -> None:
        self.names = {type(type_.members[0]): name for name, type_ in types.items() if type_.members}

    def pack(self, pack: Pack) -> Json:
        """The whole pack."""
        return {
            "parts": [
                {
                    "name": p.name,
                    "version": p.version,
                    "owner": p.owner,
                    "folder": p.folder,
                    "digest": p.digest,
                }
                for p in pack.parts
            ],
            "digest": pack.digest,
            "rules": [self._rule(rule) for rule in pack.rules],
            "authorities": [
                [a.key, a.citation, a.status, a.address, a.supports, _day(a.seen_on)]
                for a in pack.authorities.values()
            ],
            "conclusions": dict(pack.conclusions),
            "lists": [[p.name, p.phrases, [_origin(o) for o in p.origins]] for p in pack.lists.values()],
            "params": [
                [p.name, [[v.value, _effective(v.effective)] for v in p.values], _origin(p.origin)]
                for p in pack.params.values()
            ],
        }

    def _rule(self, rule: Rule) -> Json:
        return {
            "texts": [rule.id, rule.title, rule.says, rule.why, rule.remedy, rule.catalogue],
            "severity": [rule.severity, rule.usual_severity],
            "about": rule.about,
            "when": self._condition(rule.when),
            "dated": [[_effective(e), self._condition(c)] for e, c in rule.dated],
            "authority": rule.authority,
            "yields_to": rule.yields_to,
            "flags": [rule.explainable, rule.waivable, rule.off],
            "concludes": rule.concludes,
            "effective": _effective(rule.effective),
            "reviewed": [_day(rule.reviewed), _day(rule.review_by)],
            "history": [[s.version, s.severity, s.because] for s in rule.history],
            "origin": _origin(rule.origin),
            "changed_by": [[_origin(c.origin), c.severity, c.off] for c in rule.changed_by],
        }

    def _condition(self, condition: Condition) -> Json:
        match condition:
            case Leaf(fact=fact, operator=operator, operand=operand):
                return ["leaf", fact.name, operator, self._operand(operand)]
            case AllOf(parts=parts):
                return ["all", *map(self._condition, parts)]
            case AnyOf(parts=parts):
                return ["any", *map(self._condition, parts)]
            case NoneOf(parts=parts):
                return ["none", *map(self._condition, parts)]
            case ForAny(of=of, alias=alias, where=where):
                return ["for_any", of.name, alias, self._condition(where)]
            case ForAll(of=of, alias=alias, where=where):
                return ["for_all", of.name, alias, self._condition(where)]
            case Count(of=of, alias=alias, where=where, operator=operator, operand=operand):
                inner = None if where is None else self._condition(where)
                return ["count", of.name, alias, inner, operator, self._operand(operand)]

    def _operand(self, operand: Operand) -> Json:
        match operand:
            case FactRef(name=name):
                return {"fact": name}
            case Several(items=items, called=called):
                return [called, *map(self._operand, items)]
            case Literal(value=str() as text, called=""):
                return text
            case Literal(value=value, called=called):
                return {"is": self._scalar(value), "called": called}

    def _scalar(self, value: Scalar) -> Json:
        match value:
            case bool() | str():
                return value
            case IntEnum():
                return ["member", self.names[type(value)], value.name]
            case int():
                return value
            case Decimal():
                return ["decimal", str(value)]
            case Day():
                return ["day", value.first.isoformat(), value.last.isoformat()]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _effective(effective: Effective) -> Json:
    return None if effective == ALWAYS else [_day(effective.since), _day(effective.until)]


def _origin(origin: Origin) -> Json:
    place = origin.place
    at = [place.file, place.line, place.column, place.path]
    return [origin.pack, origin.version, at, origin.because, origin.approved_by]


@cache
def _said(text: str) -> Literal:
    return Literal(text)


@cache
def _fact(name: str) -> FactRef:
    return FactRef(name)


@frozen(kw_only=False)
class Reading:
    """Makes a pack of JSON; what does not fit raises one of the errors that store.kept expects."""

    types: Mapping[str, FactType]

    def pack(self, entry: Json) -> Pack:
        """The whole pack."""
        parts = tuple(PackPart(**part) for part in entry["parts"])
        return Pack(
            name=parts[-1].name,
            version=parts[-1].version,
            digest=entry["digest"],
            parts=parts,
            rules=tuple(self._rule(rule) for rule in entry["rules"]),
            authorities={
                key: Authority(
                    key=key,
                    citation=citation,
                    status=status,
                    address=address,
                    supports=supports,
                    seen_on=_date(seen),
                )
                for key, citation, status, address, supports, seen in entry["authorities"]
            },
            conclusions=entry["conclusions"],
            lists={
                name: PhraseList(name=name, phrases=tuple(phrases), origins=tuple(map(_made, origins)))
                for name, phrases, origins in entry["lists"]
            },
            params={
                name: Param(
                    name=name,
                    values=tuple(DatedValue(value=_frozen(v), effective=_when(e)) for v, e in values),
                    origin=_made(origin),
                )
                for name, values, origin in entry["params"]
            },
        )

    def _rule(self, entry: Json) -> Rule:
        rule_id, title, says, why, remedy, catalogue = entry["texts"]
        severity, usual = entry["severity"]
        explainable, waivable, off = entry["flags"]
        reviewed, review_by = entry["reviewed"]
        return Rule(
            id=rule_id,
            title=title,
            severity=Severity(severity),
            usual_severity=Severity(usual),
            about=tuple(entry["about"]),
            when=self._condition(entry["when"]),
            dated=tuple((_when(e), self._condition(c)) for e, c in entry["dated"]),
            says=says,
            why=why,
            remedy=remedy,
            authority=tuple(entry["authority"]),
            origin=_made(entry["origin"]),
            catalogue=catalogue,
            yields_to=tuple(entry["yields_to"]),
            explainable=explainable,
            waivable=waivable,
            concludes=tuple((name, value) for name, value in entry["concludes"]),
            effective=_when(entry["effective"]),
            reviewed=_date(reviewed),
            review_by=_date(review_by),
            history=tuple(
                HistoryStep(version=v, severity=Severity(s), because=b) for v, s, b in entry["history"]
            ),
            off=off,
            changed_by=tuple(
                Changed(origin=_made(o), severity=None if s is None else Severity(s), off=off)
                for o, s, off in entry["changed_by"]
            ),
        )

    def _condition(self, entry: Json) -> Condition:
        kind, *rest = entry
        match kind:
            case "leaf":
                fact, operator, operand = rest
                return Leaf(_fact(fact), operator, self._operand(operand))
            case "all":
                return AllOf(tuple(map(self._condition, rest)))
            case "any":
                return AnyOf(tuple(map(self._condition, rest)))
            case "none":
                return NoneOf(tuple(map(self._condition, rest)))
            case "for_any" | "for_all":
                of, alias, where = rest
                over = ForAny if kind == "for_any" else ForAll
                return over(_fact(of), alias, self._condition(where))
            case "count":
                of, alias, where, operator, operand = rest
                inner = None if where is None else self._condition(where)
                return Count(_fact(of), alias, inner, operator, self._operand(operand))
        raise ValueError(kind)

    def _operand(self, entry: Json) -> Operand:
        if isinstance(entry, str):
            return _said(entry)
        if isinstance(entry, list):
            return Several(tuple(map(self._item, entry[1:])), entry[0])
        return self._item(entry)

    def _item(self, entry: Json) -> Literal | FactRef:
        if isinstance(entry, str):
            return _said(entry)
        return (
            _fact(entry["fact"]) if "fact" in entry else Literal(self._scalar(entry["is"]), entry["called"])
        )

    def _scalar(self, entry: Json) -> Scalar:
        match entry:
            case bool() | int() | str():
                return entry
            case ["member", type_, name]:
                member = self.types[type_].member(name)
                if member is None:
                    raise ValueError(name)
                return member
            case ["decimal", text]:
                return Decimal(text)
            case ["day", first, last]:
                return Day(date.fromisoformat(first), date.fromisoformat(last))
        raise ValueError(entry)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _when(entry: Json) -> Effective:
    return ALWAYS if entry is None else Effective(since=_date(entry[0]), until=_date(entry[1]))


def _made(entry: Sequence[Any]) -> Origin:
    pack, version, (file, line, column, path), because, approved_by = entry
    place = Place(file=file, line=line, column=column, path=tuple(path))
    return Origin(pack=pack, version=version, place=place, because=because, approved_by=approved_by)


def _frozen(value: Json) -> str | tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else value
