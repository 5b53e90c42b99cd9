"""Where the program keeps what belongs to the user, and finds what belongs to it."""

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

RESOURCES = Path(__file__).parent.parent / "resources"


def user_folder() -> Path:
    """The user's own models and recipes; PATINA_HOME names another place."""
    home = os.environ.get("PATINA_HOME")
    return Path(home) if home else user_data_path("patina", appauthor=False)


def user_models() -> Path:
    return user_folder() / "models"


def user_recipes() -> Path:
    return user_folder() / "recipes"


def user_plans() -> Path:
    """Plans of the user's own, by which models of the user's own were trained."""
    return user_folder() / "plans"


def user_studies() -> Path:
    """What the user measures in the laboratory: a folder for each study, with its report."""
    return user_folder() / "laboratory"


def user_lessons() -> Path:
    """What the user teaches: a folder for each run."""
    return user_folder() / "lessons"


def cache_folder() -> Path:
    """What can be made again at any time."""
    home = os.environ.get("PATINA_HOME")
    return Path(home) / "cache" if home else user_cache_path("patina", appauthor=False)
