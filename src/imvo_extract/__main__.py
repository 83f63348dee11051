"""``python -m imvo_extract``."""

import sys

from imvo_extract.cli import main

sys.exit(main())
