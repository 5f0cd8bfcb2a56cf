"""What holds for the project as a whole: the direction of its rooms, what it commits, what its papers promise."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import validator

REPO = Path(__file__).resolve().parent.parent
PACKAGE = REPO / "validator"
MODULES = sorted(PACKAGE.rglob("*.py"))

# design: a later room may use an earlier one, never the other way round. Each room, and the rooms it may import from.
BASE = {
    "digest",
    "frozen",
    "frozen_bodies",
    "errors",
    "escapes",
    "evidence",
    "files",
    "notation",
    "resources",
}
COMPOSED = {"ending", "drafts", "reference", "engine", "facts", "packs", "findings", "overview", "wording"}
ROOMS: dict[str, set[str]] = {
    **dict.fromkeys(BASE, BASE),
    "source": BASE,
    "drafts": BASE | {"source"},
    "reference": BASE,
    "agreement": BASE | {"reference"},
    "engine": BASE,
    "facts": BASE | {"drafts", "reference", "agreement", "engine"},
    "findings": BASE,
    "packs": BASE | {"source", "engine", "findings"},
    "overview": BASE | {"drafts", "engine", "facts", "findings"},
    "wording": BASE | {"engine", "facts", "packs"},
    "ending": BASE | {"drafts", "engine", "facts", "packs", "findings", "wording"},
    "proof": BASE | {"drafts", "reference", "engine", "facts", "packs"},
    "checker": BASE | COMPOSED,
    "explain": BASE | COMPOSED | {"checker"},
    "strategy": BASE | COMPOSED | {"checker", "reference", "agreement", "reports", "source"},
    "reports": BASE | {"findings"},
    "settings": BASE | {"source"},
    "decisions": BASE | {"source", "findings", "packs"},
    "listing": BASE | {"engine", "findings", "packs", "reports"},
    "preview": BASE | COMPOSED | {"checker", "proof", "reports", "source"},
    "batch": BASE | COMPOSED | {"checker", "decisions", "settings", "reports"},
    "waive": BASE | COMPOSED | {"checker", "decisions", "settings", "run"},
    "run": BASE | COMPOSED | {"checker", "decisions", "settings", "reports", "batch", "strategy"},
}
# Reads words and prints them; the rest of the package does not know that it exists.
ROOMS["cli"] = set(ROOMS)
# `import validator` is the public API.
ROOMS[""] = set(ROOMS) - {"cli", "reports"}

# Each costs a cold check tens of milliseconds or more: imported by the function that needs it.
HEAVY = {"rich", "openpyxl", "jsonschema", "pypdf", "importlib.metadata", "hypothesis"}


def name_of(path: Path) -> str:
    return path.relative_to(REPO).as_posix()


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(tree: ast.AST, package: str) -> Iterator[tuple[str, int]]:
    """Every dotted name that ``tree`` imports, anywhere in it, with its line; relative ones resolved in ``package``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base]).rstrip(".")
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def package_of(path: Path) -> str:
    return ".".join(path.parent.relative_to(REPO).parts)


def at_import(tree: ast.Module) -> ast.Module:
    """What runs when the module is imported: without the bodies of functions, and without `if TYPE_CHECKING`."""

    class Outside(ast.NodeTransformer):
        def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
            return None

        def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
            return None

        def visit_If(self, node: ast.If) -> ast.AST | None:
            return None if "TYPE_CHECKING" in ast.dump(node.test) else self.generic_visit(node)

    kept = Outside().visit(tree)
    assert isinstance(kept, ast.Module)
    return kept


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_imports_from_earlier_rooms_only(path: Path) -> None:
    room = room_of(path)
    assert room in ROOMS, f"validator/{room} is in no row of ROOMS: say there which rooms it may use"
    wrong = []
    for name, line in imports(ast.parse(path.read_text(encoding="utf-8")), package_of(path)):
        top, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if top == "validator" and other in ROOMS and other not in ROOMS[room] | {room}:
            wrong.append(f"{name_of(path)}:{line} imports {name}")
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_click_lives_in_the_command_line_alone(path: Path) -> None:
    used = {
        name.partition(".")[0]
        for name, _ in imports(ast.parse(path.read_text(encoding="utf-8")), package_of(path))
    }
    assert "click" not in used or room_of(path) == "cli"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_importing_a_module_imports_nothing_heavy(path: Path) -> None:
    tree = at_import(ast.parse(path.read_text(encoding="utf-8")))
    assert not [f"{name_of(path)}:{line} {n}" for n, line in imports(tree, package_of(path)) if is_heavy(n)]


def is_heavy(name: str) -> bool:
    return any(name == heavy or name.startswith(heavy + ".") for heavy in HEAVY)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_about(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), "a module opens with its one idea"


def test_every_room_is_a_package() -> None:
    without = {p.parent for p in MODULES if not (p.parent / "__init__.py").exists()}
    assert not sorted(name_of(folder) for folder in without)


# ---------------------------------------------------------------------------------------- what is committed


def committed() -> list[Path]:
    """The files under version control; in an unpacked sdist, all of its files."""
    if not (REPO / ".git").exists():
        return sorted(p for p in REPO.rglob("*") if p.is_file() and not {"__pycache__"} & set(p.parts))
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached"], cwd=REPO, capture_output=True, check=True, text=True
    ).stdout
    return [REPO / name for name in listed.split("\0") if name and (REPO / name).is_file()]


def lines_of(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8", errors="replace").splitlines()


def test_no_committed_file_names_a_folder_of_one_machine() -> None:
    home = re.compile(r"(?<![\w./:~$}-])/(?:root|work|opt|home/\w+|Users/\w+|mnt/\w+)/")
    found = [
        f"{name_of(p)}:{n}" for p in committed() for n, line in enumerate(lines_of(p), 1) if home.search(line)
    ]
    assert not found


def test_the_lock_file_names_the_public_registry_alone() -> None:
    lock = REPO / "uv.lock"
    hosts = set(re.findall(r"(?:https?|file)://[^/\"]*", lock.read_text(encoding="utf-8")))
    assert hosts == {"https://pypi.org", "https://files.pythonhosted.org"}


def test_no_database_cache_or_environment_is_committed() -> None:
    wrong = re.compile(
        r"\.(?:sqlite3?|pyc|whl|egg-info)$|(?:^|/)(?:\.venv|dist|build|__pycache__|\.\w+_cache)/"
    )
    assert not [name_of(p) for p in committed() if wrong.search(name_of(p))]


# ------------------------------------------------------------------------------------------ what is promised


def project() -> dict[str, Any]:
    table = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert isinstance(table, dict)
    return table


def test_the_package_knows_the_version_it_is_published_as() -> None:
    assert validator.__version__ == project()["version"]


def bare(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match
    return match[0]


def test_docs_name_exactly_the_dependencies_there_are() -> None:
    page = (REPO / "docs" / "dependencies.md").read_text(encoding="utf-8")
    run, extras, dev = re.split(r"^## ", page, flags=re.MULTILINE)[1:4]

    def first_cells(text: str, column: int) -> set[str]:
        rows = [line.split("|") for line in text.splitlines() if line.startswith("|") and "---" not in line]
        return {row[column].strip() for row in rows[1:]}

    known = project()
    assert first_cells(run, 1) == {bare(r) for r in known["dependencies"]}
    assert first_cells(dev, 1) == {bare(r) for r in known["optional-dependencies"]["dev"]}
    others = known["optional-dependencies"].keys() - {"dev"}
    assert first_cells(extras, 1) == others
    assert first_cells(extras, 2) == {bare(r) for e in others for r in known["optional-dependencies"][e]}


def test_docs_name_every_dependency_for_the_installation_without_a_compiler() -> None:
    page = (REPO / "docs" / "dependencies.md").read_text(encoding="utf-8")
    command = re.search(r"^pip install (\".*\")$", page, flags=re.MULTILINE)
    assert command
    named = re.findall(r'"([^"]+)"', command[1])
    assert set(named) == {r for r in project()["dependencies"] if not r.startswith("durable-rules")}


def test_the_flag_that_compiles_the_engine_is_the_same_everywhere() -> None:
    settings = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))
    flag = settings["tool"]["uv"]["extra-build-variables"]["durable-rules"]["CPPFLAGS"]
    for place in (".ci/set-up", ".ci/run", "docs/dependencies.md"):
        assert flag in (REPO / place).read_text(encoding="utf-8"), place


def test_notice_attributes_onet_and_says_that_it_was_modified() -> None:
    notice = " ".join((REPO / "NOTICE").read_text(encoding="utf-8").split())
    for said in (
        "O*NET 30.1",
        "O*NET 31.0",
        "USDOL/ETA",
        "CC BY 4.0",
        "have modified",
        "not approved, endorsed, or tested",
    ):
        assert said in notice


def test_notice_names_the_publisher_of_every_dataset() -> None:
    notice = " ".join((REPO / "NOTICE").read_text(encoding="utf-8").split())
    manifest = json.loads((PACKAGE / "reference" / "tables" / "manifest.json").read_text(encoding="utf-8"))
    publishers = {part for d in manifest["datasets"] for part in d["publisher"].split(" and ")}
    assert publishers
    assert not sorted(p for p in publishers if p not in notice)
