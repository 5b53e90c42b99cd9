"""What styles are called, and which belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from PySide6.QtCore import QCoreApplication

from gui.words import filled

Group = Literal["painters", "techniques", "processes", "others"]

MEMBERS: dict[Group, tuple[str, ...]] = {
    "painters": ("monet", "renoir", "van-gogh", "degas", "turner", "gauguin", "hokusai", "old-masters"),
    "techniques": (
        "sketch", "ink-wash", "engraving", "cartoon", "watercolour", "woodcut", "charcoal", "pointillism", "mosaic",
        "stained-glass",
    ),
    "processes": ("daguerreotype", "cyanotype", "albumen", "autochrome", "technicolor", "kodachrome", "halftone-print"),
    "others": (),
}  # fmt: skip
GROUP_OF: dict[str, Group] = {name: group for group, names in MEMBERS.items() for name in names}
ORDER = {name: place for place, name in enumerate(GROUP_OF)}


def group_of(style: str) -> Group:
    return GROUP_OF.get(style, "others")


def in_order(styles: Iterable[str]) -> list[str]:
    """As they stand in the table, then the others by name."""
    return sorted(styles, key=lambda style: (ORDER.get(style, len(ORDER)), style))


def group_title(group: Group) -> str:
    translate = QCoreApplication.translate
    titles: dict[Group, str] = {
        "painters": translate("StyleNames", "Painters"),
        "techniques": translate("StyleNames", "Techniques"),
        "processes": translate("StyleNames", "Historic processes"),
        "others": translate("StyleNames", "Others"),
    }
    return titles[group]


def style_title(style: str) -> str:
    """As it stands alone: with a large letter."""
    word = style_word(style)
    return word[:1].upper() + word[1:]


def style_word(style: str) -> str:
    """As it stands in a sentence."""
    translate = QCoreApplication.translate
    words = {
        "monet": translate("StyleNames", "Monet"),
        "renoir": translate("StyleNames", "Renoir"),
        "van-gogh": translate("StyleNames", "Van Gogh"),
        "degas": translate("StyleNames", "Degas"),
        "turner": translate("StyleNames", "Turner"),
        "gauguin": translate("StyleNames", "Gauguin"),
        "hokusai": translate("StyleNames", "Hokusai"),
        "old-masters": translate("StyleNames", "old masters"),
        "sketch": translate("StyleNames", "sketch"),
        "ink-wash": translate("StyleNames", "ink wash"),
        "engraving": translate("StyleNames", "engraving"),
        "cartoon": translate("StyleNames", "cartoon"),
        "watercolour": translate("StyleNames", "watercolour"),
        "woodcut": translate("StyleNames", "woodcut"),
        "charcoal": translate("StyleNames", "charcoal"),
        "pointillism": translate("StyleNames", "pointillism"),
        "mosaic": translate("StyleNames", "mosaic"),
        "stained-glass": translate("StyleNames", "stained glass"),
        "daguerreotype": translate("StyleNames", "daguerreotype"),
        "cyanotype": translate("StyleNames", "cyanotype"),
        "albumen": translate("StyleNames", "albumen print"),
        "autochrome": translate("StyleNames", "autochrome"),
        "technicolor": translate("StyleNames", "Technicolor"),
        "kodachrome": translate("StyleNames", "Kodachrome"),
        "halftone-print": translate("StyleNames", "halftone print"),
    }
    return words.get(style) or style.replace("-", " ").replace("_", " ")


def mixture_title(styles: Sequence[str]) -> str:
    """“Monet, sketch and ink wash”."""
    if len(styles) < 2:
        return "".join(map(style_title, styles))
    first = [style_title(styles[0]), *map(style_word, styles[1:-1])]
    return filled(QCoreApplication.translate("StyleNames", "%1 and %2"), ", ".join(first), style_word(styles[-1]))
