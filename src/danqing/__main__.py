"""The ``danqing`` command, also as ``python -m danqing``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command; Ctrl-C is one word even while its modules are imported."""
    try:
        from danqing.cli.main import main as run

        return run()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
