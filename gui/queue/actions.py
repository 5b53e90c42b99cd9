"""What can be done with pictures of a queue: the table's menu and its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from engine.messages.queue_answers import Row
from engine.messages.requests import KeepFailed, Move, Redo, Remove, Retry
from gui.bridge import Bridge
from gui.looks.question import Answer, ask
from gui.queue.failures import FailureList
from gui.queue.model import QueueModel
from gui.queue.selection import QueueSelection
from gui.queue.view import QueueView
from gui.queue.words import path_in_words


class QueueActions(QObject):
    own_settings_wanted = Signal(list)
    """Jobs, as list[int]."""

    edit_wanted = Signal()
    """Of the current picture."""

    why_wanted = Signal()
    """Why the current picture became what it is."""

    def __init__(self, bridge: Bridge, model: QueueModel, view: QueueView, selection: QueueSelection) -> None:
        super().__init__(view)
        self._bridge, self._model, self._view, self._selection = bridge, model, view, selection
        self.menu = QMenu(view)
        self.open_result = self._add(self.tr("Open the result"), self._open_result, "Return")
        self.open_folder = self._add(self.tr("Open the folder"), self._open_folder, "Ctrl+Return")
        self.edit = self._add(self.tr("Draw on it…"), self._want_edit, "Ctrl+E")
        self.why = self._add(self.tr("Why?"), self._want_why, "Ctrl+I")
        self.copy_path = self._add(self.tr("Copy the path"), self._copy, "Ctrl+Shift+C", _path)
        self.menu.addSeparator()
        self.do_next = self._add(self.tr("Do next"), self._move, "Ctrl+Up")
        self.retry = self._add(self.tr("Try again"), self._retry, "Ctrl+R")
        self.redo_here = self._add(self.tr("Do again with these settings…"), self._want_own_settings, "Ctrl+D")
        self.redo_plain = self._add(self.tr("Back to the queue’s settings"), self._redo_plain)
        self.menu.addSeparator()
        self.remove = self._add(self.tr("Take out of the queue"), self._remove, "Delete")
        self.keep_failed = self._add_to_menu(self.tr("Keep only what failed"), self._keep_failed)
        self.export = self._add_to_menu(self.tr("Save the list of failures…"), self._export)
        view.customContextMenuRequested.connect(lambda where: self.menu.popup(view.viewport().mapToGlobal(where)))
        view.doubleClicked.connect(lambda _: self.open_result.trigger())
        self.menu.aboutToShow.connect(self.offer)

    def offer(self) -> None:
        """Only what makes sense for the pictures that are chosen. Where not all of them were read yet, anything may."""
        rows, all_read = self._selection.rows(), self._selection.all_read()
        current = self._selection.current()
        counts = self._model.counts
        failed = counts.failed if counts else 0

        def some(fits: Callable[[Row], bool]) -> bool:
            return not all_read or any(fits(row) for row in rows)

        self.open_result.setEnabled(bool(current and current.state == "done"))
        for action in (self.open_folder, self.edit, self.why):
            action.setEnabled(current is not None)
        for action in (self.copy_path, self.redo_here, self.remove):
            action.setEnabled(some(lambda row: True))
        self.do_next.setEnabled(some(lambda row: row.state == "queued"))
        self.retry.setEnabled(some(lambda row: row.state == "failed"))
        self.redo_plain.setEnabled(some(lambda row: row.own))
        self.keep_failed.setEnabled(failed > 0)
        self.export.setEnabled(failed > 0)

    def retry_all(self) -> None:
        self._bridge.tell(Retry(self._model.queue))

    def _add(
        self, text: str, act: Callable[[list[Any]], None], keys: str = "", wanted: Callable[[Row], Any] = lambda row: row
    ) -> QAction:
        """What is done with the chosen pictures, or with what is `wanted` of each."""
        action = self._add_to_menu(text, lambda: self._selection.read(act, wanted))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
        return action

    def _add_to_menu(self, text: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self._view)
        action.triggered.connect(lambda: act())
        self._view.addAction(action)
        self.menu.addAction(action)
        return action

    def _open_result(self, rows: list[Row]) -> None:
        if (row := self._selection.current()) and row.state == "done":
            QDesktopServices.openUrl(_url(row.result))

    def _open_folder(self, rows: list[Row]) -> None:
        if row := self._selection.current():
            QDesktopServices.openUrl(_url((row.result if row.state == "done" else row.source).rpartition("/")[0]))

    def _copy(self, paths: list[str]) -> None:
        QGuiApplication.clipboard().setText("\n".join(paths))

    def _move(self, rows: list[Row]) -> None:
        self._tell(Move, [row.job for row in rows if row.state == "queued"])

    def _retry(self, rows: list[Row]) -> None:
        self._tell(Retry, [row.job for row in rows if row.state == "failed"])

    def _redo_plain(self, rows: list[Row]) -> None:
        self._tell(Redo, [row.job for row in rows if row.own])

    def _want_own_settings(self, rows: list[Row]) -> None:
        if rows:
            self.own_settings_wanted.emit([row.job for row in rows])

    def _want_edit(self, rows: list[Row]) -> None:
        if self._selection.current():
            self.edit_wanted.emit()

    def _want_why(self, rows: list[Row]) -> None:
        if self._selection.current():
            self.why_wanted.emit()

    def _remove(self, rows: list[Row]) -> None:
        jobs = [row.job for row in rows]
        done = sum(row.state == "done" for row in rows)
        if not done:
            self._tell(Remove, jobs)
            return
        ask(
            self._view,
            self.tr("Take %n picture(s) out of the queue?", "", len(jobs)),
            self.tr("%n of them is/are done. The results stay in their folder, but the queue forgets them.", "", done),
            Answer(self.tr("Take out"), lambda: self._tell(Remove, jobs)),
        )

    def _keep_failed(self) -> None:
        counts = self._model.counts
        others = counts.queued + counts.running + counts.done if counts else 0
        if others:
            ask(
                self._view,
                self.tr("Take %n picture(s) out of the queue that did not fail?", "", others),
                self.tr("Files stay where they are. What waits will not be done, and what is done is no longer listed."),
                Answer(self.tr("Take out"), lambda: self._bridge.tell(KeepFailed(self._model.queue))),
            )

    def _export(self) -> None:
        file, _ = QFileDialog.getSaveFileName(
            self._view.window(), self.tr("Save the list of failures"), self.tr("failures.csv"), self.tr("Tables (*.csv)")
        )
        if file:
            self.save_failures(file)

    def save_failures(self, file: str) -> FailureList:
        """Write all failures of the queue into a file, however many they are."""
        failures = FailureList(self._bridge, self._model.queue, file, self)
        failures.failed.connect(lambda why: QMessageBox.warning(self._view, "Patina", why))
        failures.failed.connect(failures.deleteLater)
        failures.written.connect(failures.deleteLater)
        failures.start()
        return failures

    def _tell(self, kind: type[Move | Retry | Redo | Remove], jobs: Sequence[int]) -> None:
        if jobs:
            self._bridge.tell(kind(self._model.queue, tuple(jobs)))


def _path(row: Row) -> str:
    return path_in_words(row.result if row.state == "done" else row.source)


def _url(uri: str) -> QUrl:
    """As it is spelled: names that are no UTF-8 stay escaped."""
    return QUrl.fromEncoded(uri.encode())
