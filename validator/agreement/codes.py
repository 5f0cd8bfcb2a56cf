"""A code as stated, read as the detailed SOC 2018 occupations that it can mean."""

from __future__ import annotations

from validator.agreement.memory import remembered
from validator.agreement.tables import rows
from validator.frozen import frozen
from validator.notation import read_soc


@frozen
class Meant:
    """The detailed SOC 2018 ``codes`` that a stated code can mean; none where the reference has nothing for
    it.

    ``detail`` is the O*NET occupation where one was stated. ``note`` says how the codes were reached where
    the stated code is not itself one of them.
    """

    stated: str
    codes: tuple[str, ...] = ()
    detail: str | None = None
    note: str = ""


@remembered(4096)
def read_code(text: str) -> Meant:
    """What ``text`` means: a detailed code itself, a group's members, a 2010 code's successors, an O*NET
    detail's code.

    A number that both editions use is read as the 2018 one. Codes that are padded with zeroes (``15-1000``)
    are read as the group they abbreviate. Never raises for a text; one that is no code means nothing.
    """
    code = read_soc(text)
    if code is None:
        return Meant(stated=text, note="not a SOC code")
    number = code.number
    detail = str(code) if code.suffix and code.suffix != "00" else None
    found = rows("SELECT level FROM occupations WHERE edition = '2018' AND code = ?", number)
    if found and found[0][0] == "detailed":
        return _detailed(text, number, detail)
    if found:
        return Meant(
            stated=text, codes=_members(number), note=f"{number} is a group: its best member is compared"
        )
    if detail is not None:
        sql = "SELECT DISTINCT substr(code_2019, 1, 7) FROM onet_2010_2019 WHERE code_2010 = ? ORDER BY 1"
        if after := tuple(row[0] for row in rows(sql, detail)):
            note = f"{detail} is an O*NET code of 2010: {', '.join(after)} followed it"
            return Meant(stated=text, codes=_only_detailed(after), note=note)
    after = tuple(
        row[0] for row in rows("SELECT code_2018 FROM soc_2010_2018 WHERE code_2010 = ? ORDER BY 1", number)
    )
    if after:
        return Meant(
            stated=text, codes=after, note=f"{number} is a code of SOC 2010: {', '.join(after)} followed it"
        )
    sql = "SELECT code FROM occupations WHERE edition = '2010' AND code = ?"
    if rows(sql, number):
        prefix = number.rstrip("0")
        sql = "SELECT DISTINCT code_2018 FROM soc_2010_2018 WHERE code_2010 GLOB ? ORDER BY 1"
        after = tuple(row[0] for row in rows(sql, f"{prefix}*"))
        return Meant(
            stated=text,
            codes=after,
            note=f"{number} is a group of SOC 2010: its members' successors are compared",
        )
    if number.endswith("0") and (members := _members(number)):
        return Meant(
            stated=text,
            codes=members,
            note=f"{number} is not in the SOC: the codes it may abbreviate are compared",
        )
    return Meant(stated=text, note=f"{number} is in neither SOC 2018 nor SOC 2010")


def _detailed(text: str, number: str, detail: str | None) -> Meant:
    if detail is None:
        return Meant(stated=text, codes=(number,))
    if rows("SELECT 1 FROM onet_occupations WHERE code = ?", detail):
        return Meant(
            stated=text, codes=(number,), detail=detail, note=f"{detail} is an O*NET detail of {number}"
        )
    return Meant(stated=text, codes=(number,), note=f"O*NET has no {detail}: {number} is compared")


def _members(group: str) -> tuple[str, ...]:
    prefix = group.rstrip("0")
    prefix = prefix if len(prefix) > 3 else group[:3]
    sql = "SELECT code FROM occupations WHERE edition = '2018' AND level = 'detailed' AND code GLOB ? ORDER BY 1"
    return tuple(row[0] for row in rows(sql, f"{prefix}*"))


def _only_detailed(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if code_title(code))


@remembered(2048)
def code_title(code: str) -> str:
    """The title of a SOC 2018 or O*NET ``code`` as stated there, or ``""``."""
    table, edition = ("onet_occupations", "") if len(code) > 7 else ("occupations", "edition = '2018' AND ")
    found = rows(f"SELECT title FROM {table} WHERE {edition}code = ?", code)  # noqa: S608 - our own words
    return str(found[0][0]) if found else ""
