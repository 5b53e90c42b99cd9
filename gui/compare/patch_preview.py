"""The patch's painting: asks the engine to paint a box of the picture, again after every change."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QImage

from engine.events import Event
from engine.messages.answers import PreviewPainted, RequestFailed
from engine.messages.edit_requests import PlainEdit
from engine.messages.requests import PlainRecipe, Preview
from gui.picture.files import PictureFiles
from gui.picture.questions import PictureQuestions
from gui.words import engine_text

REST = 60  # milliseconds without a change before the engine is asked
ATTEMPTS = 2  # at a painting during which the engine ended


@dataclass(frozen=True)
class PaintedPatch:
    """A box of the picture, as it is and as the recipe makes it; the latter may be larger."""

    box: QRect
    before: QImage
    after: QImage


class PatchPreview(QObject):
    changed = Signal()
    """There is another painting, or none, or words about it, or work has begun or ended."""

    found = Signal(object, object)
    failed = Signal(str, str)

    def __init__(self, questions: PictureQuestions, files: PictureFiles, parent: QObject) -> None:
        super().__init__(parent)
        self.view = "patch"
        """The name of the view in requests."""

        self.painted: PaintedPatch | None = None
        self.message = ""
        self.hint = ""
        self._questions, self._files = questions, files
        self._source = ""
        self._box = QRect()
        self._recipe: PlainRecipe | None = None
        self._edit: PlainEdit = {}
        self._asked: int | None = None
        self._read: list[QImage] = []
        self._reading: int | None = None  # the number of the answer whose files are being read
        self._attempts = 0
        self._seen, self._due = True, False  # whether anybody looks; whether there is work for when somebody does
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self._ask)
        questions.lost.connect(self._lost)

    @property
    def busy(self) -> bool:
        return self._rest.isActive() or self._asked is not None or self._reading is not None

    def set_source(self, source: str) -> None:
        """Another picture, or (“”) none: what was painted is of no use."""
        self._give_up()
        self._source, self._box, self.painted, self.message, self.hint = source, QRect(), None, "", ""
        self.changed.emit()

    def set_box(self, box: QRect) -> None:
        if box != self._box:
            self._box = box
            self._paint_again()

    def set_recipe(self, recipe: dict[str, Any] | None, edit: PlainEdit | None = None) -> None:
        """Without one, nothing is painted. `edit`: what was drawn on the picture."""
        if (recipe, edit or {}) != (self._recipe, self._edit):
            self._recipe, self._edit = deepcopy(recipe), edit or {}  # whoever edits the recipe goes on editing
            self._paint_again()

    def see(self, on: bool) -> None:
        """Whether anybody looks. While nobody does, nothing is painted."""
        if not on and self.busy:
            self._give_up()
            self._due = True
            self.changed.emit()
        self._seen = on
        if on and self._due:
            self._paint_again()

    def _paint_again(self) -> None:
        if not self._source or self._box.isEmpty():
            return
        self._give_up()
        self._attempts = 0
        if self._recipe is None:
            self.painted, self.message, self.hint = None, "", ""
        elif self._seen:
            self._rest.start()
        else:
            self._due = True
        self.changed.emit()

    def _give_up(self) -> None:
        """What is under way is out of date."""
        if self._asked is not None:
            self._questions.give_up(self._asked)
        self._asked = self._reading = None
        self._rest.stop()
        self._due = False

    def _ask(self) -> None:
        assert self._recipe is not None
        box, number = self._box, self._questions.number()
        edges = (box.top(), box.left(), box.top() + box.height(), box.left() + box.width())
        request = Preview(number, self.view, self._source, self._recipe, *edges, self._edit)
        self._asked = self._questions.ask(request, self._heard)

    def _heard(self, event: Event) -> None:
        self._asked = None
        if isinstance(event, PreviewPainted):
            self._reading, self._read = event.number, [QImage(), QImage()]
            for place, uri in enumerate((event.before, event.after)):
                self._files.read(uri, self, partial(self._received, event, place))
            self.found.emit(event.remarks, event.not_needed)
        elif isinstance(event, RequestFailed):
            self._fail(event.message, event.hint)

    def _received(self, event: PreviewPainted, place: int, image: QImage) -> None:
        if event.number != self._reading:
            return
        if image.isNull():
            self._reading = None
            self._fail(self.tr("The preview cannot be shown."), self.tr("Move the patch a little to try once more."))
            return
        self._read[place] = image
        before, after = self._read
        if not before.isNull() and not after.isNull():
            self._reading = None
            box = QRect(event.left, event.top, event.right - event.left, event.bottom - event.top)
            self.painted, self.message, self.hint = PaintedPatch(box, before, after), "", ""
            self.changed.emit()

    def _fail(self, message: str, hint: str) -> None:
        self.message, self.hint, self.painted = engine_text(message), engine_text(hint), None
        self.failed.emit(self.message, self.hint)
        self.changed.emit()

    def _lost(self, restarting: bool) -> None:
        if self._asked is None:
            return
        self._asked = None
        self._attempts += 1
        if restarting and self._attempts < ATTEMPTS:
            self._ask()
        else:
            again = self.tr("Move the patch a little to try once more.")
            self._fail(self.tr("The engine stopped while it painted this patch."), again)
