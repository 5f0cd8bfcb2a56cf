"""The days of a parameter's values: no day has two, and a day between two that has none is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packs.conftest import Write
from validator.engine.vocabulary import Vocabulary
from validator.packs.lint import lint_pack


def fee(write_pack: Write, until: str) -> Path:
    manifest = f"""\
        pack: firm
        version: 1.0.0
        params:
          fee:
            dated:
              - {{until: {until}, value: 10}}
              - {{from: 2026-01-01, value: 20}}
        """
    rules = """\
        rules:
          - id: by-fee
            title: A title
            severity: medium
            about: [title]
            when: {i140.hours: {equals: {param: fee}}}
            says: "“{i140.job_title}” is said."
            why: Because.
            remedy: Do something.
            authority: [practice]
        """
    return write_pack("firm", rules, manifest=manifest)


def test_values_that_follow_each_other_day_by_day_are_in_order(
    write_pack: Write, vocabulary: Vocabulary
) -> None:
    told = [problem.what for problem in lint_pack(str(fee(write_pack, "2025-12-31")), vocabulary)]
    assert not any("“fee”" in what for what in told)


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2026-01-01", "overlap, or do not stand in order"),
        ("2025-12-30", "On 2025-12-31 “fee” has no value"),
        ("2025-12-29", "Between 2025-12-30 and 2025-12-31 “fee” has no value"),
    ],
)
def test_a_day_with_two_values_or_none_is_told(
    write_pack: Write, vocabulary: Vocabulary, until: str, said: str
) -> None:
    told = [problem.what for problem in lint_pack(str(fee(write_pack, until)), vocabulary)]
    assert any(said in what for what in told)
