"""``python -m postnorm`` is the command ``postnorm``."""

import sys

from postnorm.cli import main

sys.exit(main())
