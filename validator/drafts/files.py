"""The drafts of a run, read one after the other, the broken ones beside the good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from validator.drafts.draft import Draft, DraftFailure
from validator.drafts.load import load_draft, parse_draft
from validator.drafts.opening import bare_name, is_address, read_whole
from validator.drafts.sources import LINES, DraftSource, draft_sources
from validator.errors import DraftError, NiwError, Problem
from validator.source import SourceError
from validator.source.text import STDIN, decode, read_text


def load_drafts(paths: Iterable[str]) -> Iterator[Draft | DraftFailure]:
    """Every draft at ``paths`` (as :func:`validator.drafts.sources.draft_sources` finds them), in order.

    One that cannot be read is a :class:`DraftFailure`. Nothing is kept, so that a run over many drafts stays small.
    """
    return (read_source(source) for source in draft_sources(paths) if not source.passed_over)


def read_source(source: DraftSource) -> Draft | DraftFailure:
    """The draft of a source, or why there is none."""
    if source.problems:
        return DraftFailure(file=source.file, line=source.line, problems=source.problems)
    content, file = source.content, source.file
    try:
        if content is None and bare_name(file) == file and not is_address(file):
            return load_draft(file)
        if content is None:
            return parse_draft(decode(read_whole(file), file), file)
        text = content if isinstance(content, str) else decode(content, file, source.line)
        if file == STDIN or bare_name(file).endswith(LINES):
            text = text.rstrip("\n")
        return parse_draft(text, file, first_line=source.line)
    except NiwError as error:
        return DraftFailure(file=file, line=source.line, problems=_own(error))


def with_content(source: DraftSource) -> DraftSource:
    """The source of a file of this machine with the file's bytes, for who cannot see it; any other as it is."""
    if source.content is not None or source.problems or is_address(source.file):
        return source
    file = source.file
    try:
        if bare_name(file) != file:
            return replace(source, content=read_whole(file))
        try:
            return replace(source, content=Path(file).read_bytes())
        except OSError:
            read_text(file)  # which says why in words
            raise
    except SourceError as error:
        return replace(source, problems=error.problems)


def _own(error: Exception) -> tuple[Problem, ...]:
    """The problems of a draft; a fault of the installation is nobody's draft's."""
    if isinstance(error, DraftError | SourceError):
        return error.problems
    raise error
