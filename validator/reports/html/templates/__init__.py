"""The page's templates, its style and its script, filled in.

Jinja escapes whatever is put into a template; only the style and the script, which are files of this folder, go in as
they are. A name that a template misspells is an error, not a blank.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

    from validator.reports.html.document import Document

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, ready to be filled: everything escaped, every name looked for."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from validator.reports.html import document
    from validator.reports.html.drawing import HEIGHT, WIDTH
    from validator.reports.words import count, listed

    made = Environment(
        loader=FileSystemLoader(_FOLDER, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    style, script = (own_file(name) for name in ("page.css", "page.js"))
    made.globals |= {
        "style": Markup(style),  # noqa: S704  (a file of this package)
        "script": Markup(script),  # noqa: S704
        "policy": policy(style, script),
        "count": count,
        "listed": listed,
        "counts": document.counts,
        "sign": document.sign,
        "pointed": document.pointed,
        "link": document.link,
        "field_words": document.field_name,
        "drawn": (WIDTH, HEIGHT),
    }
    return made


def own_file(name: str) -> str:
    """The text of a file of this folder, as it goes into the page."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy that lets this style and this script be, and nothing else."""
    own = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


def fill(document: Document) -> str:
    """The page of ``document``, one text that ends in a newline."""
    return environment().get_template("page.html").render(doc=document).rstrip() + "\n"
