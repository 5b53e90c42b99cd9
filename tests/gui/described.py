"""What an engine describes, made by hand: five stages, three recipes, three models and two devices."""

from __future__ import annotations

from typing import Any

from engine.messages.answers import Described, DeviceDescribed, ModelDescribed, OptionDescribed, RecipeDescribed, StageDescribed


def described(number: int = 1) -> Described:
    return Described(
        number=number,
        stages=STAGES,
        recipes=RECIPES,
        models=MODELS,
        devices=DEVICES,
        formats=("JPEG", "PNG", "TIFF"),
        suffixes=(".jpeg", ".jpg", ".png", ".tif", ".tiff"),
    )


def _share(name: str, title: str, help: str, default: float) -> OptionDescribed:
    return OptionDescribed(name, title, help, "number", default, least=0.0, most=1.0)


_STRENGTH = _share("strength", "Strength", "0 leaves the picture as it is", 1.0)

STAGES = (
    StageDescribed(
        "colourise",
        "Colourise",
        "Gives a black and white or sepia picture colours: plausible ones, not evidence of what they were.",
        (
            _STRENGTH,
            _share("colourful", "Colourful", "0.15 is faint, 0.4 as photographs mostly are, 0.7 gaudy", 0.4),
            OptionDescribed("version", "Version", "1: the best guess; 2 and 3: others", "choice", 1, choices=(1, 2, 3)),
            OptionDescribed("hints", "Hints", "points whose colour is known", "other", []),
        ),
        lacking=("colouriser",),
    ),
    StageDescribed("levels", "Levels", "Restores the tones of a faded picture and removes its colour cast.", (_STRENGTH,)),
    StageDescribed(
        "restore",
        "Restore",
        "Removes noise, grain, blur and JPEG blocks with a trained network.",
        (
            _STRENGTH,
            _share("crisp", "Crisp", "0: faithful, nothing is made up; 1: looks as sharp as new", 0.0),
            OptionDescribed(
                "noise", "Noise", "sigma in 8-bit levels; 0: estimated from the picture", "number", 0.0, least=0.0, most=100.0
            ),
        ),
    ),
    StageDescribed(
        "scratches",
        "Scratches",
        "Removes scratches, hairs, dust, creases, tears and stains: marks them, and paints what they hide from around them.",
        (
            _STRENGTH,
            _share("doubt", "Doubt", "how doubtful damage may be that is removed; more finds more", 0.2),
            _share(
                "wide", "Wide damage", "how sure a mark must be that is over 24 pixels wide; 1: only what somebody drew", 1.0
            ),
        ),
    ),
    StageDescribed(
        "style",
        "Style",
        "Paints the picture in one style, or in a mixture of several.",
        (
            OptionDescribed("styles", "Styles", "each with its weight", "other", {"monet": 1.0}),
            _STRENGTH,
            OptionDescribed("keep_colours", "Keep colours", "only brightness is painted", "switch", False),
            OptionDescribed(
                "stroke", "Stroke", "width against the picture", "choice", "medium", choices=("fine", "medium", "broad")
            ),
        ),
    ),
)


def _recipe(title: str, *stages: dict[str, Any], only_needed: bool = False) -> dict[str, Any]:
    return {"format": 1, "title": title, "stages": list(stages), "only_needed": only_needed}


RECIPES = (
    RecipeDescribed(
        "damaged",
        "Damaged",
        "Restore, for prints and films that are scratched, creased or dusty.",
        _recipe("Damaged", {"type": "levels"}, {"type": "scratches"}, {"type": "restore"}),
    ),
    RecipeDescribed(
        "family-album",
        "Family album",
        "",
        _recipe("Family album", {"type": "levels", "strength": 0.5}, {"type": "restore", "crisp": 0.3}, only_needed=True),
        own=True,
    ),
    RecipeDescribed(
        "restore",
        "Restore",
        "What most scans of old photographs need.",
        _recipe("Restore", {"type": "levels"}, {"type": "restore"}),
    ),
)


def _model(id: str, title: str, purpose: str, **more: Any) -> ModelDescribed:
    ours: dict[str, Any] = {
        "id": id,
        "title": title,
        "purpose": purpose,
        "licence": "CC0-1.0",
        "trained_on": "9 000 photographs of the public domain, aged by our own damages",
        "design": "restorer",
        "parameters": 1_240_000,
        "bytes": 2_480_512,
        "sound": True,
        "own": False,
        "folder": f"file:///opt/patina/models/bundled/{id}",
    }
    return ModelDescribed(**(ours | more))


MODELS = (
    _model(
        "restorer",
        "Restorer",
        "Removes noise, blur and JPEG blocks, faithfully.",
        scores={"noise": (24.12, 31.05), "worn": (21.4, 25.87)},
    ),
    _model("stylist", "Stylist", "Paints in the hand of artists.", design="stylist", styles=("hokusai", "monet", "van-gogh")),
    _model(
        "my-restorer",
        "My restorer",
        "Learnt from my own slides.",
        licence="my own",
        own=True,
        sound=False,
        folder="file:///home/anna/.local/share/patina/models/my-restorer",
    ),
)

DEVICES = (
    DeviceDescribed("torch-cpu", "Processor (8 cores)", best=True, megapixels_per_second=0.42),
    DeviceDescribed("onnx-directml", "NVIDIA GeForce RTX 4070", best=False, problem="DirectML is only there on Windows."),
)
