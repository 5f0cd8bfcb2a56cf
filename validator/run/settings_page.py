"""The effective settings, printed: each value with where it comes from, for the run and for each group of drafts."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from validator.errors import Place
from validator.settings.known import SHARED_FILE

if TYPE_CHECKING:
    from validator.run.running import Group
    from validator.settings import Known, Settings, Valued

_FEW = 3
_WIDTH = 18
_UNSET = {
    "as-of": "today",
    "baseline": "none",
    "only": "every rule",
    "skip": "none",
    "waivers": "those beside the drafts",
    "locked": "where there is a niw.lock",
    "words": "but in published formats",
}


def settings_text(run: Settings, groups: Sequence[Group], notices: Sequence[str] = ()) -> str:
    """The settings of a run for people: those of the whole run, then those of each group of drafts."""
    from validator.reports.clean import safe

    lines = [f"The whole run: {_file_words(run)}", *_rows(run, of_run=True)]
    for group in groups:
        lines += [
            "",
            f"{_drafts(group)}: {_file_words(group.settings)}",
            *_rows(group.settings, of_run=False),
        ]
    for notice in notices:
        lines += ["", f"note: {notice}"]
    return "".join(f"{safe(line)}\n" for line in lines)


def _file_words(settings: Settings) -> str:
    if settings.shown is None:
        return "no settings file"
    table = " [tool.niw]" if os.path.basename(settings.shown) == SHARED_FILE else ""  # noqa: PTH119
    return f"{settings.shown}{table}"


def _drafts(group: Group) -> str:
    count = len(group.files)
    if not count:
        return "Standard input and what names no file here"
    folders = list(dict.fromkeys(os.path.dirname(file) or "." for file in group.files))  # noqa: PTH120
    shown = ", ".join(folders[:_FEW]) + (f" and {len(folders) - _FEW} more" if len(folders) > _FEW else "")
    return f"{count} file{'' if count == 1 else 's'} in {shown}"


def _rows(settings: Settings, *, of_run: bool) -> Iterator[str]:
    chosen = [(known, value) for known, value in settings.each() if known.of_run is of_run]
    shown = [(known.name, _value_words(known, value), _origin_words(known, value)) for known, value in chosen]
    wide = min(max(len(value) for _, value, _ in shown), 40)
    for name, value, origin in shown:
        yield f"  {name:<{_WIDTH}}  {value:<{wide}}  {origin}"


def _value_words(known: Known, valued: Valued[Any]) -> str:
    value = valued.value
    if value is None or value == ():
        return _UNSET.get(known.name, "none")
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _origin_words(known: Known, valued: Valued[Any]) -> str:
    origin = str(valued.place) if valued.place else valued.origin
    if valued.over is None:
        return origin
    return f"{origin}, in place of “{_value_words(known, valued.over)}” of {valued.over.place}"


def settings_data(run: Settings, groups: Sequence[Group], notices: Sequence[str] = ()) -> str:
    """The same as JSON."""
    data = {
        "run": {"file": run.shown, "settings": _data(run, of_run=True)},
        "groups": [
            {
                "file": group.settings.shown,
                "drafts": list(group.files),
                "settings": _data(group.settings, of_run=False),
            }
            for group in groups
        ],
        "notices": list(notices),
    }
    return json.dumps(data, indent=2, ensure_ascii=True) + "\n"


def _data(settings: Settings, *, of_run: bool) -> dict[str, Any]:
    return {known.name: _valued(value) for known, value in settings.each() if known.of_run is of_run}


def _valued(valued: Valued[Any]) -> dict[str, Any]:
    data = {"value": _plain(valued.value), "origin": valued.origin, "place": _place(valued.place)}
    if valued.over is not None:
        data["over"] = {"value": _plain(valued.over.value), "place": _place(valued.over.place)}
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {"file": place.file, "line": place.line, "column": place.column}
