"""Takes a model in: a package, or a file of another program, which becomes one in the user's folder of models."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from engine.files.destination import PART, in_words
from engine.importing.about import NOTHING, UNKNOWN, About
from engine.importing.copying import CARD, PACKAGE, copied
from engine.importing.looking import sight
from engine.importing.refusal import ImportRefused, checked_id, id_for
from engine.importing.uses import use_of
from engine.names import speakable
from engine.packages import package_folders
from engine.paths import user_models

if TYPE_CHECKING:
    from models.card import Card
    from models.halo import Answering
    from models.network import NetworkDesign

WEIGHTS, GRAPHS = (".pth", ".pt", ".ckpt", ".safetensors"), (".onnx",)
FACTORS = (1, 2, 4, 8)
READABLE = "Packages (folders with model.toml) and files named .pth, .pt, .ckpt, .safetensors or .onnx can be read."


class Imported(NamedTuple):
    card: Card
    recognised: str
    """What it was recognised as, in a sentence."""


class _Foreign(NamedTuple):
    """A model of another program, before its sight is measured."""

    kind: str  # the network's name for people
    design: NetworkDesign
    data: bytes
    parameters: int
    answering: Answering


def import_model(
    source: Path,
    name: str = "",
    about: About = NOTHING,
    told: Callable[[str], None] = lambda _: None,
    models: Path | None = None,
    taken: Collection[str] | None = None,
) -> Imported:
    """Make a package of `source` in the user's folder, under the id `name`, or under one made of its own name.

    `told` hears what is done now, in words; what it raises ends the import, and nothing is left behind. Raises ImportRefused.
    """
    models = models or user_models()
    taken = package_folders().keys() if taken is None else taken
    with in_words(models):
        models.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".import-", suffix=PART, dir=models) as folder:
            draft = Path(folder) / "package"
            imported = _drafted(source, draft, name, about, told, taken)
            final = models / imported.card.id
            if final.exists():
                raise ImportRefused(f"{speakable(str(final))} is there already", "Move it away, or choose another name.")
            draft.rename(final)
    return imported


def _drafted(
    source: Path, draft: Path, name: str, about: About, told: Callable[[str], None], taken: Collection[str]
) -> Imported:
    if source.is_dir():
        return _package(source, draft, name, taken)
    if not source.is_file():
        raise ImportRefused(f"{speakable(str(source))} is not there", "Check the name.")
    kind = about.suffix or source.suffix.lower()
    if source.name == CARD or (kind == ".safetensors" and not about.suffix and (source.parent / CARD).is_file()):
        return _package(source.parent, draft, name, taken)
    if kind not in WEIGHTS + GRAPHS:
        raise ImportRefused(f"{speakable(source.name)} is no model of a kind that is read", READABLE)
    name = checked_id(name, taken) if name else id_for(source.stem, taken)
    try:
        return _foreign(source, draft, name, about._replace(suffix=kind), told)
    except ImportRefused as error:
        raise ImportRefused(f"{speakable(source.name)} is not taken in: {error}", error.hint) from error
    except MemoryError as error:
        words = f"{speakable(source.name)} is not taken in: there is too little memory for it"
        raise ImportRefused(words, "Close other programs.") from error


def _package(source: Path, draft: Path, name: str, taken: Collection[str]) -> Imported:
    if not (source / CARD).is_file():
        inside = [file for file in sorted(source.iterdir()) if file.suffix.lower() in WEIGHTS + GRAPHS]
        if inside:
            words = f"“{speakable(source.name)}” is not a package, but there is {speakable(inside[0].name)} in it"
            raise ImportRefused(words, "Choose that file itself.")
        raise ImportRefused(f"there is no “{CARD}” in “{speakable(source.name)}”", PACKAGE)
    card = copied(source, draft, name, taken)
    return Imported(card, f"a package: {card.title}")


def _foreign(source: Path, draft: Path, name: str, about: About, told: Callable[[str], None]) -> Imported:
    import msgspec

    from models.card import Card
    from models.package import write_files

    told("reading the file")
    try:
        model = _graph(source) if about.suffix in GRAPHS else _weights(source)
    except OSError as error:
        raise ImportRefused(f"it cannot be read: {error.strerror}", "Check the permissions.") from error
    use = use_of(model.design)
    recognised = f"{model.kind}, {model.parameters / 1e6:.1f} million parameters: {use.does}"
    told(recognised)
    network, halo, caution = model.design, 0, use.caution
    if model.design.in_tiles:
        seen = sight(model.answering, model.design.multiple_of, told)
        network, halo, caution = msgspec.structs.replace(model.design, grid=seen.grid), seen.halo, seen.caution
    card = Card(
        id=name,
        title=about.title or source.stem,
        purpose=use.purpose,
        network=network,
        halo=halo,
        caution=caution,
        licence=about.licence or UNKNOWN,
        author=about.author,
        trained_on=UNKNOWN,
        weights_sha256="",
    )
    return Imported(write_files(draft, card, model.data).card, recognised)


def _weights(source: Path) -> _Foreign:
    from safetensors.torch import save

    from models.foreign_weights import WeightsRefused, read_weights
    from models.network import NetworkUnavailable
    from models.networks.face_restorer import FaceRestorer
    from models.networks.foreign import Foreign
    from models.spandrel_door import NotRecognised, recognised

    try:
        known, tensors = recognised(read_weights(source))
    except WeightsRefused as error:
        hint = "Look for the same model as .safetensors, which can hold nothing but numbers."
        raise ImportRefused(str(error), hint) from error
    except NotRecognised as error:
        raise ImportRefused(str(error), "If it is to be had as .onnx, that may work.") from error
    except NetworkUnavailable as error:
        raise ImportRefused(str(error), error.hint) from error
    if known.factor not in FACTORS:
        raise ImportRefused(f"{known.title} enlarges {known.factor} times: only 2, 4 and 8 can be used", "")
    channels = 1 if known.channels == 1 else 3
    design: NetworkDesign = FaceRestorer(architecture=known.architecture)
    if not known.face:
        design = Foreign(architecture=known.architecture, factor=known.factor, channels=channels, grid=known.least_multiple)
    data = save({name: tensor.detach().clone().contiguous() for name, tensor in tensors.items()})
    network = design.answering(design.with_weights(tensors).eval().requires_grad_(False))
    return _Foreign(known.title, design, data, known.parameters, network)


def _graph(source: Path) -> _Foreign:
    import onnxruntime
    import torch

    from engine.backends.graphs import session_for
    from engine.importing.graphs import examined

    data = source.read_bytes()
    design, parameters = examined(data)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = session_for(design)(data, design, options)
    return _Foreign("a graph (ONNX)", design, data, parameters, lambda tiles: torch.from_numpy(session(tiles.numpy())))
