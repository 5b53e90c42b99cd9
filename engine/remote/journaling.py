"""The folder of the journal where it is not that of the results: it remembers whose it is."""

from __future__ import annotations

from pathlib import Path

from engine.archive.address import Address, AddressInvalid, Place
from engine.errors import DestinationNotWritable
from engine.files.destination import in_words, write_whole
from engine.journal.access import FOLDER

NAME = "destination"  # the file that says whose results it is about


def journal_folder(destination: Place, journal: Path | None) -> Path:
    """Where the journal is to be kept (in a folder of its own there, see JournalAccess). Raises AddressInvalid without a place
    for it, DestinationNotWritable where it is that of other results."""
    if isinstance(destination, Address) and journal is None:
        raise AddressInvalid(
            f"the journal of {destination} must lie on a disk of this machine",
            "Say where: --journal FOLDER, and the same folder each time that you go on.",
        )
    folder = journal or Path(str(destination))
    noted = folder / FOLDER / NAME
    with in_words(folder):
        owner = noted.read_text("utf-8", "surrogateescape") if noted.exists() else ""
        begun = (folder / FOLDER / "journal.sqlite").exists()
    here = str(destination)
    if (owner or begun) and (owner or str(folder)) != here:
        raise DestinationNotWritable(
            f"the journal in {folder} is that of the results in {owner or folder}, and not of those in {here}",
            "Choose another folder for the journal.",
        )
    return folder


def claim(folder: Path, destination: Place) -> None:
    """Note in the journal's folder whose it is. Raises StoreUnavailable where an address cannot be written."""
    if isinstance(destination, Address):
        from engine.remote.store import check_writable

        check_writable(destination)
    noted = folder / FOLDER / NAME
    if str(destination) != str(folder) and not noted.exists():
        with in_words(folder):
            noted.parent.mkdir(parents=True, exist_ok=True)
        write_whole(noted, str(destination).encode("utf-8", "surrogateescape"))
