"""`gioia code` in a process of its own, and what a browser that was opened with its address can ask of it."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

PROGRAM = [sys.executable, "-c", "from gioia.cli.main import run; run()"]


class Server:
    """A server of a study's page; `tell` shows what it prints."""

    def __init__(
        self, root: Path, *options: str, coder: str = "甲", is_browser_opened: bool = False, **variables: str
    ) -> None:
        self.root = root
        opening = [] if is_browser_opened else ["--no-browser"]
        self.process = subprocess.Popen(
            [*PROGRAM, "code", str(root), *opening, "--coder", coder, *options],
            env=os.environ | {"GIOIA_LANG": "en"} | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.line = self.process.stdout.readline().rstrip("\n")
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\?token=(\S+)$", self.line)
        if not found:
            raise AssertionError(self.line + self.process.stderr.read())
        self.port, self.token = int(found[1]), found[2]

    def headers(self) -> dict[str, str]:
        """Return what the page's own requests carry."""
        return {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": f"gioia-{self.port}={self.token}",
            "X-Gioia-Token": self.token,
            "Sec-Fetch-Site": "same-origin",
        }

    def ask(
        self, method: str, path: str, body: bytes | None = None, **changed: str | None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Return status, headers and body; `changed` replaces headers (underscores for hyphens), None leaves one out."""
        headers = self.headers() | ({"Content-Type": "application/json"} if body is not None else {})
        for name, value in changed.items():
            key = name.replace("_", "-")
            headers = {known: kept for known, kept in headers.items() if known.lower() != key.lower()}
            if value is not None:
                headers[key] = value
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def get(self, path: str, **query: str) -> Any:
        asked = "&".join(f"{key}={quote(value, safe='')}" for key, value in query.items())
        status, _, body = self.ask("GET", f"/api/{path}?{asked}")
        assert status == 200, body.decode()
        return json.loads(body)

    def do(self, action: str, *, version: str | None = None, **given: Any) -> Any:
        """Do something on the version that is on disk, or on that given; return the answer, which must be one of success."""
        status, value = self.tried(action, version=version, **given)
        assert status == 200, value
        return value

    def tried(self, action: str, *, version: str | None = None, **given: Any) -> tuple[int, Any]:
        shown = version or self.get("study")["version"]
        body = json.dumps({"action": action, "version": shown, **given}).encode()
        status, _, answer = self.ask("POST", "/api/do", body)
        return status, json.loads(answer)

    def end(self) -> tuple[str, str]:
        """End it as a person does in the terminal; return what it printed after its address, and on standard error."""
        import signal

        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)
