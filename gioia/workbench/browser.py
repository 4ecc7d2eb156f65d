"""Showing the page: the person's browser, where there is a desktop to show it on."""

from __future__ import annotations

import os
import sys
import threading


def shown(address: str) -> None:
    """Open the address in the browser, without waiting for it.

    All users of the machine can read the address in the list of processes: it must be one that is good for one time.

    Over a remote shell there is none but one that would take over the terminal: the address is then left to the person.
    """
    if sys.platform in {"win32", "darwin"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        import webbrowser

        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
