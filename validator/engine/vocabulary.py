"""The closed list of the facts that rules may speak of: names, types, what each means and where it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, IntEnum

from validator.frozen import frozen


class Kind(Enum):
    """What sort of content a fact has."""

    text = "text"
    number = "number"
    boolean = "boolean"
    day = "day"
    ordered = "ordered"
    texts = "texts"
    records = "records"


@frozen(kw_only=False)
class FactType:
    """A fact's type. ``members`` (lowest first) are those of an ordered type.

    ``choices`` are the only values that a text, or each text of a list, can have, where there are only some.
    ``name`` is that of an ordered type or of such a choice, and empty in all others.
    """

    kind: Kind
    name: str = ""
    members: tuple[IntEnum, ...] = ()
    choices: tuple[str, ...] = ()

    def member(self, name: str) -> IntEnum | None:
        """The member written ``name``; spaces, hyphens, underscores and case do not count."""
        wanted = _folded(name)
        return next((m for m in self.members if _folded(m.name) == wanted), None)

    def choice(self, said: str) -> str | None:
        """The choice written ``said``, as :meth:`member` compares; any text where there are no choices."""
        wanted = _folded(said)
        return next((c for c in self.choices if _folded(c) == wanted), None) if self.choices else said

    def __str__(self) -> str:
        if self.choices:
            several = "texts, each " if self.kind is Kind.texts else ""
            return f"{several}one of {', '.join(self.choices)}"
        if self.kind is not Kind.ordered:
            return str(self.kind.value)
        return f"{self.name}: {' < '.join(m.name for m in self.members)}"


def _folded(name: str) -> str:
    return "".join(c for c in name.casefold() if c not in " -_")


TEXT = FactType(Kind.text)
NUMBER = FactType(Kind.number)
BOOLEAN = FactType(Kind.boolean)
DAY = FactType(Kind.day)
TEXTS = FactType(Kind.texts)
RECORDS = FactType(Kind.records)


def ordered(name: str, members: Iterable[IntEnum]) -> FactType:
    """A type whose members have an order: ``ordered("band", (Band.none, Band.weak, …))``."""
    return FactType(Kind.ordered, name, tuple(sorted(members)))


def one_of(name: str, choices: Iterable[str], kind: Kind = Kind.text) -> FactType:
    """A text (or a list of texts) that can have no other values than these."""
    return FactType(kind, name, (), tuple(choices))


@frozen(kw_only=False)
class FactSpec:
    """One fact that rules may name.

    ``unit`` is that of a number ("months", "US dollars a year"); ``item`` names the form item a stated fact is from;
    ``fields`` are those of the items of a records fact; ``derived`` facts are computed, and ``needs`` names the facts
    they are computed from.
    """

    name: str
    type: FactType
    doc: str
    unit: str = ""
    item: str = ""
    fields: tuple[FactSpec, ...] = ()
    derived: bool = False
    needs: tuple[str, ...] = ()

    def field(self, name: str) -> FactSpec | None:
        """The field ``name`` (dotted, where fields nest) of a records fact's items."""
        return next((f for f in self.fields if f.name == name), None)


@frozen(kw_only=False)
class UnknownName:
    """A name that the vocabulary does not hold, with the nearest that it does, best first."""

    name: str
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.nearest:
            return f"There is no fact “{self.name}”."
        return f"There is no fact “{self.name}”; did you mean {' or '.join(f'“{n}”' for n in self.nearest)}?"


CONCLUDED = "concluded."
"""What the name of every conclusion begins with."""


class Vocabulary:
    """The closed set of facts; iterates over its specs in the order given. Names are unique (ValueError)."""

    def __init__(self, specs: Iterable[FactSpec]) -> None:
        self._specs: dict[str, FactSpec] = {}
        for spec in specs:
            if spec.name in self._specs:
                raise ValueError(f"the fact {spec.name!r} is declared twice")
            self._specs[spec.name] = spec

    def __iter__(self) -> Iterator[FactSpec]:
        return iter(self._specs.values())

    def __len__(self) -> int:
        return len(self._specs)

    def __contains__(self, name: object) -> bool:
        return name in self._specs

    def get(self, name: str) -> FactSpec | None:
        """The fact of exactly this name."""
        return self._specs.get(name)

    def extended(self, specs: Iterable[FactSpec]) -> Vocabulary:
        """The vocabulary with further facts."""
        return Vocabulary([*self, *specs])

    def with_conclusions(self, conclusions: Mapping[str, str]) -> Vocabulary:
        """The vocabulary with a list of texts ``concluded.NAME`` for each declared conclusion (with its meaning)."""
        return self.extended(
            FactSpec(CONCLUDED + name, TEXTS, doc, derived=True) for name, doc in conclusions.items()
        )

    def resolve(self, name: str, aliases: Mapping[str, FactSpec] | None = None) -> FactSpec | UnknownName:
        """The fact that ``name`` means; ``aliases`` are the records facts whose items are bound around it.

        ``d.level`` with ``d`` bound to ``degrees`` is the field ``level`` of that list's items. An alias hides a fact
        of the same name.
        """
        aliases = aliases or {}
        head, _, rest = name.partition(".")
        if head in aliases:
            found = aliases[head].field(rest)
            return found or UnknownName(name, _nearest(name, self._scoped(head, aliases)))
        if name in self._specs:
            return self._specs[name]
        every = [*self._specs, *(s for a in aliases for s in self._scoped(a, aliases))]
        return UnknownName(name, _nearest(name, every))

    @staticmethod
    def _scoped(alias: str, aliases: Mapping[str, FactSpec]) -> list[str]:
        return [f"{alias}.{f.name}" for f in aliases[alias].fields]


def _nearest(name: str, among: Iterable[str], most: int = 3) -> tuple[str, ...]:
    import difflib

    among = list(among)
    close = difflib.get_close_matches(name, among, n=most, cutoff=0.6)
    if not close:  # the last word alone may be right: "soc_code" for "i140.soc_code"
        last = name.rpartition(".")[2]
        by_last = {n.rpartition(".")[2]: n for n in reversed(among)}
        close = [by_last[m] for m in difflib.get_close_matches(last, list(by_last), n=most, cutoff=0.75)]
    return tuple(close)
