"""The page on settings, the schema and the command's options, held to the settings there are."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from validator.cli.check import check
from validator.settings.known import KNOWN, SEVERITIES, Known

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "settings.md"
SCHEMA = ROOT / "schemas" / "settings.schema.json"


def default_words(known: Known) -> str:
    if known.default is None:
        return "none"
    if known.default == ():
        return "`[]`"
    return f"`{', '.join(known.default) if isinstance(known.default, tuple) else known.default}`"


def test_every_setting_stands_in_the_table_as_it_is() -> None:
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    assert rows == [
        (
            f"`{known.name}`",
            default_words(known),
            "run" if known.of_run else "draft",
            known.doc + (f" One of {', '.join(known.choices)}." if known.choices else ""),
        )
        for known in KNOWN
    ]


def test_every_setting_is_an_option_of_the_command() -> None:
    options = {name for option in check.params for name in option.opts}
    assert {f"--{known.name}" for known in KNOWN} - {"--locked"} <= options
    assert "--locked" in options


@pytest.mark.parametrize("known", [k for k in KNOWN if k.default not in (None, ())], ids=lambda k: k.name)
def test_the_help_of_an_option_tells_its_default(known: Known) -> None:
    (option,) = (o for o in check.params if f"--{known.name}" in o.opts)
    default = known.default[0] if isinstance(known.default, tuple) else known.default
    assert f"[default: {default}]" in str(getattr(option, "help", ""))


def test_severities_are_those_of_findings() -> None:
    from validator.findings import Severity

    assert tuple(s.name for s in Severity) == SEVERITIES


def schema() -> Any:
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


def test_the_schema_describes_exactly_these_settings() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    properties = schema()["properties"]
    assert list(properties) == [known.name for known in KNOWN]
    for known in KNOWN:
        assert properties[known.name]["description"] == known.doc
        assert properties[known.name].get("enum", []) == list(known.choices)
        if known.default is not None:
            default: object = known.default
            if isinstance(default, tuple):
                default = default[0] if known.kind == "formats" else list(default)
            assert properties[known.name]["default"] == default


def test_the_file_on_the_page_fits_the_schema() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert blocks
    for block in blocks:
        jsonschema.Draft202012Validator(schema()).validate(tomllib.loads(block))


@pytest.mark.parametrize(
    "wrong", ['fail-on = "hihg"', "fail_on = 3", "only = 3", "skip = [1]", 'locked = "yes"']
)
def test_the_schema_refuses_what_the_command_refuses(wrong: str, tmp_path: Path) -> None:
    from validator.settings.reading import read_settings

    (tmp_path / "niw.toml").write_text(wrong, encoding="utf-8")
    assert read_settings(str(tmp_path / "niw.toml"), "niw.toml").problems
    assert not jsonschema.Draft202012Validator(schema()).is_valid(tomllib.loads(wrong))


def test_what_the_page_shows_is_what_is_printed() -> None:
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n\$ niw ([^\n]+)\n(.*?)```", text, flags=re.DOTALL)
    assert blocks
    for command, shown in blocks:
        done = subprocess.run(
            [sys.executable, "-m", "validator.cli", *command.split()],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        )
        real = done.stdout.decode()
        if os.environ.get("NIW_WRITE_DOCS"):
            text = text.replace(f"$ niw {command}\n{shown}", f"$ niw {command}\n{real}")
            PAGE.write_text(text, encoding="utf-8")
        else:
            assert real == shown
