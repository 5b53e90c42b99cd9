from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.events import JobFinished
from engine.findings import Finding
from engine.messages.queue_answers import Row, RowsChanged
from engine.messages.requests import Judge, ReadRows
from gui.review.card import change_in_words
from gui.review.page import ReviewPage
from gui.review.rows import ReviewRows
from tests.gui.queue_rows import QUEUE, ReadingBridge, row, standing

DOUBT = "damage: 0.66% of the picture is doubtful"
DOUBTFUL = Finding("levels", certainty=1), Finding("scratches", certainty=0.374, doubt=DOUBT)
ROWS = [
    row(
        1,
        "done",
        "sky.tif",
        change=3.2,
        note="tones: faded; noise: sigma 7.2",
        result_bytes=36_000_000,
        megapixels=24,
        seconds=14,
    ),
    row(2, "failed", "broken.tif"),
    row(3, "done", "orchard.tif", change=20.04),
    row(4, "done", "pier.tif", change=9, findings=DOUBTFUL, certainty=0.374),
    row(5, "queued", "later.tif"),
]


class Compare(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pairs: list[tuple[str, str]] = []

    def show_pictures(self, before_uri: str, after_uri: str) -> None:
        self.pairs.append((before_uri, after_uri))


@pytest.fixture
def bridge() -> ReadingBridge:
    return ReadingBridge(ROWS)


@pytest.fixture
def compare() -> Compare:
    return Compare()


@pytest.fixture
def page(qtbot: QtBot, bridge: ReadingBridge, compare: Compare) -> ReviewPage:
    page = ReviewPage(bridge, compare)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.set_queue(QUEUE)
    bridge.answer_all()
    page.strip.setFocus()
    return page


def drawn(page: ReviewPage) -> str:
    """The strip as text: the current picture in brackets, accepted ones with +, rejected ones with -."""
    marks = {"": "", "accepted": "+", "rejected": "-"}
    rows = [page.model.row(column) for column in range(page.model.columnCount())]
    names = [marks[one.verdict] + one.name.removesuffix(".tif") for one in rows if one]
    current = page.strip.currentIndex().column()
    return " ".join(f"[{name}]" if place == current else name for place, name in enumerate(names))


def press(qtbot: QtBot, page: ReviewPage, keys: str) -> None:
    qtbot.keyClicks(page.strip, keys)


def agree(qtbot: QtBot, page: ReviewPage, answer: str) -> str:
    box = page.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    button = next(button for button in box.findChildren(QPushButton) if button.text().replace("&", "") == answer)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return box.text()


def test_what_is_done_is_shown_the_most_changed_first(
    qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge, compare: Compare
) -> None:
    read = bridge.last(ReadRows)
    assert (read.states, read.order) == (("done",), "change")
    assert drawn(page) == "[orchard] pier sky"
    qtbot.waitUntil(lambda: compare.pairs == [("file:///scans/orchard.tif", "file:///done/orchard.tif")])
    assert page.head.count.text() == "0 of 3 judged"


def test_the_least_certain_can_come_first_and_the_card_says_why(
    qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge, compare: Compare
) -> None:
    order = page.head.order
    order.setFocus()
    qtbot.keyClick(order, Qt.Key.Key_Down)
    bridge.answer_all()
    assert bridge.last(ReadRows).order == "certainty"
    assert drawn(page) == "[pier] sky orchard"
    assert page.card.certainty.text.text() == "37 %\nDamage: 0.66% of the picture is doubtful"
    assert page.strip.hasFocus()
    press(qtbot, page, "A")
    assert drawn(page) == "+pier [sky] orchard"
    assert page.card.certainty.isHidden()


def test_a_review_goes_on_where_it_was_left(qtbot: QtBot, compare: Compare) -> None:
    bridge = ReadingBridge([row(1, "done", change=9, verdict="accepted"), row(2, "done", change=5), row(3, "done", change=1)])
    page = ReviewPage(bridge, compare)
    qtbot.addWidget(page)
    page.set_queue(QUEUE)
    bridge.answer_all()
    assert drawn(page) == "+album/1 [album/2] album/3"


def test_single_keys_judge_and_go_on(qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge) -> None:
    press(qtbot, page, "ar")
    assert bridge.all(Judge) == [Judge(QUEUE, (3,), "accepted"), Judge(QUEUE, (4,), "rejected")]
    assert drawn(page) == "+orchard -pier [sky]"
    assert page.head.count.text() == "2 of 3 judged"


@pytest.mark.parametrize("way", ["U", "Ctrl+Z", "button"])
def test_verdicts_can_be_taken_back(qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge, way: str) -> None:
    press(qtbot, page, "ar")
    if way == "U":
        press(qtbot, page, "u")
    elif way == "Ctrl+Z":
        qtbot.keyClick(page.strip, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.mouseClick(page.buttons.undo, Qt.MouseButton.LeftButton)
    assert bridge.last(Judge) == Judge(QUEUE, (4,), "")
    assert drawn(page) == "+orchard [pier] sky"
    assert page.strip.chosen_columns() == [1]
    press(qtbot, page, "uu")
    assert drawn(page) == "[orchard] pier sky"
    assert not page.buttons.undo.isEnabled()


def test_undo_gives_back_the_verdict_from_before(qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge) -> None:
    press(qtbot, page, "a")
    page.go(-1)
    press(qtbot, page, "r")
    press(qtbot, page, "u")
    assert bridge.last(Judge) == Judge(QUEUE, (3,), "accepted")


def test_the_same_verdict_again_is_no_verdict(qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge) -> None:
    press(qtbot, page, "a")
    page.go(-1)
    press(qtbot, page, "a")
    assert len(bridge.all(Judge)) == 1
    assert page.verdicts.count() == 1


def test_space_accepts_and_takes_back_and_stays(qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge) -> None:
    qtbot.keyClick(page.strip, Qt.Key.Key_Space)
    assert drawn(page) == "[+orchard] pier sky"
    qtbot.keyClick(page.strip, Qt.Key.Key_Space)
    assert drawn(page) == "[orchard] pier sky"
    assert [judge.verdict for judge in bridge.all(Judge)] == ["accepted", ""]


def test_arrows_go_to_the_neighbours_also_from_the_large_picture(qtbot: QtBot, page: ReviewPage, compare: Compare) -> None:
    qtbot.keyClick(page.strip, Qt.Key.Key_Right)
    assert drawn(page) == "orchard [pier] sky"
    compare.setFocus()
    qtbot.keyClick(compare, Qt.Key.Key_Right)
    qtbot.keyClick(compare, Qt.Key.Key_Right)
    assert drawn(page) == "orchard pier [sky]"
    qtbot.keyClick(compare, Qt.Key.Key_Left)
    qtbot.keyClick(compare, Qt.Key.Key_A)
    assert drawn(page) == "orchard +pier [sky]"


def test_a_held_key_opens_only_the_picture_where_it_ends(qtbot: QtBot, page: ReviewPage, compare: Compare) -> None:
    qtbot.keyClick(page.strip, Qt.Key.Key_Right)
    qtbot.keyClick(page.strip, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bool(compare.pairs))
    assert compare.pairs == [("file:///scans/sky.tif", "file:///done/sky.tif")]


def test_buttons_judge_as_keys_do_and_leave_the_keys_with_the_pictures(qtbot: QtBot, page: ReviewPage) -> None:
    qtbot.mouseClick(page.buttons.accept, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.buttons.reject, Qt.MouseButton.LeftButton)
    assert drawn(page) == "+orchard -pier [sky]"
    assert page.strip.hasFocus()


@pytest.mark.parametrize(
    ("shown", "text"), [("open", "[sky]"), ("accepted", "[+orchard]"), ("rejected", "[-pier]"), ("all", "+orchard -pier [sky]")]
)
def test_filters_show_one_kind_of_verdict(qtbot: QtBot, page: ReviewPage, shown: str, text: str) -> None:
    press(qtbot, page, "ar")
    qtbot.wait(100)  # until the picture is open
    button = {**page.head.filters}[shown]  # pyright: ignore[reportArgumentType]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert drawn(page) == text


def test_where_only_open_pictures_are_shown_each_verdict_brings_the_next(
    qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge
) -> None:
    qtbot.mouseClick(page.head.filters["open"], Qt.MouseButton.LeftButton)
    press(qtbot, page, "a")
    assert drawn(page) == "[pier] sky"
    press(qtbot, page, "u")
    assert drawn(page) == "[orchard] pier sky"
    press(qtbot, page, "rra")
    assert page.words() == "Every picture is judged."
    assert [judge.jobs for judge in bridge.all(Judge)[2:]] == [(3,), (4,), (1,)]


def test_all_that_are_left_are_accepted_after_a_question(qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge) -> None:
    press(qtbot, page, "r")
    qtbot.mouseClick(page.head.accept_left, Qt.MouseButton.LeftButton)
    assert agree(qtbot, page, "Accept") == "Accept the 2 picture(s) that is/are not judged yet?"
    assert bridge.last(Judge) == Judge(QUEUE, (4, 1), "accepted")
    assert page.head.count.text() == "3 of 3 judged"
    assert not page.head.accept_left.isEnabled()
    press(qtbot, page, "u")
    assert bridge.last(Judge) == Judge(QUEUE, (4, 1), "")


def test_no_to_the_question_accepts_nothing(qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge) -> None:
    qtbot.mouseClick(page.head.accept_left, Qt.MouseButton.LeftButton)
    agree(qtbot, page, "Cancel")
    assert bridge.all(Judge) == []


def test_several_chosen_pictures_get_one_verdict(qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge) -> None:
    qtbot.keyClick(page.strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, page, "r")
    assert bridge.all(Judge) == [Judge(QUEUE, (3, 4), "rejected")]


def test_d_wants_the_picture_done_again(qtbot: QtBot, page: ReviewPage) -> None:
    with qtbot.waitSignal(page.redo_wanted) as heard:
        press(qtbot, page, "d")
    assert heard.args == [[3]]


def test_the_card_tells_the_facts(qtbot: QtBot, page: ReviewPage) -> None:
    page.go(2)
    card = page.card
    assert [card.name.text().replace("\u200b", ""), card.verdict.text()] == ["sky.tif", "Not judged"]
    assert card.found.text.text() == "Tones: faded\nNoise: sigma 7.2"
    assert [fact.text.text() for fact in (card.change, card.result, card.time)] == [
        "a little (3.2 of 255)",
        "36.0 MB · 24.0 MP",
        "14 s",
    ]


@pytest.mark.parametrize(("change", "word"), [(0.4, "hardly"), (3, "a little"), (9, "clearly"), (20, "much")])
def test_changes_have_a_word_that_says_what_they_mean(change: float, word: str) -> None:
    assert change_in_words(change) == f"{word} ({change:.1f} of 255)"


def test_new_pictures_wait_until_the_reviewer_asks_for_them(qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge) -> None:
    assert not page.head.newer.isVisible()
    bridge.rows = [*ROWS, row(6, "done", "new.tif", change=50)]
    bridge.say(JobFinished(6, "", "", 1, 1, 1, (), QUEUE))
    assert drawn(page) == "[orchard] pier sky"
    assert page.head.newer.text() == "Show 1 new picture(s)"
    qtbot.wait(100)  # until the picture is open
    qtbot.mouseClick(page.head.newer, Qt.MouseButton.LeftButton)
    bridge.answer_all()
    assert drawn(page) == "new [orchard] pier sky"
    assert not page.head.newer.isVisible()


def test_what_changes_elsewhere_is_read_again_and_the_reviewer_stays_in_place(
    qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge
) -> None:
    page.go(1)
    qtbot.wait(100)  # until the picture is open
    bridge.rows = [one for one in ROWS if one.job != 3]
    bridge.say(RowsChanged(QUEUE))
    qtbot.waitUntil(lambda: bridge.answer() > 0, timeout=2000)
    assert drawn(page) == "[pier] sky"
    bridge.rows = [one for one in ROWS if one.job == 1]
    bridge.say(RowsChanged(QUEUE))
    qtbot.waitUntil(lambda: bridge.answer() > 0, timeout=2000)
    assert drawn(page) == "[sky]"


def test_a_verdict_given_while_pictures_are_read_again_is_kept(qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge) -> None:
    page.model.read_anew()
    press(qtbot, page, "a")
    bridge.answer()
    assert drawn(page) == "+orchard [pier] sky"


def test_without_results_words_say_so(qtbot: QtBot, compare: Compare) -> None:
    bridge = ReadingBridge([row(1)])
    page = ReviewPage(bridge, compare)
    qtbot.addWidget(page)
    nothing = "Nothing to review yet. Pictures appear here once they are done."
    assert page.words() == nothing
    page.set_queue(QUEUE)
    bridge.answer_all()
    assert page.words() == nothing
    assert not page.buttons.accept.isEnabled()


def test_a_hundred_thousand_pictures_are_reviewed_quickly(qtbot: QtBot, compare: Compare) -> None:
    bridge = ReadingBridge([row(job, "done", change=job) for job in range(1000)])
    page = ReviewPage(bridge, compare)
    qtbot.addWidget(page)
    page.set_queue(QUEUE)
    bridge.answer_all()
    rows = ReviewRows()
    for _ in range(100):
        rows.add(bridge.rows)
    page.model._take(rows)
    with qtbot.waitExposed(page):
        page.show()
    begun = perf_counter()
    page.judge("accepted")
    page.strip.viewport().repaint()
    assert perf_counter() - begun < 0.1


def test_packed_rows_come_out_as_they_went_in() -> None:
    rows = ReviewRows()
    given: list[Row] = [row(job, "done", note="tones: faded", verdict="rejected" if job % 3 else "") for job in range(450)]
    rows.add(given)
    assert [rows.row(place) for place in range(450)] == given
    assert list(rows.places("open")) == list(range(0, 450, 3))
    assert rows.judged() == 300
    assert rows.place_of(7) == 7
    assert rows.place_of(999) is None


def test_another_queue_brings_other_pictures_and_nothing_to_undo(qtbot: QtBot, page: ReviewPage, bridge: ReadingBridge) -> None:
    press(qtbot, page, "a")
    bridge.rows = [row(9, "done", "other.tif")]
    page.set_queue("another")
    bridge.answer_all()
    assert drawn(page) == "[other]"
    press(qtbot, page, "u")
    assert len(bridge.all(Judge)) == 1
    page.set_queue(None)
    assert drawn(page) == ""
    bridge.say(standing("finished"))
