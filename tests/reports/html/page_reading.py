"""A page read back with the standard library's parser: its tags, ids, links, headings and words."""

from __future__ import annotations

from html.parser import HTMLParser

BLOCKS = {
    "p",
    "li",
    "dt",
    "dd",
    "th",
    "td",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "section",
    "div",
    "caption",
    "b",
    "span",
}
VOID = {"meta", "line", "rect", "br"}


class Page(HTMLParser):
    """What a page holds; ``faults`` are tags that do not close as they should."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.faults: list[str] = []
        self.headings: list[int] = []
        self.raw: dict[str, str] = {"style": "", "script": ""}
        self.said: list[str] = []
        self.heads: list[dict[str, str | None]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append(int(tag[1]))
        if tag in BLOCKS:
            self.said.append(" ")
        if tag == "th":
            self.heads.append(dict(attrs))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:]}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in self.raw:
            self.raw[self._open[-1]] += data
        else:
            self.said.append(data)

    @property
    def words(self) -> str:
        """All that is said, with single blanks."""
        return " ".join("".join(self.said).split())

    def of(self, name: str, tag: str = "") -> list[str]:
        """The values of attribute ``name``, of ``tag`` or of any."""
        return [v for t, n, v in self.attributes if n == name and tag in {"", t}]
