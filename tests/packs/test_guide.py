"""docs/rule-language.md says what the language is, and its rules can be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from validator.engine.operators import OPERATORS
from validator.engine.vocabulary import Vocabulary
from validator.packs import lint_pack, load_pack
from validator.packs.guide import filled
from validator.packs.rules import KEYS

Write = Callable[..., Path]


@pytest.fixture
def page(repo: Path) -> str:
    return (repo / "docs" / "rule-language.md").read_text(encoding="utf-8")


def test_the_tables_of_the_page_are_those_of_the_language(page: str) -> None:
    assert filled(page) == page, "write validator.packs.guide.filled(page) to docs/rule-language.md again"


def test_the_page_names_every_operator_and_every_key(page: str) -> None:
    for word in (*OPERATORS, *KEYS, "for_any", "for_all", "count", "none", "param"):
        assert re.search(rf"\b{word}\b", page), word


def test_the_pages_rule_and_pack_can_be_read(page: str, write_pack: Write, vocabulary: Vocabulary) -> None:
    rule, manifest = re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL)
    office = write_pack(
        "office",
        rule.replace("seed-practice-titles", "practice"),
        lists="lists: {vague_titles: [Team Leader, Group Leader]}\n",
    )
    assert lint_pack(office, vocabulary) == ()
    firm = write_pack("firm", manifest=manifest.replace("[niw-core]", "[../office]"))
    pack = load_pack(firm, vocabulary)
    assert pack.lists["vague_titles"].phrases == ("Team Leader", "Strategy Manager", "팀장")
    assert pack.rules[0].severity.name == "medium"
