"""All that decides what the check of one draft comes to, beside the draft: small, comparable, fit to be sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from validator.frozen import frozen

if TYPE_CHECKING:
    from validator.settings import Settings


@frozen
class Terms:
    """What a draft is checked with and what fails it. Equal terms, equal results; a worker process needs no more.

    ``pack`` is a name or a folder, ``base`` the folder it is seen from (None: the one niw is run in). ``fail_on`` and
    ``fail_on_unchecked`` are a severity or ``never``. ``compare``: the candidate codes are compared too.
    """

    pack: str
    base: str | None
    only: tuple[str, ...]
    skip: tuple[str, ...]
    engine: str
    as_of: date | None
    fail_on: str
    fail_on_unchecked: str
    waivers: tuple[str, ...] = ()
    baseline: str | None = None
    compare: bool = False


def terms_of(settings: Settings, run: Settings, *, compare: bool = False) -> Terms:
    """The terms for drafts with ``settings``; what is one for a whole run is taken from ``run``."""
    return Terms(
        pack=settings.pack.value,
        base=settings.pack_base,
        only=settings.only.value,
        skip=settings.skip.value,
        engine=run.engine.value,
        as_of=run.as_of.value,
        fail_on=settings.fail_on.value,
        fail_on_unchecked=settings.fail_on_unchecked.value,
        waivers=settings.waivers.value,
        baseline=settings.baseline.value,
        compare=compare,
    )
