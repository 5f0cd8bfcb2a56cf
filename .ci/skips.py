"""Reads pytest's JUnit file and fails where a test was skipped without a reason that .ci/skips.toml allows.

Usage: python .ci/skips.py JUNIT.xml. Standard library only. Exit 1 with the tests and reasons that are not
allowed, or where no test ran at all.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CONDITIONS: dict[str, Callable[[], bool]] = {
    "shared is absent": lambda: not (ROOT.parent / "shared").is_dir(),
    "durable-rules is absent": lambda: importlib.util.find_spec("durable") is None,
    "chromium is absent": lambda: (
        importlib.util.find_spec("playwright") is None
        or not (shutil.which("chromium") or shutil.which("chromium-browser"))
    ),
}


def main(junit: Path) -> int:
    """Print what was skipped; the exit code."""
    allowed = tomllib.loads((ROOT / ".ci" / "skips.toml").read_text(encoding="utf-8"))["skip"]
    cases = list(ET.parse(junit).getroot().iter("testcase"))
    fine: Counter[str] = Counter()
    wrong = []
    for case in cases:
        for skipped in case.iter("skipped"):
            reason = f"{skipped.get('message', '')} {skipped.text or ''}"
            entry = next((e for e in allowed if re.search(e["reason"], reason)), None)
            if entry is not None and CONDITIONS[entry["when"]]():
                fine[f"{entry['when']}: {entry['why']}"] += 1
            else:
                wrong.append(f"{case.get('classname')}::{case.get('name')}: {skipped.get('message')}")
    for why, count in fine.items():
        print(f"skipped, as allowed: {count} tests ({why})")
    for line in wrong:
        print(f"skipped, and not allowed by .ci/skips.toml here: {line}", file=sys.stderr)
    if not cases:
        print("no test ran", file=sys.stderr)
    return 1 if wrong or not cases else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
