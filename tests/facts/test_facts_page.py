"""docs/facts.md names every fact that a rule may speak of, as the code has it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from validator.facts import vocabulary
from validator.facts.page import facts_page

PAGE = Path(__file__).parents[2] / "docs" / "facts.md"


def test_the_page_of_facts_is_what_the_code_has() -> None:
    page = facts_page(vocabulary())
    if os.environ.get("NIW_WRITE_DOCS"):
        PAGE.write_text(page, encoding="utf-8")
        pytest.skip("written anew: read the diff")
    assert PAGE.read_text(encoding="utf-8") == page


def test_every_fact_says_what_it_is() -> None:
    for spec in vocabulary():
        assert len(spec.doc.split()) >= 2, spec.name
        for field in spec.fields:
            assert field.doc, (spec.name, field.name)
