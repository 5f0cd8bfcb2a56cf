"""The published datasets that the tables are made from: who published each, which version, on what terms.

A dataset is a folder of the data directory (or some files of one). A new release is a new folder, an entry here
and, where the publisher changed the files' form, a new reader.
"""

from __future__ import annotations

from validator.frozen import frozen

ONET_ATTRIBUTION = (
    "Includes information from the O*NET {version} Database by the U.S. Department of Labor, Employment and"
    " Training Administration (USDOL/ETA), used under the CC BY 4.0 license. O*NET(R) is a trademark of USDOL/ETA."
    " niw has modified this information: selected, normalised and reduced to term weights. USDOL/ETA has not"
    " approved, endorsed, or tested these modifications."
)


@frozen
class Dataset:
    """A published dataset. ``files`` are path prefixes in the data folder; ``date`` is as precise as published.

    ``note`` tells a reader what the dataset must not be taken for.
    """

    id: str
    name: str
    version: str
    date: str
    publisher: str
    licence: str
    files: tuple[str, ...]
    attribution: str = ""
    note: str = ""


def _onet(version: str, date: str, note: str = "") -> Dataset:
    return Dataset(
        id=f"onet-{version}",
        name="O*NET",
        version=version,
        date=date,
        publisher="U.S. Department of Labor, Employment and Training Administration",
        licence="CC BY 4.0",
        files=(f"onet-{version}/",),
        attribution=ONET_ATTRIBUTION.format(version=version),
        note=note,
    )


def _public(
    key: str, name: str, version: str, date: str, publisher: str, *files: str, note: str = ""
) -> Dataset:
    return Dataset(
        id=key,
        name=name,
        version=version,
        date=date,
        publisher=publisher,
        licence="public domain",
        files=files,
        note=note,
    )


_BLS = "U.S. Bureau of Labor Statistics"
_NCES = "National Center for Education Statistics"
_NSTC = "National Science and Technology Council"

DATASETS: tuple[Dataset, ...] = (
    _onet("30.1", "2025-12"),
    _onet(
        "31.0", "2026-08", note="Job zones and education categories alone, transcribed from a public copy."
    ),
    Dataset(
        id="onet-2010-2019",
        name="O*NET-SOC 2010 to 2019 crosswalk",
        version="2019",
        date="2019",
        publisher="U.S. Department of Labor, Employment and Training Administration",
        licence="CC BY 4.0",
        files=("crosswalks/onet_2010_to_2019_Crosswalk.csv",),
        attribution=ONET_ATTRIBUTION.format(version="taxonomy crosswalk"),
    ),
    _public("soc-2018", "SOC", "2018", "2017-11", _BLS, "soc-2018/"),
    _public(
        "soc-2010-2018",
        "SOC 2010 to 2018 crosswalk",
        "2018",
        "2017-11",
        _BLS,
        "crosswalks/bls_soc_2010_to_2018_crosswalk.xlsx",
    ),
    _public(
        "nem-2023",
        "O*NET-SOC to National Employment Matrix crosswalk",
        "2023",
        "2023-09-06",
        _BLS,
        "crosswalks/bls_nem-onet-to-soc-crosswalk.xlsx",
    ),
    _public("bls-ep-2024-34", "BLS Employment Projections", "2024-34", "2025-08", _BLS, "bls-ep-2024-34/"),
    _public("oews-2024", "OEWS", "May 2024", "2024-05", _BLS, "oews-2024/"),
    _public(
        "cip-2020",
        "CIP",
        "2020",
        "2020",
        _NCES,
        "cip-2020/nces_CIPCode2020.csv",
        "cip-2020/Crosswalk2010to2020.csv",
    ),
    _public(
        "cip-soc-2020",
        "CIP-SOC crosswalk",
        "CIP 2020 to SOC 2018",
        "2020",
        f"{_NCES} and {_BLS}",
        "cip-2020/nces_CIP2020_SOC2018_Crosswalk.xlsx",
        note="Leaves out real routes: a pair that is absent is unusual, never wrong.",
    ),
    _public(
        "dhs-stem-2024",
        "DHS STEM Designated Degree Program List",
        "2024-07-22",
        "2024-07-22",
        "U.S. Department of Homeland Security",
        "dhs-stem/",
    ),
    _public(
        "lca-2010-17",
        "LCA disclosure records",
        "2010-17",
        "2017",
        "U.S. Department of Labor, Office of Foreign Labor Certification",
        "../eval/lca_2010_17_soc2010.tsv",
        note="Titles and codes as filed, right or wrong: what is customary, not what is correct.",
    ),
    Dataset(
        id="cet-2024",
        name="Critical and Emerging Technologies List",
        version="February 2024",
        date="2024-02",
        publisher=_NSTC,
        licence="facts",
        files=("cet/cet_2024_areas.txt",),
        note="Area names alone, transcribed from two secondary pages.",
    ),
    Dataset(
        id="cet-2022",
        name="Critical and Emerging Technologies List",
        version="February 2022",
        date="2022-02",
        publisher=_NSTC,
        licence="facts",
        files=("cet/cet_2022_subfields_secondary.json",),
        note="Superseded, second-hand: vocabulary only, never an authority.",
    ),
)


def dataset_of(file: str) -> Dataset | None:
    """The dataset that ``file`` (a path in the data folder) belongs to; the longest prefix wins."""
    found = [(len(prefix), d) for d in DATASETS for prefix in d.files if file.startswith(prefix)]
    return max(found, key=lambda pair: pair[0])[1] if found else None
