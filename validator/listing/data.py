"""Packs, settings in force and an upgrade, as data for programs. Keys are always there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from validator.packs.beneath import value_text
from validator.packs.effective import EffectivePack, RuleSettings, Setting
from validator.packs.model import Origin, Pack, Rule
from validator.packs.upgrade import Upgrade
from validator.reports.json import written

if TYPE_CHECKING:
    from validator.errors import Place
    from validator.listing.catalog import PackListed
    from validator.reports.interface import Options

Data = dict[str, object]


def listed_json(packs: Sequence[PackListed], options: Options) -> str:
    """The packs there are."""
    shown = [
        {
            "name": p.name,
            "kind": p.kind,
            "version": p.version,
            "owner": p.owner,
            "about": p.about,
            "digest": p.digest,
            "rules": p.rules,
            "extends": list(p.extends),
            "problems": list(p.problems),
        }
        for p in packs
    ]
    return written({"schema_version": "1.0", "packs": shown}, options.encoding)


def rules_json(pack: Pack, options: Options) -> str:
    """The rules of a pack, in the order of its files."""
    return written({**_pack(pack), "rules": [_rule(r) for r in pack.rules]}, options.encoding)


def effective_json(shown: EffectivePack, options: Options) -> str:
    """Every setting in force with where it comes from."""
    data = {
        **_pack(shown.pack),
        "rules": [_settings(r, shown.pack) for r in shown.rules],
        "lists": [
            {
                "name": entry.name,
                "words": list(entry.words),
                "steps": [
                    {"word": s.word, "added": s.added, "origin": _origin(s.origin)} for s in entry.steps
                ],
            }
            for entry in shown.lists
        ],
        "params": [_setting(p) for p in shown.params],
        "authorities": [
            {"key": a.key, "status": a.status, "citation": a.citation, "origin": _origin(a.origin)}
            for a in shown.authorities
        ],
    }
    return written(data, options.encoding)


def upgrade_json(done: Upgrade, options: Options) -> str:
    """Which changes of a pack now rest on something different."""
    data = {
        "schema_version": "1.0",
        "pack": done.pack,
        "version": done.version,
        "lock": done.lock,
        "moved": [
            {
                "name": m.name,
                "was": None if m.was is None else {"version": m.was.version, "digest": m.was.digest},
                "is": {"version": m.version, "digest": m.digest},
            }
            for m in done.moved
        ],
        "shifted": [
            {
                "pack": s.pack,
                "of": s.of,
                "name": s.name,
                "kind": s.kind,
                "says": s.says,
                "mend": s.mend,
                "idle": s.idle,
                "place": _place(s.place),
            }
            for s in done.shifted
        ],
        "standing": done.standing,
        "unrecorded": list(done.unrecorded),
    }
    return written(data, options.encoding)


def _pack(pack: Pack) -> Data:
    return {
        "schema_version": "1.0",
        "pack": pack.name,
        "version": pack.version,
        "digest": pack.digest,
        "parts": [{"name": p.name, "version": p.version, "digest": p.digest} for p in pack.parts],
    }


def _rule(rule: Rule) -> Data:
    return {
        "id": rule.id,
        "catalogue": rule.catalogue,
        "title": rule.title,
        "severity": rule.severity.name,
        "usual_severity": rule.usual_severity.name,
        "off": rule.off,
        "about": list(rule.about),
        "pack": rule.origin.pack,
        "place": _place(rule.origin.place),
    }


def _settings(settings: RuleSettings, pack: Pack) -> Data:
    return {
        "id": settings.rule.id,
        "origin": _origin(settings.rule.origin),
        "settings": [_setting(s) for s in settings.settings],
        "lists": list(settings.lists),
        "params": {name: value_text(pack.params[name]) for name in settings.params},
        "conclusions": list(settings.conclusions),
    }


def _setting(setting: Setting) -> Data:
    return {
        "name": setting.name,
        "value": setting.value,
        "was": setting.was,
        "origin": _origin(setting.origin),
    }


def _origin(origin: Origin) -> Data:
    return {
        "pack": origin.pack,
        "version": origin.version,
        "place": _place(origin.place),
        "because": origin.because,
        "approved_by": origin.approved_by,
    }


def _place(place: Place | None) -> str | None:
    return None if place is None else str(place)
