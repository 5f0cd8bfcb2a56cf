"""Facts of Korean titles: the words that stand where a rank stands, at the end."""

from __future__ import annotations

import re
import unicodedata

from validator.facts.frame import Seen, fact, item_fact
from validator.facts.types import TEXTS

_PARTS = re.compile(r"[,;:/|()\[\]{}·ㆍ&+]|\s[-–—]\s|\s(?:겸|및)\s")
_STANDING_IN = ("직무대행", "직무대리", "대행", "대우", "직급", "급", "님")
"""Words after a rank that leave it one: acting, treated as, of the grade, and the honorific."""

_DOC = (
    "The last word in Hangul of {}, and of each part of it that a comma, a slash or brackets set apart: where a Korean "
    "title has its rank, before a word such as 대우 or 직급 (설계팀 과장: 과장; 반도체 실장 엔지니어: 엔지니어)."
)


def last_words(title: str) -> tuple[str, ...]:
    """The last word in Hangul of each part of ``title``, each once; none where it holds no Hangul."""
    found: dict[str, None] = {}
    for part in _PARTS.split(unicodedata.normalize("NFC", title)):
        words = [w for w in re.findall(r"\w+", part) if _hangul(w[-1])]
        if len(words) > 1 and words[-1] in _STANDING_IN:
            words.pop()
        if not words:
            continue
        last = words[-1]
        ending = next((e for e in _STANDING_IN if last.endswith(e) and len(last) - len(e) > 1), "")
        found.setdefault(last.removesuffix(ending))
    return tuple(found)


def _hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


@fact("title.last_words", TEXTS, _DOC.format("the proposed job title"))
def _of_form(seen: Seen) -> tuple[str, ...]:
    return last_words(str(seen.need("i140.job_title")))


@item_fact("employment", "last_words", TEXTS, _DOC.format("the job's title"))
def _of_job(seen: Seen) -> tuple[str, ...]:
    return last_words(str(seen.own("title")))


@item_fact("title_translations", "last_words", TEXTS, _DOC.format("the original title"))
def _of_original(seen: Seen) -> tuple[str, ...]:
    return last_words(str(seen.own("original")))
