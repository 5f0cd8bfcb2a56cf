"""Long patterns are not compiled for the texts that most drafts write; what is read is the same."""

from __future__ import annotations

import re
import unicodedata
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.agreement import field_words, levels, programs
from validator.agreement.mentions import mentions
from validator.agreement.occupations import listed
from validator.agreement.phrases import standing
from validator.agreement.tables import rows
from validator.agreement.wordlists import table
from validator.reference import terms
from validator.reference.titles import normal_title

PATTERNS = {
    "degree": (field_words._DEGREE, field_words._DEGREE_HINTS),
    "remark": (field_words._REMARK, field_words._REMARK_HINTS),
}
WORDS = sorted({word for row in table("field_names.tsv") for word in row[0].split()})


@pytest.mark.parametrize("name", PATTERNS)
@given(data=st.data())
def test_a_text_that_a_pattern_finds_something_in_has_one_of_its_hints(
    name: str, data: st.DataObject
) -> None:
    pattern, hints = PATTERNS[name]
    before, found, after = (
        data.draw(st.sampled_from(["", "civil ", "(", "physics,"])),
        data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE))),
        data.draw(st.sampled_from(["", " engineering", ")", " law"])),
    )
    plain = field_words.plain_field(before + found + after)
    assert field_words._without(pattern, hints, plain) == re.sub(pattern, " ", plain, flags=re.IGNORECASE)


@pytest.mark.parametrize("name", PATTERNS)
@given(
    words=st.lists(st.sampled_from([*WORDS, "in", "of", "the", "us", "u.s.", "b.s.", "bsc"]), max_size=5),
    between=st.sampled_from([" ", "  ", "\t", "\N{NO-BREAK SPACE}", "/", ", "]),
)
def test_fields_lose_what_a_pattern_finds_with_and_without_the_short_way(
    name: str, words: list[str], between: str
) -> None:
    pattern, hints = PATTERNS[name]
    plain = field_words.plain_field(between.join(words))
    assert field_words._without(pattern, hints, plain) == re.sub(pattern, " ", plain, flags=re.IGNORECASE)


@pytest.mark.parametrize(("hints", "pattern"), [(h, p) for h, p, _ in levels._WRITTEN if h])
@given(data=st.data())
def test_what_writes_a_level_has_one_of_the_hints_that_its_pattern_waits_for(
    hints: tuple[str, ...], pattern: str, data: st.DataObject
) -> None:
    text = unicodedata.normalize("NFKC", data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE))))
    if re.search(pattern, text, re.IGNORECASE):
        assert any(hint in text.lower() for hint in hints)


def test_each_name_of_a_degree_that_has_a_short_way_is_of_the_level_that_the_patterns_read() -> None:
    assert {name: levels._written(name) for name in levels._PLAIN} == levels._PLAIN


TITLES = [row[0] for row in rows("SELECT title FROM titles ORDER BY normal, code")][::97]
SAID = ["I work as a", "Senior", "for", "co-owner", "R&D", "the", "nurses", "Ph.D.", "3", "data", "I", "café"]


@given(
    pieces=st.lists(
        st.tuples(
            st.sampled_from(TITLES) | st.sampled_from(SAID) | st.text(max_size=6),
            st.sampled_from(
                [" ", " ", " ", ", ", "-", "/", " & ", ". ", "; ", "\n", "’s ", " (", "  ", " [", "] "]
            ),
        ),
        max_size=8,
    )
)
def test_titles_of_several_words_are_found_as_by_looking_all_words_up(pieces: list[tuple[str, str]]) -> None:
    text = "".join(said + between for said, between in pieces)
    assert [(m.words, m.start, m.end, m.codes) for m in mentions(text)] == _all_looked_up(text)


@pytest.mark.parametrize("title", ["Régistéred Núrse", "mechanical engineér", "Civíl Énginéérs"])
def test_titles_are_found_whether_accents_stand_on_their_letters_or_after_them(title: str) -> None:
    composed, apart = (
        mentions(unicodedata.normalize(form, f"I work as a {title}.")) for form in ("NFC", "NFD")
    )
    assert [unicodedata.normalize("NFC", m.words) for m in apart] == [m.words for m in composed] == [title]
    assert [(m.codes, m.own) for m in apart] == [(m.codes, m.own) for m in composed]


def _all_looked_up(text: str) -> list[tuple[str, int, int, tuple[str, ...]]]:
    words = list(re.finditer(r"[^\W\d_][\w'’+#\u0300-\u036f-]*", text))
    out: list[tuple[str, int, int, tuple[str, ...]]] = []
    for first, word in enumerate(words):
        for last in reversed(words[first + 1 : first + 5]):
            start, end = word.start(), last.end()
            said = text[start:end]
            if (out and start < out[-1][2]) or set(".;:()\n") & set(said):
                continue
            found = listed(normal_title(said))
            if found:
                out.append((said, start, end, tuple(dict.fromkeys(code[:7] for code in found))))
    return out


@given(st.text(alphabet=st.characters(max_codepoint=127)) | st.sampled_from(TITLES))
def test_the_words_of_a_text_in_ascii_are_those_that_the_pattern_for_all_scripts_finds(text: str) -> None:
    text = text.lower()
    assert terms._ASCII_TOKEN.findall(text) == terms._TOKEN.findall(text)


FIELD_WORDS = [row[0] for row in rows("SELECT DISTINCT name FROM field_words ORDER BY name")]


@given(
    st.lists(st.sampled_from(FIELD_WORDS), min_size=1, max_size=2),
    st.lists(st.sampled_from(WORDS), max_size=3),
    st.sampled_from([1.0, 0.95, 0.9]),
)
def test_programs_are_found_as_by_weighing_every_name_that_shares_a_word(
    names: list[str], others: list[str], factor: float
) -> None:
    phrase = " ".join([*others[:1], *names, *others[1:]])
    assert [(p.code, p.sureness) for p in programs._by_words(phrase, factor)] == _all_weighed(phrase, factor)


def _all_weighed(phrase: str, factor: float) -> list[tuple[str, float]]:
    weights: dict[str, float] = {}
    for word in dict.fromkeys(terms.terms(phrase)):
        if not programs.names_with(word) and (mended := programs._mended(word)):
            word, factor = mended, factor * 0.95  # noqa: PLW2901
        weights[word] = programs._rarity(word)
    total = sum(weights.values())
    best: dict[str, float] = {}
    for name in {name for word in weights for name in programs.names_with(word)}:
        a = sum(programs.names_with(word).get(name, 0.0) for word in weights)
        b = sum(weight / total for word, weight in weights.items() if name in programs.names_with(word))
        sure = 1.0 if a > 0.999 and b > 0.999 else 0.97 * 2 * a * b / (a + b)
        code, _, kind = name.split("\t")
        sure *= (0.97 if kind == "part" else 1.0) * (0.97 if code.endswith(("99", "00")) else 1.0)
        best[code] = max(best.get(code, 0.0), sure * factor)
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:6]
    return [
        (code, round(sure, 3))
        for code, sure in ranked
        if sure >= programs.ENOUGH and sure >= ranked[0][1] - 0.12
    ]


_signals = import_module("validator.agreement.signals")  # the room gives its function this name
PHRASES = {(name, said) for name, said, _ in table("signals.tsv")}


@given(
    name=st.sampled_from(sorted({name for name, _ in PHRASES})),
    pieces=st.lists(
        st.sampled_from(sorted({re.sub(r"[()…]", " ", said) for _, said in PHRASES}))
        | st.sampled_from(["the", "I", "s", "-", ".", "’s", "state", "İ", "ß", "and so"]),
        max_size=8,
    ),
    between=st.sampled_from([" ", "  ", "\n", ", "]),
    i=st.sampled_from(["i", "I", "İ", "ı"]),
)
def test_phrases_stand_where_one_pattern_of_all_of_them_finds_them(
    name: str, pieces: list[str], between: str, i: str
) -> None:
    text = between.join(pieces).replace("i", i)
    lists = _signals._phrases()[name]
    for phrases in lists:
        pattern = "|".join(_signals._pattern(said) for said, _ in phrases)
        found = re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE) if phrases else ()
        assert [m.span() for m in standing(phrases, text, _signals._pattern)] == [m.span() for m in found]
