"""niw beside its peers on the same made drafts, each in one process, all in one go; and what the goals come to.

- niw: all its rules, `niw check FOLDER --format jsonl -o FILE --jobs 1`.
- Spectral (npm, @stoplight/spectral-cli): twenty plain structural rules, `spectral lint "FOLDER/**/*.yaml"`.
- check-jsonschema (PyPI): schemas/draft.schema.json, no rules.
- PyYAML's C loader alone (`yaml.load`, CSafeLoader): the limit of anything written in Python that reads these files.

Drafts a second of whole processes, start-up included; and without start-up, from the difference between all the drafts
and a tenth of them. That each peer really judges is seen first: a draft that is right passes, one that is broken is
reported. The peers are set up once, in a folder of their own (--cache); one that cannot be set up is left out and
named.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # benchmarks beside this one, however it is started

from benchmarks.drafts_made import made, samples, write_jsonl, write_yaml  # noqa: E402
from benchmarks.throughput import Kind, Measured, rates  # noqa: E402
from benchmarks.whole_runs import Ran, cores, load_told, machine, niw, run, table, verdict  # noqa: E402
from benchmarks.words_made import found  # noqa: E402
from benchmarks.yaml_made import as_yaml  # noqa: E402

SPECTRAL = "6.16.3"
CHECK_JSONSCHEMA = "0.39.0"
SCHEMA = ROOT / "schemas" / "draft.schema.json"
OF_SPECTRAL, OF_CHECK_JSONSCHEMA, OF_YAML = 2.5, 6.0, 0.45
"""The goals: times Spectral's rate, times check-jsonschema's, share of the bare YAML rate."""

_PARSE = """
import sys, yaml
from pathlib import Path
read = failed = 0
for folder in sys.argv[1:]:
    for file in sorted(Path(folder).rglob("*.yaml")):
        try:
            yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
            read += 1
        except (yaml.YAMLError, ValueError):  # the second: 31 February as a date
            failed += 1
print(read, "read,", failed, "not")
"""


def spectral_rules() -> dict[str, object]:
    """Twenty rules that need no table and no second look: presence, pattern, choice, length."""

    def rule(given: str, field: str, function: str, **options: object) -> dict[str, object]:
        then: dict[str, object] = {"field": field, "function": function}
        if options:
            then["functionOptions"] = options
        return {"given": given, "severity": "error", "message": f"{field}: {{{{error}}}}", "then": then}

    code, date = (
        r"^[0-9]{2}-[0-9]{4}(\.[0-9]{2})?$",
        r"^([0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?|[0-9]{2}/[0-9]{4})$",
    )
    end = date.replace("^(", "^(present|")
    boxes = [f"1.{c}" for c in "abcdefghi"]
    given = {
        "case-id": rule("$.case", "id", "truthy"),
        "case-track": rule(
            "$.case", "track", "enumeration", values=["advanced_degree", "exceptional_ability", "both"]
        ),
        "case-stage": rule("$.case", "stage", "enumeration", values=["draft", "final"]),
        "case-filing-date": rule("$.case", "filing_date", "pattern", match=date),
        "form-classification": rule("$.i140", "part2_classification", "enumeration", values=boxes),
        "form-petitioner": rule(
            "$.i140", "petitioner_type", "enumeration", values=["employer", "self", "other"]
        ),
        "form-title": rule("$.i140", "job_title", "truthy"),
        "form-title-length": rule("$.i140", "job_title", "length", max=31),
        "form-code": rule("$.i140", "soc_code", "pattern", match=code),
        "form-description": rule("$.i140", "nontechnical_description", "truthy"),
        "form-wage-period": rule(
            "$.i140", "wage_per", "enumeration", values=["hour", "week", "month", "year"]
        ),
        "degree-level": rule("$.degrees[*]", "level", "truthy"),
        "degree-field": rule("$.degrees[*]", "field", "truthy"),
        "degree-conferred": rule("$.degrees[*]", "conferred", "pattern", match=date),
        "job-title": rule("$.employment[*]", "title", "truthy"),
        "job-start": rule("$.employment[*]", "start", "pattern", match=date),
        "job-end": rule("$.employment[*]", "end", "pattern", match=end),
        "endeavor-statement": rule("$.endeavor", "statement", "length", min=200, max=4000),
        "letter-author": rule("$.letters[*]", "author", "truthy"),
        "exhibit-title": rule("$.exhibits[*]", "title", "truthy"),
    }
    return {"rules": given}


@dataclass(frozen=True)
class Peer:
    """Something that judges a folder of YAML drafts: its command, the codes it may end with, how its rate is shown."""

    name: str
    command: Callable[[Path], list[str]]
    fine: tuple[int, ...]
    path: str | None = None


# ------------------------------------------------------------------------------------------------ setting up


def _spectral(cache: Path, missing: list[str]) -> Peer | None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        missing.append("Spectral: node and npm are not installed")
        return None
    program = cache / "node_modules" / "@stoplight" / "spectral-cli" / "dist" / "index.js"
    if not program.is_file():
        command = [npm, "install", "--prefix", str(cache), "--no-audit", "--no-fund", "--ignore-scripts", "--silent",
                   f"@stoplight/spectral-cli@{SPECTRAL}"]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not program.is_file():
            missing.append(
                f"Spectral: npm could not install it: {(done.stderr or done.stdout)[-300:].strip()}"
            )
            return None
    ruleset = cache / "drafts.spectral.json"
    ruleset.write_text(json.dumps(spectral_rules(), indent=1), encoding="utf-8")

    def command_(folder: Path) -> list[str]:
        return [node, str(program), "lint", f"{folder}/**/*.yaml", "--ruleset", str(ruleset), "--format", "json",
                "--quiet"]  # fmt: skip

    return Peer(f"Spectral {_of_npm(program)}, 20 rules", command_, (0, 1, 2))


def _of_npm(program: Path) -> str:
    about = json.loads((program.parents[1] / "package.json").read_text(encoding="utf-8"))
    return str(about["version"])


def _check_jsonschema(cache: Path, missing: list[str]) -> Peer | None:
    environment = cache / "check-jsonschema"
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not (environment / "ready").is_file():
        for command in (
            [sys.executable, "-m", "venv", "--clear", str(environment)],
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
             f"check-jsonschema=={CHECK_JSONSCHEMA}"],
        ):  # fmt: skip
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                missing.append(f"check-jsonschema: pip could not install it: {done.stderr[-300:].strip()}")
                return None
        (environment / "ready").write_text(CHECK_JSONSCHEMA, encoding="utf-8")

    def command_(folder: Path) -> list[str]:
        files = [str(file) for file in sorted(folder.rglob("*.yaml"))]
        return [
            str(python),
            "-m",
            "check_jsonschema",
            "--schemafile",
            str(SCHEMA),
            "--output-format",
            "json",
            *files,
        ]

    return Peer(f"check-jsonschema {CHECK_JSONSCHEMA}, our schema", command_, (0, 1), path="")


def own(missing: list[str]) -> list[Peer]:
    """What needs no setting up: niw, and the bare loader."""
    missing.append("Spectral and check-jsonschema: not asked for")
    return _own()


def peers(cache: Path, missing: list[str]) -> list[Peer]:
    """Those of :func:`own`, and what else could be set up; what could not be is named in ``missing``."""
    cache.mkdir(parents=True, exist_ok=True)
    others = [_spectral(cache, missing), _check_jsonschema(cache, missing)]
    return [*_own(), *(peer for peer in others if peer is not None)]


def _own() -> list[Peer]:

    def niw_(folder: Path) -> list[str]:
        return niw("check", str(folder), "--format", "jsonl", "-o", str(results_of(folder)), "--jobs", "1")

    said = subprocess.run(
        niw("pack", "list"), capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.splitlines()
    rules = next((line for line in said if line.startswith("niw-core")), "niw-core")
    return [
        Peer(f"niw, all rules of {' '.join(rules.split()[:2])}", niw_, (0, 1, 3)),
        Peer("PyYAML C loader alone", lambda folder: [sys.executable, "-c", _PARSE, str(folder)], (0,)),
    ]


def results_of(folder: Path) -> Path:
    """Where the results for a folder of drafts go."""
    return folder.with_name(f"{folder.name}.results.jsonl")


def judges(peer: Peer, folder: Path) -> str:
    """What a peer makes of two drafts, one right and one broken; a sentence on what is wrong with that, or ""."""
    if peer.name.startswith("PyYAML"):
        return ""
    codes, said = {}, {}
    for name, track in (("right", "advanced_degree"), ("broken", "neither")):
        into = folder / name
        into.mkdir(parents=True)
        sample = samples().drafts[0]
        data = {**sample, "case": {**sample["case"], "track": track}}
        (into / "draft.yaml").write_text(as_yaml(data), encoding="utf-8")
        ran = run(peer.command(into), cwd=folder, fine=peer.fine, path=peer.path)
        codes[name], said[name] = ran.exit_code, ran.said
    if codes["right"] != codes["broken"]:
        return ""
    return (
        f"{peer.name} ends alike on a draft that is right and one that is broken: {said['broken'][-300:]!r}"
    )


# ------------------------------------------------------------------------------------------------ the runs


@dataclass(frozen=True)
class Side:
    """A peer on so many drafts, and on a tenth of them."""

    peer: Peer
    ran: Ran
    fewer: Ran
    size: int

    @property
    def rate(self) -> float:
        """Drafts a second, start-up included."""
        return self.size / self.ran.seconds

    @property
    def rate_without(self) -> float:
        """Drafts a second once it runs."""
        return (self.size - self.size // 10) / max(self.ran.seconds - self.fewer.seconds, 1e-9)

    @property
    def cost(self) -> float:
        """CPU milliseconds a draft."""
        return 1000 * self.ran.cpu / self.size


def side_by_side(peers_: list[Peer], count: int, folder: Path) -> Iterator[Side]:
    """Each peer on the same files: so many in ``all``, the first tenth of them in ``tenth``."""
    all_, tenth = folder / "all", folder / "tenth"
    for peer in peers_:
        run(peer.command(tenth), cwd=folder, fine=peer.fine, path=peer.path)  # not counted
        fewer = run(peer.command(tenth), cwd=folder, fine=peer.fine, path=peer.path)
        whole = run(peer.command(all_), cwd=folder, fine=peer.fine, path=peer.path)
        yield Side(peer, whole, fewer, count)


def lines(count: int, folder: Path) -> Iterator[Measured]:
    """What niw makes of JSONL, in one process and in all cores, both kinds of words."""
    for words in ("repeat", "new"):
        file = folder / f"{words}.jsonl"
        size = write_jsonl(made(count, words), file)
        for jobs in (1,) if cores() == 1 else (1, cores()):
            results = results_of(file)
            command = niw("check", str(file), "--format", "jsonl", "-o", str(results), "--jobs", str(jobs))
            ran = run(command, cwd=folder, fine=(0, 1, 3))
            yield Measured(Kind(count, words, "jsonl", jobs), ran, size / count, results.stat().st_size)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--drafts", type=int, default=1000, help="YAML drafts for each (default %(default)s)")
    parser.add_argument(
        "--lines", type=int, default=5000, help="JSONL drafts for niw (default %(default)s; 0: none)"
    )
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(sys.prefix) / "bench",
        help="where peers are set up (default %(default)s)",
    )
    parser.add_argument("--alone", action="store_true", help="set nothing up: niw and the bare loader alone")
    options = parser.parse_args()
    missing: list[str] = []
    found_ = own(missing) if options.alone else peers(options.cache, missing)

    print("niw beside its peers, one process each, whole processes\n")
    print("\n".join(machine()))
    print(f"drafts: {found().source}; one in ten broken, titles and texts that repeat", flush=True)
    sides: list[Side] = []
    of_lines: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="niw-peers-") as name:
        folder = Path(name)
        for number, peer in enumerate(list(found_)):
            wrong = judges(peer, folder / "judging" / str(number))
            if wrong and peer is found_[0]:
                raise SystemExit(wrong)
            if wrong:
                missing.append(wrong)
                found_.remove(peer)
        size = write_yaml(made(options.drafts, "repeat"), folder / "all")
        write_yaml(made(options.drafts // 10, "repeat"), folder / "tenth")
        for side in side_by_side(found_, options.drafts, folder):
            sides.append(side)
            print(f"  {side.peer.name}: {side.rate:.0f} drafts/s", file=sys.stderr, flush=True)
        if options.lines:
            of_lines = list(lines(options.lines, folder))

    first = sides[0]
    print(f"{options.drafts:,} YAML files, {size / options.drafts:,.0f} bytes a draft\n")
    print(table(
        ("in one process", "drafts/s", "without start-up", "CPU ms a draft", "MB", "niw to it", "without start-up",
         "by CPU"),
        [[s.peer.name, f"{s.rate:,.1f}", f"{s.rate_without:,.1f}", f"{s.cost:.1f}", f"{s.ran.peak:.0f}",
          f"{first.rate / s.rate:.2f}", f"{first.rate_without / s.rate_without:.2f}",
          f"{s.cost / first.cost:.2f}"] for s in sides],
    ))  # fmt: skip
    if of_lines:
        print(f"\nniw on {options.lines:,} JSONL drafts\n")
        print(table(
            ("words", "processes", "drafts/s", "CPU ms a draft", "bytes a draft"),
            [[m.kind.words, str(m.kind.jobs), f"{m.rate:,.0f}", f"{m.cost:.1f}", f"{m.of_draft:,.0f}"]
             for m in of_lines],
        ))  # fmt: skip
    print()
    for name_, goal, what in (
        ("Spectral", OF_SPECTRAL, "times Spectral's drafts a second"),
        ("check-jsonschema", OF_CHECK_JSONSCHEMA, "times check-jsonschema's drafts a second"),
        ("PyYAML", OF_YAML, "of the bare YAML loader's drafts a second"),
    ):
        other = next((s for s in sides if s.peer.name.startswith(name_)), None)
        print(verdict(what, first.rate / other.rate if other else None, goal, at_least=True))
    for line in rates(of_lines):
        print(line)
    for line in missing:
        print(f"left out      {line}")
    print(f"\n{load_told([*(s.ran for s in sides), *(m.ran for m in of_lines)])}")


if __name__ == "__main__":
    main()
