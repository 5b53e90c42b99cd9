"""The commands that restore photographs and paint them; engine/commands/command_line.py offers them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter, validators

from engine.archive.address import Place, place_given, refuse_address
from engine.archive.naming import Conflict, Format, Naming
from engine.commands.exit_codes import DONE, SOME_FAILED, STOPPED, WRONG_CALL
from engine.commands.stopping import asked_to_stop

if TYPE_CHECKING:
    from engine.engine import Engine
    from engine.events import Event
    from engine.recipe import Recipe

Output = Annotated[Path, Parameter(alias="-o")]
Tile = Annotated[int, Parameter(validator=validators.Number(gte=0, lte=8192))]


def restore(
    *sources: str,
    output: Annotated[str, Parameter(alias="-o")],
    recipe: str = "restore",
    device: str = "auto",
    format: Format = "same",
    strength: float | None = None,
    crisp: float | None = None,
    noise: float | None = None,
    settings: Annotated[tuple[str, ...], Parameter(name="--set", negative=(), show_default=False)] = (),
    masks: Path | None = None,
    only_needed: bool = False,
    name: str = "{name}",
    conflict: Conflict = "refuse",
    tile: Tile = 0,
    journal: Path | None = None,
    cluster: str = "",
    workers: Annotated[int, Parameter(validator=validators.Number(gte=0))] = 0,
    json: bool = False,
) -> int:
    """Restore photographs, or folders of them, into a folder that mirrors theirs.

    What an earlier call has finished is not done again; a stopped call goes on where it was.

    Args:
        sources: Pictures or folders; also at addresses, such as s3://archive/masters, of whatever storage fsspec knows.
        output: The folder for results, or an address. It must not lie inside a source.
        recipe: The name of a recipe (see `recipes`), or a TOML file.
        device: The name of a device (see `devices`), of several cards that share the work (cuda:0,cuda:1), or auto.
        format: Of the results; "same" as the source. "pyramid" is TIFF with smaller copies of large pictures inside (a half, a
            quarter and so on), from which viewers and image servers (IIIF) show them.
        strength: Of the stage `restore`, 0 to 1.
        crisp: Of the stage `restore`, from 0 (faithful) to 1 (as sharp as new, with texture that may be made up).
        noise: Noise level of the pictures, sigma in 8-bit levels; 0 estimates it for each.
        settings: An option of a stage, such as colourise.version=2; may be given several times (`recipes` lists them all).
        masks: A folder for masks of the damage that is found (PNG, white is repaired). Those that are there already are used,
            so they may be edited, or drawn by hand.
        only_needed: Leave out what a photograph does not need; the record beside the result says what, and why.
        name: What results are called, before the suffix, such as "{name}-restored". Places: {name}, the picture's own;
            {folder}, the folder that it lies in; {date}, the day of its last change; {recipe}, the title of the recipe.
        conflict: What to do where a file that is not ours has the name of a result: refuse that picture, number the result,
            or skip the picture, which leaves that file to stand for it. Nothing is ever written over.
        tile: Side of the tiles that a picture is painted in, in pixels; 0 chooses. Smaller ones take less memory and more time.
        journal: The folder for the journal, which knows what is done; it lies with the results unless you say. Needed, and
            always the same, where results go to an address: the journal must be on a disk of this machine.
        cluster: The address of a Ray cluster whose machines restore the pictures: "auto" for the one that this machine belongs
            to, HOST:6379, or "local" for one that is this machine alone. All have Patina, and sources and output under the same
            paths.
        workers: How many workers on each machine of the cluster; 0: one for each graphics card, or one where there is none.
        json: Print events as lines of JSON.
    """
    from msgspec.structs import replace

    from engine.recipe import find_recipe, with_options, with_settings

    given = {"strength": strength, "crisp": crisp, "noise": noise}
    options = {name: value for name, value in given.items() if value is not None}
    chosen = with_settings(with_options(find_recipe(recipe), "restore", **options), settings)
    if only_needed:
        chosen = replace(chosen, only_needed=True)
    refuse_address(masks, "folder for masks")
    refuse_address(journal, "journal")
    places, naming = [place_given(one) for one in sources], Naming.of(format, name, conflict)
    task = Task(places, place_given(output), chosen, naming, masks, journal)
    return _run(task, Machines(device, tile, cluster, workers), json)


def style(
    *sources: Path,
    output: Output,
    style: Annotated[tuple[str, ...], Parameter(negative=())],
    strength: float = 1.0,
    keep_colours: bool = False,
    stroke: Literal["fine", "medium", "broad"] = "medium",
    device: str = "auto",
    format: Format = "same",
    name: str = "{name}",
    conflict: Conflict = "refuse",
    tile: Tile = 0,
    json: bool = False,
) -> int:
    """Paint photographs, or folders of them, in one style or in a mixture, into a folder that mirrors theirs.

    Args:
        sources: Pictures or folders.
        output: The folder for results. It must not lie inside a source.
        style: The name of a style (see `styles`), or several to be mixed: --style monet=0.7 --style sketch=0.3.
        strength: 0 leaves the picture as it is.
        keep_colours: Paint with the picture's own colours.
        stroke: How wide strokes are against the picture.
        device: The name of a device (see `devices`), of several cards that share the work (cuda:0,cuda:1), or auto.
        format: Of the results; "same" as the source.
        name: What results are called: see `restore`.
        conflict: What to do where a file that is not ours has the name of a result: see `restore`.
        tile: Side of the tiles that a picture is painted in, in pixels; 0 chooses.
        json: Print events as lines of JSON.
    """
    from engine.recipe import style_recipe

    recipe = style_recipe(style, strength=strength, keep_colours=keep_colours, stroke=stroke)
    return _run(Task(sources, output, recipe, Naming.of(format, name, conflict)), Machines(device, tile), json)


@dataclass(frozen=True)
class Task:
    """What a call asks for: see Engine.submit."""

    sources: Sequence[Place]
    output: Place
    recipe: Recipe
    naming: Naming
    masks: Path | None = None
    journal: Path | None = None


@dataclass(frozen=True)
class Machines:
    """Where pictures are restored: on a device of this machine, or on a cluster."""

    device: str
    tile: int
    cluster: str = ""
    workers: int = 0

    @contextmanager
    def engine(self, hear: Callable[[Event], None]) -> Generator[Engine]:
        """Raises ClusterUnavailable, at the end too: where no worker was left, pictures are."""
        from engine.devices.opening import open_device
        from engine.engine import Engine

        if not self.cluster:
            with closing(open_device(self.device)) as processor, closing(Engine(hear, processor, tile=self.tile)) as engine:
                yield engine
            return
        from engine.cluster.cluster import Cluster
        from engine.cluster.connection import Connection
        from engine.events import DeviceChanged

        machines = Cluster(Connection(self.cluster), self.device, self.tile, self.workers)
        machines.told = lambda message: hear(DeviceChanged(message))
        with (
            machines,
            closing(open_device("cpu", alone=True)) as processor,
            closing(Engine(hear, processor, machines.lanes, carry=machines.restore)) as engine,
        ):
            yield engine
        if machines.gone:
            raise machines.gone


def _run(task: Task, machines: Machines, json: bool) -> int:
    from engine.commands.progress import JsonLines, Progress

    if not task.sources:
        print("Name pictures or folders.", file=sys.stderr)
        return WRONG_CALL
    with JsonLines() if json else Progress() as told, machines.engine(told.hear) as engine, asked_to_stop(engine.stop):
        batch = engine.submit(task.sources, task.recipe, task.output, task.naming, task.masks, task.journal)
        batch.wait()
    if batch.control.stopped:
        return STOPPED
    return SOME_FAILED if told.failed else DONE
