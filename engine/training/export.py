"""From a run to a model package: the average's weights, a card, a measured halo, and the graph if it is a new design."""

from __future__ import annotations

import json
import os
import platform
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from engine.errors import PlanInvalid
from engine.events import Score
from engine.packages import find_package
from engine.training.checkpoint import load_checkpoint
from engine.training.games.styles import Styles
from engine.training.plan import TrainingPlan, read_plan
from engine.training.players import Players
from engine.training.run import works_of
from models import halo
from models.card import Card
from models.modules.channels_last import channels_last
from models.modules.looking import ToldOfCalm
from models.network import NetworkDesign
from models.package import Package, write_package
from models.still import merged

MANY = 4  # conditions, of which each is measured on fewer pictures
LICENCE = "GPL-3.0-or-later, as far as weights can be licensed"


def export(
    run: Path,
    folder: Path,
    purpose: str,
    trained_on: str,
    weights: Mapping[str, Tensor] | None = None,
    style: str = "",
    *,
    own_graph: bool = False,
) -> Package:
    """Write the run's average as a package; its id is the name of `folder`. Other weights have no scores on their card.

    `style` is what the one style that it has learnt is called, if not as the folder of its works. With `own_graph` the graph of
    a new design lies in the package, and not among those that the program brings.
    """
    plan = read_plan(run / "plan.toml")
    players = _trained(plan, run)
    network = plan.network.build()
    network.load_state_dict(merged(players.average) if weights is None else weights)
    network = channels_last(network.requires_grad_(False).eval())
    step = int(players.facts.get("best step", players.step))
    card = Card(
        id=folder.name,
        title=plan.title,
        purpose=purpose,
        network=plan.network,
        halo=measured_halo(plan.network, network),
        styles=_styles(plan, run, style),
        licence=LICENCE,
        trained_on=trained_on,
        plan=plan.title,
        steps=step,
        seed=plan.seed,
        hours=_hours(run, step),
        machine=machine(),
        scores=_scores(run, step) if weights is None else {},
        weights_sha256="",
    )
    package = write_package(folder, card, network)
    base = find_package(plan.start_from) if plan.start_from else None
    if own_graph and base and base.card.network == plan.network:
        for known, part in zip(base.parts, package.parts, strict=True):
            if known.own_graph.exists():
                shutil.copyfile(known.own_graph, part.own_graph)
    for part in package.parts if plan.network.runs else ():
        if not part.graph.exists():
            from engine.training.graph import write_graph  # needs onnx, which is there for those who make new designs

            write_graph(part.card.network, part.own_graph if own_graph else part.graph)
    return package


def trained_weights(run: Path) -> dict[str, Tensor]:
    """The weights that `export` writes, float32."""
    return merged(_trained(read_plan(run / "plan.toml"), run).average)


def measured_halo(design: NetworkDesign, network: nn.Module) -> int:
    """See models/halo.py; 0 for networks that see the whole picture at once. Raises PlanInvalid for one that looks too far."""
    if design.sees_whole or not design.runs:
        return 0
    answering = ToldOfCalm(design, network) if design.facts else design.answering(network)
    few = len(design.conditions) > MANY
    try:
        return halo.measured_halo(answering, design.multiple_of, design.conditions, few=few)
    except halo.LooksTooFar as error:
        raise PlanInvalid(str(error)) from error


def _trained(plan: TrainingPlan, run: Path) -> Players:
    """From the last checkpoint; the averages are the best, where the plan has patience."""
    players = Players.start(plan)
    load_checkpoint(players, run)
    if players.best:
        players.average.load_state_dict(players.best)
    return players


def _styles(plan: TrainingPlan, run: Path, style: str) -> tuple[str, ...]:
    """What the network's styles are called: as the folders of works are, after those that it began with."""
    if not isinstance(plan.game, Styles):
        return ()
    known = find_package(plan.start_from).card.styles if plan.start_from else ()
    numbered = (f"style-{number + 1}" for number in range(len(known), plan.game.first))
    return (*known[: plan.game.first], *numbered, *([style] if style else works_of(run, plan).names))


def machine() -> str:
    """What kind of machine this is, without its name."""
    if torch.cuda.is_available():
        return torch.cuda.get_device_name()
    return f"{platform.machine()}, {torch.backends.cpu.get_cpu_capability()}, {os.cpu_count()} cores"


def _told(run: Path, kind: str, step: int) -> list[dict[str, Any]]:
    """What the run's diary tells of one kind, up to a step."""
    diary = run / "diary.jsonl"
    lines = [json.loads(line) for line in diary.read_text().splitlines()] if diary.exists() else []
    return [line for line in lines if line["type"] == kind and line["step"] <= step]


def _hours(run: Path, step: int) -> float:
    """Without the time that scoring took."""
    done, seconds = 0, 0.0
    for line in _told(run, "TrainingStepped", step):
        seconds += max(0, line["step"] - done) / line["steps_per_second"]
        done = line["step"]
    return round(seconds / 3600, 2)


def _scores(run: Path, step: int) -> dict[str, tuple[float, float]]:
    """The last held-out scores up to a step, of those that are in dB."""
    scored = _told(run, "TrainingScored", step)
    found = {name: Score(*score) for name, score in scored[-1]["scores"].items()} if scored else {}
    return {name: (round(score.before, 2), round(score.after, 2)) for name, score in found.items() if score.unit == "dB"}
