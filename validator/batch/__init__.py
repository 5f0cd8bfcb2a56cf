"""Much work, in pieces that do not know of each other: in processes of this machine, or on a Dask cluster.

A piece that takes its worker down, or never ends, costs itself alone. What the work is, this room does not know.
"""

from __future__ import annotations

from validator.batch.work import Lost, Make, Work

__all__ = ["Lost", "Make", "Work"]
