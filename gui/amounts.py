"""Amounts as people say them: bytes, times, how many."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt


def size_in_words(count: int) -> str:
    """As disks are sold: 9.1 GB."""
    units, size = ("kB", "MB", "GB", "TB", "PB"), count / 1000
    while size >= 1000 and units[1:]:
        units, size = units[1:], size / 1000
    return f"{number(size, 0 if size >= 100 else 1)} {units[0]}"


def time_in_words(seconds: float) -> str:
    """“about 1 h 10 min”: no finer than anybody can know it."""
    minutes = round(seconds / 60)
    if seconds <= 0:
        return QCoreApplication.translate("amounts", "not known yet")
    if minutes < 1:
        return QCoreApplication.translate("amounts", "less than a minute")
    if minutes < 60:
        return QCoreApplication.translate("amounts", "about %1 min").replace("%1", number(minutes))
    if minutes < 48 * 60:
        hours, minutes = divmod(round(minutes / 5) * 5, 60)
        if not minutes:
            return QCoreApplication.translate("amounts", "about %1 h").replace("%1", number(hours))
        text = QCoreApplication.translate("amounts", "about %1 h %2 min")
        return text.replace("%1", number(hours)).replace("%2", number(minutes))
    return QCoreApplication.translate("amounts", "about %1 days").replace("%1", number(minutes / 60 / 24, 1))


def number(value: float, decimals: int = 0) -> str:
    """With the separators of the window's language."""
    return QLocale().toString(float(value), "f", decimals)


def when(iso: str) -> str:
    """A date and a time, here, as the user writes them; `iso` as ISO 8601 has it."""
    return QLocale().toString(QDateTime.fromString(iso, Qt.DateFormat.ISODate).toLocalTime(), QLocale.FormatType.ShortFormat)
