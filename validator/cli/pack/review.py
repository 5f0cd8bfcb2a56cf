"""What ``niw pack lint`` and ``niw pack test`` say of reviews that are overdue."""

from __future__ import annotations

from datetime import datetime

import click

as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Hold the days of review to this day instead of today.",
)


def review_lines(name: str, as_of: datetime | None) -> tuple[str, ...]:
    """A line for each overdue review of the pack's own rules, and one for each pack beneath it."""
    from validator.facts import vocabulary
    from validator.packs import load_pack
    from validator.packs.reviewed import review_notices, today

    return tuple(review_notices(load_pack(name, vocabulary()), as_of.date() if as_of else today()))


def digest_line(name: str) -> str:
    """The digest of a pack's own files, which reports name, and that of the whole where it extends others."""
    from validator.facts import vocabulary
    from validator.packs import load_pack

    pack = load_pack(name, vocabulary())
    own = f"Digest {pack.parts[-1].digest[:12]} of its own files, as reports and niw.lock have it"
    return f"{own}; {pack.digest[:12]} with all that it extends." if len(pack.parts) > 1 else f"{own}."
