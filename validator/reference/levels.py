"""Look-ups of what an occupation asks for and pays: job zones, education, wages, growth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.evidence import Known
from validator.reference.asking import Asking, Code, remembered, soc
from validator.reference.entries import Attainment, Education, Entry, JobZone, Share

if TYPE_CHECKING:
    from validator.reference.figures import Growth, Wage, Wages

_MARKS = {"*", "#"}


class Levels(Asking):
    """Level evidence and figures; None or ``()`` where the source has nothing, which is not evidence against."""

    @remembered(2048)
    def job_zones(self, code: Code) -> tuple[JobZone, ...]:
        """Job zones of every release: of a six-digit code those of all its details, by detail and release."""
        asked = soc(code)
        rows = self.query(
            "SELECT code, release, scheme, level, date FROM job_zones WHERE code BETWEEN ? AND ? ORDER BY 1, 2",
            str(asked),
            str(asked) if asked.suffix else f"{asked.number}.99",
        )
        return tuple(
            JobZone(
                onet_code=onet,
                release=release,
                scheme=scheme,
                level=level,
                date=date,
                known=Known(
                    text=f"{onet} is in job zone {level} (zones {scheme})", dataset="O*NET", version=release
                ),
            )
            for onet, release, scheme, level, date in rows
        )

    def bls_code(self, code: Code) -> tuple[str, bool]:
        """The code under which BLS publishes figures of a six-digit code, and whether it merges several there."""
        number = soc(code).number
        rows = self.query("SELECT bls FROM bls_codes WHERE code = ?", number)
        bls = rows[0][0] if rows else number
        merged = len(self.query("SELECT 1 FROM bls_codes WHERE bls = ? LIMIT 2", bls)) > 1
        return bls, merged

    @remembered(2048)
    def entry(self, code: Code) -> Entry | None:
        """BLS's typical education, experience and training for entry; None for groups and military codes."""
        bls, merged = self.bls_code(code)
        rows = self.query("SELECT education, level, experience, training FROM bls_entry WHERE bls = ?", bls)
        if not rows:
            return None
        education, level, experience, training = rows[0]
        return Entry(
            bls_code=bls,
            merged=merged,
            education=education,
            level=level,
            experience=experience,
            training=training,
            known=self.known("bls_entry", f"typical entry education of {_merged(bls, merged)}: {education}"),
        )

    @remembered(2048)
    def attainment(self, code: Code) -> Attainment | None:
        """Education of those who work in the occupation (table 5.3); None for groups and military codes."""
        bls, merged = self.bls_code(code)
        rows = self.query("SELECT * FROM bls_attainment WHERE bls = ?", bls)
        if not rows:
            return None
        _, none, school, college, associate, bachelor, master, doctorate, inexact = rows[0]
        held = round(bachelor + master + doctorate, 1)
        return Attainment(
            bls_code=bls,
            merged=merged,
            below_high_school=none,
            high_school=school,
            some_college=college,
            associate=associate,
            bachelor=bachelor,
            master=master,
            doctorate=doctorate,
            inexact=bool(inexact),
            known=self.known(
                "bls_attainment", f"{held:g} % of workers in {_merged(bls, merged)} have a bachelor's or more"
            ),
        )

    @remembered(2048)
    def education(self, code: Code) -> Education | None:
        """What respondents say the job requires; of a six-digit code the plain mean over its details with data."""
        asked = soc(code)
        rows = self.query(
            "SELECT e.code, e.category, e.percent, e.respondents, e.doubtful, e.date, c.label, c.level"
            " FROM education e JOIN education_categories c ON c.category = e.category AND c.scale = 'RL'"
            " AND c.release = ? WHERE e.code BETWEEN ? AND ? ORDER BY e.code, e.category",
            self.table("education").version,
            str(asked),
            str(asked) if asked.suffix else f"{asked.number}.99",
        )
        if not rows:
            return None
        details = tuple(dict.fromkeys(row[0] for row in rows))
        labels = {row[1]: (row[6], row[7]) for row in rows}
        shares = tuple(
            Share(
                category=category,
                label=label,
                level=level,
                percent=round(sum(row[2] for row in rows if row[1] == category) / len(details), 2),
            )
            for category, (label, level) in sorted(labels.items())
        )
        counts = {row[0]: row[3] for row in rows}
        known = sum(s.percent for s in shares if s.level in {"bachelor", "master", "doctorate"})
        text = f"{known:.0f} % of respondents say {asked} requires a bachelor's or more"
        return Education(
            details=details,
            shares=shares,
            respondents=None if None in counts.values() else sum(counts.values()),
            doubtful=any(row[4] for row in rows),
            date=max(row[5] for row in rows),
            known=self.known("education", text),
        )

    @remembered(2048)
    def wages(self, code: Code) -> Wages | None:
        """National wages (OEWS), also of groups; None for military codes and where OEWS has none."""
        from validator.reference.figures import Wages

        bls, merged = self.bls_code(code)
        rows = self.query("SELECT * FROM wages WHERE bls = ?", bls)
        if not rows:
            return None
        row = min(rows, key=lambda row: row[1] != "detailed")
        mean, p10, p25, median, p75, p90, h_mean, h10, h25, h50, h75, h90 = map(_wage, row[3:])
        shown = f"${median.amount:,}" if median.amount is not None else "not published"
        return Wages(
            bls_code=bls,
            merged=merged,
            employment=row[2],
            mean=mean,
            p10=p10,
            p25=p25,
            median=median,
            p75=p75,
            p90=p90,
            hourly_mean=h_mean,
            hourly_p10=h10,
            hourly_p25=h25,
            hourly_median=h50,
            hourly_p75=h75,
            hourly_p90=h90,
            known=self.known("wages", f"median annual wage of {_merged(bls, merged)}: {shown}"),
        )

    @remembered(2048)
    def growth(self, code: Code) -> Growth | None:
        """BLS projections, also of groups; None for military codes."""
        from validator.reference.figures import Growth

        bls, merged = self.bls_code(code)
        rows = self.query(
            "SELECT employment_2024, employment_2034, change, openings FROM bls_growth WHERE bls = ?", bls
        )
        if not rows:
            return None
        before, after, change, openings = rows[0]
        text = f"employment in {_merged(bls, merged)}: {change:+g} % by 2034"
        return Growth(
            bls_code=bls,
            merged=merged,
            employment_2024=before,
            employment_2034=after,
            change=change,
            openings=openings,
            known=self.known("bls_growth", text),
        )


def _merged(bls: str, merged: bool) -> str:
    return f"{bls} (several codes together)" if merged else bls


def _wage(cell: Any) -> Wage:
    from decimal import Decimal

    from validator.reference.figures import Wage

    text = str(cell)
    if text in _MARKS or not text:
        return Wage(amount=None, mark=text or "*")
    return Wage(amount=Decimal(text))
