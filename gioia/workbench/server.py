"""The server of the page: requests in, values of `views` and edits of `actions` out. Nothing else knows HTTP.

Each answer is worked out in a thread of its own from a state of the study that is read from disk when its files have changed.
An edit is on disk before it is answered; edits of one server take turns, those of several programs by the study's lock. The
server holds nothing that is not in the study: it can be ended at any moment.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gioia.edits.plan import Plan, carry_out
from gioia.errors import ChangedError, GioiaError
from gioia.pages import page_files
from gioia.study.record import Study, procedures
from gioia.workbench import views
from gioia.workbench.actions import plan_of, request_of
from gioia.workbench.changes import Changed, Kept, changed
from gioia.workbench.conflicts import ConflictError, refuse_conflict
from gioia.workbench.security import (
    HEADERS,
    MOST_BYTES,
    TOKEN_BYTES,
    TOO_MUCH,
    Asked,
    Once,
    Refusal,
    cookie_name,
    is_first,
    refusal,
)
from gioia.workbench.seeing import Person, Seen, Segments, hidden_coders, visible
from gioia.workbench.wording import in_chinese_words, is_chinese

HOST = "127.0.0.1"

_WAIT_SECONDS = 20.0
_LOOK_SECONDS = 0.4
_TRIES = 3
_LONG = 6
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


class Workbench:
    """A study that is open in the browser, by one person."""

    def __init__(self, root: Path, person: Person) -> None:
        self.root = root
        self.person = person
        self.kept = Kept(root)
        self._segments = Segments()
        self._seen: Seen | None = None
        self._turn = threading.Lock()

    def seen(self) -> Seen:
        """Return the study as it is now, as the person sees it."""
        state = self.kept.now()
        seen = self._seen
        if seen is None or seen.version != state.version:
            seen = self._seen = Seen(state, self.person, self._segments)
        return seen

    def document(self, name: str, since: str = "") -> views.Value:
        """Return a document, or what of it is another than at a version that is still known."""
        before = self.kept.at(since) if since else None
        if before is None:
            return views.document_value(self.seen(), name)
        return views.document_changes(Seen(before, self.person, self._segments), self.seen(), name)

    def changed_since(self, version: str) -> views.Value:
        """Return the version now, and what is another than at that version; everything where it is not known any more."""
        before, now = self.kept.at(version), self.kept.now()
        everything = Changed(tuple(now.study.documents), structure=True)
        found = changed(before, now, hidden_coders(now.study, self.person)) if before else everything
        return {"version": now.version, "documents": found.documents, "structure": found.structure}

    def do(self, body: bytes) -> views.Value:
        """Do what a request asks for, and return what was done when it is on disk.

        Raises GioiaError where it cannot be done, ConflictError where what it is about has changed in the meantime.
        """
        asked = request_of(body)
        was = self.kept.at(asked.version)

        def planner(study: Study) -> Plan:
            hidden = hidden_coders(study, self.person)
            refuse_conflict(asked, visible(was.study, hidden) if was else None, visible(study, hidden))
            return plan_of(asked, self.person, study)

        with self._turn:
            plan = self._carried_out(planner)
        done = {"message": "; ".join(plan.messages), "undo": {"id": plan.edit} if plan.edit else None}
        return self.changed_since(asked.version) | done

    def _carried_out(self, planner: Callable[[Study], Plan]) -> Plan:
        """Carry an edit out; where a file was saved by another program between planning and writing, plan it anew."""
        for left in reversed(range(_TRIES)):
            try:
                return carry_out(self.root, planner, by=self.person.coder)
            except ConflictError:
                raise
            except ChangedError:
                if not left:
                    raise
        raise AssertionError


class _Guard:
    """What stands before everything else: refuses who may not ask, puts the headers on every answer, and tells no traceback."""

    def __init__(self, app: ASGIApp, port: int, token: str, once: Once) -> None:
        self._app = app
        self._port = port
        self._token = token
        self._once = once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = [
                    *message.get("headers", []),
                    *((name.lower().encode(), value.encode()) for name, value in HEADERS.items()),
                ]
            await send(message)

        request = Request(scope)
        try:
            answer = self._answering(request)
            await answer(scope, receive, send_with_headers)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the page is told, and the server goes on
            print(f"gioia: {request.url.path}: {type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201
            if not begun:
                told = Refusal(500, f"the server failed ({type(error).__name__}: {error})", "try again")
                await _refused(request, told)(scope, receive, send_with_headers)

    def _answering(self, request: Request) -> ASGIApp:
        """Return what answers: a refusal, the way to the page for the browser that was opened, else the application."""
        asked = _asked(request)
        if is_first(asked, self._port, self._once):
            return RedirectResponse(f"/?token={self._token}", 303)
        refused = refusal(asked, self._port, self._token)
        return _refused(request, refused) if refused else self._app


class _Interface:
    """What each address answers."""

    def __init__(self, workbench: Workbench, is_ending: Callable[[], bool]) -> None:
        self._workbench = workbench
        self._is_ending = is_ending

    async def study(self, request: Request) -> Response:
        return await _json(request, lambda: views.study_value(self._workbench.seen()))

    async def document(self, request: Request) -> Response:
        name, since = (request.query_params.get(key, "") for key in ("name", "since"))
        return await _json(request, lambda: self._workbench.document(name, since))

    async def passages(self, request: Request) -> Response:
        concept, theme = (request.query_params.get(key, "") for key in ("concept", "theme"))
        return await _json(request, lambda: views.passages_value(self._workbench.seen(), concept=concept, theme=theme))

    async def findings(self, request: Request) -> Response:
        return await _json(request, lambda: views.findings_value(self._workbench.seen()))

    async def find(self, request: Request) -> Response:
        words = request.query_params.get("words", "")
        return await _json(request, lambda: views.hits_value(self._workbench.seen(), words))

    async def disagreements(self, request: Request) -> Response:
        return await _json(request, lambda: views.disagreements_value(self._workbench.seen()))

    async def figure(self, request: Request) -> Response:
        style, part = request.query_params.get("style", ""), request.query_params.get("part", "1")
        page = int(part) if part.isdecimal() and len(part) < _LONG else 0
        drawn, parts = await run_in_threadpool(lambda: views.figure_bytes(self._workbench.seen(), style, page))
        return Response(drawn, media_type=_TYPES["svg"], headers={"Gioia-Parts": str(parts)})

    async def changes(self, request: Request) -> Response:
        version = request.query_params.get("since", "")
        await _wait_for_change(self._workbench, version, self._is_ending)
        return await _json(request, lambda: self._workbench.changed_since(version))

    async def do(self, request: Request) -> Response:
        body = await _body(request)
        return _refused(request, TOO_MUCH) if body is None else await _json(request, lambda: self._workbench.do(body))

    def routes(self) -> list[Route]:
        return [
            Route("/api/study", self.study, methods=["GET"]),
            Route("/api/document", self.document, methods=["GET"]),
            Route("/api/passages", self.passages, methods=["GET"]),
            Route("/api/findings", self.findings, methods=["GET"]),
            Route("/api/find", self.find, methods=["GET"]),
            Route("/api/disagreements", self.disagreements, methods=["GET"]),
            Route("/api/figure.svg", self.figure, methods=["GET"]),
            Route("/api/changes", self.changes, methods=["GET"]),
            Route("/api/do", self.do, methods=["POST"]),
        ]


def application(
    workbench: Workbench, port: int, token: str, once: Once, is_ending: Callable[[], bool] = lambda: False
) -> ASGIApp:
    """Return the application that answers for a study at a port; `is_ending` tells that nobody is to be kept waiting."""
    files = _page_files()

    async def index(request: Request) -> Response:
        answer = _file(request, files, "index.html")
        if request.query_params.get("token"):
            answer.set_cookie(cookie_name(port), token, httponly=True, samesite="strict", path="/")
        return answer

    async def static(request: Request) -> Response:
        return _file(request, files, request.path_params["name"])

    routes = [
        Route("/", index, methods=["GET"]),
        *_Interface(workbench, is_ending).routes(),
        Route("/{name:path}", static, methods=["GET"]),
    ]
    handlers: dict[Any, Any] = {GioiaError: _told, 404: _unknown, 405: _unknown}
    return _Guard(Starlette(routes=routes, exception_handlers=handlers), port, token, once)


def bound(port: int) -> socket.socket:
    """Return a socket that listens on this machine alone, at the port, or at a free one for 0.

    Raises GioiaError where the port is taken, or may not be used.
    """
    # asyncio turns Nagle's algorithm off only for sockets that say they are TCP; on, it holds every answer up for 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        # There it would let two servers have one port; elsewhere it lets a port be used again at once.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", "") or str(error)
        remedy = "leave --port out to get a free one, or end the program that uses it"
        raise GioiaError(f"port {port} cannot be used ({reason})", remedy=remedy, exit_code=1) from error
    return listening


def serve(root: Path, person: Person, listening: socket.socket, opened: Callable[[str, str], None]) -> None:
    """Answer for the study until the process is told to end.

    `opened` is given the address once the server listens, and one that is good for one time.

    Raises GioiaError where there is no study, and KeyboardInterrupt when it is ended by Ctrl-C, after what was begun is done.
    """
    workbench = Workbench(root, person)
    if person.coder in procedures(workbench.seen().study):
        raise GioiaError(f"{person.coder} is a procedure", remedy="say who you are: --coder NAME")
    port, token, once = listening.getsockname()[1], secrets.token_urlsafe(TOKEN_BYTES), Once()
    server: uvicorn.Server

    def is_ending() -> bool:
        return server.should_exit

    config = uvicorn.Config(
        application(workbench, port, token, once, is_ending),
        http="h11",
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )
    server = uvicorn.Server(config)
    own = f"http://{HOST}:{port}/"
    opened(f"{own}?token={token}", f"{own}?once={once.code}")
    server.run(sockets=[listening])


async def _wait_for_change(workbench: Workbench, version: str, is_ending: Callable[[], bool]) -> None:
    """Wait until the study has another version, or some time has passed."""
    clock = asyncio.get_running_loop()
    until = clock.time() + _WAIT_SECONDS
    while clock.time() < until and not is_ending():
        if await run_in_threadpool(workbench.kept.version) != version:
            return
        await asyncio.sleep(_LOOK_SECONDS)


async def _body(request: Request) -> bytes | None:
    """Return what was sent, None where that is too much, whatever was said of its length."""
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > MOST_BYTES:
            return None
    return bytes(parts)


async def _json(request: Request, work: Callable[[], object]) -> Response:
    return await run_in_threadpool(lambda: _answer(request, work()))


def _answer(request: Request, value: object, status: int = 200) -> Response:
    """Return a value as JSON, what it tells in the language that the page asks in."""
    worded = in_chinese_words(value) if is_chinese(request.headers.get("accept-language", "")) else value
    return Response(msgspec.json.encode(worded), status, media_type="application/json")


def _refused(request: Request, refused: Refusal) -> Response:
    return _answer(request, {"message": refused.message, "remedy": refused.remedy}, refused.status)


async def _told(request: Request, error: Exception) -> Response:
    """Answer with an error: 409 where somebody else was there in between, 500 where the machine refuses, else 400."""
    assert isinstance(error, GioiaError)  # noqa: S101 - what this handler is registered for
    told = {"message": error.message, "remedy": error.remedy}
    if isinstance(error, ChangedError):
        both = {"theirs": error.theirs, "yours": error.yours} if isinstance(error, ConflictError) else {}
        return _answer(request, {"theirs": None, "yours": None} | told | both, 409)
    return _answer(request, told, 500 if error.exit_code == 1 else 400)


async def _unknown(request: Request, error: Any) -> Response:  # noqa: ANN401 - starlette's own exception
    if error.status_code == 405:  # noqa: PLR2004 - the status of HTTP
        return _refused(request, Refusal(405, f"{request.method} is not understood here", "use the page"))
    return _refused(request, Refusal(404, "nothing is there", "use the page"))


def _asked(request: Request) -> Asked:
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        # A header that comes twice is one with both values, which is none that is expected.
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Asked(
        request.method, request.url.path, headers, *(request.query_params.get(each, "") for each in ("token", "once"))
    )


def _page_files() -> dict[str, tuple[Any, str]]:
    """Return the files of the page by name, each with its type: what is not among them is not given out."""
    files = page_files("gioia.workbench")
    types = {name: _TYPES.get(name.rpartition(".")[2]) for name in files}
    return {name: (files[name], kind) for name, kind in types.items() if kind}


def _file(request: Request, files: dict[str, tuple[Any, str]], name: str) -> Response:
    if name not in files:
        return _refused(request, Refusal(404, "nothing is there", "use the page"))
    file, kind = files[name]
    return Response(file.read_bytes(), media_type=kind)
