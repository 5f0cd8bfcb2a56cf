"""Text that is shown as it is, and text that is gone through letter by letter."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from validator.reports.clean import _SEQUENCES, _letter, safe

AMONG_MARKS = st.text(st.sampled_from("ae ’“é\t\n\x1b[m\x9b\x07\u200b\u200d\ufe0f\u2028\U000e0041\ud800"))


@given(st.text(st.characters()) | AMONG_MARKS)
def test_a_text_that_is_not_gone_through_would_come_out_the_same(text: str) -> None:
    assert safe(text) == "".join(map(_letter, re.sub(_SEQUENCES, "", text)))
