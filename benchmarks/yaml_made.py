"""Made drafts as YAML, laid out as people write drafts."""

from __future__ import annotations

import json
import re
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ./()’“”_$;-]*[A-Za-z0-9.)”])?")
_READ_OTHERWISE = re.compile(
    r"(?i)y|n|yes|no|on|off|true|false|null|none|[-+.\d_,:]+|0x[\da-f]+|\d+e\d+|[.](inf|nan)|\d{4}-\d\d-\d\d.*"
)
_DATE_ALONE = re.compile(r"\d{4}-\d\d(-\d\d)?|\d\d/\d{4}|\d\d-\d{4}(\.\d\d)?")
_WIDTH = 110


def as_yaml(data: dict[str, Any]) -> str:
    """``data`` as people write drafts: sections as blocks, short entries of lists in braces, long texts folded."""
    lines: list[str] = []
    for key, value in data.items():
        _block(lines, key, value, "")
        lines.append("")
    return "\n".join(lines)


def _block(lines: list[str], key: str, value: Any, indent: str) -> None:
    if isinstance(value, dict) and value:
        if "value" in value and len(value) <= 4:
            lines.append(f"{indent}{key}: {_flow(value)}")
            return
        lines.append(f"{indent}{key}:")
        for name, inner in value.items():
            _block(lines, name, inner, indent + "  ")
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        lines.append(f"{indent}{key}:")
        for item in value:
            _entry(lines, item, indent + "  ")
    elif isinstance(value, str) and len(value) > _WIDTH and value.isprintable() and "  " not in value:
        lines.append(f"{indent}{key}: >-")
        line = indent + " "
        for word in value.split(" "):
            if len(line) + len(word) > _WIDTH:
                lines.append(line)
                line = indent + " "
            line += " " + word
        lines.append(line)
    else:
        lines.append(f"{indent}{key}: {_flow(value)}".rstrip())


def _entry(lines: list[str], item: Any, indent: str) -> None:
    if not isinstance(item, dict):
        lines.append(f"{indent}- {_flow(item)}")
        return
    flow = _flow(item)
    if len(flow) < 4 * _WIDTH:
        lines.append(f"{indent}- {flow}")
        return
    start = len(lines)
    for key, value in item.items():
        _block(lines, key, value, indent + "  ")
    lines[start] = f"{indent}- {lines[start].lstrip()}"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if _PLAIN.fullmatch(value) and (not _READ_OTHERWISE.fullmatch(value) or _DATE_ALONE.fullmatch(value)):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
