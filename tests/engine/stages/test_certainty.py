"""Certainty: how far what a stage measured agrees with what it did; where it does not, the stage says why."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.devices.device import Device
from engine.events import JobFinished
from engine.findings import Finding, least_certain
from engine.journal.packing import packed, unpacked
from engine.palette.measures import Measures
from engine.pixels import Pixels
from engine.provenance import read_record
from engine.recipe import find_recipe
from engine.stage import Stage
from engine.stages.enlarge import Enlarge
from engine.stages.levels import Levels
from engine.stages.restore import Restore
from tests.engine.palette.test_filling import square
from tests.engine.small_archive import painter_of, photograph, restored, saved
from tests.engine.stages.test_scratches import ANY, LIGHTEST, WHITE, looked, read_from, scratched
from tests.engine.stages.test_scratches import painter_of as with_damage


def wall(sigma: float, seed: int = 0) -> Pixels:
    """An even wall with noise, sigma in 8-bit levels."""
    noise = np.random.default_rng(seed).normal(0, sigma / 255, (256, 256, 3))
    return (0.5 + noise).astype(np.float32).clip(0, 1)


def found(picture: Pixels, stage: Stage, device: Device) -> Finding:
    (finding,) = painter_of(picture, [stage], device).findings
    return finding


def agreement(probes: list[Pixels]) -> float | None:
    seen = Measures(probes)
    return seen.noise_agreement(seen.noise_level)


@pytest.mark.parametrize("sigma", [0, 2, 8, 25])
def test_even_noise_is_agreed_upon(sigma: float) -> None:
    probes = [wall(sigma, seed) for seed in range(3)]
    agreed = agreement(probes)
    assert agreed is not None
    assert agreed > 0.95


def test_the_more_places_are_noisier_than_the_others_the_fewer_agree() -> None:
    shares: list[float] = []
    for noisy in range(4):
        probes = [wall(15 if place < noisy else 3, place) for place in range(8)]
        agreed = agreement(probes)
        assert agreed is not None
        shares.append(agreed)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.95
    assert shares[-1] < 0.75


def test_of_a_picture_too_small_for_places_nobody_tells() -> None:
    assert Measures([wall(5)[:120, :120]]).noise_agreement(5 / 255) is None


def test_restore_is_less_sure_where_half_a_picture_is_noisier_and_says_so(device: Device) -> None:
    sure = found(wall(8), Restore(), device)
    halves = np.concatenate([wall(4), wall(16, 1)], axis=1)
    unsure = found(halves, Restore(), device)
    assert sure.certainty is not None
    assert unsure.certainty is not None
    assert sure.certainty > 0.95 > 0.8 > unsure.certainty
    assert unsure.doubt == f"noise: {1 - unsure.certainty:.0%} of the even places have more of it, or less"
    assert found(halves, Restore(noise=10), device).certainty is None  # the user has said it


def test_levels_are_unsure_between_leaving_tones_and_changing_them(device: Device) -> None:
    picture = photograph(256, 256)
    for fading in np.linspace(0, 0.5, 11):
        faded = (picture * (1 - fading) + 0.4 * fading).astype(np.float32)
        painter = painter_of(faded, [Levels()], device)
        (finding,), look = painter.findings, painter.steps[0].look
        share = getattr(look, "share")  # noqa: B009 (of Tones)
        assert finding.certainty == pytest.approx(abs(2 * share - 1), abs=1e-3)
        assert bool(finding.doubt) == (0 < share < 1)


def test_marks_that_hang_on_the_doubt_that_is_allowed_make_scratches_unsure() -> None:
    """WhiteIsDamage is as sure as pixels are white; the stage takes what is at least 0.8 sure."""
    clear = looked(scratched(square(100, 20)))
    assert clear.certainty == pytest.approx(1)
    assert clear.doubt == ""
    mask = square(100, 20)
    doubtful = np.where(mask[..., None], LIGHTEST + (WHITE - LIGHTEST) * np.float32(0.75), scratched(square(100, 0)))
    look = looked(doubtful)
    assert look.certainty is not None
    assert look.certainty < 0.05
    assert look.doubt == "damage: 4.00% of the picture is doubtful"
    speck = looked(np.where(square(300, 2)[..., None], doubtful[50, 50], scratched(square(300, 0))))
    assert speck.certainty is not None
    assert speck.certainty > 0.9


def test_what_people_drew_is_sure() -> None:
    drawn = square(100, 20)[..., None].astype(np.uint8) * 255
    painter = with_damage(scratched(square(100, 20)), ANY, keep=lambda *_: read_from(drawn))
    assert painter.findings[0].certainty == 1


def test_stages_that_measure_nothing_of_the_kind_tell_none(device: Device) -> None:
    assert found(photograph(64, 64), Enlarge(), device).certainty is None


def test_the_outcome_keeps_the_smallest(tmp_path: Path, device: Device) -> None:
    halves = np.concatenate([wall(4), wall(16, 1)], axis=1)
    saved(tmp_path / "in" / "a.png", halves)
    events = restored(tmp_path / "in", tmp_path / "out", device, find_recipe("restore"))
    record = read_record(tmp_path / "out" / "a.png")
    assert record is not None
    (finished,) = (event for event in events if isinstance(event, JobFinished))
    assert finished.findings == record.said
    assert [finding.stage for finding in record.findings] == ["levels", "restore"]
    told = [finding.certainty for finding in record.findings if finding.certainty is not None]
    assert least_certain(record.said) == min(told)


def test_findings_survive_the_journal_also_with_names_that_are_no_text() -> None:
    findings = Finding("restore", ("noise: 9",), certainty=0.5, doubt="why"), Finding(remarks=("Gro\udcdfmutter",))
    kept = unpacked(packed(findings))
    assert kept == (findings[0], Finding(remarks=("Gro\\udcdfmutter",)))
    assert unpacked(packed(())) == ()
