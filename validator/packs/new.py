"""A new pack for an office: a folder with one rule that is proven, and a page for the person who will own it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from validator.engine.vocabulary import Vocabulary
from validator.errors import Place, Problem, UsageError
from validator.frozen import frozen
from validator.packs.manifest import PACK_NAME
from validator.packs.model import Pack
from validator.packs.reading import slug
from validator.packs.sources import is_folder, shipped_packs
from validator.resources import schemas_dir

_STARTER = Path(__file__).parent / "starter"
_FILES = ("README.md", "pack.yaml", "rules.yaml", "lists.yaml", "authorities.yaml")
_SCHEMAS = ("pack.schema.json", "rule.schema.json", "authorities.schema.json")
_RULE, _LIST, _AUTHORITY = "statement-not-finished", "words_to_replace", "office-practice"
NO_OWNER = "nobody yet (put a name or a committee here)"


@frozen
class NewPack:
    """A pack that was made: its ``folder``, the names of its ``files`` in it, and the id of its one ``rule``."""

    folder: Path
    files: tuple[str, ...]
    rule: str


def new_pack(
    name: str,
    vocabulary: Vocabulary,
    *,
    at: Path,
    today: date,
    extends: Sequence[str] = ("niw-core",),
    owner: str = NO_OWNER,
) -> NewPack:
    """Make the folder ``name`` in the folder ``at``, with a pack that passes its own lint and test.

    :param extends: packs by name, or folders as seen from where niw is run.
    :param today: the day its rule counts as reviewed on.
    :raises UsageError: for a name that is none, or a folder that is there already. :raises PackError: for a pack under
        ``extends`` that is not there or not valid.
    """
    from validator.packs.load import load_pack

    _refuse_name(name)
    folder = at / name
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = f"{_shown(folder)} is there already."
        mend = "Nothing was changed. Take another name, or another folder with --at."
        raise UsageError((Problem(what=what, mend=mend, code="there-already"),))
    below = [load_pack(each, vocabulary) for each in extends]
    words = _words(name, below, extends, folder, today, owner)
    texts = {file: _filled((_STARTER / file).read_text(encoding="utf-8"), words) for file in _FILES}
    texts |= {f"schemas/{s}": (schemas_dir() / s).read_text(encoding="utf-8") for s in _SCHEMAS}
    try:
        (folder / "schemas").mkdir(parents=True, exist_ok=True)
        for file, text in texts.items():
            with (folder / file).open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
    except OSError as error:
        place = Place(file=str(error.filename or folder))
        what = f"The pack cannot be written: {error.strerror or error}."
        mend = "Choose a folder that you may write to, with --at."
        raise UsageError((Problem(what=what, mend=mend, place=place, code="unwritten"),)) from error
    return NewPack(folder=folder, files=tuple(texts), rule=words["RULE"])


def _refuse_name(name: str) -> None:
    if not PACK_NAME.fullmatch(name):
        nearest = slug(name).lstrip("0123456789-")
        mend = f"Write niw pack new {nearest}." if nearest else "Take a name such as our-office."
        what = f"“{name}” is no name for a pack: small letters, digits and hyphens, a letter first."
        raise UsageError((Problem(what=what, mend=mend, code="name"),))
    if name in shipped_packs():
        what = f"“{name}” is a pack that ships with niw."
        mend = f"Take a name of your own, such as our-office; --extends {name} builds on it."
        raise UsageError((Problem(what=what, mend=mend, code="name"),))


def _words(
    name: str, below: Sequence[Pack], extends: Sequence[str], folder: Path, today: date, owner: str
) -> dict[str, str]:
    """What stands in the files for each ``@WORD@``; names that a pack below has already are made this pack's own."""
    rules = {rule.id for pack in below for rule in pack.rules}
    lists = {each for pack in below for each in pack.lists}
    authorities = {each for pack in below for each in pack.authorities}
    # A folder is seen from the pack.yaml that names it, and was given as seen from where niw is run.
    named = [
        os.path.relpath(each, folder).replace(os.sep, "/") if is_folder(each) else each for each in extends
    ]
    said = [pack.name for pack in below]
    return {
        "NAME": name,
        "OWNER": _scalar(owner),
        "EXTENDS": ", ".join(_scalar(each) for each in named),
        "EXTENDS_WORDS": " and ".join(said) or "no other pack",
        "RULE": f"{name}-{_RULE}" if _RULE in rules else _RULE,
        "LIST": f"{name.replace('-', '_')}_{_LIST}" if _LIST in lists else _LIST,
        "AUTHORITY": f"{name}-practice" if _AUTHORITY in authorities else _AUTHORITY,
        "TODAY": today.isoformat(),
        "NEXT_YEAR": today.replace(year=today.year + 1, day=min(today.day, 28)).isoformat(),
    }


def _scalar(text: str) -> str:
    """``text`` as one line of YAML, in quotation marks where it needs them."""
    text = " ".join(text.split())
    if re.fullmatch(r"[\w./][\w .()/&'’-]*", text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _filled(text: str, words: dict[str, str]) -> str:
    return re.sub(r"@([A-Z_]+)@", lambda match: words[match[1]], text)


def _shown(folder: Path) -> str:
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(folder)
