"""Sentences of the engine and of the trainer about teaching, with places, as in gui/sentences.py."""

from __future__ import annotations

LACKING = (  # why something cannot be taught
    "no model of styles is installed to start from: one called “stylist” is needed",
    "no colouriser is installed whose training plan is known",
    "no enlarger is installed whose training plan is known",
    "a network with one style more needs a graph of its own, and the packages that write it are not installed",
    "no restorer is installed whose training plan is known",
)

DOCTOR = (  # what the data doctor says of a file
    "unreadable", "too small", "exact copy", "blurred", "grey among colour", "colour among grey", "already damaged",
    "nearly the same", "faded", "of {file}", "as {file}", "{width} × {height} px", "sharpness {amount}",
    "grey with more than 8 bits, which training does not read", "damaged, or no picture", "it is not there, or no file",
    "{suffix} is not read for training",
)  # fmt: skip

TOO_LITTLE = (
    "nothing to learn from in {folders}: {WHY}", "it has no pictures", "{count} unreadable", "{count} too small",
    "{count} exact copy", "{count} blurred", "{count} grey among colour", "{count} colour among grey",
    "Name folders with more, or larger, photographs; a hundred are few, a thousand are good.",
    "{count} scans are too few to learn from", "{count} scans are too few to learn from ({WHY})",
    "{count} are nearly the same as others", "{count} are too small or unreadable",
    "Name a folder with more scans: fifty are a start.",
    "the scans are too few, or too small, to learn from at half their size", "Add clean photographs with --pictures FOLDER.",
    "{count} pairs in {before} and {after} are too few ({why})", "Add pairs: fifty are a start.",
    "{folder} is no folder", "Give the folder of the scans, and that of the restored ones.",
    "{folder}: there is no work to learn a style from: {WHY}",
    "{folder}: works and photographs lie in one another", "Keep them in folders of their own.",
    "{count} pictures of at least {size} pixels in {folders}: too few to learn from",
)  # fmt: skip

STOPPED = (  # why a run cannot go on
    "{run}: the checkpoint cannot be written: {CAUSE}", "the disk is full", "Free some space, then go on.",
    "See that the folder is there again, then go on.",
    "{file} was written by another version of Patina (format {one}, here {other})",
    "Go on with that version, or start a new run from the model that it began with.",
    "{folder}: the run diverges again and again, last at step {step}",
    "Lower the learning rate, or the weight of the adversary.",
    "“{model}” is no restorer", "Only models that restore can be tuned with scans or pairs.",
    "“{model}” learns from scans, or from pairs", "Add --scans FOLDER, or --before FOLDER and --after FOLDER.",
    "“{model}” learns from good photographs alone", "Add --pictures FOLDER, and neither scans nor pairs nor works.",
    "the plan of “{model}” is not known", "Name the plan it was trained by with --plan.",
    "the damage cannot be done: {cause}",
)  # fmt: skip

REASONS = (  # of a verdict that keeps the base
    "{count} held-out photographs are too few to tell a gain from chance", "no gain that is more than chance ({gain})",
    "it has forgotten: {TITLE} lost {amount} dB",
    "no nearer to the works than “{style}” of the base, by more than chance ({gain})",
    "no nearer to the works than the untouched photographs are",
    "other photographs",
    "the content is lost: SSIM {amount} is no more than any two photographs may have",
    "it copies: a piece of a painting correlates by {amount} with a work", "texture", "features",
)  # fmt: skip

LAMPS = (
    "the gradient is {count} times longer than usual",
    "a loss was no number: gone back to the average, at half the learning rate",
    "the {who} is right {share} of the time: the generator learns little from it",
    "the {who} is right {share} of the time: it sees no difference any more",
    "the results differ {share} as much as the pictures they are made from", "the colours have drifted by {amount} of 255",
    "the finest detail is {count} times as strong as it should be: a checkerboard?",
)  # fmt: skip

PUBLISHING = (
    "“{name}” cannot be the name of a model", "Small letters, digits and “-” make one.",
    "a model called “{name}” is there already", "a style called “{name}” is there already", "Give it another name.",
    "other styles were learnt since this one was begun, and would be lost",
    "Teach it again: it then starts from today's styles.",
    "the model “{model}” is no restorer", "Choose another model for the stage “restore”.",
)  # fmt: skip

TEACHING = (*LACKING, *DOCTOR, *TOO_LITTLE, *STOPPED, *REASONS, *LAMPS, *PUBLISHING)
