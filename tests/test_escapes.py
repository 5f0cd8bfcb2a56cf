"""What a terminal would act on is escaped in JSON and XML, and comes back whole."""

from __future__ import annotations

import json
import unicodedata
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from validator.escapes import json_escaped, xml_escaped

_RAW = "\x7f\x80\x85\x9f\xad\u061c\u200b\u200f\u2028\u202e\u2060\u206f\ufeff"
texts = st.text(st.characters(exclude_categories=()) | st.sampled_from(_RAW + "<>&\"'\r\n\t\x00\ud800\uffff"))


def acted_on(text: str) -> str:
    return "".join(c for c in text if c != "\n" and (c in _RAW or unicodedata.category(c) == "Cc"))


@given(texts)
def test_json_comes_back_as_it_was_and_holds_nothing_raw(text: str) -> None:
    written = json_escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert not acted_on(written)
    written.encode("utf-8")


@given(texts)
def test_xml_comes_back_as_it_was_but_for_what_xml_cannot_hold(text: str) -> None:
    written = xml_escaped(text)
    assert not acted_on(written)
    one = ET.fromstring(f'<a b="{written}">{written}</a>'.encode())
    assert one.attrib["b"] == (one.text or "")
    possible = "".join(
        c
        for c in text
        if c in "\t\r\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
    assert one.attrib["b"].replace("\ufffd", "") == possible.replace("\ufffd", "")


def test_delete_is_escaped_in_a_text_that_is_ascii_otherwise() -> None:
    assert json_escaped('"a\x7fb"') == '"a\\u007fb"'
