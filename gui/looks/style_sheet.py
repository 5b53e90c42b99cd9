"""The small style sheet over Fusion: cards, buttons and texts with a role."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from engine.paths import RESOURCES

_SHEET = Template("""
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: $card; color: $text; border: 1px solid $line; padding: 4px 6px; }
QStatusBar { background: $window; color: $quiet; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QScrollArea, QScrollArea > QWidget > QWidget#column { background: transparent; border: none; }

QFrame[card="true"] { background: $card; border: 1px solid $line; border-radius: 8px; }
QFrame[card="drop"] { background: $card; border: 2px dashed $line; border-radius: 14px; }
QFrame[card="over"] { background: $soft; border: 2px solid $accent_text; border-radius: 14px; }

QLabel[role="quiet"], QCheckBox[role="quiet"] { color: $quiet; }
QLabel[role="good"] { color: $good; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="accent text"] { color: $accent_text; }
QLabel[pill="true"] { background: $hover; color: $text; border-radius: 7px; padding: 1px 8px; }

QPushButton { background: $button; color: $text; border: 1px solid $line; border-radius: 6px; padding: 5px 14px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $soft; border-color: $accent_text; }
QPushButton:focus { border: 2px solid $accent_text; padding: 4px 13px; }
QPushButton:disabled { color: $faint; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; padding: 4px 13px; }
QPushButton[primary="true"]:disabled { background: $hover; color: $faint; border-color: $line; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:focus { border: 2px solid $accent_text; padding: 4px 13px; }

QLineEdit[field="true"] { background: $card; color: $text; border: 1px solid $line; border-radius: 6px; padding: 5px 8px; }
QLineEdit[field="true"]:focus { border: 2px solid $accent_text; padding: 4px 7px; }

QComboBox { background: $button; color: $text; border: 1px solid $line; border-radius: 6px; padding: 4px 10px; }
QComboBox:hover { background: $hover; }
QComboBox:focus { border: 2px solid $accent_text; padding: 3px 9px; }
QComboBox:disabled { color: $faint; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$icons/control-arrow.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $line; padding: 3px; outline: none; }

QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator { width: 15px; height: 15px; border: 1px solid $quiet; background: $card; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/control-check.svg"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/control-dot.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $faint; background: $window; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent_text; width: 13px; height: 13px; }

QListView::indicator { width: 15px; height: 15px; border: 1px solid $quiet; border-radius: 4px; background: $card; }
QListView::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/control-check.svg"); }
QListView::indicator:disabled { border-color: $faint; background: $faint; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QMenu { background: $card; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 14px; border-radius: 4px; }
QMenu::item:selected { background: $soft; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QTableView[quiet="true"] { background: $card; border: 1px solid $line; border-radius: 8px; padding: 1px; outline: none; }
QTableView[quiet="true"]:focus { border-color: $accent_text; }
QTableView[quiet="true"]::item { padding: 0 6px; }
QTableView[quiet="true"] QHeaderView, QTableView[quiet="true"] QTableCornerButton::section { background: $card; border: none; }
QTableView[quiet="true"] QHeaderView::section { background: $card; color: $quiet; border: none; padding: 5px 8px; }
QTableView[quiet="true"] QHeaderView::section:hover { color: $text; }
QTableView[quiet="true"] QHeaderView::down-arrow { image: url("$icons/control-arrow.svg"); width: 11px; height: 11px; }
QTableView[quiet="true"] QHeaderView::up-arrow { image: url("$icons/control-arrow-up.svg"); width: 11px; height: 11px; }

QProgressBar { background: $hover; color: $text; border: none; border-radius: 4px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $quiet; border: none; border-bottom: 2px solid transparent; padding: 5px 8px; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent_text; }

QToolButton[tile="true"] { background: $window; color: $text; border: 1px solid $line; border-radius: 6px; padding: 6px; }
QToolButton[tile="true"]:hover { background: $hover; }
QToolButton[tile="true"]:focus { border: 2px solid $accent_text; padding: 5px; }
""")

ACCENT_HOVER = "#276b5b"  # the accent's own darker shade; white on it is easier still to read


def style_sheet(shades: Mapping[str, str]) -> str:
    return _SHEET.substitute(shades, accent_hover=ACCENT_HOVER, icons=(RESOURCES / "icons").as_posix())
