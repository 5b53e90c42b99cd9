"""The catalogue: what it lists can be used, and what is fetched is just that file, however it comes."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from engine.catalogue import catalogue, checked, listed, obtained
from engine.commands import app
from engine.errors import Cancelled, ModelInvalid
from engine.faces.choosing import LISTED
from engine.importing.refusal import checked_id
from engine.stages.faces import Faces

CONTENT = np.random.default_rng(0).bytes(3_000_000)


class Server(ThreadingHTTPServer):
    """Serves CONTENT; how well it does, tests decide."""

    content = CONTENT
    knows_parts = True
    breaks_after: int | None = None
    asked: list[str]


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        server.asked.append(self.headers.get("Range", ""))
        if self.path != "/model.pth":
            return self.send_error(404)
        start = int(self.headers["Range"][6:-1]) if server.knows_parts and "Range" in self.headers else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(server.content) - start))
        self.end_headers()
        self.wfile.write(server.content[start : server.breaks_after])
        return None

    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), _Answers) as serving:
        serving.asked = []
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


@pytest.fixture
def model(server: Server) -> Any:
    one = catalogue()[0]
    address = f"http://127.0.0.1:{server.server_port}/model.pth"
    return replace(one, suffix=".pth", bytes=len(CONTENT), sha256=hashlib.sha256(CONTENT).hexdigest(), address=address)


def never(_: int, __: int) -> None: ...


def test_what_is_listed_is_whole_and_can_be_taken_in() -> None:
    models = catalogue()
    assert len({model.id for model in models}) == len(models) > 30
    assert {model.task for model in catalogue("restore")} == {"restore"}
    for model in models:
        checked_id(model.id, ())  # raises where it cannot be a folder
        assert (model.task != "enlarge") == (model.scale == 1)
        assert model.address.startswith("https://")
        assert all((model.licence, model.author, model.title, model.tags))
        assert "NC" not in model.licence, "not to be used by everybody"


def test_each_kind_of_model_for_faces_that_the_stage_names_is_listed() -> None:
    assert set(LISTED.values()) <= {model.id for model in catalogue("faces")}
    assert Faces().models == (LISTED["find"], LISTED["restore"]), "none is installed"


def test_a_file_is_fetched_once_and_told_of_as_it_comes(server: Server, model: Any, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    file = obtained(model, lambda have, size: heard.append((have, size)), folder=tmp_path)
    assert file.read_bytes() == CONTENT
    assert heard[-1] == (len(CONTENT), len(CONTENT))
    assert [have for have, _ in heard] == sorted(have for have, _ in heard)
    assert obtained(model, never, folder=tmp_path) == file
    assert server.asked == [""]
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("knows_parts", [True, False])
def test_what_was_cut_off_goes_on(server: Server, model: Any, tmp_path: Path, knows_parts: bool) -> None:
    server.breaks_after, server.knows_parts = 1_000_000, knows_parts
    with pytest.raises(ModelInvalid, match=r"cut off after 1,000,000 of 3,000,000|cannot be fetched") as refused:
        obtained(model, never, folder=tmp_path)
    assert "what has come is kept" in refused.value.hint
    server.breaks_after = None
    assert obtained(model, never, folder=tmp_path).read_bytes() == CONTENT
    assert server.asked == ["", "bytes=1000000-"]


def test_a_kept_file_that_was_damaged_is_fetched_anew(server: Server, model: Any, tmp_path: Path) -> None:
    obtained(model, never, folder=tmp_path).write_bytes(CONTENT[:-9])
    assert obtained(model, never, folder=tmp_path).read_bytes() == CONTENT
    assert server.asked == ["", ""]


def test_who_stops_loses_nothing(server: Server, model: Any, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        obtained(model, never, lambda: True, folder=tmp_path)
    (part,) = tmp_path.iterdir()
    assert 0 < part.stat().st_size < len(CONTENT)
    assert obtained(model, never, folder=tmp_path).read_bytes() == CONTENT


@pytest.mark.parametrize("wrong", [CONTENT[:-1] + b"\0", CONTENT + b"more"], ids=["another", "longer"])
def test_another_file_is_thrown_away(server: Server, model: Any, tmp_path: Path, wrong: bytes) -> None:
    server.content = wrong
    with pytest.raises(ModelInvalid, match=r"not the file that the catalogue lists"):
        obtained(model, never, folder=tmp_path)
    assert not list(tmp_path.iterdir())


def test_no_answer_and_no_such_file_are_said(server: Server, model: Any, tmp_path: Path) -> None:
    with pytest.raises(ModelInvalid, match="404"):
        obtained(replace(model, address=f"{model.address}x"), never, folder=tmp_path)
    with pytest.raises(ModelInvalid, match="cannot be fetched"):
        obtained(replace(model, address="http://127.0.0.1:9/model.pth"), never, folder=tmp_path)


def test_a_file_put_in_by_hand_is_checked(model: Any, tmp_path: Path) -> None:
    file = tmp_path / "from a browser.pth"
    file.write_bytes(CONTENT)
    assert checked(file, model) == file
    file.write_bytes(CONTENT[1:])
    with pytest.raises(ModelInvalid, match=r"from a browser\.pth is not the file"):
        checked(file, model)
    with pytest.raises(ModelInvalid, match="cannot be read"):
        checked(tmp_path / "nowhere", model)


def test_the_command_lists_and_says_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    run: Callable[..., Any] = app
    run(["catalogue", "--task", "restore"], result_action="return_value")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(catalogue("restore"))
    assert catalogue("restore")[0].id in lines[0]
    with pytest.raises(ModelInvalid, match="no model “nothing”"):
        listed("nothing")
