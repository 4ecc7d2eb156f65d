"""Whether processes that a test had started are gone."""

from __future__ import annotations

import subprocess
import time


def is_gone(number: int) -> bool:
    """Tell whether the process with this number is gone, or waits only for its parent to take note of it."""
    for _ in range(100):
        told = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, check=False).stdout.strip()
        if not told or told.startswith(b"Z"):
            return True
        time.sleep(0.05)
    return False
