"""Sentences of the engine about models of other people, with places, as in gui/sentences.py."""

from __future__ import annotations

CATALOGUE = (
    "the catalogue has no model “{model}”", "`catalogue` lists those that there are.",
    "{file} is not the file that the catalogue lists as “{model}”", "Name the file that you have fetched.",
    "It should be {size} MB from {address}. Fetch it from there once more.",
    "{address} cannot be fetched: the server answers {answer}", "{address} cannot be fetched: {CAUSE}",
    "{address} was cut off after {have} of {size} bytes",
    "Try again later: what has come is kept. Or fetch it with a browser, and put the file in by hand.",
    "what lies at {address} is not the file that the catalogue lists: it was thrown away",
    "Its author may have changed it. Wait for a newer catalogue, or, if you trust it, fetch it with a browser and add it like "
    "any other model.",
    "its server is not found; there may be no connection to the internet", "its server takes no connections",
    "no answer came for a while", "the connection broke", "its server cannot prove that it is the one it claims to be",
    "catalogue.toml: {cause}", "catalogue.toml cannot be read: {CAUSE}",
)  # fmt: skip

LICENCES = (
    "“{model}” is none of your own models", "Only their cards can be written on.",
    "the name of a licence has {count} letters at most", "Leave its text where you found it.",
)  # fmt: skip
