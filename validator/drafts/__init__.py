"""Drafts: one petition each, read from YAML or JSON, every value with its place."""

from __future__ import annotations

from validator.drafts.draft import Annotation, Draft, DraftFailure
from validator.drafts.files import load_drafts
from validator.drafts.load import load_draft
from validator.drafts.template import schema_text, template

__all__ = [
    "Annotation",
    "Draft",
    "DraftFailure",
    "load_draft",
    "load_drafts",
    "schema_text",
    "template",
]
