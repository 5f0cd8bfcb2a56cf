"""schemas/rule.schema.json, made from the operators and the facts: completion and hover texts for who edits rules."""

from __future__ import annotations

from typing import Any

from validator.engine.operators import ON_COUNTS, OPERATORS, Against, Operator
from validator.engine.vocabulary import FactSpec, FactType, Kind, Vocabulary
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
_SHORT: Json = {"type": "boolean", "description": "Short for {equals: …}, of a yes or no."}
_NAME = r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$"
_WORDS = ("all", "any", "none", "for_any", "for_all", "where", "count")

SEVERITIES: Json = {
    "enum": ["blocker", "high", "medium", "low"],
    "enumDescriptions": [
        "Do not file unreviewed: a threshold requirement, or sworn forms that differ. Never on an agreement score.",
        "An officer is likely to ask; resolve or explain it before filing.",
        "An officer may ask; explain it.",
        "Worth knowing.",
    ],
}
_ABOUT: Json = {
    "enum": list(ABOUT),
    "enumDescriptions": [
        "The SOC code of Part 6 item 2, and the codes of other documents.",
        "The job title of Part 6 item 1, and the titles of other documents.",
        "The degrees held, their level, field, documents and dates.",
        "The proposed endeavor, in every document that words it.",
        "The filing itself: forms, signatures, dates, tracks.",
    ],
}
"""``enumDescriptions`` is no word of JSON Schema; editors show it beside each value."""


def _operator(operator: Operator, type_: FactType | None = None) -> Json:
    """What may stand on an operator's right; what has few values is offered by them."""
    against = dict(_AGAINST[operator.against])
    if type_ is not None and _is_offered(type_):
        one = {"$ref": f"#/$defs/{_called(type_)}-value"}
        if operator.against is Against.one:
            against = one
        elif operator.against is Against.several:
            several = {"type": "array", "items": one, "minItems": 1}
            against = {"anyOf": [several, {"$ref": "#/$defs/reference"}]}
    return {"description": operator.doc, **against}


def _called(type_: FactType) -> str:
    return type_.name or type_.kind.value


def _is_offered(type_: FactType) -> bool:
    """Whether an editor can offer every value that a fact of ``type_`` can have."""
    return type_.kind in (Kind.ordered, Kind.boolean) or bool(type_.choices)


def _asked_of(type_: FactType) -> Json:
    """The operators that a fact of ``type_`` can be asked with, and the one short form, for yes and no."""
    operators = {o.name: _operator(o, type_) for o in OPERATORS.values() if type_.kind in o.accepts}
    asked: Json = {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": operators,
    }
    return {"anyOf": [asked, _SHORT]} if type_.kind is Kind.boolean else asked


def _written(type_: FactType) -> Json:
    """A value of an ordered type or of a choice, as it is offered; it may be written with spaces and capitals too."""
    return {"anyOf": [{"enum": list(type_.choices) or [m.name for m in type_.members]}, {"type": "string"}]}


def _types(vocabulary: Vocabulary) -> dict[str, FactType]:
    """Those of the facts that an editor knows by name; the fields of items go by names that a rule gives."""
    found: dict[str, FactType] = {}
    for spec in vocabulary:
        found[_called(spec.type)] = spec.type
    return dict(sorted(found.items()))


def _fact(spec: FactSpec) -> Json:
    unit = f", {spec.unit}" if spec.unit else ""
    kind = " < ".join(m.name for m in spec.type.members) or str(spec.type)
    return {
        "description": f"{spec.doc} ({kind}{unit})",
        "$ref": f"#/$defs/asked-of-{_called(spec.type)}",
    }


def _pack_definitions() -> Json:
    """What a rule file shares with a manifest, in the file itself: an editor follows no link out of a schema."""
    import json

    from validator.resources import schemas_dir

    pack: Json = json.loads((schemas_dir() / "pack.schema.json").read_text(encoding="utf-8"))
    definitions: Json = pack["$defs"]
    return definitions


def rule_schema(vocabulary: Vocabulary) -> Json:
    """The schema of a rule file: each fact by name, with what it is and the operators that suit its type.

    Conclusions and the fields of list items, which go by names that a rule gives, are taken with any operator.
    """
    facts = {spec.name: _fact(spec) for spec in vocabulary}
    heads = sorted({name.partition(".")[0] for name in facts if "." in name})
    lists = [f"{s.name} as {s.name.rpartition('.')[2][0]}" for s in vocabulary if s.type.kind is Kind.records]
    types = _types(vocabulary)
    values = {
        f"{name}-value": {
            "anyOf": [
                {"type": "boolean"} if type_.kind is Kind.boolean else _written(type_),
                {"$ref": "#/$defs/reference"},
            ]
        }
        for name, type_ in types.items()
        if _is_offered(type_)
    }
    asked = {f"asked-of-{name}": _asked_of(type_) for name, type_ in types.items()}
    bound: Json = {"anyOf": [{"enum": lists}, {"type": "string", "pattern": r"^[\w.]+(\s+as\s+[a-z]\w*)?$"}]}
    other = f"^(?!(?:{'|'.join(_WORDS)})$)(?!(?:{'|'.join(heads)})\\.){_NAME}"
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
            "lists": {"$ref": "#/$defs/lists"},
            "conclusions": {"$ref": "#/$defs/conclusions"},
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
                        **SEVERITIES,
                        "description": "How grave a finding is.",
                    },
                    "about": {
                        "type": "array",
                        "items": _ABOUT,
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
                        "properties": {
                            "from": {**day, "description": "The first filing date it is in force for."},
                            "until": {**day, "description": "The last one."},
                        },
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
                                    **SEVERITIES,
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
                "type": "object",
                "minProperties": 1,
                "description": "A fact with operators; all, any, none; for_any, for_all, count. Several: all hold.",
                "properties": {
                    "all": {**parts, "description": "Every one of these holds."},
                    "any": {**parts, "description": "One of these holds, or several."},
                    "none": {**parts, "description": "None of these holds."},
                    "for_any": {
                        **bound,
                        "description": "One item of a list is such that “where” holds: degrees as d.",
                    },
                    "for_all": {**bound, "description": "Every item of a list is such that “where” holds."},
                    "where": {
                        "$ref": "#/$defs/condition",
                        "description": "What must hold of the item: d.level …",
                    },
                    "count": {
                        "type": "object",
                        "required": ["of"],
                        "additionalProperties": False,
                        "properties": {
                            "of": {
                                **bound,
                                "description": "The list, and a name for its items: letters as l.",
                            },
                            "where": {
                                "$ref": "#/$defs/condition",
                                "description": "What must hold of an item for it to count.",
                            },
                            **{name: _operator(OPERATORS[name]) for name in OPERATORS if name in ON_COUNTS},
                        },
                        "description": "Counts items of a list: {of: claims as c, where: …, less_than: 3}.",
                    },
                    **facts,
                },
                "patternProperties": {other: {"$ref": "#/$defs/fact"}},
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
                    _SHORT,
                ]
            },
            **asked,
            **values,
            **_pack_definitions(),
            "value": {"anyOf": [{"type": ["string", "number", "boolean"]}, {"$ref": "#/$defs/reference"}]},
            "reference": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
                "properties": {
                    "fact": {
                        "anyOf": [
                            {"enum": [n for n, s in zip(facts, vocabulary, strict=True) if not s.fields]},
                            {"type": "string"},
                        ],
                        "description": "Another fact, in place of a value.",
                    },
                    "param": {
                        "type": "string",
                        "description": "A parameter of pack.yaml, in place of a value.",
                    },
                },
            },
        },
    }
