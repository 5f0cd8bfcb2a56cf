"""samples/packs/example-firm is a pack as an office keeps it: no mistakes, proven, and its changes do what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from validator.checker import Checker
from validator.drafts import Draft, load_drafts
from validator.facts import vocabulary
from validator.findings import Severity
from validator.packs import Pack, lint_pack, load_pack
from validator.proof import prove

OWN = (
    "letter-unsigned",
    "few-letters-from-outside",
    "wide-reach-on-thin-support",
    "statement-praises-petitioner",
)


@pytest.fixture(scope="module")
def folder(repo: Path) -> Path:
    return repo / "samples" / "packs" / "example-firm"


@pytest.fixture(scope="module")
def firm(folder: Path) -> Pack:
    return load_pack(folder, vocabulary(), fresh=True)


def test_it_has_no_mistakes_and_is_proven_in_every_part(folder: Path) -> None:
    assert lint_pack(folder, vocabulary()) == ()
    proof = prove(str(folder))
    assert proof.passed
    assert {r.rule: r.proven for r in proof.rules if r.rule in OWN} == dict.fromkeys(OWN, True)


def test_it_shows_what_a_pack_can_do(firm: Pack) -> None:
    changes = [change for rule in firm.rules for change in rule.changed_by]
    assert all(change.origin.because for change in changes)
    assert any(change.off for change in changes)
    assert {c.severity for c in changes} > {Severity.medium, Severity.high}
    (lowered,) = (
        r for r in firm.rules if r.usual_severity is Severity.blocker and r.severity < r.usual_severity
    )
    assert lowered.changed_by[0].origin.approved_by
    own = [rule for rule in firm.rules if rule.origin.pack == "example-firm"]
    assert sorted(rule.id for rule in own) == sorted(OWN)
    assert any(rule.concludes for rule in own)
    assert all(rule.reviewed and rule.review_by and rule.reviewed < rule.review_by for rule in own)
    assert any(a.status == "revoked" for a in firm.authorities.values())
    vague = firm.lists["vague_titles"].phrases
    assert "실장" in vague
    assert "Senior Associate" not in vague
    assert firm.params["gap_months"].origin.pack == "example-firm"


def test_what_it_changes_is_what_changes_on_the_samples(repo: Path, firm: Pack) -> None:
    drafts = [d for d in load_drafts([str(repo / "samples")]) if isinstance(d, Draft)]
    before, after = Checker("niw-strict", engine="reference"), Checker(firm, engine="reference")
    old = {(d.id, f.rule): f.severity.name for d in drafts for f in before.check(d).findings}
    new = {(d.id, f.rule): f.severity.name for d in drafts for f in after.check(d).findings}
    gone = {key: severity for key, severity in old.items() if key not in new}
    assert {rule for _, rule in gone} == {"gap-between-jobs"}, "gaps of less than two years, and nothing else"
    changed = {key: (old[key], new[key]) for key in old.keys() & new.keys() if old[key] != new[key]}
    assert changed == {
        ("team-leader-from-korea", "title-names-no-occupation"): ("high", "medium"),
        ("wrong-boxes", "worker-signature-missing"): ("blocker", "high"),
    }
    came = {rule for _, rule in new.keys() - old.keys()}
    assert came == {"few-letters-from-outside", "wide-reach-on-thin-support"}
