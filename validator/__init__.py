"""niw: checks an EB-2 National Interest Waiver petition draft before it is filed.

The command is ``niw``; the rooms of the package, and what each may know, are in docs/architecture.md.
"""

from __future__ import annotations

__version__ = "0.1.0"
