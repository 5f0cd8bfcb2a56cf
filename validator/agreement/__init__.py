"""How well two statements of a petition agree, with the evidence: title, code, duties, degree, level,
endeavor.

Every comparison returns an :class:`Agreement`: a band (``strong``, ``partial``, ``weak``, ``none``;
``unknown`` where the reference or the statement has nothing to go by), a score from 0 to 1 (higher agrees
better; 0 where unknown), a relation in a word or two, and what carried it. None of them raises for any text.
"""

from validator.agreement.codes import Meant, read_code
from validator.agreement.copying import Restatement, copies, restates, shared_sentences
from validator.agreement.degrees import degree_code, title_degree
from validator.agreement.duties import Suggestion, duties_code, suggest_codes, suggest_for_duties
from validator.agreement.endeavor_titles import endeavor_title
from validator.agreement.endeavors import endeavor_code, endeavor_degree
from validator.agreement.fields import Field, Resolved, find_programs, resolve_field, same_field
from validator.agreement.levels import Level, level_code, read_level
from validator.agreement.mentions import Mention, mentions
from validator.agreement.result import Agreement, Band, Carried
from validator.agreement.signals import Span, names, signal_names, signal_spans, signals
from validator.agreement.speech import endeavor_occupations
from validator.agreement.technologies import Touched, cet_area, cet_areas
from validator.agreement.texts import text_text
from validator.agreement.title_kinds import Kind, TitleKind, title_kind
from validator.agreement.titles import codes_titled, same_title, title_code
from validator.agreement.undertakings import topics

__all__ = [
    "Agreement",
    "Band",
    "Carried",
    "Field",
    "Kind",
    "Level",
    "Meant",
    "Mention",
    "Resolved",
    "Restatement",
    "Span",
    "Suggestion",
    "TitleKind",
    "Touched",
    "cet_area",
    "cet_areas",
    "codes_titled",
    "copies",
    "degree_code",
    "duties_code",
    "endeavor_code",
    "endeavor_degree",
    "endeavor_occupations",
    "endeavor_title",
    "find_programs",
    "level_code",
    "mentions",
    "names",
    "read_code",
    "read_level",
    "resolve_field",
    "restates",
    "same_field",
    "same_title",
    "shared_sentences",
    "signal_names",
    "signal_spans",
    "signals",
    "suggest_codes",
    "suggest_for_duties",
    "text_text",
    "title_code",
    "title_degree",
    "title_kind",
    "topics",
]
