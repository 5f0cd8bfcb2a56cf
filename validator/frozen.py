"""Frozen dataclasses that are cheap to make.

``@dataclass(frozen=True, slots=True, kw_only=True)`` compiles six methods for each class, half a millisecond a class;
with a hundred classes that was a sixth of a cold ``niw check``. A class under :func:`frozen` compiles its ``__init__``
only, and shares the rest with the others. To the rest of the program, and to a type checker, it is a frozen
dataclass: ``fields``, ``replace``, ``is_dataclass``, ``match``, ``copy`` and ``pickle`` work as they do there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter, eq, ge, gt, le, lt
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, /, *, kw_only: bool = True, order: bool = False) -> Any:
    """Make a class a frozen dataclass with slots, its fields given by keyword (or by place: ``kw_only=False``).

    Two objects are equal when they are of one class and their fields are equal, those with ``compare=False`` aside;
    ``order`` sorts them by the same fields. ``__post_init__`` is called where there is one. Frozen classes inherit from
    frozen classes alone.
    """
    if cls is None:
        return lambda cls: _made(cls, kw_only=kw_only, order=order)
    return _made(cls, kw_only=kw_only, order=order)


def _made(cls: type[T], *, kw_only: bool, order: bool) -> type[T]:
    made = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
    members = fields(made)  # type: ignore[arg-type]
    methods: dict[str, object] = {
        "__init__": _init(made, members),
        "__repr__": _repr,
        "__setattr__": _frozen_set,
        "__delattr__": _frozen_delete,
        "__getstate__": _state,
        "__setstate__": _set_state,
    }
    if "__eq__" not in cls.__dict__:  # a class that says when it is equal says its hash as well
        methods |= _comparisons([m.name for m in members if m.compare], order=order)
    for name, method in methods.items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made


def _init(cls: type, members: tuple[Field[Any], ...]) -> object:
    """``__init__``, setting each slot through its descriptor: the class itself refuses to have attributes set."""
    names: dict[str, Any] = {"MADE": _MADE}
    by_place, by_keyword, body = ["self"], ["*"], []
    for member in members:
        name = member.name
        names[f"set_{name}"] = getattr(cls, name).__set__
        value, default = name, ""
        if member.default_factory is not MISSING:
            names[f"make_{name}"], default = member.default_factory, "=MADE"
            value = f"make_{name}() if {name} is MADE else {name}"
        elif member.default is not MISSING:
            names[f"default_{name}"], default = member.default, f"=default_{name}"
        (by_keyword if member.kw_only else by_place).append(name + default)
        body.append(f" set_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        body.append(" self.__post_init__()")
    given = ", ".join(by_place + (by_keyword if len(by_keyword) > 1 else []))
    exec(f"def __init__({given}):\n" + "\n".join(body or [" pass"]), names)  # noqa: S102  (as dataclasses does)
    init = names["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__module__ = cls.__module__
    return init


_MADE: Any = object()
"""The default of a field that has a ``default_factory``."""


def _comparisons(names: list[str], *, order: bool) -> dict[str, object]:
    """``__eq__`` and ``__hash__`` by the fields ``names``, and with ``order`` the four that sort."""
    key: Callable[[object], Any] = attrgetter(*names) if names else lambda _: ()

    def by(compare: Callable[[Any, Any], Any]) -> Callable[[object, object], Any]:
        return lambda self, other: (
            compare(key(self), key(other)) if other.__class__ is self.__class__ else NotImplemented
        )

    sorting: dict[str, object] = {f"__{c.__name__}__": by(c) for c in (lt, le, gt, ge)} if order else {}
    return {"__eq__": by(eq), "__hash__": lambda self: hash(key(self)), **sorting}


def _repr(self: Any) -> str:
    shown = ", ".join(f"{m.name}={getattr(self, m.name)!r}" for m in fields(self) if m.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _frozen_set(self: object, name: str, value: object) -> None:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _frozen_delete(self: object, name: str) -> None:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, m.name) for m in fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for member, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, member.name, value)
