"""Takes pictures of the editor: a tower is lassoed, and gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import skimage.data

from tests.engine.small_archive import saved

if TYPE_CHECKING:
    from tests.gui.screenshots import Photographer

TOWER = ((0.688, 0.27), (0.707, 0.27), (0.715, 0.45), (0.73, 0.7), (0.755, 1.0), (0.68, 1.0), (0.685, 0.7))


def visit_editing(photographer: Photographer, place: Path) -> None:
    """In the order in which a user comes to them."""
    from engine.edits.edit import Area
    from engine.messages.answers import Examined, PreviewPainted
    from engine.messages.edit_answers import EditRead
    from engine.messages.queue_answers import QueueChanged
    from engine.names import uri_of
    from gui.edit.page import EditPage
    from gui.pages.pictures import PicturesPage

    window, shoot, until = photographer.window, photographer.shoot, photographer.until
    pictures, page = window.findChild(PicturesPage), window.findChild(EditPage)
    assert isinstance(pictures, PicturesPage)
    assert isinstance(page, EditPage)
    saved(place / "Cape" / "launch pad.png", skimage.data.rocket().astype(np.float32) / np.float32(255))
    window.dropped.emit((uri_of(place / "Cape"),))
    until(lambda event: isinstance(event, Examined))
    pictures.preflight.start()
    until(lambda event: isinstance(event, QueueChanged) and event.state == "finished" and event.done == 1)
    pictures.queues.table(pictures.queues.current).view.selectRow(0)
    photographer.settle(1)
    window.show_page("edit")
    until(lambda event: isinstance(event, EditRead))
    photographer.settle(2)
    page.tools.choose("lasso")
    page.canvas.drew.emit(Area(rings=(TOWER,)), False)
    until(lambda event: isinstance(event, EditRead))
    shoot("10 edit, a tower is marked")
    page.side.trial.setChecked(True)
    until(lambda event: isinstance(event, PreviewPainted))
    photographer.settle(1)
    shoot("11 edit, the result")


if __name__ == "__main__":  # python -m tests.gui.edit_screens FOLDER: the pictures of the docs
    import sys
    import tempfile

    from PySide6.QtWidgets import QApplication

    from gui.building import begun
    from tests.gui.screenshots import SIZE, Photographer

    application = QApplication(["patina"])
    window, bridge, _ = begun(application, language="en", theme="light")
    window.resize(*SIZE)
    window.show()
    bridge.start()
    try:
        with tempfile.TemporaryDirectory(prefix="patina-") as folder:
            visit_editing(Photographer(application, window, Path(sys.argv[1]), "{}", ()), Path(folder))
    finally:
        bridge.close()
