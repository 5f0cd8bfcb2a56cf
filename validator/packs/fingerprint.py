"""What a decision on a rule's findings was made on: the rule itself, in a few digits."""

from __future__ import annotations

from validator.digest import sha256
from validator.packs.model import Rule
from validator.packs.printing import condition_text


def fingerprint(rule: Rule) -> str:
    """16 hex digits of what ``rule`` looks for and how grave it is; wording and examples do not change them."""
    digest = sha256()
    conditions = (condition_text(rule.when), *(condition_text(c) for _, c in rule.dated))
    for part in (rule.id, rule.severity.name, *conditions):
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:16]
