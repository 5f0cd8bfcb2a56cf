"""Look-ups of fields of study: programs, the occupations they lead to, STEM, technologies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evidence import Known
from validator.notation import read_cip
from validator.reference.asking import Asking, Code, remembered, soc
from validator.reference.entries import Program, Stem

if TYPE_CHECKING:
    from validator.reference.figures import CetArea

STEM_SERIES = ("14", "26", "27", "40")
"""Two-digit series that DHS counts whole: engineering, biological sciences, mathematics, physical sciences."""


class Programs(Asking):
    """CIP programs and technology areas. CIP codes are text, read as ``read_cip`` reads them."""

    @remembered(4096)
    def program(self, cip: str) -> Program | None:
        """The CIP 2020 code in force, of 2, 4 or 6 digits; None where there is none (``program_successors`` tells)."""
        code = read_cip(cip) or cip
        rows = self.query("SELECT level, title FROM cip_programs WHERE code = ?", code)
        if not rows:
            return None
        level, title = rows[0]
        examples = self.query("SELECT name FROM cip_examples WHERE code = ? ORDER BY name", code)
        return Program(
            code=code,
            level=level,
            title=title,
            examples=tuple(row[0] for row in examples),
            parents=tuple(code[:n] for n in (5, 2) if n < len(code)),
            known=self.known("cip_programs", f"{code} {title}"),
        )

    def program_codes(self, level: str = "program") -> tuple[str, ...]:
        """All CIP 2020 codes in force of a level (family, series, program), in order."""
        rows = self.query("SELECT code FROM cip_programs WHERE level = ? ORDER BY code", level)
        return tuple(row[0] for row in rows)

    def program_successors(self, cip: str) -> tuple[str, ...]:
        """The CIP 2020 codes of a CIP 2010 code: itself, where it moved, or what a deleted one is reported under."""
        rows = self.query("SELECT code_2020 FROM cip_2010_2020 WHERE code_2010 = ?", read_cip(cip) or cip)
        return tuple(row[0] for row in rows)

    @remembered(2048)
    def programs_of(self, code: Code) -> tuple[str, ...]:
        """CIP programs that the crosswalk links with a six-digit code. Absence is not a mismatch."""
        rows = self.query("SELECT cip FROM cip_soc WHERE soc = ? ORDER BY cip", soc(code).number)
        return tuple(row[0] for row in rows)

    @remembered(4096)
    def codes_of_program(self, cip: str) -> tuple[str, ...]:
        """Six-digit codes that the crosswalk links with a program, or with any program of a series or family."""
        code = read_cip(cip) or cip
        rows = self.query(
            "SELECT DISTINCT soc FROM cip_soc WHERE cip BETWEEN ? AND ? ORDER BY soc", code, f"{code}~"
        )
        return tuple(row[0] for row in rows)

    def link(self, cip: str, code: Code) -> Known:
        """That the crosswalk links a program and a code, or does not, as a fact to cite."""
        number = soc(code).number
        text = (
            f"{cip} leads to {number}"
            if number in self.codes_of_program(cip)
            else f"{cip} is not linked with {number}"
        )
        return self.known("cip_soc", text)

    def is_stem(self, cip: str) -> bool:
        """Whether a program counts as STEM; a series or family does where all its programs do."""
        return self.stem(cip).designated

    @remembered(4096)
    def stem(self, cip: str) -> Stem:
        """Whether and why a program counts as STEM: by its two-digit series, or because it is listed."""
        code = read_cip(cip) or cip
        if code[:2] in STEM_SERIES:
            by = "series"
        else:
            below = self.query(
                "SELECT code FROM cip_programs WHERE code BETWEEN ? AND ? AND level = 'program'",
                code,
                f"{code}~",
            )
            asked = {row[0] for row in below} or {code}
            listed = {
                row[0]
                for row in self.query("SELECT code FROM stem WHERE code BETWEEN ? AND ?", code, f"{code}~")
            }
            by = "listed" if asked <= listed else ""
        text = {"series": f"series {code[:2]} is STEM-designated", "listed": f"{code} is STEM-designated"}
        known = self.known("stem", text.get(by, f"{code} is not STEM-designated"))
        return Stem(code=code, designated=bool(by), by=by, known=known)

    def cet_areas(self, edition: str = "2024") -> tuple[CetArea, ...]:
        """Technology areas of an edition (``"2024"``; ``"2022"``, superseded, as vocabulary), by name; else ``()``."""
        from validator.reference.figures import CetArea

        found: dict[str, tuple[list[str], bool]] = {}
        rows = self.query(
            "SELECT area, subfield, superseded FROM cet WHERE edition = ? ORDER BY 1, 2", edition
        )
        for area, subfield, superseded in rows:
            subfields, _ = found.setdefault(area, ([], bool(superseded)))
            if subfield:
                subfields.append(subfield)
        source = next((s for s in self.table("cet").sources if s.version.endswith(edition)), None)
        return tuple(
            CetArea(
                edition=edition,
                name=name,
                subfields=tuple(subfields),
                superseded=superseded,
                known=Known(text=name, dataset=source.dataset, version=source.version),
            )
            for name, (subfields, superseded) in found.items()
            if source is not None
        )
