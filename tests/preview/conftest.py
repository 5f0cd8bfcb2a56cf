"""Packs written into temporary folders as an office would, with one thing or another changed, and drafts for them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from validator.drafts import Draft, load_draft
from validator.facts import vocabulary
from validator.preview.compare import preview
from validator.preview.compared import Preview
from validator.preview.sides import Side, read_side

AUTHORITIES = """\
authorities:
  practice: {citation: Practice, status: practice, supports: what careful people look at}
"""


@dataclass(frozen=True)
class Office:
    """A small pack with every setting an edit can touch; ``text`` writes it as a file of rules and a manifest."""

    words: Sequence[str] = ("Team Leader", "Group Leader")
    least_hours: int = 35
    title_severity: str = "high"
    title_condition: str = "{has_phrase_from: vague_titles}"
    title_says: str = "The title is “{i140.job_title}”."
    title_yields: bool = False
    hours_asks_full_time: bool = False
    concludes: bool = True
    has_letters: bool = True
    has_blank: bool = False
    change: tuple[tuple[str, str], ...] = ()

    def rules(self) -> str:
        rules = [
            f"""
  - id: vague-title
    title: A vague title
    severity: {self.title_severity}
    about: [title]
    when: {{i140.job_title: {self.title_condition}}}
    {"yields_to: [too-few-hours]" if self.title_yields else "explainable: false"}
    {"concludes: {title_kind: vague}" if self.concludes else "waivable: true"}
    says: "{self.title_says}"
    why: Because.
    remedy: Do something.
    authority: [practice]
    examples: {{}}
""",
            f"""
  - id: too-few-hours
    title: Too few hours
    severity: blocker
    about: [filing]
    when:
      all:
        - i140.hours_per_week: {{less_than: {{param: least_hours}}}}
        {"- i140.full_time: true" if self.hours_asks_full_time else "- i140.hours_per_week: {present: true}"}
    says: "{{i140.hours_per_week}} hours, and {{param.least_hours}} are looked for."
    why: Because.
    remedy: Do something.
    authority: [practice]
""",
            """
  - id: vague-and-short
    title: Vague, and no code
    severity: low
    about: [title]
    when:
      all:
        - concluded.title_kind: {equals: vague}
        - i140.soc_code: {missing: true}
    says: A vague title, and no code beside it.
    why: Because.
    remedy: Do something.
    authority: [practice]
""",
        ]
        if self.has_letters:
            rules.append("""
  - id: letter-undated
    title: A letter without a date
    severity: medium
    about: [filing]
    when: {for_any: letters as l, where: {l.date: {missing: true}}}
    says: "The letter of {l.author} has no date."
    why: Because.
    remedy: Do something.
    authority: [practice]
""")
        if self.has_blank:
            rules.append("""
  - id: code-blank
    title: No code
    severity: medium
    about: [code]
    when: {i140.soc_code: {missing: true}}
    says: There is no code.
    why: Because.
    remedy: Do something.
    authority: [practice]
""")
        other = """
  - id: concluding
    title: A rule that concludes
    severity: low
    about: [title]
    when: {i140.job_title: {equals: Nobody at all}}
    concludes: {title_kind: [none, vague]}
    says: Nobody.
    why: Because.
    remedy: Do something.
    authority: [practice]
"""
        return "rules:" + "".join([*rules, other])

    def write(self, folder: Path) -> Path:
        below, top = folder / "office", folder / "firm"
        below.mkdir(parents=True)
        top.mkdir()
        words = ", ".join(f'"{w}"' for w in self.words)
        (below / "pack.yaml").write_text(
            f"pack: office\nversion: 1.0.0\nparams: {{least_hours: {self.least_hours}}}\n"
            f"lists: {{vague_titles: [{words}]}}\nconclusions: {{title_kind: What kind of title it is}}\n",
            encoding="utf-8",
        )
        (below / "authorities.yaml").write_text(AUTHORITIES, encoding="utf-8")
        (below / "rules.yaml").write_text(self.rules(), encoding="utf-8")
        change = "".join(
            f"  {rule}:\n    {setting}\n    because: our clients asked\n    approved_by: A. Partner\n"
            for rule, setting in self.change
        )
        manifest = "pack: firm\nversion: 1.0.0\nextends: [../office]\n"
        (top / "pack.yaml").write_text(manifest + (f"change:\n{change}" if change else ""), encoding="utf-8")
        return top

    def side(self) -> Side:
        return _side(self)

    def but(self, **changed: Any) -> Office:
        return replace(self, **changed)


@cache
def _side(office: Office) -> Side:
    with tempfile.TemporaryDirectory() as scratch:
        return read_side(str(office.write(Path(scratch) / "packs")), vocabulary())


@cache
def drafts() -> list[Draft]:
    contents: Iterable[Mapping[str, Any]] = [
        {
            "case": {"id": "leader"},
            "i140": {"job_title": "Team Leader", "soc_code": None, "hours_per_week": 30},
        },
        {"case": {"id": "group"}, "i140": {"job_title": "Group Leader, Sales", "hours_per_week": 38}},
        {"case": {"id": "engineer"}, "i140": {"job_title": "Engineer", "soc_code": None, "full_time": False}},
        {
            "case": {"id": "letters"},
            "letters": [{"id": "one", "author": "A. One", "date": None}, {"id": "two", "author": "B. Two"}],
        },
    ]
    return [load_draft(content, partial=True) for content in contents]


def compared(old: Office, new: Office) -> Preview:
    return preview(old.side(), new.side(), drafts())
