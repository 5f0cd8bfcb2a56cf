"""When rules were held against their authorities, and when that is due again, as seen from a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from validator.packs.model import Pack, Rule
from validator.packs.rules import RuleSource

RELEASED = date(2026, 11, 21)
"""The day this version of niw was made; a clock that is behind it is wrong, and is not held against a pack."""


def today() -> date:
    """The day on the calendar where niw is run, and none before niw was made."""
    return max(date.today(), RELEASED)  # noqa: DTZ011  (a day on the attorney's calendar)


def check_review_days(sources: Iterable[RuleSource], rules: Mapping[str, Rule], day: date) -> None:
    """Report a review that is still to come on ``day``, and one that is due again before it was done."""
    for source in sources:
        rule = rules[source.id]
        if rule.reviewed is not None and rule.reviewed > day:
            source.reader.problem(
                f"“{rule.id}” was reviewed on {rule.reviewed}, which is after today ({day}).",
                source.fields["reviewed"],
                "Write the day on which somebody last held it against its authorities.",
                code="review-date",
            )
        if rule.reviewed is not None and rule.review_by is not None and rule.review_by < rule.reviewed:
            source.reader.problem(
                f"“review_by” ({rule.review_by}) is before “reviewed” ({rule.reviewed}).",
                source.fields["review_by"],
                "Write the day by which the next review is due.",
                code="review-date",
            )


def review_notices(pack: Pack, day: date) -> Iterator[str]:
    """The rules whose review is overdue on ``day``: those of the pack one by one, of a pack beneath how many.

    A rule that is off is left out.
    """
    overdue = [rule for rule in pack.overdue(day) if not rule.off]
    below: dict[str, list[Rule]] = {}
    for rule in overdue:
        if rule.origin.pack == pack.name:
            place = f"{rule.origin.place.file}:{rule.origin.place.line}"
            yield f"{place}: warning: the review of “{rule.id}” was due by {rule.review_by}; it is {day}."
        else:
            below.setdefault(rule.origin.pack, []).append(rule)
    for name, rules in below.items():
        last = max(rule.review_by for rule in rules if rule.review_by)
        number = f"{len(rules)} rule{'' if len(rules) == 1 else 's'}"
        yield f"warning: the review of {number} of {name} was due by {last} at the latest; it is {day}."
