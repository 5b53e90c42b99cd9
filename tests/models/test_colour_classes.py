"""Colours as classes: nothing is rounded, the probable counts, rare colours count more, and the nearest version learns."""

from __future__ import annotations

import math
import warnings
from pathlib import Path

import onnxruntime
import pytest
import torch
from torch import Tensor, nn

from models.colour_classes import ALONG, CLASSES, EDGE, STEP, annealed, surprise, surprises
from models.colour_spaces import from_lab
from models.losses.colour import rarity


def sure_of(ab: Tensor, certainty: float = 20.0) -> Tensor:
    """Logits (B, CLASSES, h, w) that hold nothing but the node nearest to (B, 2, h, w) for probable."""
    a, b = ((ab + EDGE) / STEP).round().long().clamp(0, ALONG - 1).unbind(1)
    logits = torch.zeros(len(ab), CLASSES, *ab.shape[2:])
    return logits.scatter(1, (a * ALONG + b)[:, None], certainty)


def even(lightness: float, a: float, b: float, side: int = 8) -> Tensor:
    """(1, 3, side, side) of one colour."""
    return from_lab(torch.tensor([lightness, a, b]).view(1, 3, 1, 1).expand(1, 3, side, side))


def test_who_knows_nothing_answers_grey() -> None:
    assert annealed(torch.zeros(2, CLASSES, 3, 5)).abs().max() < 1e-4


@pytest.mark.parametrize("ab", [(9.0, 27.0), (-99.0, 99.0), (63.0, -81.0)])
def test_who_is_sure_of_a_class_answers_its_colour(ab: tuple[float, float]) -> None:
    wanted = torch.tensor(ab).view(1, 2, 1, 1)
    assert torch.allclose(annealed(sure_of(wanted)), wanted, atol=0.1)


def test_the_annealed_mean_is_nearer_to_the_probable_than_the_mean_is() -> None:
    red, green = (torch.tensor([a, 9.0]).view(1, 2, 1, 1) for a in (63.0, -45.0))
    doubtful = torch.log(0.7 * sure_of(red).softmax(dim=1) + 0.3 * sure_of(green).softmax(dim=1))
    mean = 0.7 * 63 - 0.3 * 45
    assert mean + 15 < float(annealed(doubtful)[0, 0]) < 63


def test_the_surprise_is_least_for_the_shares_of_the_nodes_around_a_colour() -> None:
    """A colour between nodes is learnt as it is, not as the nearest node: at the least the mean of the shares is the colour."""
    torch.manual_seed(0)
    ab = torch.rand(1, 2, 4, 4) * 160 - 80
    logits = torch.zeros(1, CLASSES, 4, 4, requires_grad=True)
    optimiser = torch.optim.Adam([logits], lr=0.3)
    for _ in range(300):
        optimiser.zero_grad()
        loss = surprise(logits, ab).mean()
        torch.autograd.backward(loss)
        optimiser.step()
    along = torch.arange(ALONG) * STEP - EDGE
    nodes = torch.stack([along.repeat_interleave(ALONG), along.repeat(ALONG)])
    mean = (nodes @ logits.softmax(dim=1).flatten(2)).unflatten(2, (4, 4))
    assert (mean - ab).abs().max() < 1.5


def test_the_surprise_is_the_cross_entropy() -> None:
    on_a_node = torch.tensor([9.0, -27.0]).view(1, 2, 1, 1)
    assert float(surprise(torch.zeros(1, CLASSES, 1, 1), on_a_node)) == pytest.approx(math.log(CLASSES), rel=1e-5)
    assert float(surprise(sure_of(on_a_node), on_a_node)) < 1e-4
    assert float(surprise(sure_of(-on_a_node), on_a_node)) > 15


def test_colours_beyond_the_grid_count_as_those_at_its_edge() -> None:
    beyond, edge = (torch.tensor([9.0, b]).view(1, 2, 1, 1) for b in (-107.0, -EDGE))
    logits = torch.randn(1, CLASSES, 1, 1)
    assert torch.equal(surprise(logits, beyond), surprise(logits, edge))


def beliefs_in(*versions: tuple[float, float], pictures: int = 1, certainty: float = 8.0) -> Tensor:
    """(pictures, versions, CLASSES, 2, 2): each version is sure of one colour everywhere."""
    one = [sure_of(torch.tensor(ab).view(1, 2, 1, 1).expand(1, 2, 2, 2), certainty) for ab in versions]
    return torch.stack(one, dim=1).expand(pictures, -1, -1, -1, -1)


def test_the_first_version_is_judged_by_itself_and_of_the_others_the_nearest_counts() -> None:
    red, blue = even(50, 45, 9), even(50, 9, -45)
    beliefs = beliefs_in((9, -45), (45, 9), (9, -45))
    first, others = surprises(beliefs, red, uniform=0.5)
    assert first > 5
    assert others < 0.2 * first
    first, others = surprises(beliefs, blue, uniform=0.5)
    assert first < 0.6, "these colours do not lie quite on a node"
    assert others < first + 1


def test_the_nearest_version_of_each_picture_learns_and_the_others_hardly() -> None:
    originals = torch.cat([even(50, 45, 9), even(50, 9, -45)])
    beliefs = beliefs_in((9, 9), (45, 9), (9, -45), pictures=2, certainty=2.0).clone().requires_grad_()
    torch.autograd.backward(surprises(beliefs, originals, uniform=0.5)[1])
    assert beliefs.grad is not None
    learnt = beliefs.grad.abs().sum(dim=(2, 3, 4))
    assert not learnt[:, 0].any(), "the first is judged elsewhere"
    assert learnt[0, 1] > 10 * learnt[0, 2]
    assert learnt[1, 2] > 10 * learnt[1, 1]
    assert learnt[:, 1:].min() > 0, "none is forgotten"


def test_rare_colours_count_more() -> None:
    """Fifteen grey pictures and a red one: to know red is worth more than its sixteenth."""
    originals = torch.cat([even(50, 0, 0)] * 15 + [even(50, 45, 9)])
    grey, red = (beliefs_in(ab, ab, ab, pictures=16) for ab in ((0.0, 0.0), (45.0, 9.0)))
    knows_red = torch.cat([grey[:15], red[15:]])
    lost = surprises(grey, originals, uniform=0.01)[0] - surprises(knows_red, originals, uniform=0.01)[0]
    plain = surprises(grey, originals, uniform=1.0)[0] - surprises(knows_red, originals, uniform=1.0)[0]
    assert lost > 4 * plain
    assert torch.allclose(rarity(torch.zeros(1, 2, 4, 4), 0.5), torch.ones(1, 1, 4, 4))


def test_a_graph_of_the_mean_fits_every_size(tmp_path: Path) -> None:
    """Graphs are traced at one size: nothing of it may stay in them."""

    class Mean(nn.Module):
        def forward(self, logits: Tensor) -> Tensor:
            return annealed(logits)

    with warnings.catch_warnings(action="ignore"):
        torch.onnx.export(
            Mean(), (torch.rand(1, CLASSES, 8, 8),), tmp_path / "mean.onnx", input_names=["given"], dynamo=False,
            dynamic_axes={"given": {0: "batch", 2: "height", 3: "width"}}, opset_version=18,
        )  # fmt: skip
    session = onnxruntime.InferenceSession(tmp_path / "mean.onnx", providers=["CPUExecutionProvider"])
    given = torch.randn(2, CLASSES, 5, 11, generator=torch.Generator().manual_seed(0))
    (found,) = session.run(None, {"given": given.numpy()})
    torch.testing.assert_close(torch.from_numpy(found), annealed(given), atol=1e-3, rtol=1e-4)
