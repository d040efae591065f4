"""`python -m beredskab` is the `beredskab` command."""

import sys

from beredskab.cli.main import main

sys.exit(main())
