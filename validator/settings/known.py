"""Every setting there is: its name, what it may hold, its default, and what it governs."""

from __future__ import annotations

from validator.frozen import frozen

SEVERITIES = ("low", "medium", "high", "blocker")
NEVER = "never"
"""A threshold that nothing reaches; it also undoes, on the command line, the threshold of a file."""
FILE = "niw.toml"
SHARED_FILE = "pyproject.toml"
LOCK = "niw.lock"


@frozen(kw_only=False)
class Known:
    """A setting. Its name is its key in a file and, with two dashes before it, its option of ``niw check``.

    ``kind`` is ``text``, ``pack``, ``choice`` (one of ``choices``), ``texts``, ``date``, ``path``, ``paths``,
    ``formats`` or ``flag``. ``of_run``: one value for a whole run, read from the folder niw is run in; else each
    draft has the value of its own folder.
    """

    name: str
    kind: str
    default: str | bool | tuple[str, ...] | None
    doc: str
    choices: tuple[str, ...] = ()
    of_run: bool = False

    @property
    def field(self) -> str:
        """Its name in Python."""
        return self.name.replace("-", "_")


KNOWN: tuple[Known, ...] = (
    Known("pack", "pack", "niw-core", "The rule pack: a name, or the folder of one."),
    Known("only", "texts", (), "Run these rules alone (ids or catalogue numbers)."),
    Known("skip", "texts", (), "Leave these rules out (ids or catalogue numbers)."),
    Known(
        "fail-on", "choice", "medium", "Exit 1 where a finding is this grave or graver.", (*SEVERITIES, NEVER)
    ),
    Known(
        "fail-on-unchecked",
        "choice",
        NEVER,
        "Exit 1 where a rule this grave or graver was not checked.",
        (*SEVERITIES, NEVER),
    ),
    Known("waivers", "paths", (), "Files of waivers, besides those that stand beside the drafts."),
    Known("baseline", "path", None, "The file of findings that do not fail the run."),
    Known(
        "locked",
        "flag",
        None,
        "Whether the pack must be the one that niw.lock names; by default where there is a niw.lock.",
    ),
    Known(
        "engine",
        "choice",
        "auto",
        "Which engine runs the rules.",
        ("auto", "durable", "reference"),
        of_run=True,
    ),
    Known(
        "as-of",
        "date",
        None,
        "The day that dates of review and expiry are held to; by default today.",
        of_run=True,
    ),
    Known(
        "format",
        "formats",
        ("text",),
        "How the report is written: FORMAT for the screen, FORMAT:FILE for a file; a list for several.",
        of_run=True,
    ),
    Known(
        "words",
        "flag",
        None,
        "Whether reports have the drafts' own words; by default all but sarif, junit, github, gitlab and a cluster's.",
        of_run=True,
    ),
)

BY_NAME = {known.name: known for known in KNOWN}


def is_folder(name: str) -> bool:
    """Whether the name of a pack is a folder: it has a slash, or begins with a dot."""
    return "/" in name or "\\" in name or name.startswith(".")
