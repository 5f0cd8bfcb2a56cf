"""``python -m validator.cli`` is ``niw``."""

from validator.cli import main

main()
