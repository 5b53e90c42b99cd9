"""Sentences of the engine about what is measured, with places, as in gui/sentences.py."""

from __future__ import annotations

PARTS = (  # of a study, while it is under way, and in its report
    "noise", "grain", "blur", "jpeg", "several", "{factor} times", "{factor} times, crisp", "sigma {sigma}",
    "stages", "robustness", "repair", "processes", "colourfulness", "colour", "styles",
    "input", "bicubic", "distance in features", "restored, level given", "restored, level estimated",
)  # fmt: skip

CANNOT = (
    "no installed model does that", "Add one on the page “Models”, or with `import`.",
    "{folder} is not a folder", "Give a folder of clean pictures.", "Give folders of pictures.",
    "There are no pictures in {folder}", "Give a folder that holds clean pictures.", "Give a folder that holds pictures.",
    "{file} is too small", "Give pictures of at least {width} x {height} pixels.",
    "{folder} lies inside {source}", "Choose a folder outside the pictures.",
    "No picture in {folder} is colourful", "Give photographs with a colourfulness of {least} or more.",
    "sigma {sigma} is no noise level", "Give a sigma above 0, up to {most} (8-bit levels).",
    "Give a sigma from 0 to {most} (8-bit levels).",
    "Nothing is left of {size} pixels without {crop} on each side", "Crop less.",
    "the run {run} failed: {WHY}", "{run} was never scored: it needs more time",
)  # fmt: skip

LABORATORY = (*PARTS, *CANNOT)
