"""Frozen dataclasses that are cheap to make.

``@dataclass(frozen=True, slots=True, kw_only=True)`` compiles six methods for each class, half a millisecond a class;
with a hundred classes that was a sixth of a cold ``niw check``. A class under :func:`frozen` is given its slots at
once. Its ``__init__``, its comparisons, and what ``dataclasses`` knows of it are made when they are first asked for,
which a run never does of most; the other methods are shared, and so is the code of ``__init__``. To the rest of
the program, and to a type checker, it is a frozen dataclass: ``fields``, ``replace``, ``is_dataclass``, ``match``,
``copy`` and ``pickle`` work as they do there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields, is_dataclass
from operator import attrgetter, eq, ge, gt, le, lt
from types import FunctionType
from typing import Any, TypeVar, dataclass_transform, overload

from validator.frozen_bodies import BODIES

T = TypeVar("T")

_MADE: Any = object()
"""The default of a field that has a ``default_factory``."""


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, /, *, kw_only: bool = True, order: bool = False) -> Any:
    """Make a class a frozen dataclass with slots, its fields given by keyword (or by place: ``kw_only=False``).

    Two objects are equal when they are of one class and their fields are equal, those with ``compare=False`` aside;
    ``order`` sorts them by the same fields. ``__post_init__`` is called where there is one. Frozen classes inherit from
    frozen classes alone, and every annotation is a field: there are no class variables.
    """
    if cls is None:
        return lambda cls: _made(cls, kw_only=kw_only, order=order)
    return _made(cls, kw_only=kw_only, order=order)


def _made(cls: type, *, kw_only: bool, order: bool) -> type:
    """The class with slots; what takes time is left to :class:`_Later`."""
    stated = cls.__annotations__
    given = {k: v for k, v in cls.__dict__.items() if k not in ("__dict__", "__weakref__")}
    given["__annotations__"] = stated
    defaults = {name: given.pop(name) for name in stated if name in given}
    there = [name for base in cls.__mro__[1:-1] for name in base.__dict__.get("__slots__", ())]
    given["__slots__"] = tuple(name for name in stated if name not in there)
    later = _Later(stated, defaults, kw_only=kw_only)
    waiting = {"__init__": later.init} | dict.fromkeys(_OF_DATACLASSES, later.of_dataclasses)
    if "__eq__" not in given:  # a class that says when it is equal says its hash as well
        waiting |= dict.fromkeys(_SORTING if order else _EQUALITY, later.comparisons)
    methods = {name: _Waiting(name, make) for name, make in waiting.items()}
    later.cls = made = type(cls)(
        cls.__name__, cls.__bases__, _SHARED | methods | {"__later__": later} | given
    )
    made.__qualname__ = cls.__qualname__
    return made


class _Waiting:
    """An attribute of a class that is made when it is first asked for, with those that are made together with it."""

    __slots__ = ("make", "name")

    def __init__(self, name: str, make: Callable[[], dict[str, Any]]) -> None:
        self.name = name
        self.make = make

    def __get__(self, instance: object | None, owner: type) -> Any:
        made = self.make()
        value = made[self.name]
        return value if instance is None or not callable(value) else value.__get__(instance, owner)


class _Member:
    """What is known of a field without asking ``dataclasses``."""

    __slots__ = ("compare", "default", "factory", "kw_only")

    def __init__(self, default: Any, *, kw_only: bool) -> None:
        self.default = default
        self.factory: Callable[[], Any] | None = None
        self.compare = True
        self.kw_only = kw_only
        if isinstance(default, Field):
            self.default = default.default
            self.compare = default.compare
            if default.default_factory is not MISSING:
                self.default, self.factory = _MADE, default.default_factory
            if default.kw_only is not MISSING:
                self.kw_only = default.kw_only


class _Later:
    """A frozen class, and what of it is made when it is first asked for."""

    __slots__ = ("cls", "defaults", "kw_only", "stated")

    def __init__(self, stated: dict[str, Any], defaults: dict[str, Any], *, kw_only: bool) -> None:
        self.stated = stated
        self.defaults = defaults
        self.kw_only = kw_only
        self.cls: type = object

    def members(self) -> dict[str, _Member]:
        """The fields in order, those of the classes it inherits from first."""
        found: dict[str, _Member] = {}
        for base in reversed(self.cls.__mro__[1:-1]):
            if isinstance(later := base.__dict__.get("__later__"), _Later):
                found |= later.members()
        for name in self.stated:
            found[name] = _Member(self.defaults.get(name, MISSING), kw_only=self.kw_only)
        return found

    def init(self) -> dict[str, Any]:
        """``__init__``."""
        return self._put({"__init__": _init(self.cls, self.members())})

    def comparisons(self) -> dict[str, Any]:
        """``__eq__`` and ``__hash__`` by the fields that count for it, and the four that sort by the same."""
        names = [name for name, member in self.members().items() if member.compare]
        return self._put(_comparisons(names))

    def of_dataclasses(self) -> dict[str, Any]:
        """What the functions of ``dataclasses`` look for in a class."""
        named = {
            "__annotations__": self.stated,
            "__doc__": self.cls.__name__,
            "__module__": self.cls.__module__,
        }
        above = tuple(base for base in self.cls.__bases__ if is_dataclass(base))
        plain = type(self.cls.__name__, above, named | self.defaults)
        dataclass(init=False, repr=False, eq=False, kw_only=self.kw_only)(plain)
        return self._put({name: plain.__dict__[name] for name in _OF_DATACLASSES})

    def _put(self, made: dict[str, Any]) -> dict[str, Any]:
        """Put each in the place of the one that waits for it."""
        for name, value in made.items():
            if isinstance(self.cls.__dict__.get(name), _Waiting):
                setattr(self.cls, name, value)
        return made


def _init(cls: type, members: dict[str, _Member]) -> object:
    """``__init__``, setting each slot through its descriptor: the class itself refuses to have attributes set."""
    by_place = [name for name, member in members.items() if not member.kw_only]
    by_name = [name for name, member in members.items() if member.kw_only]
    ordered = (*by_place, *by_name)
    setters = {name: _setter(cls, name, members[name]) for name in ordered}
    if len(ordered) in BODIES and not hasattr(cls, "__post_init__"):
        body = BODIES[len(ordered)]
        called = {f"set_{at}": setter for at, setter in enumerate(setters.values())}
    else:
        body = _set_all.__code__
        called = {"set_each": _each(setters, getattr(cls, "__post_init__", None))}
    code = body.replace(
        co_argcount=1 + len(by_place),
        co_kwonlyargcount=len(by_name),
        co_nlocals=1 + len(ordered),
        co_varnames=("self", *ordered),
    )
    init = FunctionType(code, called, "__init__")
    optional = [name for name in by_place if members[name].default is not MISSING]
    if optional != by_place[len(by_place) - len(optional) :]:
        raise TypeError(f"{cls.__qualname__}: a field without a default follows one with a default")
    init.__defaults__ = tuple(members[name].default for name in optional)
    init.__kwdefaults__ = {n: value for n in by_name if (value := members[n].default) is not MISSING}
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__module__ = cls.__module__
    return init


def _setter(cls: type, name: str, member: _Member) -> Callable[[Any, Any], None]:
    """What sets one slot; a default that is made for each object is made here."""
    put: Callable[[Any, Any], None] = getattr(cls, name).__set__
    factory = member.factory
    return put if factory is None else lambda self, value: put(self, factory() if value is _MADE else value)


def _set_all(self: Any) -> None:
    """A body of ``__init__`` for any class; those of :mod:`validator.frozen_bodies` are faster, but for few fields."""
    set_each(self, locals())  # type: ignore[name-defined]  # noqa: F821  (a global of the function made of it)


def _each(
    setters: dict[str, Callable[[Any, Any], None]], check: Callable[[Any], None] | None
) -> Callable[[Any, dict[str, Any]], None]:
    def set_each(self: Any, values: dict[str, Any]) -> None:
        for name, put in setters.items():
            put(self, values[name])
        if check is not None:
            check(self)

    return set_each


def _comparisons(names: list[str]) -> dict[str, Any]:
    """``__eq__`` and ``__hash__`` by the fields ``names``, and the four that sort."""
    key: Callable[[object], Any] = attrgetter(*names) if names else lambda _: ()

    def by(compare: Callable[[Any, Any], Any]) -> Callable[[object, object], Any]:
        return lambda self, other: (
            compare(key(self), key(other)) if other.__class__ is self.__class__ else NotImplemented
        )

    sorting = {f"__{c.__name__}__": by(c) for c in (eq, lt, le, gt, ge)}
    return {**sorting, "__hash__": lambda self: hash(key(self))}


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


_OF_DATACLASSES = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
_EQUALITY = ("__eq__", "__hash__")
_SORTING = (*_EQUALITY, "__lt__", "__le__", "__gt__", "__ge__")
_SHARED: dict[str, Any] = {
    "__repr__": _repr,
    "__setattr__": _frozen_set,
    "__delattr__": _frozen_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
