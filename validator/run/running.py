"""The way of a run: settings, packs and outputs first, every mistake of them at once; then drafts, one by one."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from validator.errors import UsageError
from validator.findings import DecisionNote, DraftReport, Failure, Report, Severity
from validator.frozen import frozen
from validator.run.checks import Checks, Result
from validator.run.many import Brief, Hands, Piece, results_of
from validator.run.mistakes import Mistakes, raise_any
from validator.run.outputs import Output, not_writable, outputs_of
from validator.run.terms import Terms, terms_of
from validator.settings import NEVER, Given, Settings, SettingsFinder

if TYPE_CHECKING:
    from validator.checker import Checker
    from validator.decisions import Entry
    from validator.drafts.sources import DraftSource
    from validator.packs import Pack
    from validator.settings import Valued


_FEW = 5
"""Files that a notice names; after so many they are counted."""


@frozen
class Ended:
    """A run at its end: the report of all drafts, and the exit code, the highest that any draft came to.

    ``gone`` are the entries of each baseline whose finding no longer occurs; ``results`` what the report was made of.
    """

    report: Report
    exit_code: int
    gone: dict[str, tuple[Entry, ...]]
    results: tuple[Result, ...]


@frozen
class Group:
    """Drafts that one settings file governs, or none; ``files`` are those known before anything is read."""

    settings: Settings
    files: tuple[str, ...]


class Run:
    """Drafts checked, each as the settings of its folder have it.

    :param given: what the command line says; it goes before every file.
    :param file: a settings file that governs every draft, in place of those found.
    :param isolated: no settings file counts.
    :param compare: the candidate codes of each draft are compared too.
    """

    def __init__(
        self, given: Given, *, file: str | None = None, isolated: bool = False, compare: bool = False
    ) -> None:
        self.finder = SettingsFinder(given, file=file, isolated=isolated)
        self.checks = Checks()
        self._lock_notices: list[str] = []
        self._passed_over: dict[str, str] = {}  # by file, what it is instead of a draft
        self._paths: tuple[str, ...] = ()
        self.outputs: tuple[Output, ...] = ()
        self._compare = compare
        self._used: dict[Terms, Settings] = {}
        self._terms: dict[int, Terms] = {}  # by the settings' identity: a finder gives one object a file
        self.settings = self.finder.of_run()

    @property
    def notices(self) -> tuple[str, ...]:
        """What was passed over while settings were looked for: nothing is discarded in silence."""
        return (
            *self.finder.notices,
            *(n for settings in self.finder.found() for n in self._unused(settings)),
        )

    def least_threshold(self) -> Severity:
        """The lowest severity that fails a draft of this run; blocker where nothing does."""
        named = [Severity[t.fail_on] for t in self._used if t.fail_on != NEVER]
        return min(named, default=Severity.blocker)

    def words_in(self, name: str, *, far: bool = False) -> bool:
        """Whether the drafts' own words may stand in a report of this format.

        :param far: the drafts are checked on other machines; then they may where it was said that they may, alone.
        """
        from validator.reports.interface import with_words

        said = self.settings.words.value
        return with_words(name, False if said is None and far else said)

    # ------------------------------------------------------------------------------------------------ beginning

    def groups(self, paths: Sequence[str]) -> tuple[Group, ...]:
        """The settings that govern the drafts at ``paths``, each with its files.

        :raises UsageError: with every mistake of every settings file.
        """
        from validator.drafts.sources import named_files

        found: dict[int, tuple[Settings, list[str]]] = {}
        by_folder: dict[str, list[str]] = {}
        for file in named_files(paths):
            folder = os.path.dirname(file)  # noqa: PTH120
            files = by_folder.get(folder)
            if files is None:
                settings = self.finder.of_file(file)
                files = by_folder[folder] = found.setdefault(id(settings), (settings, []))[1]
            files.append(file)
        if not found or "-" in paths:
            found.setdefault(id(self.settings), (self.settings, []))
        raise_any(UsageError, self.finder.problems)
        return tuple(Group(settings=settings, files=tuple(files)) for settings, files in found.values())

    def begin(self, paths: Sequence[str], *, written: Iterable[str] = ()) -> None:
        """Settle what can be settled before a draft is read; nothing has been written when this fails.

        :param written: files that will be written beside the reports.
        :raises UsageError: with the mistakes of all settings, outputs, rule names and baselines. :raises PackError:
            with those of all packs, and where a pack is not the one that niw.lock names.
        """
        self._paths = tuple(paths)
        groups = self.groups(paths)
        self.outputs, problems = outputs_of(self.settings.format)
        targets = [(o.file, o.place) for o in self.outputs if o.file] + [(file, None) for file in written]
        problems += not_writable(targets, (file for group in groups for file in group.files))
        raise_any(UsageError, problems)
        self._begin_baselines(groups, [file for file, _ in targets])
        mistakes = Mistakes(self.finder, self.checks)
        for group in groups:
            folders = dict.fromkeys(os.path.dirname(file) for file in group.files)  # noqa: PTH120
            terms = self._terms_of(group.settings)
            mistakes.look(group.settings, terms, tuple(folders) or (self.finder.folder,))
        mistakes.refuse()
        self._lock_notices += mistakes.notices

    def _begin_baselines(self, groups: Iterable[Group], written: Iterable[str]) -> None:
        """A baseline that is named, is not there yet and will be written by this run is one without entries."""
        begun = {os.path.realpath(file) for file in written}
        for group in groups:
            file = group.settings.baseline.value
            if file is not None and os.path.realpath(file) in begun and not os.path.lexists(file):
                from validator.decisions import Baseline

                self.checks.begin_baseline(Baseline((), file))

    def checker_for(self, file: str) -> Checker:
        """The checker for the drafts in ``file``, for commands on one draft.

        :raises UsageError: with the mistakes of its settings. :raises PackError: with those of its pack, and where that
            is not the one that niw.lock names.
        """
        settings = self.finder.of_file(file)
        raise_any(UsageError, self.finder.problems)
        folder = "" if file == "-" else os.path.dirname(file)  # noqa: PTH120
        terms = self._terms_of(settings)
        mistakes = Mistakes(self.finder, self.checks)
        mistakes.look(settings, terms, (folder,))
        mistakes.refuse()
        self._lock_notices += mistakes.notices
        return self.checks.checker(terms)

    # ------------------------------------------------------------------------------------------------ the drafts

    def terms_for(self, file: str) -> Terms:
        """The terms of the drafts in ``file``. :raises UsageError: where their settings have mistakes."""
        settings = self.finder.of_file(file)
        raise_any(UsageError, self.finder.problems)
        return self._terms_of(settings)

    def _terms_of(self, settings: Settings) -> Terms:
        terms = self._terms.get(id(settings))
        if terms is None:
            terms = self._terms[id(settings)] = terms_of(settings, self.settings, compare=self._compare)
            self._used.setdefault(terms, settings)
        return terms

    def pieces(self, sources: Iterable[DraftSource], *, far: bool = False) -> Iterator[Piece]:
        """Every draft with its number and terms. :param far: who checks cannot see the folders of the drafts.

        Then the drafts' text and the waivers beside them are read here, and go with the work; what is at an address
        is read by who checks it.
        """
        from validator.drafts.files import with_content

        for number, source in enumerate(self._drafts_of(sources), 1):
            terms = self.terms_for(source.file)
            if far:
                yield Piece(number, with_content(source), terms, self.checks.waivers(source.file, terms))
            else:
                yield Piece(number, source, terms)

    def _drafts_of(self, sources: Iterable[DraftSource]) -> Iterator[DraftSource]:
        """The sources that may be drafts; the others are told of at the end."""
        own = {os.path.basename(o.file): os.path.realpath(o.file) for o in self.outputs if o.file}  # noqa: PTH119
        for source in sources:
            name = os.path.basename(source.file)  # noqa: PTH119
            if source.passed_over:
                self._passed_over[source.file] = source.passed_over
            elif name in own and os.path.realpath(source.file) == own[name]:
                self._passed_over[source.file] = "written by this run"
            else:
                yield source

    def results(self, sources: Iterable[DraftSource], hands: Hands | None = None) -> Iterator[Result]:
        """A result a draft, in their order, each made when it is asked for; in this process, or by ``hands``."""
        hands = hands or Hands(jobs=1)
        return results_of(self.pieces(sources, far=bool(hands.cluster)), hands, self.checks)

    # ----------------------------------------------------------------------------------------------- at the end

    def has_baseline(self) -> bool:
        """Whether any draft of the run is held to a baseline."""
        return any(terms.baseline is not None for terms in self._used)

    def pruned(self, ended: Ended) -> list[tuple[str, str]]:
        """Each baseline with entries whose finding no longer occurs, and its text without them."""
        of_file = {t.baseline: self.checks.baseline(t) for t in self._used if t.baseline is not None}
        return [
            (file, baseline.without(ended.gone[file]).text())
            for file, baseline in of_file.items()
            if baseline is not None and ended.gone.get(file)
        ]

    def ended(self, results: Iterable[Result], *, prune: bool = False) -> Ended:
        """The report of all results, and what the run ends with.

        :param prune: what no longer occurs is taken out of the baselines (:meth:`pruned`), and the report says so.
        """
        drafts: list[DraftReport] = []
        failures: list[Failure] = []
        notices: list[str] = []
        files: dict[str, str] = {}
        gone: dict[str, tuple[Entry, ...]] = {}
        kept: list[Result] = []
        for result in results:
            kept.append(result)
            if isinstance(result.of, DraftReport):
                drafts.append(result.of)
            else:
                failures.append(result.of)
            case, file = result.case, result.of.file
            if case and files.setdefault(case, file) != file:
                notices.append(
                    f"The case id “{case}” stands in {files[case]} and in {file}; give each its own."
                )
            notices += result.notices
            baseline = self.terms_for(file).baseline
            if baseline is not None:
                gone[baseline] = (*gone.get(baseline, ()), *result.gone)
        report = self._report(drafts, failures, (*self._told(), *dict.fromkeys(notices)))
        notes = dict.fromkeys(note for result in kept for note in result.decisions)
        if prune:
            from validator.decisions import taken_out

            notes = dict.fromkeys(map(taken_out, notes))
        report = replace(report, decisions=(*notes, *self._of_no_draft(kept)))
        code = max((result.exit_code for result in kept), default=0)
        return Ended(report=report, exit_code=code, gone=gone, results=tuple(kept))

    def _of_no_draft(self, results: Iterable[Result]) -> tuple[DecisionNote, ...]:
        """Waivers in the folders of the run whose draft is not there."""
        if not self._folders():
            return ()
        cases: dict[str, set[str]] = {}
        unread: set[str] = set()
        for result in results:
            if result.case:
                cases.setdefault(result.of.file, set()).add(result.case)
            else:
                unread.add(result.of.file)
        return self._nobodys(cases, unread)

    def _folders(self) -> list[str]:
        return [path for path in self._paths if os.path.isdir(path)]  # noqa: PTH112

    def _nobodys(self, cases: dict[str, set[str]], unread: set[str]) -> tuple[DecisionNote, ...]:
        from validator.decisions.nobodys import waivers_of_no_draft

        named = dict.fromkeys(file for terms in self._used for file in terms.waivers)
        return waivers_of_no_draft(self._folders(), cases, unread, named)

    def remembering(self) -> tuple[Callable[[Brief], None], Callable[[], tuple[str, ...]]]:
        """For a run that keeps no results: what takes each of them, and what then says which waivers are of no draft.

        Of a draft is kept what a waiver of the folders names, and of one that could not be read its file.
        """
        from validator.decisions.nobodys import waived_in

        waived = waived_in(self._folders())
        cases: dict[str, set[str]] = {}
        unread: set[str] = set()

        def take(brief: Brief) -> None:
            if waived and (not brief.case or brief.case in waived):
                file = json.loads(brief.text)["file"]
                if brief.case:
                    cases.setdefault(file, set()).add(brief.case)
                else:
                    unread.add(file)

        def say() -> tuple[str, ...]:
            return tuple(note.says for note in self._nobodys(cases, unread)) if waived else ()

        return take, say

    def bare_report(self) -> Report:
        """The report without a draft: what the run is made with."""
        return self._report([], [], ())

    def about(self, paths: Sequence[str], **more: Any) -> dict[str, Any]:
        """What tells this run from another on other drafts or with other settings, as JSON can hold it."""
        terms = [
            {f.name: getattr(t, f.name) for f in fields(t) if f.name not in ("as_of", "base")}
            for t in self._used
        ]
        return {"paths": list(paths), "terms": [{k: _plain(v) for k, v in t.items()} for t in terms], **more}

    def told(self) -> tuple[str, ...]:
        """What is to be told of the run itself, once the drafts were checked."""
        return tuple(self._told())

    def _report(self, drafts: list[DraftReport], failures: list[Failure], notices: Iterable[str]) -> Report:
        """One report, with every pack that took part."""
        terms = tuple(self._used) or (self._terms_of(self.settings),)
        checkers = dict.fromkeys(self.checks.checker(t) for t in terms)
        first, *others = (checker.report_of(()) for checker in checkers)
        parts = (p for report in (first, *others) for p in report.packs)
        told = (n for report in (first, *others) for n in report.notices)
        return replace(
            first,
            packs=tuple(dict.fromkeys(parts)),
            drafts=tuple(drafts),
            failures=tuple(failures),
            notices=tuple(dict.fromkeys((*told, *notices))),
        )

    def _told(self) -> Iterator[str]:
        """What a reader of the report must know of the settings, so that nothing is passed over in silence."""
        yield from (*self.notices, *self._lock_notices)
        if self._passed_over:
            shown = [f"{file} ({kind})" for file, kind in list(self._passed_over.items())[:_FEW]]
            more = len(self._passed_over) - len(shown)
            also = f" and {more} more" if more else ""
            yield f"Written by niw, no drafts, and passed over: {', '.join(shown)}{also}."
        several = len({(t.pack, t.base) for t in self._used}) > 1
        for terms, settings in self._used.items():
            where = f" for {settings.shown or 'drafts without settings'}" if len(self._used) > 1 else ""
            if several:
                yield f"The pack {_pack_name(self.checks.pack(terms))} was used{where}."
            if terms.only:
                yield f"Only these rules were run{where}: {', '.join(terms.only)} ({said_by(settings.only)})."
            if terms.skip:
                yield f"Left out{where}: {', '.join(terms.skip)} ({said_by(settings.skip)})."

    def _unused(self, settings: Settings) -> Iterator[str]:
        """Settings of a whole run that stand in a file which is not the run's."""
        if settings.file == self.settings.file:
            return
        for known, value in settings.each():
            if known.of_run and value.origin == "file":
                yield (
                    f"“{known.name}” of {value.place} is not used: it is one for a whole run, and comes from the"
                    " settings of the folder niw is run in, or from the command line."
                )


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def new_baseline(ended: Ended, file: str = "") -> str:
    """The text of a baseline that holds every finding of the run that no waiver silences.

    :param file: the baseline whose place it takes. Where a draft of the run could not be read, and so nobody knows what
        it holds, the entries there of drafts that are not in the run stay. :raises UsageError: where it is none.
    """
    from validator.decisions.baseline import Baseline, entries_of, read_baseline

    entries = [entry for draft in ended.report.drafts for entry in entries_of(draft)]
    if ended.report.failures and os.path.isfile(file):  # noqa: PTH113
        read = {draft.header.case for draft in ended.report.drafts}
        entries += (entry for entry in read_baseline(file).entries if entry.draft not in read)
    return Baseline(entries).text()


def said_by(valued: Valued[object]) -> str:
    """Where a value is from, as people read it: ``command line``, ``niw.toml:3:1``, ``default``."""
    return str(valued.place) if valued.place else valued.origin


def _pack_name(pack: Pack) -> str:
    return f"{pack.name} {pack.version}"
