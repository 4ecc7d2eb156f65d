"""Who may ask: only the page that the server itself has given out, on this machine.

Another site that the person has open can send requests to 127.0.0.1, by a form, a script, or under a name of its own that it
lets point there (DNS rebinding); other programs of the machine can, too. So every request must name the server's own address
as its host, come from the server's own page where the browser says where it comes from, and carry the token that only the
browser which was opened with it knows: in a cookie, and for the interface also in a header, which a page of another origin
cannot set. The browser is opened with a code that is good for one time, since all users of a machine can read with what its
programs were started. Requests that change something must be JSON, which a form cannot send.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping

from msgspec import Struct

TOKEN_BYTES = 32
MOST_BYTES = 1_000_000
"""A request is no larger."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer carries: nothing but the server's own files is loaded, run or framed, and nothing is kept."""


class Once:
    """A code that is good for one time; safe to ask from several threads."""

    def __init__(self) -> None:
        self.code = secrets.token_urlsafe(TOKEN_BYTES)
        self._left = [self.code]

    def spent(self, given: str) -> bool:
        """Tell whether what is given is the code, for the first time."""
        if not _is_same(given, self.code):
            return False
        try:
            self._left.pop()
        except IndexError:
            return False
        return True


class Refusal(Struct, frozen=True):
    """Why a request is not answered: the status of HTTP, what is wrong, and what to do."""

    status: int
    message: str
    remedy: str


TOO_MUCH = Refusal(413, f"what is sent is larger than {MOST_BYTES:,} bytes", "send less at once")


class Asked(Struct, frozen=True):
    """What of a request decides whether it is answered; the names of headers are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    token: str = ""
    """The token in the address."""
    once: str = ""
    """The code for one time in the address."""


def cookie_name(port: int) -> str:
    """Return the name of the cookie: cookies are shared by all ports of a machine, and several studies may be open."""
    return f"gioia-{port}"


def refusal(asked: Asked, port: int, token: str) -> Refusal | None:
    """Return why the request is not answered, None where it is."""
    return _foreign(asked, port) or _unknown(asked, port, token) or _unfit(asked)


def is_first(asked: Asked, port: int, once: Once) -> bool:
    """Tell whether the request is that of the browser which the program has opened, with its code for one time."""
    is_address = asked.method == "GET" and asked.path == "/" and bool(asked.once)
    return is_address and _foreign(asked, port) is None and once.spent(asked.once)


def _foreign(asked: Asked, port: int) -> Refusal | None:
    """Refuse what is not asked under the server's own address, or comes from another site."""
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
    if asked.headers.get("host", "") not in hosts:
        return Refusal(403, "this server answers only under its own address", f"open http://127.0.0.1:{port}")
    origin, site = asked.headers.get("origin"), asked.headers.get("sec-fetch-site", "none")
    if site not in _OWN_SITE or origin not in {None, *(f"http://{host}" for host in hosts)}:
        return Refusal(403, "this request comes from another site", "use the page that gioia code opened")
    return None


def _unknown(asked: Asked, port: int, token: str) -> Refusal | None:
    """Refuse who does not have the token."""
    if asked.method not in {"GET", "POST"}:
        return Refusal(405, f"{asked.method} is not understood", "use GET or POST")
    if not _is_known(asked, port, token):
        return Refusal(403, "the token is missing or wrong", "open the address that gioia code shows in the terminal")
    return None


def _unfit(asked: Asked) -> Refusal | None:
    """Refuse what a form can send, and what is too large."""
    if asked.method == "POST" and asked.headers.get("content-type", "").partition(";")[0].strip() != JSON:
        return Refusal(400, "what is sent is not JSON", f"send {JSON}")
    size = asked.headers.get("content-length", "0")
    if not size.isascii() or not size.isdecimal() or int(size) > MOST_BYTES:
        return TOO_MUCH
    return None


JSON = "application/json"
_OWN_SITE = frozenset({"same-origin", "none"})


def _is_known(asked: Asked, port: int, token: str) -> bool:
    """Tell whether the request carries the token where it must: the first one in the address, later ones in the cookie.

    What asks the interface has it in the header, too.
    """
    cookie = _cookie(asked.headers.get("cookie", ""), cookie_name(port))
    if asked.path.startswith("/api/"):
        return _is_same(cookie, token) and _is_same(asked.headers.get("x-gioia-token", ""), token)
    return _is_same(cookie, token) or (asked.path == "/" and _is_same(asked.token, token))


def _is_same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def _cookie(header: str, name: str) -> str:
    pairs = (pair.strip().partition("=") for pair in header.split(";"))
    return next((value for key, _, value in pairs if key == name), "")
