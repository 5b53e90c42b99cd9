"""The translations are whole: nothing is unfinished, nothing is missing, and what is compiled is what was written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from engine.desks.laboratory import describe as described_laboratory
from engine.desks.teaching import PLAIN
from engine.messages.laboratory_answers import DescribeLaboratory
from gui.sentences import known
from gui.words import engine_text, remark_text, remarks_in
from installer.translating import FOLDER, LANGUAGES, compiled, gathered
from tests.gui.said import said

PLACES = re.compile(r"%L?(?:\d|n)|\{\w+\}")
NOT_SENTENCES = {  # names, and pieces that are known as parts of others
    "CPU (onnxruntime)", "CPU (torch)", "CPU (torch, bf16)", "CPU (OpenVINO)", "CPU (OpenVINO, bf16)",
    "GPU (DirectML)", "Apple (CoreML)", "GPU (torch)", "Apple GPU (torch)", "out of memory",
    "old JPEG", "JPEG XL", "lossy JPEG", "camera raw", "unknown (number 7)", " with alpha",
    "preview crew", "allocate memory", "fax (CCITT)", "the recipe", "folder for masks", "folder of the journal",
    "the 7 7 lies inside the source 7",
    "the mask 7 has 7", "7 × 7 px, the picture 7 × 7", ", though its detail ends at 1/7 of its size",
    "7 has 7 x 7 pixels; more than 7 are not read", "damage studio", "explained result", "found damage", "listed faces",
    "selected part", *PLAIN.values(),
}  # fmt: skip
NOT_IN_THE_WINDOW = {  # what only the command line asks for, and what only mistakes of ours lead to
    "Correct the plan where the message points.", "“7” sets nothing",
    "Write it like colourise.version=2: stage, option and value.", "all weights of styles are 0",
    "“7” is not the address of a file", "there is no tile 7, 7 on level 7", "7 made 7 7 of 7", "the device is closed",
    "the edit: 7", "the model “7” is to be told 7 facts about the picture",
    "want float32 (B, H, W, 7), got 7 7", "JPEG has no alpha and 8 bits: ask `fitting` first",
}  # fmt: skip
FRAMES = "{}", "x.jpg {}", "x.jpg: {}"
"""Sentences say it alone, or behind the name of a file."""


class Message(NamedTuple):
    context: str
    source: str
    translations: list[str]
    unfinished: bool


def messages(language: str) -> Iterator[Message]:
    for context in ElementTree.parse(FOLDER / f"patina_{language}.ts").getroot().findall("context"):
        for message in context.findall("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
            yield Message(
                context.findtext("name", ""), message.findtext("source", ""), forms, translation.get("type") == "unfinished"
            )


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load("patina_zh_CN", str(FOLDER))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert [message for message in messages(language) if message.unfinished or not all(message.translations)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_places_and_the_ends_of_their_texts(language: str) -> None:
    def shape(text: str) -> tuple[object, ...]:
        return sorted(PLACES.findall(text)), len(re.findall(r"&\w", text)), text.endswith("…")

    wrong = [(message.source, one) for message in messages(language) for one in message.translations
             if shape(one) != shape(message.source)]  # fmt: skip
    assert wrong == []


def test_the_sources_hold_no_text_that_the_translations_do_not_know(tmp_path: Path) -> None:
    for language in LANGUAGES:
        shutil.copy(FOLDER / f"patina_{language}.ts", tmp_path)
    for file in gathered(tmp_path):
        assert texts_of(file) == texts_of(FOLDER / file.name), "run `python3 dev.py translate`"


def texts_of(file: Path) -> set[tuple[str | None, str | None]]:
    contexts = ElementTree.parse(file).getroot().findall("context")
    return {
        (context.findtext("name"), message.findtext("source")) for context in contexts for message in context.findall("message")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_written(language: str, tmp_path: Path) -> None:
    file = FOLDER / f"patina_{language}.ts"
    assert compiled(file, tmp_path).read_bytes() == file.with_suffix(".qm").read_bytes(), "run `python3 dev.py translate`"


def described_of_studies() -> Iterator[str]:
    """Titles and helps, which are gathered from what is described."""
    for study in described_laboratory(DescribeLaboratory(0)).studies:
        yield from (study.title, study.about)
        yield from (text for part in (*study.folders, *study.options) for text in (part.title, part.help))


def test_every_sentence_of_the_engine_is_known() -> None:
    left_out = NOT_SENTENCES | NOT_IN_THE_WINDOW | set(described_of_studies())
    unknown = [
        where for where, text in said() if text not in left_out and not any(known(frame.format(text)) for frame in FRAMES)
    ]
    assert unknown == [], "put them into gui/sentences.py"


@pytest.mark.parametrize(
    ("english", "chinese_words"),
    [
        ("tones: changed by 21.4 of 255", "影调：改变 21.4 / 255"),
        ("seen: noise or grain, JPEG blocks", "检测到：噪点或颗粒、JPEG 块状痕迹"),
        ("levels: not needed (tones: as they should be)", "色阶：不需要（影调：正常）"),
        ("colours: a plausible guess (version 1, 0 hints), not evidence", "颜色：合理的猜测（版本 1，0 个提示点），并非证据"),
        ("style.jpg is damaged: its size is missing", "style.jpg 已损坏：缺少尺寸"),
        ("a: b.tif is a TIFF with 1 and 8 bits: not read yet", "a: b.tif 是 1 位和 8 位混合的 TIFF，暂不支持"),
        ("The IPTC block is left out: it is damaged.", "IPTC 信息未保留：已损坏。"),
        ("/1.png is there already, and was made of another picture (2.png)", "/1.png 已存在，且由另一张图片（2.png）生成"),
        ("Check the name.", "请检查名称。"),
        ("Restore", "修复"),
        ("something that nobody has translated", "something that nobody has translated"),
    ],
)
@pytest.mark.usefixtures("chinese")
def test_what_the_engine_says_is_said_in_chinese(english: str, chinese_words: str) -> None:
    assert engine_text(english) == chinese_words


@pytest.mark.usefixtures("chinese")
def test_remarks_that_the_journal_keeps_in_one_line_are_told_one_by_one() -> None:
    note = "tones: as they should be; the colour profile could not be used; the picture was taken as sRGB; 50 % more"
    assert remarks_in(note) == ["影调：正常", "颜色配置文件无法使用，图片按 sRGB 处理", "50 % more"]
    assert remarks_in("") == []


def test_remarks_begin_with_a_capital_in_english() -> None:
    note = "seen: noise or grain; Photoshop's layers are left out; the picture is read as they show it together."
    assert remarks_in(note) == [
        "Seen: noise or grain", "Photoshop's layers are left out; the picture is read as they show it together."
    ]  # fmt: skip
    assert remark_text("") == ""


def test_one_picture_is_one_in_english(qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load("patina_en", str(FOLDER))
    assert [translator.translate("ReviewHead", "Show %n new picture(s)", None, count) for count in (1, 2)] == [
        "Show %n new picture", "Show %n new pictures",
    ]  # fmt: skip
