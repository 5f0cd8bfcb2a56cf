"""What an edit of a rule pack changes: findings before and after, and which edit did it. Knows no command line."""

from __future__ import annotations
