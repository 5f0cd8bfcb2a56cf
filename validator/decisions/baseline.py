"""The baseline: the findings that a repository had when the gate was introduced, so that only new ones fail it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from validator.errors import Place, Problem, UsageError
from validator.findings import DraftReport, Finding, at_any_depth
from validator.frozen import frozen

FORMAT = 1
_AGAIN = "Write it again with niw check --write-baseline."
_KEEP_BOTH = "Keep the lines of both sides, with a comma between two entries, and take the marks out."
_MERGE_MARK = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
_DRAFT = re.compile(r"^(case|i140|eta9089|endeavor|degrees)\s*:", re.MULTILINE)


@frozen(order=True)
class Entry:
    """One finding of the baseline: no text of the draft is in it.

    ``key`` is the finding's: a digest of draft, rule, item and the stated values with their paths by item ids.
    ``where`` are those paths, for whoever reads the file.
    """

    draft: str
    rule: str
    item: str
    key: str
    where: tuple[str, ...] = ()


class Baseline:
    """Entries, found by draft and key."""

    def __init__(self, entries: Iterable[Entry], file: str = "") -> None:
        self.file = file
        self.entries = tuple(sorted(set(entries)))
        self._by_draft: dict[str, dict[str, Entry]] = {}
        for entry in self.entries:
            self._by_draft.setdefault(entry.draft, {})[entry.key] = entry

    def of(self, draft: str) -> Mapping[str, Entry]:
        """The entries of a draft, by key."""
        return self._by_draft.get(draft, {})

    def gone(self, report: DraftReport) -> tuple[Entry, ...]:
        """The entries of a draft whose finding no longer occurs.

        An entry of a rule that was not run, or could not be checked this time, is not gone.
        """
        present = {f.key for f in every_finding(report)}
        decided = {f.rule for f in every_finding(report)} | set(report.clear) | set(report.left_blank)
        open_rules = {n.rule for n in report.not_checked}
        return tuple(
            entry
            for entry in self.of(report.header.case).values()
            if entry.key not in present and entry.rule in decided and entry.rule not in open_rules
        )

    def without(self, gone: Iterable[Entry]) -> Baseline:
        """This baseline without ``gone``."""
        dropped = set(gone)
        return Baseline((e for e in self.entries if e not in dropped), self.file)

    def text(self) -> str:
        """What :func:`read_baseline` reads: JSON, an entry a line, sorted, so that a change is easy to review."""
        lines = [f"    {json.dumps(_data(entry), ensure_ascii=False)}" for entry in self.entries]
        inner = "\n" + ",\n".join(lines) + "\n  " if lines else ""
        return f'{{\n  "niw_baseline": {FORMAT},\n  "findings": [{inner}]\n}}\n'


def every_finding(report: DraftReport) -> Iterator[Finding]:
    """Every finding of a draft: those shown, those under them, those that somebody decided on."""
    return at_any_depth((*report.findings, *report.baselined, *(w.finding for w in report.waived)))


def entries_of(report: DraftReport) -> Iterator[Entry]:
    """The entries that a new baseline has for a draft; what a waiver silences is not among them."""
    waived = {w.finding.key for w in report.waived}
    for finding in every_finding(report):
        if finding.key not in waived:
            where = tuple(dict.fromkeys(s.where for s in finding.stated))
            yield Entry(
                draft=report.header.case, rule=finding.rule, item=finding.item, key=finding.key, where=where
            )


def read_baseline(file: str | Path) -> Baseline:
    """The baseline in ``file``. :raises UsageError: where it cannot be read, or is none."""
    try:
        text = Path(file).read_text(encoding="utf-8")
    except FileNotFoundError:
        what = "There is no such baseline."
        raise _misfit(
            file, what, mend="Check the name, or begin one with niw check --write-baseline."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise _misfit(file, f"The baseline cannot be read: {why}.") from None
    if marks := _MERGE_MARK.search(text):
        line = text.count("\n", 0, marks.start()) + 1
        what = "Two versions of the baseline were merged, and the marks of the conflict are still in it."
        raise _misfit(file, what, line, 1, mend=_KEEP_BOTH)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        if _DRAFT.search(text):
            raise _a_draft(file) from None
        raise _misfit(file, f"The baseline is no JSON: {error.msg}.", error.lineno, error.colno) from None
    if isinstance(data, dict) and "niw_baseline" not in data and "case" in data:
        raise _a_draft(file)
    if (
        not isinstance(data, dict)
        or data.get("niw_baseline") != FORMAT
        or not isinstance(data.get("findings"), list)
    ):
        raise _misfit(file, f"This is no baseline of format {FORMAT}.")
    _no_other(data, ("niw_baseline", "findings"), "The baseline", file)
    return Baseline(
        (_entry(item, number, file) for number, item in enumerate(data["findings"], 1)), str(file)
    )


def _data(entry: Entry) -> dict[str, Any]:
    return {
        "draft": entry.draft,
        "rule": entry.rule,
        "item": entry.item,
        "where": list(entry.where),
        "key": entry.key,
    }


def _entry(item: object, number: int, file: str | Path) -> Entry:
    if not isinstance(item, dict) or any(
        not isinstance(item.get(name), str) for name in ("draft", "rule", "item", "key")
    ):
        raise _misfit(file, f"Entry {number} of the baseline does not name draft, rule, item and key.")
    _no_other(item, ("draft", "rule", "item", "where", "key"), f"Entry {number} of the baseline", file)
    where = item.get("where")
    return Entry(
        draft=item["draft"],
        rule=item["rule"],
        item=item["item"],
        key=item["key"],
        where=tuple(map(str, where)) if isinstance(where, list) else (),
    )


def _no_other(data: dict[str, Any], known: tuple[str, ...], what: str, file: str | Path) -> None:
    other = [key for key in data if key not in known]
    if other:
        mend = f"It has {', '.join(known)}. Take the key out, or write the file again: niw check --write-baseline."
        raise _misfit(file, f"{what} has a key “{other[0]}”, and there is no such key.", mend=mend)


def _a_draft(file: str | Path) -> UsageError:
    return _misfit(file, "This is a draft, and no baseline.", mend="Name the baseline after --baseline.")


def _misfit(
    file: str | Path, what: str, line: int | None = None, column: int | None = None, *, mend: str = _AGAIN
) -> UsageError:
    place = Place(file=str(file), line=line, column=column)
    return UsageError((Problem(what=what, mend=mend, place=place, code="baseline"),))
