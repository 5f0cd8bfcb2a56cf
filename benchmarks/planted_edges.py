"""The edges of endeavor, duties, title and degree on real and on planted pairs.

Real pairs are statements with what belongs to them (``statements.py``, and the honest petitions of
``tests/data/honest.yaml``); planted ones take title, code, field or text from a pair of another major group, with
a fixed seed. Printed for each: n, AUC, planted found where 5 % of the real are flagged, and the shares of each that get
``none``, ``weak``, ``partial``, ``strong``.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import yaml

from benchmarks.measures import auc, found_at
from benchmarks.statements import ROOT, SEED, Statement, left_out, of_samples, of_tasks
from validator import agreement
from validator.agreement import Agreement, Band

PLANTED = 6
Figures = dict[str, object]
_Pair = tuple[Agreement, list[Agreement]]


def of_honest() -> list[Statement]:
    """The honest petitions, those of one sentence among them."""
    groups = yaml.safe_load((ROOT / "tests" / "data" / "honest.yaml").read_text(encoding="utf-8"))
    found = []
    for group in ("honest", "brief"):
        for case in groups[group]:
            fields = (case["degree"][1],) if "degree" in case else ()
            known = (case["title"], case["code"][:7], fields)
            found.append(Statement("honest", case["endeavor"], *known))
            if "duties" in case:
                found.append(Statement("duties", case["duties"], *known))
    return found


def figures_of(pairs: list[_Pair]) -> Figures:
    """AUC, planted found at 5 % and bands of real and planted answers; those that are unknown count apart."""
    real = [own for own, _ in pairs if own.band is not Band.unknown]
    planted = [other for _, others in pairs for other in others if other.band is not Band.unknown]
    scores, wrong = [a.score for a in real], [a.score for a in planted]

    def bands(answers: list[Agreement]) -> str:
        kept = (Band.none, Band.weak, Band.partial, Band.strong)
        return " ".join(f"{b.name} {sum(a.band is b for a in answers) / len(answers):.1%}" for b in kept)

    return {
        "n": f"{len(real)} real ({len(pairs) - len(real)} unknown), {len(planted)} planted",
        "auc": round(auc(scores, wrong), 3),
        "found at 5 %": round(found_at(scores, wrong, 0.05), 3),
        "real": bands(real),
        "planted": bands(planted),
    }


def others(own: Statement, pool: list[Statement], draw: random.Random) -> list[Statement]:
    """Statements of other major groups; of science and engineering (15, 17, 19) none for one of these."""
    near = {"15", "17", "19"}
    major = own.code[:2]
    far = [s for s in pool if s.code[:2] != major and not {s.code[:2], major} <= near]
    return draw.sample(far, PLANTED)


def edge_figures(onet: Path | None, tasks: int = 150) -> dict[str, Figures]:
    """The figures of each edge; tasks of occupations take part where O*NET's files are in ``onet``."""
    honest, samples = of_honest(), [s for s in of_samples() if s.code]
    stated = [s for s in (*honest, *samples) if s.source != "duties"]
    duties = [s for s in (*honest, *samples) if s.source == "duties"]
    joined = of_tasks(onet, tasks) if onet is not None and onet.is_dir() else []
    pool = [s for s in honest if s.source == "honest" and s.fields]
    draw = random.Random(SEED)

    def pairs(of: list[Statement], compare: Callable[[str, Statement], Agreement]) -> list[_Pair]:
        out = []
        for own in of:
            with left_out(own.tasks):
                out.append((compare(own.text, own), [compare(own.text, s) for s in others(own, pool, draw)]))
        return out

    def degree(text: str, other: Statement) -> Agreement:
        return max(
            (agreement.endeavor_degree(text, f) for f in other.fields), key=lambda a: (a.band, a.score)
        )

    def title(text: str, other: Statement) -> Agreement:
        return agreement.endeavor_title(text, other.title)

    def code(text: str, other: Statement) -> Agreement:
        return agreement.endeavor_code(text, other.code)

    found = {
        "endeavor and title": figures_of(pairs(stated, title)),
        "endeavor and code": figures_of(pairs(stated, code)),
        "endeavor and degree": figures_of(pairs([s for s in stated if s.fields], degree)),
        "duties and code": figures_of(pairs(duties, lambda t, s: agreement.duties_code(t, s.code))),
        "title and degree": figures_of(
            [
                (
                    agreement.title_degree(s.title, s.fields[0]),
                    [agreement.title_degree(s.title, o.fields[0]) for o in others(s, pool, draw)],
                )
                for s in pool
            ]
        ),
    }
    if joined:
        found["tasks and title"] = figures_of(pairs(joined, title))
        found["tasks and code, as an endeavor"] = figures_of(pairs(joined, code))
        found["tasks and code, as duties"] = figures_of(
            pairs(joined, lambda t, s: agreement.duties_code(t, s.code))
        )
    found["two wordings of one endeavor"] = figures_of(wordings(draw))
    return found


def wordings(draw: random.Random) -> list[_Pair]:
    """Each sample's statement with its wordings in petition letter and letters, and with those of other samples."""
    told: list[tuple[str, list[str]]] = []
    for file in sorted((ROOT / "samples").glob("*/*.yaml")):
        beside = file.with_suffix(".expected.yaml")
        if not beside.is_file():
            continue
        wanted = yaml.safe_load(beside.read_text(encoding="utf-8"))["findings"]
        if {f["catalogue"] for f in wanted} & {"E03", "E05", "E06", "E07"}:
            continue
        draft = yaml.safe_load(file.read_text(encoding="utf-8"))
        letters = [draft.get("petition_letter") or {}, *(draft.get("letters") or ())]
        own = (draft.get("endeavor") or {}).get("statement")
        given = [letter["endeavor"] for letter in letters if isinstance(letter.get("endeavor"), str)]
        if isinstance(own, str) and given:
            told.append((own, given))
    out = []
    for at, (own, given) in enumerate(told):
        strange = [text for k, (_, texts) in enumerate(told) if k != at for text in texts]
        for text in given:
            planted = [agreement.text_text(own, other) for other in draw.sample(strange, PLANTED)]
            out.append((agreement.text_text(own, text), planted))
    return out
