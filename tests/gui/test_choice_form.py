from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QSlider,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine.messages.answers import OptionDescribed
from gui.recipe.choice_form import ChoiceForm

Field = TypeVar("Field", bound=QWidget)
STRENGTH = OptionDescribed("strength", "Strength", "0 leaves the picture as it is", "number", 1.0, least=0.0, most=1.0)
OPTIONS = (
    STRENGTH,
    OptionDescribed("passes", "Passes", "how often", "whole", 2, least=1, most=5),
    OptionDescribed("seed", "Seed", "another one, another grain", "whole", 0),
    OptionDescribed("keep_colours", "Keep colours", "only brightness is painted", "switch", False),
    OptionDescribed("stroke", "Stroke", "width against the picture", "choice", "medium", choices=("fine", "medium", "broad")),
    OptionDescribed("caption", "Caption", "below the picture", "text", ""),
    OptionDescribed("styles", "Styles", "each with its weight", "other", {"monet": 1.0}),
)


def test_each_option_has_the_editor_that_suits_it(qtbot: QtBot) -> None:
    assert drawn(shown(qtbot)) == [
        "Strength: slider 100, 1.00",
        "Passes: slider 1, 2",
        "Seed: 0",
        "[ ] Keep colours",
        "Stroke: medium of fine, medium, broad",
        "Caption: “”",
    ]


def test_a_form_that_nobody_touched_has_no_values(qtbot: QtBot) -> None:
    assert shown(qtbot).values == {}


def test_what_was_given_is_kept_even_where_it_is_the_default(qtbot: QtBot) -> None:
    form = shown(qtbot)
    form.set_values({"strength": 1.0, "styles": {"hokusai": 0.5}})
    assert form.values == {"strength": 1.0, "styles": {"hokusai": 0.5}}


def test_giving_values_again_brings_the_others_back_to_their_defaults_and_says_nothing(qtbot: QtBot) -> None:
    form = shown(qtbot)
    heard = listened(form)
    form.set_values({"strength": 0.25, "stroke": "broad", "keep_colours": True, "caption": "Anna"})
    form.set_values({"strength": 0.5})
    assert form.values == {"strength": 0.5}
    assert drawn(form)[3:] == ["[ ] Keep colours", "Stroke: medium of fine, medium, broad", "Caption: “”"]
    assert heard == []


def test_an_option_that_is_not_there_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(KeyError, match="sharpness"):
        shown(qtbot).set_values({"sharpness": 1})


def test_the_arrow_keys_move_a_slider_by_a_hundredth_and_the_number_goes_along(qtbot: QtBot) -> None:
    form = shown(qtbot)
    heard = listened(form)
    qtbot.keyClick(named(form, QSlider, "Strength"), Qt.Key.Key_Left)
    assert form.values == {"strength": 0.99}
    assert drawn(form)[0] == "Strength: slider 99, 0.99 ↺"
    assert heard == ["strength"]


def test_a_slider_for_whole_numbers_gives_whole_numbers(qtbot: QtBot) -> None:
    form = shown(qtbot)
    qtbot.keyClick(named(form, QSlider, "Passes"), Qt.Key.Key_End)
    assert form.values == {"passes": 5}
    assert isinstance(form.values["passes"], int)


def test_a_number_is_taken_as_exactly_as_it_is_typed(qtbot: QtBot) -> None:
    form = shown(qtbot)
    heard = listened(form)
    typed(qtbot, named(form, QDoubleSpinBox, "Strength"), "0.12345")
    assert form.values == {"strength": 0.12345}
    assert drawn(form)[0] == "Strength: slider 12, 0.12345 ↺"
    assert heard == ["strength"], "half a number is not a number"


def test_a_number_beyond_its_limits_is_not_taken(qtbot: QtBot) -> None:
    form = shown(qtbot)
    typed(qtbot, named(form, QDoubleSpinBox, "Strength"), "7")
    assert 0 <= form.values.get("strength", 1.0) <= 1


def test_a_number_without_limits_has_no_slider(qtbot: QtBot) -> None:
    form = shown(qtbot)
    typed(qtbot, named(form, QDoubleSpinBox, "Seed"), "-123456")
    assert form.values == {"seed": -123456}


def test_a_switch_a_choice_and_a_text_are_taken_from_mouse_and_keys(qtbot: QtBot) -> None:
    form = shown(qtbot)
    qtbot.mouseClick(named(form, QCheckBox, "Keep colours"), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.keyClick(named(form, QComboBox, "Stroke"), Qt.Key.Key_Down)
    qtbot.keyClicks(named(form, QLineEdit, "Caption"), "Anna")
    assert form.values == {"keep_colours": True, "stroke": "broad", "caption": "Anna"}


def test_choices_may_be_called_otherwise_than_they_are(qtbot: QtBot) -> None:
    option = OptionDescribed(
        "model", "Model", "what paints", "choice", "", choices=("", "box-7"), labels=("", "Grandmother's box")
    )
    form = ChoiceForm([option])
    qtbot.addWidget(form)
    form.show()
    assert _line(form, option) == "Model: As it comes with Patina of As it comes with Patina, Grandmother's box"
    qtbot.keyClick(named(form, QComboBox, "Model"), Qt.Key.Key_Down)
    assert form.values == {"model": "box-7"}
    form.set_values({"model": "gone"})
    assert named(form, QComboBox, "Model").currentIndex() == -1


def test_a_reset_button_appears_where_an_option_was_changed_and_brings_the_default_back(qtbot: QtBot) -> None:
    form = shown(qtbot)
    form.set_values({"strength": 0.4, "stroke": "fine"})
    heard = listened(form)
    assert [line for line in drawn(form) if "↺" in line] == [
        "Strength: slider 40, 0.40 ↺",
        "Stroke: fine of fine, medium, broad ↺",
    ]
    qtbot.mouseClick(named(form, QToolButton, "Back to the default of “Strength”"), Qt.MouseButton.LeftButton)
    assert form.values == {"stroke": "fine"}
    assert drawn(form)[0] == "Strength: slider 100, 1.00"
    assert heard == ["strength"]
    assert named(form, QSlider, "Strength").hasFocus(), "the button that had it is gone"


def test_nothing_moves_when_a_reset_button_appears(qtbot: QtBot) -> None:
    form = shown(qtbot)
    slider = named(form, QSlider, "Strength")
    before = slider.geometry()
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    QApplication.processEvents()
    assert slider.geometry() == before


def test_help_is_there_for_eyes_and_for_screen_readers(qtbot: QtBot) -> None:
    form = shown(qtbot)
    for kind in (QSlider, QDoubleSpinBox):
        field = named(form, kind, "Strength")
        assert field.toolTip() == field.accessibleDescription() == "0 leaves the picture as it is"


def test_a_folded_form_shows_only_what_is_at_hand(qtbot: QtBot) -> None:
    form = shown(qtbot)
    form.set_values({"stroke": "fine"})
    form.show_only({"strength"})
    assert drawn(form) == ["Strength: slider 100, 1.00"]
    assert form.values == {"stroke": "fine"}
    form.show_only(None)
    assert len(drawn(form)) == 6


def test_the_wheel_turns_a_slider_only_where_the_user_has_gone_to_it(qtbot: QtBot) -> None:
    form = shown(qtbot)
    slider = named(form, QSlider, "Strength")
    named(form, QComboBox, "Stroke").setFocus()
    turned(slider)
    assert form.values == {}
    slider.setFocus()
    turned(slider)
    assert form.values["strength"] < 1


def shown(qtbot: QtBot) -> ChoiceForm:
    form = ChoiceForm(OPTIONS)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    return form


def listened(form: ChoiceForm) -> list[str]:
    heard: list[str] = []
    form.changed.connect(heard.append)
    return heard


def named(form: QWidget, kind: type[Field], name: str) -> Field:
    return next(field for field in form.findChildren(kind) if name in (field.accessibleName(), getattr(field, "text", str)()))


def typed(qtbot: QtBot, field: QWidget, text: str) -> None:
    assert isinstance(field, QDoubleSpinBox)
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def turned(field: QWidget) -> None:
    middle = QPointF(field.rect().center())
    wheel = QWheelEvent(
        middle,
        field.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, wheel)


def drawn(form: ChoiceForm) -> list[str]:
    """The rows that are seen, as lines of text."""
    return [line for option in OPTIONS if (line := _line(form, option))]


def _line(form: ChoiceForm, option: OptionDescribed) -> str:
    fields = [
        field
        for field in form.findChildren(QWidget)
        if field.accessibleName() == option.title and field.isVisible() and not isinstance(field, QLabel)
    ]
    if not fields:
        return ""
    resets = [button for button in form.findChildren(QToolButton) if f"“{option.title}”" in button.accessibleName()]
    said = ", ".join(_said(field) for field in fields)
    labelled = said if isinstance(fields[0], QCheckBox) else f"{option.title}: {said}"
    return labelled + (" ↺" if resets and resets[0].isVisible() else "")


def _said(field: QWidget) -> str:
    match field:
        case QSlider():
            return f"slider {field.value()}"
        case QDoubleSpinBox():
            return field.text()
        case QCheckBox():
            return f"[{'x' if field.isChecked() else ' '}] {field.text()}"
        case QComboBox():
            return f"{field.currentText()} of {', '.join(field.itemText(place) for place in range(field.count()))}"
        case QLineEdit():
            return f"“{field.text()}”"
        case _:
            raise TypeError(field)
