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
        self._style = False
        self.only_scans = QRadioButton(self.tr("I have scans"))
        self.pairs = QRadioButton(self.tr("I have scans, and somebody has restored them already"))
        self.only_scans.setChecked(True)
        self._buttons = QButtonGroup(self)
        self._kinds, inside = card()
        for one in (self.only_scans, self.pairs):
            self._buttons.addButton(one)
            inside.addWidget(one)
        self.scans = FolderField(
            bridge, self.tr("Your scans"), self.tr("As they are, with all their damage."), "scans", fewest=3, good=50
        )
        self.before = FolderField(
            bridge,
            self.tr("The scans as they were"),
            self.tr("Each with the same name as its restored one."),
            "scans",
            fewest=3,
            good=50,
        )
        self.after = FolderField(
            bridge, self.tr("The same, restored"), self.tr("What the model is to come near to."), "scans", fewest=3, good=50
        )
        self.works = FolderField(
            bridge,
            self.tr("Pictures in one hand"),
            self.tr("Of one painter, one draughtsman, one process. From six on, a few are kept aside."),
            "works",
            fewest=1,
            good=6,
        )
        self.pictures = FolderField(
            bridge,
            self.tr("Clean photographs"),
            self.tr(
                "Sharp and without damage, of such things as are on your scans: the damage is done to them, and the model "
                "learns to undo it. Without them, the sharpest of the scans must do."
            ),
            "clean",
            fewest=3,
            good=100,
        )
        self.painted = FolderField(
            bridge,
            self.tr("Photographs that learn to be painted"),
            self.tr("Any good photographs; other ones than the pictures above."),
            "clean",
            fewest=3,
            good=100,
        )
        self.inside.addWidget(self._kinds)
        self._fields = (self.scans, self.before, self.after, self.works, self.pictures, self.painted)
        for field in self._fields:
            field.changed.connect(self.ready_changed)
            self.inside.addWidget(field)
        self.inside.addStretch(1)
        self.only_scans.toggled.connect(self._show)
        self._show()

    @property
    def goal(self) -> Goal:
        if self._style:
            return "style"
        return "pairs" if self.pairs.isChecked() else "repair"

    @property
    def needed(self) -> tuple[FolderField, ...]:
        return {"style": (self.works, self.painted), "pairs": (self.before, self.after), "repair": (self.scans,)}[self.goal]

    @property
    def wished(self) -> tuple[FolderField, ...]:
        """Those that may be empty."""
        return () if self._style else (self.pictures,)

    @property
    def ready(self) -> bool:
        asked = all(field.enough or not field.folder for field in self.wished)
        return asked and all(field.enough for field in self.needed)

    @property
    def without(self) -> tuple[str, ...]:
        return tuple(file for field in (*self.needed, *self.wished) if field.folder for file in field.without)

    def set_goal(self, goal: str, model: str) -> None:
        self._style = goal == "style"
        for field in self._fields:
            field.set_model(model)
        self._show()

    def _show(self) -> None:
        shown = {*self.needed, *self.wished}
        for field in self._fields:
            field.setVisible(field in shown)
        self._kinds.setVisible(not self._style)
        self.ready_changed.emit()
