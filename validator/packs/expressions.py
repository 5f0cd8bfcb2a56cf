"""The regular expression on the right of ``matches``, and what to write instead of one that cannot be used."""

from __future__ import annotations

from validator.engine.conditions import Literal
from validator.engine.patterns import Pattern, PatternError
from validator.packs.reading import Node, Reader


def read_expression(reader: Reader, node: Node) -> Literal | None:
    """The regular expression at ``node``; None, and a problem, for one that is empty, malformed or not linear."""
    if not isinstance(node.value, str):
        reader.problem(
            f"“matches” takes a regular expression, not {node.shape()}.",
            node,
            "Put it in single quotation marks: '^15-'. To look for words, has_phrase is enough.",
            code="pattern",
        )
        return None
    if not node.value:
        mend = "Write what to look for, as in '^15-'; for a field that was left blank write missing: true."
        reader.problem("“matches” has no regular expression.", node, mend, code="pattern")
        return None
    try:
        Pattern(node.value)
    except PatternError as error:
        reader.problem_within(
            node.value,
            f"The regular expression cannot be used: {error.what}",
            node,
            _pattern_mend(error),
            code="pattern",
            offset=error.at,
        )
        return None
    return Literal(str(node.value))


_PATTERN_MENDS = {
    "group is not closed": "Close it with “)”; for a bracket that stands in the text write \\(.",
    "set is not closed": "Close it with “]”; for a bracket that stands in the text write \\[.",
    "“)” without": "Take it away; for a bracket that stands in the text write \\).",
    "ends in a backslash": "Take the backslash away; for one that stands in the text write two.",
    "runs backwards": "Write the lower one first, as in [a-z].",
    "below where it begins": "Write the lower number first, as in {2,4}.",
}


def _pattern_mend(error: PatternError) -> str:
    """What to write instead; words alone need no regular expression."""
    for said, mend in _PATTERN_MENDS.items():
        if said in error.what:
            return mend
    return "" if "; " in error.what else "To look for words, has_phrase: and the words are enough."
