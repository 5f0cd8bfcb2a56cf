"""Look-ups of occupation codes: what a code is, its titles, its place, what became of it, what is related."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evidence import Known
from validator.reference.asking import Asking, Code, remembered, soc
from validator.reference.entries import CodeEntry, Title

if TYPE_CHECKING:
    from validator.reference.figures import Related


class Occupations(Asking):
    """Codes and titles."""

    @remembered(4096)
    def code(self, code: Code) -> CodeEntry:
        """What is known of ``code``, written as SocCode or as text; never None, ``exists`` tells."""
        asked = soc(code)
        number, suffix = asked.number, asked.suffix
        rows = {
            edition: (level, title, residual, military)
            for edition, level, title, residual, military in self.query(
                "SELECT edition, level, title, residual, military FROM occupations WHERE code = ?", number
            )
        }
        new, old = rows.get("2018"), rows.get("2010")
        level, title, residual, military = new or old or ("", "", 0, int(number.startswith("55-")))
        details: dict[str, str] = dict(
            self.query("SELECT code, title FROM onet_occupations WHERE soc = ?", number)
        )
        detail_title, title_of_old_detail = "", ""
        detail_successors: tuple[str, ...] = ()
        if suffix:
            detail_title = details.get(str(asked), "")
            changed = self.query(
                "SELECT code_2019, title_2010 FROM onet_2010_2019 WHERE code_2010 = ?", str(asked)
            )
            detail_successors = tuple(row[0] for row in changed)
            title_of_old_detail = changed[0][1] if changed else ""
        titles = (detail_title, new[1] if new else "", old[1] if old else "", title_of_old_detail)
        titles = (*titles, *(() if suffix else (details.get(f"{number}.00", ""),)))
        best = detail_title or title
        return CodeEntry(
            number=number,
            suffix=suffix,
            in_2018=new is not None,
            in_2010=old is not None,
            in_onet=bool(detail_title) if suffix else bool(details),
            level="onet" if detail_title else level,
            title=best,
            title_2018=new[1] if new else "",
            title_2010=old[1] if old else "",
            titles=tuple(dict.fromkeys(t for t in titles if t)),
            residual=bool(residual),
            military=bool(military),
            padded=not rows and number.endswith("0") and bool(self._under(number)),
            parents=self._above(number, "2018" if new else "2010") if rows else (),
            members=self._members(number, level, "2018" if new else "2010"),
            successors=self._pairs("code_2018", "code_2010", number),
            predecessors=self._pairs("code_2010", "code_2018", number),
            details=tuple(details),
            detail_successors=detail_successors,
            known=self._code_known(
                str(asked), best, bool(detail_title), "2018" if new else "2010" if old else ""
            ),
        )

    def _code_known(self, code: str, title: str, is_detail: bool, edition: str) -> Known:
        if is_detail:
            return self.known("onet_occupations", f"{code} {title}")
        text = f"{code} {title}".rstrip() if edition else f"{code} is no code of the SOC, 2018 or 2010"
        return Known(text=text, dataset="SOC", version=edition or "2018")

    def _above(self, number: str, edition: str) -> tuple[str, ...]:
        found: list[str] = []
        here = number
        while row := self.query(
            "SELECT parent FROM occupations WHERE code = ? AND edition = ?", here, edition
        ):
            here = row[0][0]
            if not here:
                break
            found.append(here)
        return tuple(found)

    def _members(self, number: str, level: str, edition: str) -> tuple[str, ...]:
        if not level:
            return self._under(number) if number.endswith("0") else ()
        if level == "detailed":
            return ()
        found: list[str] = []
        groups = [number]
        while groups:
            group = groups.pop()
            for code, below in self.query(
                "SELECT code, level FROM occupations WHERE parent = ? AND edition = ?", group, edition
            ):
                (found if below == "detailed" else groups).append(code)
        return tuple(sorted(found))

    def _under(self, number: str) -> tuple[str, ...]:
        """Detailed 2018 codes that begin as ``number`` does without its zeros: what a padded number may mean."""
        stem = number.rstrip("0")
        if len(stem) < 4:  # no more than a major group's digits is no group that was meant
            return ()
        rows = self.query(
            "SELECT code FROM occupations WHERE code GLOB ? AND edition = '2018' AND level = 'detailed'",
            f"{stem}*",
        )
        return tuple(row[0] for row in rows)

    def _pairs(self, wanted: str, given: str, number: str) -> tuple[str, ...]:
        sql = f"SELECT {wanted} FROM soc_2010_2018 WHERE {given} = ? ORDER BY {wanted}"  # noqa: S608 - our names
        return tuple(row[0] for row in self.query(sql, number))

    def codes(self, level: str = "detailed", edition: str = "2018") -> tuple[str, ...]:
        """All codes of a level (major, minor, broad, detailed) of an edition, in order; ``onet``: O*NET's details."""
        if level == "onet":
            return tuple(row[0] for row in self.query("SELECT code FROM onet_occupations ORDER BY code"))
        rows = self.query(
            "SELECT code FROM occupations WHERE level = ? AND edition = ? ORDER BY code", level, edition
        )
        return tuple(row[0] for row in rows)

    @remembered(64)
    def titles_of(self, code: Code) -> tuple[Title, ...]:
        """Every published title of a code: of six digits with those of its details, of eight that detail's alone."""
        asked = soc(code)
        last = str(asked) if asked.suffix else f"{asked.number}.99"
        rows = self.query(
            "SELECT normal, code, title, kinds FROM titles WHERE code BETWEEN ? AND ? ORDER BY normal, code",
            str(asked),
            last,
        )
        return tuple(self._title(*row) for row in rows)

    @remembered(8192)
    def codes_with_title(self, normal: str) -> tuple[Title, ...]:
        """Where a title stands, given as ``normal_title`` makes it; six-digit and O*NET codes, in order."""
        rows = self.query(
            "SELECT normal, code, title, kinds FROM titles WHERE normal = ? ORDER BY code", normal
        )
        return tuple(self._title(*row) for row in rows)

    def _title(self, normal: str, code: str, title: str, kinds: str) -> Title:
        table = (
            "titles" if len(code) > 7 else "occupations"
        )  # SOC's titles are of six digits, O*NET's of eight
        known = self.known(table, f"“{title}” is a title of {code}")
        return Title(normal=normal, code=code, title=title, kinds=tuple(kinds.split(",")), known=known)

    @remembered(256)
    def related(self, code: Code) -> tuple[Related, ...]:
        """Occupations that O*NET calls related, nearest first; of a six-digit code those of all its details."""
        from validator.reference.figures import Related

        asked = soc(code)
        rows = self.query(
            "SELECT r.related, o.title, MIN(r.rank), r.tier"
            " FROM related r JOIN onet_occupations o ON o.code = r.related"
            " WHERE r.code BETWEEN ? AND ? AND (? <> '' OR o.soc <> ?) GROUP BY r.related ORDER BY 3, 1",
            str(asked),
            str(asked) if asked.suffix else f"{asked.number}.99",
            asked.suffix,
            asked.number,
        )
        return tuple(
            Related(
                code=related,
                title=title,
                rank=rank,
                tier=tier,
                known=self.known("related", f"{related} {title} is related to {asked}"),
            )
            for related, title, rank, tier in rows
        )
