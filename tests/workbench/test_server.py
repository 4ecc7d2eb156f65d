"""`gioia code STUDY`: one line with the address, an end with one line, and one line with a remedy where it cannot begin."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time

import pytest
from page_server import Server

F1 = "F1/访谈.md"


@pytest.fixture
def serve(clean):
    """Return a function that starts servers on the clean study; they end with the test."""
    running = []

    def start(*options, **more):
        running.append(Server(clean.root, *options, **more))
        return running[-1]

    yield start
    for server in running:
        server.kill()


def test_it_says_where_it_is_and_ends_with_one_line(serve):
    server = serve()
    assert server.line == f"coding as 甲: http://127.0.0.1:{server.port}/?token={server.token}"
    server.get("study")
    assert server.end() == ("ended; everything that the page said is on disk\n", "")
    assert server.process.returncode == 0


def test_it_ends_at_once_while_a_page_waits_for_changes(serve):
    server = serve()
    version = server.get("study")["version"]
    told = []
    waiting = threading.Thread(target=lambda: told.append(server.get("changes", since=version)))
    waiting.start()
    time.sleep(0.5)
    server.end()
    waiting.join()
    assert told == [{"version": version, "documents": [], "structure": False}]


def test_a_page_that_waits_is_told_of_a_change(serve, clean):
    server = serve()
    version = server.get("study")["version"]
    told = []
    waiting = threading.Thread(target=lambda: told.append(server.get("changes", since=version)))
    waiting.start()
    clean.change("codebook.yaml", "各家排班照看书屋", "各家轮流照看")
    waiting.join(timeout=30)
    assert [(each["documents"], each["structure"]) for each in told] == [([], True)]


def test_the_port_can_be_chosen_and_a_taken_one_gives_one_line(serve, clean, gioia_program):
    server = serve()
    shown = gioia_program("code", clean.root, "--no-browser", "--port", server.port)
    assert shown.returncode == 1
    assert shown.stdout == ""
    assert shown.stderr == (
        f"gioia: port {server.port} cannot be used (Address already in use): "
        "leave --port out to get a free one, or end the program that uses it\n"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert serve("--port", str(port)).port == port


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "nowhere: no study is there"),
        (["头一个月我们轮流值班。"], "to code a passage, say --concept NAME"),
        (["clean", "--coder", "rules"], "rules is a procedure"),
        (["clean", "--coder", "../x"], "cannot name a coder"),
        (["--concept", "轮流值班", "--study", "clean"], "no words are given"),
    ],
)
@pytest.mark.usefixtures("clean")
def test_what_cannot_be_opened_gives_one_line(gioia_program, arguments, told):
    shown = gioia_program("code", "--no-browser", *arguments)
    assert shown.returncode in {1, 2}
    assert told in shown.stderr
    assert shown.stderr.count("\n") == 1


@pytest.mark.usefixtures("clean")
def test_a_quotation_with_a_concept_is_coded_as_before(gioia_program):
    shown = gioia_program("code", "新书架已经立稳", "--concept", "捐出旧书", "--study", "clean")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "捐出旧书, by 甲" in shown.stdout


def test_errors_carry_message_and_remedy_and_a_conflict_both_versions(serve):
    server = serve()
    version = server.get("study")["version"]
    assert server.tried("uncode", id="c99")[0] == 400
    server.do("set", id="c01", memo="先")
    status, told = server.tried("set", version=version, id="c01", memo="后")
    assert status == 409
    assert (told["theirs"]["memo"], told["yours"]["memo"]) == ("先", "后")
    assert set(told) == {"message", "remedy", "theirs", "yours"}


def test_two_servers_on_one_study_lose_nothing(serve, clean):
    servers = [serve(coder="甲"), serve(coder="甲")]
    text = clean.load().documents[F1].text
    places = [at for at in range(6, 40) if not set("\n") & set(text[at : at + 2])]
    failed = []

    def code(server, first):
        version = server.get("study")["version"]
        for at in places[first::2]:
            status, answer = server.tried(
                "code", version=version, document=F1, start=at, end=at + 2, concept=f"新{at}", new=True
            )
            if status == 200:
                version = answer["version"]
            else:
                failed.append(answer)

    threads = [threading.Thread(target=code, args=(server, first)) for first, server in enumerate(servers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(each.start for each in clean.load().codings if each.concept.startswith("新")) == places
    assert clean.found("NA1") == clean.found("FI7") == []


def test_a_study_that_goes_away_is_told_and_the_server_stays(serve, clean):
    server = serve()
    (clean.root / "study.yaml").rename(clean.root / "elsewhere.yaml")
    status, _, body = server.ask("GET", "/api/study")
    assert (status, json.loads(body)["message"]) == (400, "clean: no study is here")
    (clean.root / "elsewhere.yaml").rename(clean.root / "study.yaml")
    assert server.get("study")["name"] == "clean"


@pytest.mark.usefixtures("clean")
def test_other_commands_do_not_load_the_server():
    script = (
        "import sys\nfrom gioia.cli.main import run\nsys.argv = ['gioia', 'check', 'clean']\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "print(*sorted({'starlette', 'uvicorn', 'anyio', 'h11', 'asyncio', 'pypinyin'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert shown.stdout.splitlines()[-1] == ""
