"""From a draft and a rule to a waiver in a file: find the finding, refuse what may not be waived, write it down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from validator.decisions.book import NAME, WaiverBook
from validator.decisions.writing import Decision, add_waiver, replace_waiver, waiver_text
from validator.decisions.written import WrittenWaiver
from validator.drafts import Draft, DraftFailure, load_drafts
from validator.errors import DraftError, Problem, UsageError
from validator.findings import DraftReport, Finding, at_any_depth
from validator.frozen import frozen
from validator.packs.fingerprint import fingerprint
from validator.run import Run
from validator.settings import Given


@frozen
class Asked:
    """What ``niw waive`` is asked; ``waivers`` is the file to write to, beside the draft by default.

    ``pack`` goes before the one that the settings of the draft's folder name. ``instead``: the new waiver takes the
    place of one of the same finding.
    """

    file: str
    rule: str
    because: str
    proposed_by: str
    until: date
    approved_by: str = ""
    on: date | None = None
    item: str = ""
    case: str = ""
    pack: str | None = None
    waivers: Path | None = None
    instead: bool = False


@frozen
class Proposal:
    """A waiver that can be written: the finding it silences in lines, and where it goes.

    ``old`` is the waiver of the same finding whose place it takes. ``told`` is what to say once it is written.
    """

    shown: tuple[str, ...]
    entry: str
    file: Path
    told: tuple[str, ...]
    old: WrittenWaiver | None = None

    def write(self) -> None:
        """Write it. :raises UsageError: where the file has mistakes or cannot be written; it is then as it was."""
        if self.old is None:
            add_waiver(self.file, self.entry)
        else:
            replace_waiver(self.file, self.old, self.entry)


def proposed(asked: Asked) -> Proposal:
    """The waiver that is asked for; nothing is written yet.

    :raises UsageError: where the rule found nothing on the draft, found several things, may not be waived, is waived
        already, or what is said is not enough. :raises DraftError: for a draft that cannot be read. :raises PackError:
        for the pack that the draft's settings name.
    """
    on = asked.on or datetime.now(UTC).date()
    _said(asked, on)
    run = Run(Given(pack=asked.pack))
    checker = run.checker_for(asked.file)
    rules = {rule.id: rule for rule in checker.rules_called(asked.rule)}
    report = checker.check(_the_draft(asked))
    finding = _the_finding(asked, report, set(rules))
    rule = rules[finding.rule]
    if not rule.waivable:
        raise _refused(
            f"{finding.rule} cannot be waived: its pack says so.", "Resolve the finding: " + finding.remedy
        )
    book = WaiverBook(run.terms_for(asked.file).waivers)
    file, old = _where(asked, report, finding, book)
    decision = Decision(
        proposed_by=asked.proposed_by,
        approved_by=asked.approved_by,
        because=asked.because,
        on=on,
        until=asked.until,
    )
    read = {path.resolve() for path in book.sources(asked.file)}
    return Proposal(
        shown=tuple(_shown(finding)),
        entry=waiver_text(decision, finding, report, fingerprint(rule)),
        file=file,
        old=old,
        told=tuple(_closing(asked, file, beside=file.resolve() in read)),
    )


def waived(asked: Asked) -> list[str]:
    """Write the waiver, and say in lines what it silences and where it stands. :raises NiwError: as :func:`proposed`
    and :meth:`Proposal.write`.
    """
    proposal = proposed(asked)
    proposal.write()
    return [*proposal.shown, "", *proposal.told]


def _where(
    asked: Asked, report: DraftReport, finding: Finding, book: WaiverBook
) -> tuple[Path, WrittenWaiver | None]:
    """The file that the waiver goes to, and the waiver there whose place it takes."""
    if asked.waivers is None and asked.file == "-":
        raise _refused(
            "A waiver stands beside its draft, and standard input has no place.",
            "Name the draft's file, or the file of waivers with --file.",
        )
    file = asked.waivers or Path(asked.file).parent / NAME
    sources = book.sources(asked.file)
    known = {path.resolve() for path in sources}
    more = () if file.resolve() in known else WaiverBook([file] if file.exists() else []).beside("-")
    for written in (*book.beside(asked.file), *more):
        waiver = written.waiver
        same = waiver.draft == report.header.case and waiver.rule == finding.rule
        if not same or waiver.item not in ("", finding.item):
            continue
        assert waiver.place is not None
        if not asked.instead:
            by = f"approved by {waiver.approved_by}" if waiver.approved_by else "not approved yet"
            raise _refused(
                f"There is a waiver of this finding already, until {waiver.until} and {by}: {waiver.place}.",
                "With --replace the new one takes its place; or change it there.",
            )
        stands = Path(waiver.place.file)
        if asked.waivers is not None and stands.resolve() != file.resolve():
            raise _refused(
                f"The waiver that is to be replaced stands in {stands}.", f"Name that file: --file {stands}."
            )
        return stands, written
    return file, None


def _shown(finding: Finding) -> list[str]:
    catalogue = f" · {finding.catalogue}" if finding.catalogue else ""
    lines = [
        f"{finding.severity.name}  {finding.rule}{catalogue}: {finding.title}",
        f"  {finding.says}",
        f"  why     {finding.why}",
        f"  remedy  {finding.remedy}",
    ]
    return lines + [
        f"  where   {s.place}  “{s.text if len(s.text) <= 80 else s.text[:79] + '…'}”" for s in finding.stated
    ]


def _closing(asked: Asked, file: Path, *, beside: bool) -> list[str]:
    if asked.approved_by:
        told = [f"Waived until {asked.until} in {file}, approved by {asked.approved_by}."]
    else:
        told = [
            f"Proposed in {file}. The finding counts until somebody approves it: fill in approved_by there."
        ]
    if not beside:
        told.append(f"niw check does not look there by itself: give it --waivers {file}.")
    return told


def _said(asked: Asked, on: date) -> None:
    if not asked.because or not asked.proposed_by:
        raise _refused("A waiver says why, and who proposes it.", "Fill in --because and --by.")
    if any("\ud800" <= char <= "\udfff" for char in asked.because + asked.proposed_by + asked.approved_by):
        raise _refused(
            "What the waiver says has bytes that are no text.",
            "Type --because, --by and --approved-by anew, in UTF-8.",
        )
    if asked.until < on:
        raise _refused(f"The waiver would end on {asked.until}, before it begins.", "Give a later --until.")


def _the_draft(asked: Asked) -> Draft:
    loaded = list(load_drafts([asked.file]))
    read = [d for d in loaded if isinstance(d, Draft)]
    if len(read) < len(loaded) and not asked.case:
        raise DraftError(tuple(p for d in loaded if isinstance(d, DraftFailure) for p in d.problems))
    meant = [d for d in read if asked.case in ("", d.id)]
    if len(meant) == 1:
        return meant[0]
    if len(meant) > 1 and asked.case:
        raise _refused(
            f"{asked.file} holds {len(meant)} drafts called “{asked.case}”.", "Give each its own case id."
        )
    if asked.case:
        raise _refused(f"{asked.file} holds no draft “{asked.case}”.", _names([d.id for d in read]))
    raise _refused(f"{asked.file} holds {len(meant)} drafts.", "Say which one with --case.")


def _the_finding(asked: Asked, report: DraftReport, rules: set[str]) -> Finding:
    found = [f for f in at_any_depth(report.findings) if f.rule in rules]
    if not found:
        raise _refused(
            f"{asked.rule} finds nothing on {report.header.case}; there is nothing to waive.",
            f"Look with niw explain {asked.rule} {asked.file}.",
        )
    fits = [f for f in found if asked.item in ("", f.item)]
    if len(fits) == 1:
        return fits[0]
    if not fits:
        raise _refused(
            f"{asked.rule} found nothing on the item “{asked.item}”.", _names([f.item for f in found])
        )
    raise _refused(
        f"{asked.rule} found {len(fits)} things on {report.header.case}.",
        f"Say which one with --item: {', '.join(f.item or '(the draft)' for f in fits)}.",
    )


_FEW = 12


def _names(names: Sequence[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return f"There {'is' if len(names) == 1 else 'are'}: {', '.join(names[:_FEW])}{more}."


def _refused(what: str, mend: str) -> UsageError:
    return UsageError((Problem(what=what, mend=mend),))
