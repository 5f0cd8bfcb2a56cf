"""SHA-256 without OpenSSL: loading that takes 6 ms, and what a check digests takes Python's own code one.

The random module of the standard library takes its digest from the same place, and in the same way from ``hashlib``
where a Python was built without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["sha256"]

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256
    except ImportError:
        try:
            from _sha256 import sha256  # before Python 3.12
        except ImportError:
            from hashlib import sha256
