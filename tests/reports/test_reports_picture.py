"""Which corner is out of line, of what is known of the edges."""

from __future__ import annotations

import pytest

from validator.findings import Edge
from validator.reports.picture import out_of_line


@pytest.mark.parametrize(
    ("bands", "corner"),
    [
        ({"title-code": "strong", "title-degree": "weak", "code-degree": "none"}, "degree"),
        ({"title-code": "strong", "title-degree": "weak"}, ""),  # one edge says nothing of the corner
        ({"title-code": "strong", "title-degree": "weak", "code-degree": "unknown"}, ""),
        ({"title-code": "strong", "title-degree": "weak", "code-degree": "partial"}, ""),
        (
            {"title-code": "weak", "title-degree": "weak", "code-degree": "none"},
            "",
        ),  # nobody agrees with anybody
        ({"title-degree": "weak", "code-degree": "none"}, ""),  # of the others nobody knows that they agree
        (
            {
                "title-code": "partial",
                "title-endeavor": "none",
                "code-endeavor": "weak",
                "degree-endeavor": "none",
            },
            "endeavor",
        ),
    ],
)
def test_a_corner_is_out_of_line_where_two_edges_say_so_and_the_others_agree(
    bands: dict[str, str], corner: str
) -> None:
    edges = []
    for name, band in bands.items():
        one, _, other = name.partition("-")
        edges.append(Edge(between=(one, other), band=band, score=0.5))
    assert out_of_line(edges) == corner
