"""Laws that hold for every draft: written and read again it is the same; every value is found where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from validator.drafts import load_draft, schema_text
from validator.drafts.links import dangling
from validator.drafts.load import parse_draft
from validator.drafts.shape import Shape, draft_shape
from validator.errors import DraftError, Path, Problem
from validator.notation import read_soc, sheet_date
from validator.source import SourceError
from validator.source.text import decode

# Drafts made up from the schema itself.

_LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\u2028\u2029\ufffe\uffff"
)
_WORDS = st.sampled_from(
    ["NO", "yes", "null", "~", "151252", "2019-06", "1e3", "a: b", "- x", "# y", "*z", "팀장", "15‑1252 "]
)
TEXTS = st.one_of(_WORDS, st.text(_LETTERS, min_size=1, max_size=12)).filter(
    # Digits in a row could look like an identifier by chance; blank text means a blank field.
    lambda t: not t.isspace() and sum(c.isdigit() for c in t) < 8
)
_YEARS = st.integers(1950, 2035)
DATES = st.one_of(
    st.dates(min_value=date(1950, 1, 1)).map(str).filter(lambda d: d < "2100"),
    st.builds("{:02d}/{}".format, st.integers(1, 12), _YEARS),
    _YEARS.map(str),
)
_KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "entry_text": TEXTS,
    "code": TEXTS.filter(lambda t: read_soc(t) is not None or sheet_date(t) is None),
    "link": TEXTS.map(str.strip).filter(bool),
    "date": DATES,
    "end_date": st.one_of(DATES, st.just("present")),
    "yes_no": st.booleans(),
    "number": st.one_of(
        st.integers(0, 10**7), st.decimals(0, 10**6, places=2).map(lambda d: Decimal(str(d)))
    ),
    "percent": st.integers(0, 100),
}
_KINDS["entry_code"] = _KINDS["code"]


def values(shape: Shape) -> st.SearchStrategy[Any]:
    group: st.SearchStrategy[Any]
    if shape.kind == "group":
        group = _group(shape)
    elif shape.kind == "list":
        assert shape.item is not None
        unique = (lambda entry: entry["id"]) if "id" in shape.item.required else None
        group = st.lists(values(shape.item), max_size=2, unique_by=unique)
    elif shape.kind == "choice":
        group = st.sampled_from(shape.options)
    elif shape.kind == "id":
        return st.text("abcdefgh-", min_size=1, max_size=8)
    else:
        group = _KINDS[shape.kind]
    return st.one_of(st.none(), group) if shape.blank and shape.kind != "list" else group


def _group(shape: Shape) -> st.SearchStrategy[dict[str, Any]]:
    @st.composite
    def some(draw: st.DrawFn) -> dict[str, Any]:
        free = [name for name in shape.fields if name not in shape.required and name != "id"]
        chosen = draw(st.lists(st.sampled_from(free), unique=True, max_size=4)) if free else []
        return {name: draw(values(shape.fields[name])) for name in [*shape.required, *chosen]}

    return some()


def drafts() -> st.SearchStrategy[dict[str, Any]]:
    return st.deferred(lambda: _group(draft_shape())).map(_linked)


def _linked(data: dict[str, Any]) -> dict[str, Any]:
    """``data`` without the links that lead nowhere."""
    for path in reversed([link.path for link in dangling(data)]):
        inner: Any = data
        for step in path[:-1]:
            inner = inner[step]
        if isinstance(path[-1], int):
            del inner[path[-1]]
        else:
            inner[path[-1]] = None
    return data


QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema_text()))


class Dumper(yaml.SafeDumper):
    """Writes decimals as numbers."""


Dumper.add_representer(
    Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", str(value))
)


def as_yaml(data: dict[str, Any], *, flow: bool = False) -> str:
    return yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, default_flow_style=flow)


def as_json(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}: {as_json(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",\n".join(map(as_json, value)) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, value


@QUICK
@given(drafts(), st.booleans())
def test_a_draft_survives_being_written_as_yaml(data: dict[str, Any], flow: bool) -> None:
    assert parse_draft(as_yaml(data, flow=flow), "draft.yaml").data == data


@QUICK
@given(drafts())
def test_a_draft_survives_being_written_as_json(data: dict[str, Any]) -> None:
    assert parse_draft(as_json(data), "draft.json").data == data


@QUICK
@given(drafts())
def test_a_mapping_is_read_like_a_file(data: dict[str, Any]) -> None:
    assert load_draft(data).data == data


@QUICK
@given(drafts())
def test_what_the_loader_gives_fits_the_published_schema(data: dict[str, Any]) -> None:
    plain = json.loads(as_json(parse_draft(as_yaml(data), "draft.yaml").data))
    assert [error.message for error in VALIDATOR.iter_errors(plain)] == []


@QUICK
@given(drafts(), st.sampled_from(["yaml", "flow", "json"]))
def test_every_value_is_found_where_it_stands(data: dict[str, Any], form: str) -> None:
    text = as_json(data) if form == "json" else as_yaml(data, flow=form == "flow")
    draft = parse_draft(text, "draft.json" if form == "json" else "draft.yaml")
    lines = text.split("\n")
    for path, value in leaves(data):
        place = draft.place(path)
        assert place.path == path
        assert place.line is not None
        assert place.column is not None
        rest = lines[place.line - 1][place.column - 1 :]
        if isinstance(value, bool):
            assert rest.startswith(str(value).lower())
        elif isinstance(value, int | Decimal):
            assert rest.startswith(str(value))
            assert draft.written(path) == str(value)
        elif isinstance(value, str):
            assert rest[:1] in {'"', "'", "|", ">", "?", value[:1], "!"}
            assert draft.written(path) == value
        else:
            assert draft.written(path) == ""


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)  # fmt: skip


@QUICK
@given(st.data())
def test_one_wrong_value_is_reported_and_never_a_crash(draw: st.DataObject) -> None:
    data = draw.draw(drafts())
    paths = [path for path, _ in leaves(data)]
    path = draw.draw(st.sampled_from(paths))
    inner: Any = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = draw.draw(JUNK)
    problems: tuple[Problem, ...] = ()
    try:
        parse_draft(as_yaml(data), "draft.yaml")
    except DraftError as error:
        problems = error.problems
    assert all(problem.place and problem.what and problem.mend for problem in problems)


PUNCTUATION = st.text(":-[]{}&*#\n\t \"'|>!%@`abc<0", max_size=40).map(str.encode)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=60), st.text(":-[]{}&*#\n\t \"'|>!%@`abc<0", max_size=40).map(str.encode)),
    st.sampled_from(["d.yaml", "d.json", "d"]),
)
def test_random_bytes_never_give_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    file = tmp_path_factory.mktemp("bytes") / name
    file.write_bytes(data)
    with pytest.raises(DraftError) as caught:
        load_draft(file)
    assert all(problem.what and problem.place for problem in caught.value.problems)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=8), st.integers(0, 400))
def test_a_draft_with_damage_in_it_never_gives_a_traceback(damage: bytes, at: int) -> None:
    good = (
        b"case: {id: a}\ni140:\n  job_title: Engineer\n  soc_code: 15-1252\n"
        b"letters:\n  - id: l1\n    duties: [Leads]\n"
    )
    problems: tuple[object, ...] = ("none",)
    try:
        parse_draft(decode(good[:at] + damage + good[at:], "draft.yaml"), "draft.yaml")
    except (DraftError, SourceError) as error:
        problems = error.problems
    assert problems
