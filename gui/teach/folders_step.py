"""The second step: which pictures to learn from, and what the data doctor says of them."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from gui.bridge import Bridge
from gui.looks.pieces import card
from gui.teach.folder_field import FolderField
from gui.teach.lessons import Goal
from gui.teach.step import Step


class FoldersStep(Step):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__(
            self.tr("Which pictures?"),
            self.tr("Choose folders, or drop them here. A quarter is kept aside, never learnt from, and measures the result."),
        )
        self._bridge = bridge
        self._goal: Goal = "repair"
        self.only_scans = QRadioButton(self.tr("I have scans"))
        self.pairs = QRadioButton(self.tr("I have scans, and somebody has restored them already"))
        self.only_scans.setChecked(True)
        self._buttons = QButtonGroup(self)
        self._kinds, inside = card()
        for one in (self.only_scans, self.pairs):
            self._buttons.addButton(one)
            inside.addWidget(one)
        self.inside.addWidget(self._kinds)
        self._fields: list[FolderField] = []
        self._add_scans()
        self._add_works()
        self._add_photographs()
        self.inside.addStretch(1)
        self.only_scans.toggled.connect(self._show)
        self._show()

    @property
    def goal(self) -> Goal:
        return "pairs" if self._goal == "repair" and self.pairs.isChecked() else self._goal

    @property
    def needed(self) -> tuple[FolderField, ...]:
        return {
            "repair": (self.scans,), "pairs": (self.before, self.after), "style": (self.works, self.painted),
            "colours": (self.period,), "enlarge": (self.kind,),
        }[self.goal]  # fmt: skip

    @property
    def wished(self) -> tuple[FolderField, ...]:
        """Those that may be empty."""
        return (self.pictures,) if self._goal == "repair" else ()

    @property
    def photographs(self) -> FolderField:
        """Those without damage."""
        return {"style": self.painted, "colours": self.period, "enlarge": self.kind}.get(self.goal, self.pictures)

    @property
    def ready(self) -> bool:
        asked = all(field.enough or not field.folder for field in self.wished)
        return asked and all(field.enough for field in self.needed)

    @property
    def without(self) -> tuple[str, ...]:
        return tuple(file for field in (*self.needed, *self.wished) if field.folder for file in field.without)

    def set_goal(self, goal: Goal, model: str) -> None:
        self._goal = goal
        for field in self._fields:
            field.set_model(model)
        self._show()

    def _add_scans(self) -> None:
        self.scans = self._field("scans", 50, self.tr("Your scans"), self.tr("As they are, with all their damage."))
        self.before = self._field(
            "scans", 50, self.tr("The scans as they were"), self.tr("Each with the same name as its restored one.")
        )
        self.after = self._field("scans", 50, self.tr("The same, restored"), self.tr("What the model is to come near to."))

    def _add_works(self) -> None:
        about = self.tr("Of one painter, one draughtsman, one process. From six on, a few are kept aside.")
        self.works = self._field("works", 6, self.tr("Pictures in one hand"), about, fewest=1)

    def _add_photographs(self) -> None:
        about = self.tr(
            "Sharp and without damage, of such things as are on your scans: the damage is done to them, and the model "
            "learns to undo it. Without them, the sharpest of the scans must do."
        )
        self.pictures = self._field("clean", 100, self.tr("Clean photographs"), about)
        about = self.tr("Any good photographs; other ones than the pictures above.")
        self.painted = self._field("clean", 100, self.tr("Photographs that learn to be painted"), about)
        about = self.tr(
            "Colour photographs, slides or prints of that time or place, with the colours as they should be. The model sees "
            "them in black and white, and learns which colours belong to what. Grey ones are left out."
        )
        self.period = self._field("colour", 100, self.tr("Photographs in these colours"), about)
        about = self.tr(
            "Sharp and large, of such things as you want to enlarge: engravings, newspapers, portraits. The model sees them "
            "made small, and learns to bring back what was lost."
        )
        self.kind = self._field("clean", 100, self.tr("Good scans of that kind"), about)

    def _field(self, kind: str, good: int, title: str, about: str, fewest: int = 3) -> FolderField:
        field = FolderField(self._bridge, title, about, kind, fewest, good)
        field.changed.connect(self.ready_changed)
        self._fields.append(field)
        self.inside.addWidget(field)
        return field

    def _show(self) -> None:
        shown = {*self.needed, *self.wished}
        for field in self._fields:
            field.setVisible(field in shown)
        self._kinds.setVisible(self._goal == "repair")
        self.ready_changed.emit()
