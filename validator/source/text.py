"""Bytes to text: byte order marks, UTF-16, and the exact place where UTF-8 breaks."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from validator.errors import NiwError, Place, Problem
from validator.errors import Path as Steps

STDIN = "<standard input>"
EMPTY = ("The file is empty.", "Fill it in, or remove it.")
HALF_PAIR = ("Half of a \\u pair stands alone in this text.", "Enter the character itself.")
_LONGEST_LINE = 240  # characters of a line that a problem quotes; lines of JSONL are far longer
_BOMS = (  # longest first: the mark of UTF-16 begins that of UTF-32
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"


class SourceError(NiwError):
    """A text file that cannot be read as what it should be; who asked for it may raise it as an error of its own."""

    exit_code = 3


def spot(text: str, index: int, first_line: int = 1) -> tuple[int, int]:
    """Line and column (both from 1, columns in characters) of ``text[index]``."""
    return text.count("\n", 0, index) + first_line, index - text.rfind("\n", 0, index)


def line_at(text: str, index: int) -> str:
    """The line that holds ``text[index]``, shortened around it where it is very long."""
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    line = text[start : len(text) if end < 0 else end]
    if len(line) <= _LONGEST_LINE:
        return line
    left = max(0, index - start - _LONGEST_LINE // 3)
    return ("…" if left else "") + line[left : left + _LONGEST_LINE] + "…"


def problem_at(
    text: str,
    index: int,
    what: str,
    mend: str,
    *,
    file: str,
    first_line: int = 1,
    path: Steps = (),
    code: str = "",
) -> Problem:
    """A :class:`Problem` that stands at ``text[index]``."""
    line, column = spot(text, index, first_line)
    place = Place(file=file, line=line, column=column, path=path)
    return Problem(what=what, mend=mend, place=place, line_text=line_at(text, index), code=code)


def read_text(source: str | Path | bytes, file: str = "") -> str:
    """The text of a file (a path) or of bytes, line ends made line feeds, the byte order mark gone.

    Reads UTF-8, and UTF-16 or UTF-32 where a byte order mark or the zero bytes of ASCII letters say so.

    :param file: how problems call the source, the path itself by default.
    :raises SourceError: no such file, a folder, no permission; bytes that are not text, with the first bad place.
    """
    if isinstance(source, bytes):
        return decode(source, file or STDIN)
    name = file or str(source)
    try:
        data = Path(source).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        raise SourceError(
            (Problem(what=_why_unread(error), mend=_MEND_UNREAD, place=Place(file=name)),)
        ) from error
    return decode(data, name)


_MEND_UNREAD = "Check the path and that you may read it."


def _why_unread(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file."
    if isinstance(error, IsADirectoryError):
        return "This is a folder, not a file."
    if isinstance(error, PermissionError):
        return "This file may not be read."
    return f"This file cannot be read: {getattr(error, 'strerror', None) or error}."


def decode(data: bytes, file: str, first_line: int = 1) -> str:
    """``data`` as text, line ends made line feeds. :raises SourceError: with the first byte that is no text."""
    encoding, data = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        good = _lines(data[: error.start].decode(encoding, "replace"))
        bad = data[error.start]
        rest = _lines(data[error.start : error.start + 80].decode(encoding, "replace")).split("\n")[0]
        line, column = spot(good, len(good), first_line)
        raise SourceError(
            (
                Problem(
                    what=f"Byte 0x{bad:02X} is not {encoding.upper()}{_likely(bad, encoding)}.",
                    mend="Save the file as UTF-8.",
                    place=Place(file=file, line=line, column=column),
                    line_text=(good[good.rfind("\n") + 1 :] + rest)[-_LONGEST_LINE:],
                ),
            )
        ) from error
    return _lines(text)


def forbidden(text: str) -> int | None:
    """Where the first character stands that no text file may hold (a zero byte, a control character); None if none."""
    match = re.search(_FORBIDDEN, text)
    return match.start() if match else None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _encoding(data: bytes) -> tuple[str, bytes]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    head = data[:64]
    if len(head) >= 4 and head.count(0) * 3 >= len(head):
        # ASCII letters in UTF-16 leave every other byte zero.
        if not any(head[0::2]):
            return "utf-16-be", data
        if not any(head[1::2]):
            return "utf-16-le", data
    return "utf-8", data


def _likely(bad: int, encoding: str) -> str:
    if encoding != "utf-8":
        return ""
    try:
        guess = bytes((bad,)).decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return f" (in Windows-1252 it would be “{guess}”)" if guess.isprintable() else ""
