"""What a terminal would act on, and JSON and XML let stand raw: written so that it does nothing and nothing is lost."""

from __future__ import annotations

import re

_ACTED_ON = "\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
"""Controls beyond ASCII's first, and what ends lines, reorders or hides text."""
_IN_JSON = re.compile(f"[{_ACTED_ON}\ud800-\udfff]")
_IN_XML = re.compile(f"[\t\r\n{_ACTED_ON}]")  # a parser would fold the first three into blanks
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold, not even as a reference: replaced where all can see it."""
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_SPECIALS = re.compile('[&<>"]')


def json_escaped(text: str) -> str:
    """JSON that was written with its letters as they are, with what a terminal would act on as an escape."""
    if text.isascii() and "\x7f" not in text:
        return text
    return _IN_JSON.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def xml_escaped(text: str) -> str:
    """``text`` as the content of an element or of an attribute in double quotes."""
    text = _SPECIALS.sub(lambda m: _SPECIAL[m[0]], _NO_XML.sub("\ufffd", text))
    return _IN_XML.sub(lambda m: f"&#{ord(m[0])};", text)
