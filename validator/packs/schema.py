"""schemas/rule.schema.json, made from the table of operators: completion and hover texts for who edits rules."""

from __future__ import annotations

from typing import Any

from validator.engine.operators import ON_COUNTS, OPERATORS, Against, Operator
from validator.engine.vocabulary import Vocabulary
from validator.packs.rules import ABOUT, NEEDED

Json = dict[str, Any]

_VALUE: Json = {"$ref": "#/$defs/value"}
_VALUES: Json = {"anyOf": [{"type": "array", "items": _VALUE, "minItems": 1}, {"$ref": "#/$defs/reference"}]}
_AGAINST: dict[Against, Json] = {
    Against.flag: {"type": "boolean"},
    Against.one: _VALUE,
    Against.several: _VALUES,
    Against.ends: {"anyOf": [{"type": "array", "items": _VALUE, "minItems": 2, "maxItems": 2}, _VALUE]},
    Against.text: _VALUE,
    Against.texts: {"anyOf": [{"type": "string"}, *_VALUES["anyOf"]]},
    Against.pattern: {"type": "string"},
}
_BOUND: Json = {"type": "string", "pattern": r"^[\w.]+(\s+as\s+[a-z]\w*)?$"}
_NAME = "^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*$"


def _operator(operator: Operator) -> Json:
    return {"description": operator.doc, **_AGAINST[operator.against]}


def rule_schema(vocabulary: Vocabulary | None = None) -> Json:
    """The schema of a rule file; with a vocabulary, facts are completed by name and their meaning is shown."""
    facts = {
        spec.name: {"description": spec.doc, "$ref": "#/$defs/fact"}
        for spec in vocabulary or ()
        if not spec.fields
    }
    text: Json = {"type": "string", "minLength": 1}
    texts: Json = {
        "anyOf": [{"type": "array", "items": {"type": "string"}, "minItems": 1}, {"type": "string"}]
    }
    day: Json = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    parts: Json = {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1}
    examples: Json = {"type": "array", "items": {"type": ["object", "null"]}, "minItems": 1}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://niw-validator.example/schemas/rule.schema.json",
        "title": "A file of rules",
        "description": "Rules of a pack, and the lists and conclusions that stand beside them.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "rules": {
                "type": "array",
                "items": {"$ref": "#/$defs/rule"},
                "description": "The rules, in the order shown.",
            },
            "lists": {"$ref": "pack.schema.json#/$defs/lists"},
            "conclusions": {"$ref": "pack.schema.json#/$defs/conclusions"},
        },
        "$defs": {
            "rule": {
                "type": "object",
                "additionalProperties": False,
                "required": [*NEEDED, "examples"],
                "properties": {
                    "id": {
                        "type": "string",
                        "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
                        "description": "The rule's name, for good: reports, waivers and changes name it.",
                    },
                    "catalogue": {"type": "string", "description": "The check's id in the catalogue: T03."},
                    "title": {**text, "description": "What it finds, in a few words: a heading."},
                    "severity": {
                        "enum": ["blocker", "high", "medium", "low"],
                        "description": "blocker: do not file unreviewed; never on an agreement score.",
                    },
                    "about": {
                        "type": "array",
                        "items": {"enum": list(ABOUT)},
                        "minItems": 1,
                        "description": "The corners of the picture that it is about; or filing.",
                    },
                    "when": {"$ref": "#/$defs/condition", "description": "When it fires."},
                    "yields_to": {
                        **texts,
                        "description": "Rules under which its finding is shown when both fire.",
                    },
                    "says": {
                        **text,
                        "description": "One sentence with the draft's own words in it: {i140.job_title}, {d.field}.",
                    },
                    "why": {**text, "description": "Why an officer may doubt."},
                    "remedy": {**text, "description": "What to do about it; never what to claim."},
                    "authority": {**texts, "description": "Keys of authorities.yaml."},
                    "explainable": {
                        "type": "boolean",
                        "description": "false: an explanation in the draft does not lower the finding. Default true.",
                    },
                    "waivable": {
                        "type": "boolean",
                        "description": "false: it cannot be waived. Default true.",
                    },
                    "concludes": {
                        "type": "object",
                        "additionalProperties": texts,
                        "description": "Values it adds to declared conclusions; rules read them as concluded.NAME.",
                    },
                    "effective": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {"from": day, "until": day},
                        "description": "In force for filing dates from and until, both days included.",
                    },
                    "reviewed": {**day, "description": "When somebody last held it against its authorities."},
                    "review_by": {**day, "description": "When somebody should do so again."},
                    "history": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["version", "severity", "because"],
                            "properties": {
                                "version": {
                                    "type": "string",
                                    "pattern": r"^\d+\.\d+\.\d+$",
                                    "description": "The version of the pack from which on it had this severity.",
                                },
                                "severity": {
                                    "enum": ["blocker", "high", "medium", "low"],
                                    "description": "The severity from that version on.",
                                },
                                "because": {**text, "description": "Why."},
                            },
                        },
                        "description": "The severities it has had, oldest first; the last is the one above.",
                    },
                    "examples": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["fires", "clear", "unchecked"],
                        "properties": {
                            "fires": {**examples, "description": "Drafts in few lines on which it fires."},
                            "clear": {**examples, "description": "Drafts on which it finds nothing."},
                            "unchecked": {
                                **examples,
                                "description": "Drafts that do not say enough to tell.",
                            },
                        },
                        "description": "What proves the rule; niw pack test runs them.",
                    },
                },
            },
            "condition": {
                "anyOf": [parts, {"$ref": "#/$defs/conditions"}],
            },
            "conditions": {
                "type": "object",
                "minProperties": 1,
                "description": "A fact with operators; all, any, none; for_any, for_all, count. Several: all hold.",
                "properties": {
                    "all": {**parts, "description": "Every one of these holds."},
                    "any": {**parts, "description": "One of these holds, or several."},
                    "none": {**parts, "description": "None of these holds."},
                    "for_any": {
                        **_BOUND,
                        "description": "One item of a list is such that “where” holds: degrees as d.",
                    },
                    "for_all": {**_BOUND, "description": "Every item of a list is such that “where” holds."},
                    "where": {
                        "$ref": "#/$defs/condition",
                        "description": "What must hold of the item: d.level …",
                    },
                    "count": {
                        "type": "object",
                        "required": ["of"],
                        "additionalProperties": False,
                        "properties": {
                            "of": _BOUND,
                            "where": {"$ref": "#/$defs/condition"},
                            **{name: _operator(OPERATORS[name]) for name in OPERATORS if name in ON_COUNTS},
                        },
                        "description": "Counts items of a list: {of: claims as c, where: …, less_than: 3}.",
                    },
                    **facts,
                },
                "patternProperties": {
                    "^(?!(?:all|any|none|for_any|for_all|where|count)$)" + _NAME[1:]: {"$ref": "#/$defs/fact"}
                },
                "additionalProperties": False,
            },
            "fact": {
                "anyOf": [
                    {
                        "type": "object",
                        "minProperties": 1,
                        "additionalProperties": False,
                        "properties": {name: _operator(operator) for name, operator in OPERATORS.items()},
                    },
                    {"type": ["string", "number", "boolean"], "description": "Short for {equals: …}."},
                ]
            },
            "value": {"anyOf": [{"type": ["string", "number", "boolean"]}, {"$ref": "#/$defs/reference"}]},
            "reference": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
                "properties": {
                    "fact": {"type": "string", "description": "Another fact, in place of a value."},
                    "param": {
                        "type": "string",
                        "description": "A parameter of pack.yaml, in place of a value.",
                    },
                },
            },
        },
    }
