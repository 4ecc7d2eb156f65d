"""The server answers to its own page and to nobody else: each attack, tried on a server that runs."""

from __future__ import annotations

import json
import re
import socket
import time

import pytest
from page_server import Server

from gioia.workbench.security import HEADERS, MOST_BYTES

PATHS = ["/", "/index.html", "/api/study", "/api/document?name=F1/a", "/api/changes?since=x", "/api/figure.svg"]
ACTION = json.dumps({"action": "add_concept", "version": "x", "name": "闯入"}).encode()


@pytest.fixture(scope="module")
def server(tmp_path_factory, checkout):
    import shutil

    root = tmp_path_factory.mktemp("study") / "clean"
    shutil.copytree(checkout / "tests" / "studies" / "clean", root)
    running = Server(root)
    yield running
    running.kill()


def refused(server, method, path, body=None, *, status=403, **headers):
    codebook = (server.root / "codebook.yaml").read_bytes()
    got, _, said = server.ask(method, path, body, **headers)
    assert got == status, said
    assert set(json.loads(said)) == {"message", "remedy"}
    assert (server.root / "codebook.yaml").read_bytes() == codebook


def test_the_page_itself_is_answered(server):
    assert server.get("study")["name"] == "clean"
    assert server.do("add_concept", name="自己人")["undo"]


@pytest.mark.parametrize("path", [*PATHS, "/api/do"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", ""]
)
def test_another_name_that_points_here_is_refused(server, path, host):
    method, body = ("POST", ACTION) if path == "/api/do" else ("GET", None)
    refused(server, method, path, body, Host=host)
    if host:
        refused(server, method, path, body, Host=f"{host.partition(':')[0]}:{server.port}1")


@pytest.mark.parametrize("path", [*PATHS, "/api/do"])
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1", "file://"]
)
def test_a_request_of_another_origin_is_refused(server, path, origin):
    method, body = ("POST", ACTION) if path == "/api/do" else ("GET", None)
    refused(server, method, path, body, Origin=origin)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
@pytest.mark.parametrize("path", [*PATHS, "/api/do"])
def test_a_request_that_the_browser_says_comes_from_another_site_is_refused(server, path, site):
    method, body = ("POST", ACTION) if path == "/api/do" else ("GET", None)
    refused(server, method, path, body, Sec_Fetch_Site=site)


@pytest.mark.parametrize("path", [*PATHS, "/style.css", "/?token=", "/?token=wrong", "/api/study?token=wrong"])
def test_without_the_token_nothing_is_answered(server, path):
    refused(server, "GET", path, Cookie=None, X_Gioia_Token=None)
    wrong = server.token[::-1]
    refused(server, "GET", path, Cookie=f"gioia-{server.port}={wrong}", X_Gioia_Token=wrong)
    refused(server, "GET", path, Cookie=f"gioia-{server.port + 1}={server.token}")


@pytest.mark.parametrize(
    "given", [{"Cookie": None}, {"X_Gioia_Token": None}, {"X_Gioia_Token": "x"}, {"Cookie": "a=b"}]
)
def test_the_interface_wants_the_token_in_cookie_and_header(server, given):
    refused(server, "GET", "/api/study", **given)
    refused(server, "POST", "/api/do", ACTION, **given)
    path = f"/api/study?token={server.token}"
    refused(server, "GET", path, **given)


def test_the_first_page_gives_the_cookie_to_this_browser_alone(server):
    status, headers, _ = server.ask("GET", f"/?token={server.token}", Cookie=None, Sec_Fetch_Site="none")
    assert status == 200
    cookie = headers["Set-Cookie"]
    assert cookie.startswith(f"gioia-{server.port}={server.token};")
    assert {part.strip().lower() for part in cookie.split(";")[1:]} == {"httponly", "path=/", "samesite=strict"}


def test_the_browser_is_opened_with_an_address_that_lets_it_in_once(clean, tmp_path):
    told = tmp_path / "started with"
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\nprintf %s \"$1\" > '{told}.part'; mv '{told}.part' '{told}'\n", encoding="utf-8")
    browser.chmod(0o700)
    server = Server(clean.root, is_browser_opened=True, BROWSER=f"{browser} %s", DISPLAY=":0")
    try:
        for _ in range(200):
            if told.exists():
                break
            time.sleep(0.05)
        address = told.read_text(encoding="utf-8")
        assert server.token not in address
        _, _, path = address.rpartition(f":{server.port}")
        stranger = {"Cookie": None, "X_Gioia_Token": None, "Sec_Fetch_Site": "none"}
        refused(server, "GET", path, **stranger | {"Host": "evil.example"})
        refused(server, "GET", f"{path}x", **stranger)
        status, headers, _ = server.ask("GET", path, **stranger)
        assert (status, headers["Location"]) == (303, f"/?token={server.token}")
        refused(server, "GET", path, **stranger)
    finally:
        server.kill()


def test_tokens_are_long_and_never_the_same(server, clean):
    other = Server(clean.root)
    other.kill()
    assert other.token != server.token
    assert len(server.token) == 43, "32 bytes in base64"


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain; application/json", None],
)
def test_what_a_form_can_send_is_no_action(server, kind):
    refused(server, "POST", "/api/do", ACTION, status=400, Content_Type=kind)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/api/do", "/api/study"])
def test_other_methods_are_not_understood(server, method, path):
    status, headers, _ = server.ask(method, path)
    assert status == 405
    assert "access-control-allow-origin" not in headers


def test_what_only_reads_is_not_posted_to_and_what_writes_is_not_fetched(server):
    refused(server, "POST", "/api/study", b"{}", status=405)
    refused(server, "GET", "/api/do", status=404)


@pytest.mark.parametrize(
    "name",
    [
        "../study.yaml",
        "..%2Fstudy.yaml",
        "/etc/passwd",
        "F1/../../study.yaml",
        "F1/../F1/访谈.md",
        "documents.jsonl",
        "\0",
        "",
    ],
)
def test_no_file_but_a_registered_document_is_read(server, name):
    from urllib.parse import quote

    for asked in (quote(name, safe=""), name if name.isascii() and name.isprintable() else ""):
        refused(server, "GET", f"/api/document?name={asked}", status=400)


@pytest.mark.parametrize(
    "path",
    [
        "/../server.py",
        "/..%2fserver.py",
        "/%2e%2e/server.py",
        "/page/../../server.py",
        "//etc/passwd",
        "/etc/passwd",
        "/C:%5Cwindows%5Cwin.ini",
        "/index.html%00.js",
        "/server.py",
        "/__pycache__/x.pyc",
        "/api/nothing",
        "/.gioia.lock",
    ],
)
def test_no_file_but_those_of_the_page_is_given_out(server, path):
    refused(server, "GET", path, status=404)


def test_too_much_is_refused_whatever_its_length_is_said_to_be(server):
    big = b'{"action":"memo","version":"x","name":"a","text":"' + b"x" * MOST_BYTES + b'"}'
    refused(server, "POST", "/api/do", big, status=413)
    head = "".join(f"{name}: {value}\r\n" for name, value in server.headers().items())
    chunks = b"".join(b"10000\r\n" + b"x" * 65536 + b"\r\n" for _ in range(20)) + b"0\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as raw:
        raw.sendall(
            f"POST /api/do HTTP/1.1\r\n{head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )
        raw.sendall(chunks)
        assert raw.recv(65536).startswith(b"HTTP/1.1 413 ")
    for size in ("-1", "1e3", "x"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as raw:
            raw.sendall(
                f"POST /api/do HTTP/1.1\r\n{head}Content-Type: application/json\r\nContent-Length: {size}\r\n\r\n".encode()
            )
            assert re.match(rb"HTTP/1.1 4\d\d ", raw.recv(65536))


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"<xml/>", b"action=uncode&id=c01", b"null", b"[" * 50_000])
def test_what_is_not_json_is_refused(server, body):
    refused(server, "POST", "/api/do", body, status=400)


def test_a_name_puts_no_header_into_an_answer(server):
    for path in ("/api/document?name=a%0d%0aSet-Cookie:%20x=y", "/a%0d%0aSet-Cookie:%20x=y", "/?token=a%0d%0aX:%20y"):
        _, headers, body = server.ask("GET", path)
        assert "X" not in headers
        assert "x=y" not in headers.get("Set-Cookie", "")
        assert json.loads(body) if headers["Content-Type"] == "application/json" else True


def test_markup_in_a_name_comes_back_as_json_and_is_never_sniffed(server):
    markup = "<script>alert(1)</script>"
    server.do("add_concept", name=markup)
    _, headers, body = server.ask("GET", "/api/study")
    assert markup in body.decode()
    assert headers["Content-Type"] == "application/json"
    _, headers, body = server.ask("GET", "/api/figure.svg")
    assert markup not in body.decode()
    assert headers["Content-Type"] == "image/svg+xml"
    status, headers, body = server.ask("GET", f"/api/document?name={markup}".replace("<", "%3C").replace(">", "%3E"))
    assert (status, headers["Content-Type"]) == (400, "application/json")


@pytest.mark.parametrize("path", [*PATHS, "/nothing"])
@pytest.mark.parametrize("known", [True, False])
def test_every_answer_carries_the_headers_that_keep_it_in(server, path, known):
    _, headers, _ = server.ask("GET", path, **({} if known else {"Cookie": None}))
    for name, value in HEADERS.items():
        assert headers.get_all(name) == [value]
    assert "server" not in {name.lower() for name in headers}
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "font-src": "'self'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


def test_the_server_listens_on_this_machine_alone(server):
    with socket.socket() as other:
        other.settimeout(3)
        assert other.connect_ex(("127.0.0.2", server.port))


def test_after_all_this_it_still_answers(server):
    assert server.get("study")["name"] == "clean"
    assert server.process.poll() is None
