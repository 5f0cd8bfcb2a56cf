"""pack.yaml, authorities.yaml and lists.yaml of one pack, each setting with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from validator.errors import Place, Problem
from validator.findings import Authority, Severity
from validator.frozen import frozen
from validator.packs.model import DatedValue, Effective, Origin, Param
from validator.packs.reading import Entry, Node, Reader, near, read_yaml, slug
from validator.packs.register import read_authorities
from validator.packs.sources import AUTHORITIES, MANIFEST, PackFiles
from validator.source import Plain

SEVERITIES = tuple(s.name for s in reversed(Severity))
PACK_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[a-z][a-z0-9_]*")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_EXAMPLE = {"pack": "and the pack's name, such as our-office.", "version": "1.0.0"}
_KEYS = ("pack", "version", "owner", "about", "extends", "change", "params", "lists", "conclusions")


@frozen
class Change:
    """What a pack changes of an inherited rule; None leaves as it is. ``at`` is where the rule's id stands."""

    rule: str
    origin: Origin
    reader: Reader
    at: Node
    severity: Severity | None = None
    off: bool | None = None
    conclusion: bool = True


@frozen
class ListChange:
    """A list of its own (``words``), or words to add and to remove."""

    name: str
    origin: Origin
    reader: Reader
    at: Node
    own: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    remove: tuple[tuple[str, Node], ...] = ()


@frozen
class Extended:
    """A pack that is named under ``extends``, and where."""

    name: str
    place: Place
    line_text: str


@dataclass(slots=True, kw_only=True)
class Manifest:
    """One pack's own settings, before anything is inherited; ``rules`` are the lists of rules of its files, unread."""

    name: str
    version: str = ""
    owner: str = ""
    about: str = ""
    extends: list[Extended] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    params: list[Param] = field(default_factory=list)
    params_at: dict[str, tuple[Reader, Node]] = field(default_factory=dict)
    """Where the name of each parameter stands."""
    lists: list[ListChange] = field(default_factory=list)
    conclusions: dict[str, str] = field(default_factory=dict)
    authorities: dict[str, Authority] = field(default_factory=dict)
    rules: list[tuple[Reader, Node]] = field(default_factory=list)
    unread: bool = False
    """Whether a file of the pack could not be read: what other files miss may stand there."""


def read_manifest(files: PackFiles, problems: list[Problem]) -> Manifest:
    """The manifest with the pack's authorities and lists."""
    manifest = Manifest(name=files.folder.name)
    for file in (MANIFEST, AUTHORITIES, *files.rule_files):
        if file not in files.files:
            continue
        reader = read_yaml(files.files[file], files.shown_name(file), problems)
        if reader is None:
            manifest.unread = True
        elif file == MANIFEST:
            _Manifests(reader, manifest).read()
        elif file == AUTHORITIES:
            manifest.authorities |= read_authorities(reader)
        else:
            _rule_file(reader, manifest)
    for name, right in files.misnamed.items():
        manifest.unread = True
        problems.append(
            Problem(
                what=f"This file is not read: its name should end in {Path(right).suffix} alone.",
                mend=f"Name it {right}. Windows hides the end of a name: look under View, File name extensions.",
                place=Place(file=files.shown_name(name)),
                code="file-name",
            )
        )
    return manifest


def _rule_file(reader: Reader, manifest: Manifest) -> None:
    """A file of rules, with the lists and conclusions that stand beside them; or lists alone (lists.yaml)."""
    if isinstance(reader.root.value, dict) and "authorities" in reader.root.value:
        at = Node(None, ("authorities",)).key
        mend = f"Name this file {AUTHORITIES}, or move them there."
        reader.problem(f"Authorities stand in {AUTHORITIES} alone.", at, mend, code="file-name")
        manifest.unread = True
        return
    fields = reader.fields(reader.root, "The file", ("rules", "lists", "conclusions"))
    manifests = _Manifests(reader, manifest)
    if "lists" in fields:
        manifests.lists(fields["lists"])
    if "conclusions" in fields:
        manifests.conclusions(fields["conclusions"])
    if "rules" in fields:
        if fields["rules"].is_null:
            mend = "Write the rules below it, each beginning with “- id:”, or remove the line."
            reader.problem("“rules:” holds no rule.", fields["rules"].key, mend, code="empty")
        manifest.rules.append((reader, fields["rules"]))
    elif not fields and not reader.root.value:
        reader.problem(
            "The file has no “rules:”.",
            reader.root,
            "Rules stand in a list under rules:.",
            code="missing-key",
        )


@frozen(kw_only=False)
class _Manifests:
    reader: Reader
    manifest: Manifest

    def read(self) -> None:
        reader = self.reader
        fields = reader.fields(reader.root, "The manifest", _KEYS)
        for needed in ("pack", "version"):
            if needed not in fields:
                mend = f"Add {needed}: {_EXAMPLE[needed]}"
                reader.problem(f"The manifest has no “{needed}”.", reader.root, mend, code="missing-key")
        self._named(fields)
        if "extends" in fields:
            self._extends(fields["extends"])
        if "params" in fields:
            for entry in reader.entries(fields["params"], "“params”"):
                self._param(entry)
        if "lists" in fields:
            self.lists(fields["lists"])
        if "conclusions" in fields:
            self.conclusions(fields["conclusions"])
        if "change" in fields:
            for entry in reader.entries(fields["change"], "“change”"):
                self._change(entry)

    def _named(self, fields: dict[str, Node]) -> None:
        reader, manifest = self.reader, self.manifest
        if "pack" in fields:
            name = reader.text(fields["pack"], "“pack”") or manifest.name
            if not PACK_NAME.fullmatch(name):
                reader.problem(
                    f"“{name}” is no name for a pack.",
                    fields["pack"],
                    f"Write {slug(name) or 'our-office'}: small letters, digits and hyphens, a letter first.",
                    code="name",
                )
            manifest.name = name
        if "version" in fields:
            manifest.version = reader.text(fields["version"], "“version”") or ""
            if manifest.version and not _VERSION.fullmatch(manifest.version):
                reader.problem(
                    f"“{manifest.version}” is no version.",
                    fields["version"],
                    "Write three numbers: 1.2.0.",
                    code="version",
                )
        for key in ("owner", "about"):
            if key in fields:
                said = reader.text(fields[key], f"“{key}”") or ""
                if key == "owner":
                    manifest.owner = said
                else:
                    manifest.about = said

    def _origin(self, node: Node, because: str = "", approved_by: str = "") -> Origin:
        return Origin(
            pack=self.manifest.name,
            version=self.manifest.version,
            place=self.reader.place(node),
            because=because,
            approved_by=approved_by,
        )

    def _extends(self, node: Node) -> None:
        nodes = [node] if node.scalar else self.reader.items(node, "“extends”")
        for item in nodes:
            name = self.reader.text(item, "An item of “extends”")
            if name is not None:
                problem = self.reader.tree.problem(item.path, "", "")
                place = problem.place or self.reader.place(item)
                self.manifest.extends.append(Extended(name=name, place=place, line_text=problem.line_text))

    # ---- parameters

    def _param(self, entry: Entry) -> None:
        if not _WORD.fullmatch(entry.key):
            self.reader.problem(
                f"“{entry.key}” is no name for a parameter.",
                entry.key_node,
                f"Write {slug(entry.key, '_') or 'minimum_months'}: small letters, digits and underscores.",
                code="name",
            )
        values: list[DatedValue] = []
        because = approved = ""
        if entry.value.is_group:
            fields = self.reader.fields(
                entry.value, f"“{entry.key}”", ("value", "dated", "because", "approved_by")
            )
            because, approved = self._reasons(fields)
            if ("value" in fields) == ("dated" in fields):
                both = "both “value” and “dated”" if "value" in fields else "no “value”"
                mend = "Keep one of the two." if "value" in fields else "Add value: and the value, or dated:."
                self.reader.problem(
                    f"The parameter “{entry.key}” has {both}.", entry.key_node, mend, code="missing-key"
                )
            if "value" in fields:
                value = self._value(fields["value"], entry.key)
                values += [] if value is None else [DatedValue(value=value)]
            elif "dated" in fields:
                values += self._dated(fields["dated"], entry.key)
        else:
            value = self._value(entry.value, entry.key)
            if value is not None:
                values.append(DatedValue(value=value))
        for one, other in pairwise(values):
            if one.effective.until is None or other.effective.since is None:
                overlap = True
            else:
                overlap = one.effective.until >= other.effective.since
            if overlap:
                self.reader.problem(
                    f"The dated values of “{entry.key}” overlap, or do not stand in order.",
                    entry.key_node,
                    "Give each but the last an until: the day before the next from:.",
                    code="dated",
                )
                break
        if values:
            origin = self._origin(entry.key_node, because, approved)
            self.manifest.params.append(Param(name=entry.key, values=tuple(values), origin=origin))
            self.manifest.params_at[entry.key] = (self.reader, entry.key_node)

    def _dated(self, node: Node, name: str) -> Iterator[DatedValue]:
        for item in self.reader.items(node, "“dated”"):
            dated = self.reader.fields(item, "A dated value", ("from", "until", "value"))
            if "value" not in dated:
                self.reader.problem(
                    "A dated value has no “value”.",
                    item,
                    "Add value: and the value of those days.",
                    code="missing-key",
                )
                continue
            value = self._value(dated["value"], name)
            effective = read_effective(self.reader, {k: dated[k] for k in ("from", "until") if k in dated})
            if value is not None:
                yield DatedValue(value=value, effective=effective)

    def _reasons(self, fields: dict[str, Node]) -> tuple[str, str]:
        """Why, and who approved it; "" for what is not said."""
        because, approved = (
            self.reader.text(fields[key], f"“{key}”") if key in fields else None
            for key in ("because", "approved_by")
        )
        return because or "", approved or ""

    def _value(self, node: Node, name: str) -> str | tuple[str, ...] | None:
        if node.is_list:
            return self.reader.texts(node, f"“{name}”")
        return self.reader.text(node, f"“{name}”")

    # ---- lists and conclusions

    def lists(self, node: Node) -> None:
        """Named lists, in pack.yaml or in lists.yaml."""
        for entry in self.reader.entries(node, "“lists”"):
            if not _WORD.fullmatch(entry.key):
                self.reader.problem(
                    f"“{entry.key}” is no name for a list.",
                    entry.key_node,
                    f"Write {slug(entry.key, '_') or 'vague_titles'}: small letters, digits and underscores.",
                    code="name",
                )
            at, origin = entry.key_node, self._origin(entry.key_node)
            if entry.value.is_group:
                fields = self.reader.fields(
                    entry.value, f"“{entry.key}”", ("add", "remove", "because", "approved_by")
                )
                origin = self._origin(entry.key_node, *self._reasons(fields))
                add = self._phrases(fields["add"], "“add”") if "add" in fields else ()
                gone = self._with_nodes(fields["remove"]) if "remove" in fields else ()
                change = ListChange(
                    name=entry.key, origin=origin, reader=self.reader, at=at, add=add, remove=gone
                )
            else:
                words = self._phrases(entry.value, f"“{entry.key}”")
                if not words:
                    self.reader.problem(
                        f"The list “{entry.key}” is empty.",
                        at,
                        "Write its words below it, each on a line of its own after “- ”.",
                        code="empty-list",
                    )
                change = ListChange(name=entry.key, origin=origin, reader=self.reader, at=at, own=words)
            self.manifest.lists.append(change)

    def _phrases(self, node: Node, what: str) -> tuple[str, ...]:
        """The words of a list, and what was probably meant to be several of them."""
        for each in [node] if node.scalar else self.reader.items(node, what):
            self._one_phrase(each, alone=each is node)
        return self.reader.texts(node, what)

    def _one_phrase(self, node: Node, *, alone: bool) -> None:
        """YAML takes these for one text without a word, and then the rule looks for what nobody writes."""
        if not isinstance(node.value, Plain):
            return
        said = node.scalar or ""
        if re.match(r"-\w", said):
            mend = f"Write - {said[1:]}"
            self.reader.problem("A dash needs a space after it.", node, mend, code="one-phrase")
        elif alone and "," in said:
            mend = f'For several write [{said}]; for one with a comma in it ["{said}"].'
            self.reader.problem(
                "This is one text with a comma in it, and no list.", node, mend, code="one-phrase"
            )
        elif "\n" in self.reader.written(node):
            mend = "Give each its own dash, or write the entry on one line."
            self.reader.problem("This entry goes on in the next line.", node, mend, code="one-phrase")

    def _with_nodes(self, node: Node) -> tuple[tuple[str, Node], ...]:
        self._phrases(node, "“remove”")
        nodes = [node] if node.scalar else self.reader.items(node, "“remove”")
        return tuple((n.scalar, n) for n in nodes if n.scalar)

    def conclusions(self, node: Node) -> None:
        """Declared conclusions, each with what it means."""
        for entry in self.reader.entries(node, "“conclusions”"):
            if not _WORD.fullmatch(entry.key):
                self.reader.problem(
                    f"“{entry.key}” is no name for a conclusion.",
                    entry.key_node,
                    f"Write {slug(entry.key, '_') or 'profession'}: small letters, digits and underscores.",
                    code="name",
                )
            said = self.reader.text(entry.value, f"The conclusion “{entry.key}”")
            if said is not None:
                self.manifest.conclusions[entry.key] = said

    # ---- changes

    def _change(self, entry: Entry) -> None:
        reader = self.reader
        fields = reader.fields(
            entry.value,
            f"The change of “{entry.key}”",
            ("severity", "off", "conclusion", "because", "approved_by"),
        )
        because, approved = self._reasons(fields)
        if "because" not in fields:
            reader.problem(
                f"The change of “{entry.key}” does not say why.",
                entry.key_node,
                "Add because: and the reason, in words that somebody else understands in a year.",
                code="because",
            )
        severity = read_severity(reader, fields["severity"]) if "severity" in fields else None
        off = reader.yes_no(fields["off"], "“off”") if "off" in fields else None
        conclusion = reader.yes_no(fields["conclusion"], "“conclusion”") if "conclusion" in fields else True
        if "severity" not in fields and "off" not in fields:
            reader.problem(
                f"The change of “{entry.key}” changes nothing.",
                entry.key_node,
                "Add severity: and another severity, or off: true.",
                code="change",
            )
        self.manifest.changes.append(
            Change(
                rule=entry.key,
                origin=self._origin(entry.key_node, because, approved),
                reader=reader,
                at=entry.key_node,
                severity=severity,
                off=off,
                conclusion=conclusion is not False,
            )
        )


def read_severity(reader: Reader, node: Node) -> Severity | None:
    """``blocker``, ``high``, ``medium`` or ``low``; None, and a problem, for anything else."""
    said = reader.text(node, "“severity”")
    if said is None or said in SEVERITIES:
        return Severity[said] if said else None
    mend = near(said, SEVERITIES)
    reader.problem(f"“{said}” is no severity.", node, mend, code="severity")
    return None


def read_effective(reader: Reader, fields: dict[str, Node]) -> Effective:
    """``from`` and ``until``, each a day or left out."""
    since = reader.day(fields["from"], "“from”") if "from" in fields else None
    until = reader.day(fields["until"], "“until”", last=True) if "until" in fields else None
    if since and until and until < since:
        reader.problem("“until” is before “from”.", fields["until"], "Exchange the two.", code="date")
    return Effective(since=since, until=until)
