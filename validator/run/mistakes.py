"""What is wrong with what a run is made of, every mistake of it told at once: rules and files that settings name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from validator.checker import Selection, unknown_rules
from validator.errors import NiwError, PackError, Problem, UsageError

if TYPE_CHECKING:
    from validator.packs import Pack
    from validator.run.checks import Checks
    from validator.run.terms import Terms
    from validator.settings import Settings, SettingsFinder, Valued


class Mistakes:
    """The mistakes of settings that were looked at; ``notices`` are what is to be told beside them."""

    def __init__(self, finder: SettingsFinder, checks: Checks) -> None:
        self._finder = finder
        self._checks = checks
        self._packs: list[Problem] = []
        self._others: list[Problem] = []
        self.notices: list[str] = []

    def refuse(self) -> None:
        """Raise what was found: :class:`PackError` with all packs' mistakes, else :class:`UsageError`."""
        raise_any(PackError, self._packs)
        raise_any(UsageError, self._others)

    def look(self, settings: Settings, terms: Terms, folders: Sequence[str]) -> None:
        """Look at what ``settings`` name for drafts in ``folders``: the pack, its lock, rules, baseline, waivers."""
        try:
            pack = self._checks.pack(terms)
        except PackError as error:
            new = [
                _placed(p, settings.pack) if p.code == "no-pack" and p.place is None else p
                for p in error.problems
            ]
            self._packs += (p for p in new if p not in self._packs)
            return
        problems = [*_unknown(pack, settings.only), *_unknown(pack, settings.skip)]
        problems += () if problems else _nothing_runs(pack, settings)
        if settings.locked.value or any(self._finder.lock_of(folder) for folder in folders):
            problems += self._of_the_lock(settings, pack, folders)
        if not problems:
            try:
                self._checks.checker(terms)
                self._checks.baseline(terms)
            except UsageError as error:
                problems += error.problems
        self._others += problems

    def _of_the_lock(self, settings: Settings, pack: Pack, folders: Sequence[str]) -> tuple[Problem, ...]:
        """What is wrong with the lock itself; where the pack does not fit it, that is the pack's."""
        from validator.run.locks import held_to

        try:
            problems, notices = held_to(self._finder, settings, pack, folders)
        except UsageError as error:
            return error.problems
        self._packs += problems
        self.notices += notices
        return ()


def _unknown(pack: Pack, names: Valued[tuple[str, ...]]) -> Iterator[Problem]:
    places = dict(zip(names.value, names.items, strict=False))
    for name, problem in unknown_rules(pack, names.value):
        yield replace(problem, place=places.get(name, names.place))


def _nothing_runs(pack: Pack, settings: Settings) -> tuple[Problem, ...]:
    """That no rule is left: a run of none would find nothing, and look like one that found all in order."""
    only, skip = settings.only, settings.skip
    selection = Selection(only=only.value, skip=skip.value)
    if not (only.value or skip.value) or any(selection.takes(rule) for rule in pack.rules):
        return ()
    named = f"“only” has {', '.join(only.value)}, and “skip”" if only.value else "“skip” has"
    what = f"No rule is left to run: {named} {', '.join(skip.value)}."
    return (Problem(what=what, mend="Take a rule out of “skip”.", place=skip.place or only.place),)


def _placed(problem: Problem, valued: Valued[str]) -> Problem:
    """A problem of a pack that a settings file names, at the place where it is named."""
    if valued.place is None:
        return problem
    mend = problem.mend
    if mend.startswith("Paths are seen"):
        mend = "Paths are seen from the folder of the file in which they stand."
    return replace(problem, place=valued.place, mend=mend)


def raise_any(kind: type[NiwError], problems: Sequence[Problem]) -> None:
    """Raise ``problems`` as ``kind``, each once, where there is one."""
    if problems:
        raise kind(tuple(dict.fromkeys(problems)))
