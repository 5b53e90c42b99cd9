from __future__ import annotations

import pytest

from engine.events import DeviceChanged, JobFailed
from engine.messages.answers import Beat, EngineEnded, EngineReady, RequestFailed
from gui.problems import Problems
from tests.gui.recording import RecordingBridge

TRACE = 'Traceback (most recent call last):\n  File "painting.py", line 3, in paint\nKeyError: 7\n'


def failed(message: str, traceback: str | None = None) -> JobFailed:
    return JobFailed(1, "/a/anna.tif", 9, message, "Look for another copy.", traceback)


@pytest.fixture
def bridge(qapp: object) -> RecordingBridge:
    return RecordingBridge()


def listed(problems: Problems) -> list[str]:
    return [f"{problem.kind}: {problem.message} x{problem.count}" for problem in problems.all()]


def test_the_same_message_stands_once_with_its_count_and_the_newest_first(bridge: RecordingBridge):
    problems = Problems(bridge)
    for message in ("a.tif is damaged", "b.tif is damaged", "a.tif is damaged"):
        bridge.say(failed(message))
    assert listed(problems) == ["picture: a.tif is damaged x2", "picture: b.tif is damaged x1"]


def test_a_failure_of_ours_is_told_from_one_that_the_user_can_solve(bridge: RecordingBridge):
    problems = Problems(bridge)
    bridge.say(failed("a.tif is damaged"))
    bridge.say(failed("KeyError: 7", TRACE))
    bridge.say(DeviceChanged("Tiles are smaller now."))
    assert [problem.kind for problem in problems.all()] == ["device", "bug", "picture"]


def test_a_refused_request_is_a_problem_only_when_it_is_a_bug(bridge: RecordingBridge):
    problems = Problems(bridge)
    bridge.say(RequestFailed(1, "The folder is not there.", "Choose another one."))
    bridge.say(Beat())
    assert listed(problems) == []
    bridge.say(RequestFailed(2, "KeyError: 7", "", TRACE))
    assert listed(problems) == ["bug: KeyError: 7 x1"]


def test_an_engine_that_dies_is_a_problem_and_one_that_was_asked_to_end_is_none(bridge: RecordingBridge):
    problems = Problems(bridge)
    bridge.say(EngineEnded(expected=True, restarting=False))
    assert listed(problems) == []
    bridge.say(EngineEnded(expected=False, restarting=True))
    bridge.say(EngineEnded(expected=False, restarting=False))
    assert listed(problems) == [
        "bug: The engine ends whenever it is started. x1",
        "bug: The engine ended unexpectedly, and was started again. x1",
    ]


def test_a_report_says_which_program_on_which_system_and_where_it_went_wrong(bridge: RecordingBridge):
    problems = Problems(bridge)
    bridge.say(EngineReady("Patina 0.1.0"))
    bridge.say(failed("KeyError: 7", TRACE))
    report = problems.all()[0].report()
    lines = report.splitlines()
    assert lines[0] == "Patina 0.1.0"
    assert "Python 3" in lines[1]
    assert "Qt 6" in lines[1]
    assert TRACE.strip() in report
    assert "KeyError: 7" in lines


def test_names_that_are_no_text_can_be_shown_and_copied(bridge: RecordingBridge):
    problems = Problems(bridge)
    bridge.say(failed("Gro\udcdfmutter.tif is damaged"))
    assert listed(problems) == ["picture: Gro\\udcdfmutter.tif is damaged x1"]


def test_the_count_is_of_different_problems_and_goes_to_nothing(bridge: RecordingBridge):
    problems, counts = Problems(bridge), list[int]()
    problems.count_changed.connect(counts.append)
    bridge.say(failed("a.tif is damaged"))
    bridge.say(failed("a.tif is damaged"))
    bridge.say(failed("b.tif is damaged"))
    problems.clear()
    assert counts == [1, 1, 2, 0]


def test_the_oldest_go_when_there_are_very_many(bridge: RecordingBridge, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("gui.problems.MOST", 3)
    problems = Problems(bridge)
    for number in range(5):
        bridge.say(failed(f"{number}.tif is damaged"))
    assert [problem.message for problem in problems.all()] == [f"{number}.tif is damaged" for number in (4, 3, 2)]
