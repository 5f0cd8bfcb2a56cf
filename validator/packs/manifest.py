"""pack.yaml, authorities.yaml and lists.yaml of one pack, each setting with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from validator.errors import Place, Problem
from validator.findings import Severity
from validator.frozen import frozen
from validator.packs.model import Origin, Param
from validator.packs.params import read_param
from validator.packs.reading import Entry, Node, Reader, read_yaml, slug
from validator.packs.register import Registered, read_authorities
from validator.packs.settings import read_reasons, read_severity
from validator.packs.sources import AUTHORITIES, MANIFEST, PackFiles, unread_files
from validator.packs.words import ListChange, read_conclusions, read_lists

PACK_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
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
    conclusions_at: dict[str, tuple[Reader, Node]] = field(default_factory=dict)
    authorities: dict[str, Registered] = field(default_factory=dict)
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
            if isinstance(reader.root.value, dict) and "authorities" not in reader.root.value:
                manifest.unread = True
        else:
            _rule_file(reader, manifest)
    for name, what, mend in (*_misnamed(files), *unread_files(files.folder)):
        manifest.unread = True
        place = Place(file=files.shown_name(name))
        problems.append(Problem(what=what, mend=mend, place=place, code="file-name"))
    return manifest


def _misnamed(files: PackFiles) -> Iterator[tuple[str, str, str]]:
    for name, right in files.misnamed.items():
        what = f"This file is not read: its name should end in {Path(right).suffix} alone."
        mend = f"Name it {right}. Windows hides the end of a name: look under View, File name extensions."
        yield name, what, mend


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
        if not fields["rules"].value:
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
                param = read_param(reader, entry, self._origin)
                if param is not None:
                    self.manifest.params.append(param)
                    self.manifest.params_at[entry.key] = (reader, entry.key_node)
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

    def lists(self, node: Node) -> None:
        """Named lists, in pack.yaml or in lists.yaml."""
        self.manifest.lists += read_lists(self.reader, node, self._origin)

    def conclusions(self, node: Node) -> None:
        """Declared conclusions, each with what it means."""
        for entry, said in read_conclusions(self.reader, node):
            self.manifest.conclusions[entry.key] = said
            self.manifest.conclusions_at[entry.key] = (self.reader, entry.key_node)

    # ---- changes

    def _change(self, entry: Entry) -> None:
        reader = self.reader
        fields = reader.fields(
            entry.value,
            f"The change of “{entry.key}”",
            ("severity", "off", "conclusion", "because", "approved_by"),
        )
        because, approved = read_reasons(reader, fields)
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
