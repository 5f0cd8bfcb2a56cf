"""What reports call the fields of a draft."""

from __future__ import annotations

import pytest

from validator.findings import DraftReport, Header, Missing, NotChecked, Severity
from validator.reports.words import field_words, unchecked_words


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("i140.soc_code", "SOC code"),
        ("case.track", "track"),
        ("degrees", "degrees"),
        ("degrees[ms].field", "field (degrees)"),
        ("petition_letter.stem_degree_claimed", "STEM degree claimed (petition letter)"),
        ("eta9089", "ETA-9089"),
        ("eta9089.appendix_a", "Appendix A"),
        ("eta9089.final_determination", "Final Determination"),
        ("eta9089.appendix_a.present", "whether Appendix A is in the filing"),
        ("eta9089.final_determination.present", "whether the Final Determination is in the filing"),
        ("eta9089.final_determination.soc_code", "SOC code (Final Determination)"),
        ("eta9089.appendix_a.education[0].field", "field (Appendix A, education)"),
        ("employment.present", "present (employment)"),
    ],
)
def test_a_field_is_called_as_people_call_it(field: str, words: str) -> None:
    assert field_words(field) == words


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (("letters",), "1 not checked: no letters entered"),
        (
            ("eta9089.appendix_a.present",),
            "1 not checked: not entered is whether Appendix A is in the filing",
        ),
        (
            ("eta9089.appendix_a.present", "letters"),
            "1 not checked: not entered are whether Appendix A is in the filing and letters",
        ),
    ],
)
def test_what_is_not_entered_reads_as_a_sentence(fields: tuple[str, ...], told: str) -> None:
    missing = tuple(Missing(field=field) for field in fields)
    rule = NotChecked(rule="r", title="t", severity=Severity.low, about=("filing",), missing=missing)
    of = DraftReport(file="d", header=Header(case="c"), findings=(), not_checked=(rule,), clear=())
    assert unchecked_words(of) == told
