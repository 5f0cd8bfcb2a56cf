"""``python -m validator.cli`` is ``niw``."""

from validator.cli import main

if __name__ == "__main__":  # a worker process imports this module, and is no command
    main()
