"""``json``: the whole report for programs, as schemas/report.schema.json describes it, and the way back.

Keys stand in the order of the dataclasses in :mod:`validator.findings`; the same report gives the same bytes. Every
key is always there. What a reader could count from the rest stands in ``summary`` and in a finding's ``place``; the
way back does not read those.
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Union, cast, get_args, get_origin, get_type_hints

from validator.errors import Place, Problem, UsageError
from validator.escapes import json_escaped
from validator.evidence import Known, Stated
from validator.findings import Finding, Report, Severity
from validator.frozen import frozen
from validator.reports.clean import is_unicode

if TYPE_CHECKING:
    from collections.abc import Hashable

    from validator.reports.interface import Format, Options

SCHEMA_VERSION = "1.2"
"""Major and minor: a new key raises the second number, a key that goes or changes its meaning the first."""

_KINDS: dict[type[Any], str] = {Stated: "stated", Known: "known"}
_BY_KIND = {kind: cls for cls, kind in _KINDS.items()}


def _encoded(value: Any) -> Any:
    if isinstance(value, IntEnum):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_encoded(v) for v in value]
    if is_dataclass(value) and not isinstance(value, type):
        out: dict[str, Any] = {"kind": _KINDS[type(value)]} if type(value) in _KINDS else {}
        out |= {f.name: _encoded(getattr(value, f.name)) for f in fields(value)}
        if isinstance(value, Finding):
            out["place"] = _encoded(value.place)
        return out
    return value


def _summary(report: Report) -> dict[str, Any]:
    found = [f for d in report.drafts for f in d.findings]
    worst = report.worst()
    return {
        "drafts": len(report.drafts),
        "failures": len(report.failures),
        "findings": {s.name: sum(f.severity is s for f in found) for s in sorted(Severity, reverse=True)},
        "not_checked": sum(len(d.not_checked) for d in report.drafts),
        "clear": sum(len(d.clear) for d in report.drafts),
        "left_blank": sum(len(d.left_blank) for d in report.drafts),
        "worst": worst.name if worst is not None else None,
    }


def as_data(report: Report) -> dict[str, Any]:
    """``report`` as what JSON can hold."""
    data = _encoded(report)
    niw_version = data.pop("version")
    return {"schema_version": SCHEMA_VERSION, "summary": _summary(report), "version": niw_version, **data}


@cache
def _hints(kind: Any) -> tuple[tuple[str, Any, bool], ...]:
    """A dataclass's fields: name, type, and whether it must be given."""
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name], f.default is MISSING) for f in fields(kind))


class _Misfit(Exception):
    """A value that does not fit: where in the document, and what is wrong."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where or 'the document'}: {what}")


def _decoded(value: Any, kind: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _decoded_union(value, get_args(kind), where)
    if origin is tuple:
        return _decoded_tuple(value, get_args(kind), where)
    if is_dataclass(kind) and isinstance(kind, type):
        return _decoded_class(value, kind, where)
    if isinstance(kind, type) and issubclass(kind, IntEnum):
        if not isinstance(value, str) or value not in kind.__members__:
            raise _Misfit(where, f"{value!r} is none of {', '.join(kind.__members__)}.")
        return kind[value]
    if kind is date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise _Misfit(where, f"{value!r} is no date (2026-11-21).") from None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise _Misfit(where, f"{value!r} stands where a {kind.__name__} belongs.")
    return value


def _decoded_union(value: Any, choices: tuple[Any, ...], where: str) -> Any:
    if value is None and type(None) in choices:
        return None
    rest = [c for c in choices if c is not type(None)]
    if isinstance(value, dict) and all(is_dataclass(c) for c in rest) and len(rest) > 1:
        said = value.get("kind")
        kind = _BY_KIND.get(said) if isinstance(said, str) else None
        if kind is None or kind not in rest:
            raise _Misfit(where, f"its kind is none of {', '.join(_BY_KIND)}.")
        return _decoded(value, kind, where)
    for choice in rest[:-1]:
        if isinstance(choice, type) and isinstance(value, choice) and not isinstance(value, bool):
            return value
    return _decoded(value, rest[-1], where)


def _decoded_tuple(value: Any, kinds: tuple[Any, ...], where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _Misfit(where, "a list belongs here.")
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise _Misfit(where, f"{len(kinds)} values belong here, not {len(value)}.")
    return tuple(_decoded(v, k, f"{where}[{at}]") for at, (v, k) in enumerate(zip(value, kinds, strict=True)))


def _decoded_class(value: Any, kind: type[Any], where: str) -> Any:
    if not isinstance(value, dict):
        raise _Misfit(where, f"a {kind.__name__} belongs here.")
    taken = {}
    for name, hint, needed in _hints(cast("Hashable", kind)):
        if name in value:
            taken[name] = _decoded(value[name], hint, f"{where}.{name}" if where else name)
        elif needed:  # what has a default may have come with a later minor version
            raise _Misfit(where, f"“{name}” is missing.")
    return kind(**taken)


def read_report(text: str, *, file: str = "report") -> Report:
    """The report that ``text`` (as :meth:`Json.render` wrote it) holds.

    Raises :class:`validator.errors.UsageError`, naming ``file``, where it is no JSON, of another major schema
    version, or does not fit.
    """
    mend = "Write it again with `niw check --format json`."
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(file=file, line=error.lineno, column=error.colno)
        raise UsageError((Problem(what=f"This is no JSON: {error.msg}.", mend=mend, place=place),)) from None
    except (
        ValueError,
        RecursionError,
    ):  # a number of thousands of digits, brackets within brackets within brackets
        what = "This is no report: no reader takes numbers so long or lists so deep."
        raise UsageError((Problem(what=what, mend=mend, place=Place(file=file)),)) from None
    place = Place(file=file)
    version = data.get("schema_version") if isinstance(data, dict) else None
    if not isinstance(version, str) or version.split(".")[0] != SCHEMA_VERSION.split(".", maxsplit=1)[0]:
        what = f"This is no report of schema version {SCHEMA_VERSION}: it says {version!r}."
        raise UsageError((Problem(what=what, mend=mend, place=place),))
    try:
        report: Report = _decoded_class(data, Report, "")
    except _Misfit as misfit:
        raise UsageError(
            (Problem(what=f"The report does not fit: {misfit}", mend=mend, place=place),)
        ) from None
    return report


def written(data: object, encoding: str) -> str:
    """``data`` as indented JSON that ends in a newline: what a terminal would act on is escaped, without loss."""
    text = json.dumps(data, indent=2, ensure_ascii=not is_unicode(encoding), allow_nan=False)
    return json_escaped(text) + "\n"


@frozen(kw_only=False)
class Json:
    """The format for programs; width, colour and quiet do not concern it."""

    name: str = "json"
    media_type: str = "application/json"
    suffix: str = ".json"

    def render(self, report: Report, options: Options) -> str:
        """The report as one JSON document, indented, UTF-8 letters as they are where the encoding has them."""
        return written(as_data(report), options.encoding)


FORMAT: Format = Json()
