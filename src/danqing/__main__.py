"""``python -m danqing`` is the ``danqing`` command."""

import sys

from danqing.cli.main import main

sys.exit(main())
