"""What the trainer's lamps mean, in plain words, and what to do about them."""

from __future__ import annotations

import re

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from gui.words import engine_text

MEANINGS = (
    (r"the gradient is .* longer than usual", QT_TRANSLATE_NOOP("Lamps",
     "One step was much larger than usual, and was shortened. Once is no harm.")),
    (r"a loss was no number.*", QT_TRANSLATE_NOOP("Lamps",
     "The learning stumbled. It went back to what it knew, and goes on with smaller steps by itself.")),
    (r"the .* is right .* little from it", QT_TRANSLATE_NOOP("Lamps",
     "The part that judges is too strong; the model learns little from it. Wait a while.")),
    (r"the .* is right .* difference any more", QT_TRANSLATE_NOOP("Lamps",
     "The part that judges sees no difference any more: early on, wait; late, it is a good sign.")),
    (r"the results differ .* made from", QT_TRANSLATE_NOOP("Lamps",
     "The results are all alike, whatever the picture. Look at the preview; if it looks so too, stop.")),
    (r"the colours have drifted by .*", QT_TRANSLATE_NOOP("Lamps",
     "The results have another tint than they should. Look at the preview; it often passes.")),
    (r"the finest detail is .* checkerboard\?", QT_TRANSLATE_NOOP("Lamps",
     "The finest detail is too strong: a pattern of squares may be seen in the preview. It often passes.")),
    (r".*going on from the one before.*", QT_TRANSLATE_NOOP("Lamps",
     "The last saved state was damaged. It goes on from the one before; a few minutes were lost.")),
)  # fmt: skip


def in_plain_words(message: str) -> str:
    """What a lamp of the trainer means to somebody who has never trained anything."""
    for form, meaning in MEANINGS:
        if re.fullmatch(form, message, re.DOTALL):
            return QCoreApplication.translate("Lamps", str(meaning))
    return engine_text(message)
