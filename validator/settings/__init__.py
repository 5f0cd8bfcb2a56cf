"""niw.toml and ``[tool.niw]``: which settings a folder has, and where each comes from. Knows no draft and no rule."""

from __future__ import annotations

from validator.settings.effective import Given, Settings, Valued
from validator.settings.finding import SettingsFinder
from validator.settings.known import KNOWN, NEVER, Known

__all__ = ["KNOWN", "NEVER", "Given", "Known", "Settings", "SettingsFinder", "Valued"]
