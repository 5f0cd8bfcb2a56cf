"""The published files, read as published: one reader per form, headers checked, cells as text.

Every cell is text, stripped; codes never become numbers. A file that is missing, or is not the one the readers
were written for, is a UsageError that says the mend.
"""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

from validator.errors import Place, Problem, UsageError
from validator.reference.builders.datasets import dataset_of
from validator.reference.builders.table import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from openpyxl import Workbook

Record = dict[str, str]


class Sources:
    """The data folder, each file read at most once however many tables use it.

    ``expected`` maps files to the SHA-256 they had when the committed tables were made; a file with another
    digest is refused unless ``accept_changed``.
    """

    def __init__(
        self, root: Path, expected: dict[str, str] | None = None, *, accept_changed: bool = False
    ) -> None:
        self.root = root
        self.used: dict[str, str] = {}
        self._expected = {} if accept_changed else expected or {}
        self._bytes: dict[str, bytes] = {}
        self._sheets: dict[tuple[str, str], list[tuple[str, ...]]] = {}

    def check(self, files: Sequence[str]) -> None:
        """Raise UsageError naming every one of ``files`` that is missing, altered or of no known dataset."""
        problems = [p for file in files if (p := self._problem(file))]
        if problems:
            raise UsageError(problems=tuple(problems))

    def _problem(self, file: str) -> Problem | None:
        place = Place(file=str(self.root / file))
        if dataset_of(file) is None:
            return Problem(
                what=f"{file} belongs to no dataset.",
                mend="Describe its dataset in validator/reference/builders/datasets.py.",
                place=place,
            )
        try:
            self._bytes[file] = (self.root / file).read_bytes()
        except FileNotFoundError:
            return Problem(
                what="This source file is missing.",
                mend="Put it there as published, or name the right folder with --from.",
                place=place,
            )
        except OSError as error:
            return Problem(what=f"This source file cannot be read: {error.strerror}.", place=place)
        self.used[file] = sha256(self._bytes[file])
        if self._expected.get(file, self.used[file]) != self.used[file]:
            return Problem(
                what="This source file is not the one that the tables were made from (its SHA-256 differs).",
                mend="Restore the file as published; for a file that was published anew, give --accept-changed"
                " and review the tables' diff.",
                place=place,
            )
        return None

    def text(self, file: str) -> str:
        """The whole file, UTF-8, a byte order mark dropped."""
        if file not in self._bytes:
            self.check([file])
        try:
            return self._bytes[file].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise self._wrong(file, f"is not UTF-8 (byte {error.start})") from None

    def tsv(self, file: str, *columns: str) -> Iterator[Record]:
        """Rows of a tab-separated file without quoting, as O*NET publishes them; ``columns`` must be there."""
        return self._delimited(file, columns, delimiter="\t", quoting=csv.QUOTE_NONE)

    def csv(self, file: str, *columns: str, delimiter: str = ",") -> Iterator[Record]:
        """Rows of a quoted CSV; codes that were kept from a spreadsheet as ``="01.0000"`` lose that armour."""
        return self._delimited(file, columns, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL)

    def _delimited(self, file: str, columns: Sequence[str], delimiter: str, quoting: int) -> Iterator[Record]:
        text = io.StringIO(self.text(file), newline="")
        reader = csv.reader(text, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
        header = [cell.strip() for cell in next(reader, [])]
        self._need(file, header, columns)
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                raise self._wrong(
                    file, f"has {len(cells)} cells, not {len(header)}, in line {reader.line_num}"
                )
            yield {name: _disarmed(cell) for name, cell in zip(header, cells, strict=True)}

    def sheet(self, file: str, sheet: str, *columns: str) -> Iterator[Record]:
        """Rows of an Excel sheet below the first row that holds all of ``columns``; lines above it are titles."""
        rows = self._rows(file, sheet)
        start = next((n for n, header in enumerate(rows[:20]) if set(columns) <= set(header)), None)
        if start is None:
            raise self._wrong(
                file, f"has no row with the headings {', '.join(columns)} in its sheet {sheet!r}"
            )
        for cells in rows[start + 1 :]:
            if any(cells):
                yield dict(zip(rows[start], cells, strict=False))

    def _rows(self, file: str, sheet: str) -> list[tuple[str, ...]]:
        if (file, sheet) not in self._sheets:
            if file not in self._bytes:
                self.check([file])
            book = self._workbook(file)
            try:
                if sheet not in book.sheetnames:
                    raise self._wrong(file, f"has no sheet {sheet!r}")
                rows = book[sheet].iter_rows(values_only=True)
                self._sheets[file, sheet] = [tuple(map(_excel, row)) for row in rows]
            finally:
                book.close()
        return self._sheets[file, sheet]

    def _workbook(self, file: str) -> Workbook:
        try:
            import openpyxl  # only a build reads spreadsheets
        except ImportError:
            what = "The tables are built with openpyxl, which is not installed."
            mend = "Install it: pip install 'niw-validator[build]'."
            raise UsageError(problems=(Problem(what=what, mend=mend),)) from None
        try:
            return openpyxl.load_workbook(io.BytesIO(self._bytes[file]), read_only=True, data_only=True)
        except (zipfile.BadZipFile, KeyError, ValueError) as error:
            raise self._wrong(file, f"cannot be read as a spreadsheet ({error})") from None

    def _need(self, file: str, header: Sequence[str], columns: Sequence[str]) -> None:
        missing = [column for column in columns if column not in header]
        if missing:
            raise self._wrong(
                file, f"has no column {', '.join(map(repr, missing))}; it has {', '.join(header)}"
            )

    def _wrong(self, file: str, what: str) -> UsageError:
        return UsageError(
            problems=(
                Problem(
                    what=f"This source file {what}.",
                    mend="Restore it as published; a release in a new form needs a reader of its own.",
                    place=Place(file=str(self.root / file)),
                ),
            )
        )


def _disarmed(cell: str) -> str:
    cell = cell.strip()
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell


def _excel(value: object) -> str:
    """A cell as text; a whole number that the file stores as a float reads as a whole number."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
