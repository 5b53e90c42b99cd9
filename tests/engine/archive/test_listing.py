"""Listing: which files are pictures, and what each result is called."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.archive.found import Pictures
from engine.archive.listing import list_pictures
from engine.archive.naming import PLAIN, Naming
from engine.archive.results import READ, call_results
from engine.errors import DestinationNotWritable, UnreadablePicture

NO_UTF8 = os.fsdecode(b"gro\xdfvater.tif")  # "großvater" as Latin-1 wrote it
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="this system's names are Unicode, or case-blind")


def files(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    return folder


def drawn(*sources: Path, out: Path | None = None, suffix: str | None = None, template: str = PLAIN) -> list[str]:
    """Each picture and its result."""
    listing = list_pictures(sources, out or sources[0].parent / "out", Naming(suffix, template), "Restore")
    return [f"{found.source.name} → {found.result.as_posix()}" for found in listing.pictures]


def test_the_tree_of_a_folder_is_mirrored(tmp_path: Path) -> None:
    source = files(tmp_path / "in", "b.tif", "1931/a.jpg", "1931/c.PNG", "1931/winter/d.tiff")
    assert drawn(source) == [
        "a.jpg → 1931/a.jpg",
        "c.PNG → 1931/c.PNG",
        "d.tiff → 1931/winter/d.tiff",
        "b.tif → b.tif",
    ]


def test_all_results_may_get_one_format(tmp_path: Path) -> None:
    source = files(tmp_path / "in", "1931/a.jpg", "b.old.tif")
    assert drawn(source, suffix=".png") == ["a.jpg → 1931/a.png", "b.old.tif → b.old.png"]


def test_several_sources_each_get_a_folder_of_their_name(tmp_path: Path) -> None:
    one, other = files(tmp_path / "one", "a.tif"), files(tmp_path / "other", "a.tif", "b/c.tif")
    assert drawn(one, other) == ["a.tif → one/a.tif", "a.tif → other/a.tif", "c.tif → other/b/c.tif"]


def test_sources_of_the_same_name_do_not_meet(tmp_path: Path) -> None:
    one, other = files(tmp_path / "x/scans", "a.tif"), files(tmp_path / "y/scans", "a.tif")
    assert drawn(one, other, out=tmp_path / "out") == ["a.tif → scans/a.tif", "a.tif → scans/a-2.tif"]


def test_pictures_and_folders_may_be_named_together(tmp_path: Path) -> None:
    source = files(tmp_path / "in", "a.tif", "b/c.tif")
    assert drawn(source / "a.tif", source / "b") == ["a.tif → a.tif", "c.tif → b/c.tif"]


def test_a_picture_that_is_named_twice_is_done_once(tmp_path: Path) -> None:
    source = files(tmp_path / "in", "a.tif", "b/c.tif")
    assert drawn(source, source, source / "b", source / "a.tif") == ["a.tif → in/a.tif", "c.tif → in/b/c.tif"]


def test_names_that_would_fall_together_keep_their_whole_name(tmp_path: Path) -> None:
    source = files(tmp_path / "in", "a.tif", "a.jpg", "b.jpg")
    assert drawn(source, suffix=".png") == ["a.jpg → a.jpg.png", "a.tif → a.tif.png", "b.jpg → b.png"]


@linux_only
def test_names_that_differ_only_in_capitals_are_told_apart(tmp_path: Path) -> None:
    source = files(tmp_path / "in", "A.tif", "a.tif", "a-2.tif")
    assert drawn(source) == ["A.tif → A.tif", "a-2.tif → a-2.tif", "a.tif → a-3.tif"]


NAMES = st.lists(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "x/", "X/", "x.tif/"]),
        st.sampled_from(["a", "A", "a-2", "a.tif", "ä", "a.b"]),
        st.sampled_from([*sorted(READ), ".TIF", ".webp"]),
    ),
    unique=True,
    max_size=12,
)


@linux_only
@given(names=NAMES, suffix=st.sampled_from([None, ".tif", ".png", ".jpg"]))
def test_no_two_pictures_ever_share_a_result(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], suffix: str | None
) -> None:
    folder = tmp_path_factory.mktemp("in")
    taken = {parent for name in names for parent in Path(name).parents}
    names = [name for name in names if Path(name) not in taken]
    listing = list_pictures([files(folder, *names)], folder.parent / "out", Naming(suffix))
    assert {found.source for found in listing.pictures} == {folder / name for name in names}
    assert len({str(found.result).casefold() for found in listing.pictures}) == len(names)


def test_hidden_files_and_files_that_are_no_pictures_are_left_alone(tmp_path: Path) -> None:
    source = files(tmp_path / "in", "a.tif", ".b.tif", ".trash/c.tif", "notes.txt", "a.tif.json", "1931/Thumbs.db")
    listing = list_pictures([source], tmp_path / "out")
    assert [found.source.name for found in listing.pictures] == ["a.tif"]
    assert listing.left_alone == 3


def test_pictures_of_a_kind_that_is_not_read_yet_are_listed_so_that_they_are_named(tmp_path: Path) -> None:
    source = files(tmp_path / "in", "a.webp", "b.HEIC", "c.tif")
    assert drawn(source) == ["a.webp → a.webp.tif", "b.HEIC → b.HEIC.tif", "c.tif → c.tif"]


def test_a_file_that_is_named_itself_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    assert drawn(files(tmp_path, "scan") / "scan") == ["scan → scan.tif"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_links_to_pictures_are_followed_and_links_to_folders_are_not(tmp_path: Path) -> None:
    source = files(tmp_path / "in", "a/b.tif")
    (source / "a" / "circle").symlink_to(source)
    (source / "link.tif").symlink_to(source / "a" / "b.tif")
    (source / "itself.tif").symlink_to("itself.tif")
    (source / "gone.tif").symlink_to("nowhere")
    assert drawn(source) == [
        "b.tif → a/b.tif",
        "gone.tif → gone.tif",  # will be named as failed
        "itself.tif → itself.tif",
        "link.tif → link.tif",
    ]


@linux_only
def test_names_that_are_no_utf_8_are_listed_as_they_are(tmp_path: Path) -> None:
    source = files(tmp_path / "in", NO_UTF8)
    (found,) = list_pictures([source], tmp_path / "out").pictures
    assert os.fsencode(found.source.name) == os.fsencode(found.result.name) == b"gro\xdfvater.tif"


def test_times_that_no_journal_holds_are_cut(tmp_path: Path) -> None:
    pictures = Pictures()
    for changed in (-(2**70), 5, 2**70):
        pictures.add(pictures.folder("/in", ""), "a.tif", 1, changed)
    assert [found.changed for found in pictures] == [1 - 2**63, 5, 2**63 - 1]


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePicture, match="lost is not there"):
        list_pictures([tmp_path / "lost"], tmp_path / "out")


@pytest.mark.parametrize("inside", [".", "out", "a/b/out"])
def test_a_destination_inside_a_source_is_refused(tmp_path: Path, inside: str) -> None:
    source = files(tmp_path / "in", "a.tif")
    with pytest.raises(DestinationNotWritable, match="lies inside the source") as raised:
        list_pictures([source], source / inside)
    assert "outside the pictures" in raised.value.hint


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_destination_that_leads_into_a_source_by_a_link_is_refused(tmp_path: Path) -> None:
    source = files(tmp_path / "in", "a.tif", "sub/b.tif")
    (tmp_path / "elsewhere").symlink_to(source / "sub")
    (tmp_path / "also").symlink_to(source)
    for given_source, destination in ((source, tmp_path / "elsewhere"), (tmp_path / "also", source / "out")):
        with pytest.raises(DestinationNotWritable, match="lies inside the source"):
            list_pictures([given_source], destination)


def test_a_source_inside_the_destination_is_no_harm(tmp_path: Path) -> None:
    assert drawn(files(tmp_path / "in", "a.tif"), out=tmp_path) == ["a.tif → a.tif"]


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = files(tmp_path / "in", "a.tif", "locked/b.tif")
    really = os.scandir

    def scandir(place: Path) -> object:
        if Path(place).name == "locked":
            raise PermissionError(13, "Permission denied")
        return really(place)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(UnreadablePicture, match=r"the folder .*locked cannot be read: Permission denied"):
        list_pictures([source], tmp_path / "out")


def test_results_are_called_by_the_template_and_mirror_the_tree(tmp_path: Path) -> None:
    source = files(tmp_path / "in", "b.tif", "1931/a.jpg", "1931/winter/d.old.tiff", "letter.pdf")
    for file in source.rglob("*.*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    assert drawn(source, template="{folder}-{name} ({recipe}, {date})") == [
        "a.jpg → 1931/1931-a (Restore, 2001-09-09).jpg",
        "d.old.tiff → 1931/winter/winter-d.old (Restore, 2001-09-09).tiff",
        "b.tif → in-b (Restore, 2001-09-09).tif",
        "letter.pdf → in-letter.pdf (Restore, 2001-09-09).tif",
    ]


def test_a_template_keeps_apart_what_would_fall_together(tmp_path: Path) -> None:
    source = files(tmp_path / "in", "a.jpg", "a.tif", "a.png")
    assert drawn(source, template="{name}-restored") == [
        "a.jpg → a-restored.jpg", "a.png → a-restored.png", "a.tif → a-restored.tif"
    ]  # fmt: skip
    assert drawn(source, suffix=".png", template="{name}-restored") == [
        "a.jpg → a.jpg-restored.png", "a.png → a-restored.png", "a.tif → a.tif-restored.png"
    ]  # fmt: skip


@given(
    names=st.lists(st.from_regex(r"[abA2][abA.\-2 ]{0,3}", fullmatch=True), min_size=1, max_size=12, unique=True),
    template=st.sampled_from(["{name}", "{name}-2", "{name}{name}", "{folder}{name}", "{name} {recipe}", "2-{name}"]),
    suffix=st.sampled_from([None, ".png"]),
)
def test_whatever_the_template_no_two_results_have_one_name(names: list[str], template: str, suffix: str | None) -> None:
    pictures = Pictures()
    folder = pictures.folder("/in", "")
    for name in names:
        for kind in (".tif", ".jpg", ".x"):
            pictures.add(folder, f"{name}{kind}", 0, 0)
    call_results(pictures, suffix, Naming(suffix, template).namer("Restore"))
    assert len({str(found.result).casefold() for found in pictures}) == len(pictures)
    assert all(found.result.suffix == (suffix or (found.source.suffix if found.source.suffix in READ else ".tif"))
               for found in pictures)  # fmt: skip
