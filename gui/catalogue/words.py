"""What the catalogue says, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.importing.catalogue import Listed
from gui.words import filled


def use_of(model: Listed) -> str:
    """What it does with a picture."""
    if model.task == "restore":
        return QCoreApplication.translate("catalogue", "restores")
    if model.task == "select":
        return QCoreApplication.translate("catalogue", "finds what a picture is of")
    if model.task == "faces":
        if "detection" in model.tags:
            return QCoreApplication.translate("catalogue", "finds faces")
        if "recognition" in model.tags:
            return QCoreApplication.translate("catalogue", "tells faces apart")
        return QCoreApplication.translate("catalogue", "restores faces")
    return filled(QCoreApplication.translate("catalogue", "enlarges ×%1"), model.scale)


def made_for(model: Listed) -> str:
    """What its author made it for; a tag that nobody has translated stays as it is."""
    known = _tags()
    return QCoreApplication.translate("catalogue", ", ").join(known.get(tag, tag.replace("-", " ")) for tag in model.tags)


def _tags() -> dict[str, str]:
    return {
        "photo": QCoreApplication.translate("catalogue", "photographs"),
        "faces": QCoreApplication.translate("catalogue", "faces"),
        "detection": QCoreApplication.translate("catalogue", "finding"),
        "recognition": QCoreApplication.translate("catalogue", "telling apart"),
        "subject": QCoreApplication.translate("catalogue", "things and persons"),
        "text": QCoreApplication.translate("catalogue", "writing"),
        "restoration": QCoreApplication.translate("catalogue", "restoring"),
        "general-upscaler": QCoreApplication.translate("catalogue", "enlarging anything"),
        "compression-removal": QCoreApplication.translate("catalogue", "traces of compression"),
        "jpeg": QCoreApplication.translate("catalogue", "JPEG"),
        "denoise": QCoreApplication.translate("catalogue", "noise"),
        "research": QCoreApplication.translate("catalogue", "research"),
        "pretrained": QCoreApplication.translate("catalogue", "teaching it more"),
    }
