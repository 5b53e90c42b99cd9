"""The benchmark in earnest: processes of its own, tiny pictures. No timing is asserted."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from engine.benchmark.agreement import agreement
from engine.benchmark.children import run as run_trial
from engine.benchmark.parts import PARTS
from engine.benchmark.reckoning import figure
from engine.benchmark.report import FIGURES, PAGE, Benchmark, markdown
from engine.benchmark.run import Wishes, benchmark
from engine.benchmark.specimens import write_specimen
from engine.benchmark.trial import Run, Trial, Way
from engine.commands.command_line import run
from engine.errors import AppError
from engine.recipe import find_recipe, write_recipe

ROUNDS, PICTURES = 2, 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a report on the stage `restore`."""
    folder = tmp_path_factory.mktemp("bench")
    told: list[str] = []
    wishes = Wishes((0.06,), ("restore",), (), ("cpu",), plain=True, batch=PICTURES, repeats=ROUNDS)
    benchmark(wishes, folder, ["bench", "-o", "REPORT"], told.append)
    assert any(f"round {ROUNDS} of {ROUNDS}, plain" in line for line in told)
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> Benchmark:
    return msgspec.json.decode((folder / FIGURES).read_bytes(), type=Benchmark)


def test_nothing_but_the_report_stays_in_the_folder(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [PAGE, FIGURES]


def test_the_figures_are_those_of_the_runs(report: Benchmark) -> None:
    (case,) = report.cases
    assert case.plain is not None
    assert case.faster is not None
    assert case.memory is not None
    for way in (case.program, case.plain):
        assert len(way.runs) == ROUNDS
        assert way.seconds == figure([one.seconds for one in way.runs])
        assert way.rate.median == pytest.approx(figure([case.megapixels / one.seconds for one in way.runs]).median)
        assert all(0 < one.seconds < one.wall for one in way.runs)
        assert sum(way.shares.values()) == pytest.approx(1)
        assert way.shares.keys() == PARTS.keys()
        assert way.shares["network"] > 0
        assert way.shares["decoding"] > 0
        assert way.shares["encoding"] > 0
    assert case.program.shares["checking"] > 0
    assert case.faster.ratio == pytest.approx(case.plain.seconds.median / case.program.seconds.median)
    assert case.faster.least <= case.faster.ratio <= case.faster.most
    assert case.program.megabytes is not None
    assert case.plain.megabytes is not None
    assert case.memory.ratio == pytest.approx(case.program.megabytes.median / case.plain.megabytes.median)
    assert case.work is not None
    assert case.work.ratio == pytest.approx(case.program.cpu.median / case.plain.cpu.median)
    assert case.bare is not None
    assert case.bare_cpu is not None
    assert case.bare_cpu.least > 0
    assert case.of_bare is not None
    assert case.of_bare.ratio == pytest.approx(case.program.seconds.median / case.bare.median)


def test_the_plain_loop_paints_what_the_program_paints(report: Benchmark) -> None:
    assert report.cases[0].psnr is None or report.cases[0].psnr > 40


def test_what_was_seen_and_what_halos_cost_is_told(report: Benchmark) -> None:
    (case,) = report.cases
    assert "working scale: 1/1" in case.seen
    assert case.seams is None, "it is one tile"
    (halo,) = case.halos
    assert halo.stage == "restore"
    assert halo.share > 0
    assert case.tiles == 1


def test_a_batch_is_held_against_what_bounds_it(report: Benchmark) -> None:
    (batch,) = report.batches
    assert batch.pictures == PICTURES
    assert all(len(one.pictures) == PICTURES for one in batch.program.runs)
    bounds = [max(one.cpu / batch.cores, one.parts["network"]) for one in batch.program.runs]
    assert batch.bound == figure(bounds)
    assert batch.ratio.ratio == pytest.approx(batch.program.seconds.median / batch.bound.median)


def test_the_report_says_how_it_was_made(folder: Path, report: Benchmark) -> None:
    assert report.made.command.startswith("main.py bench -o REPORT")
    assert "processors" in report.made.machine
    assert any(model.startswith("restorer, sha256 ") for model in report.made.models)
    assert [aim.what.rpartition(": ")[2] for aim in report.aims] == [
        "times as fast as the plain loop",
        "seconds for one of the bare networks",
        "seconds for one of the bound",
    ]
    page = (folder / PAGE).read_text("utf-8")
    for title in ("Speed and memory", "Beside others", "Many small JPEGs", "Where the time goes", "What halos cost", "Aims"):
        assert f"<h2>{title}</h2>" in page
    assert "| Speed and memory |" in markdown(report)
    assert msgspec.json.decode(msgspec.json.encode(report), type=Benchmark) == report


@pytest.mark.parametrize("name", ["damaged", "twice-as-large"])
def test_recipes_that_survey_or_enlarge_go_through_the_plain_loop_too(tmp_path: Path, name: str) -> None:
    specimen = write_specimen(tmp_path / "picture.tif", 0.03)
    write_recipe(find_recipe(name), tmp_path / f"{name}.toml")

    def done(way: Way) -> Run:
        results = tmp_path / f"by {way}"
        results.mkdir()
        recipe = str(tmp_path / f"{name}.toml")
        return run_trial(Trial(way=way, source=str(specimen.path), results=str(results), recipe=recipe, device="cpu"))

    found = agreement(done("program").pictures[0], done("plain").pictures[0])
    assert found is None or found > 40


def test_a_trial_that_fails_says_why(tmp_path: Path) -> None:
    (tmp_path / "letter.jpg").write_text("Dear grandfather")
    write_recipe(find_recipe("restore"), tmp_path / "restore.toml")
    trial = Trial(
        way="program",
        source=str(tmp_path / "letter.jpg"),
        results=str(tmp_path / "results"),
        recipe=str(tmp_path / "restore.toml"),
        device="cpu",
    )
    with pytest.raises(AppError, match=r"the trial “program” of restore failed: letter.jpg is not a picture"):
        run_trial(trial)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "output"),
        (["-o", "{out}", "--megapixels", "0"], 2, "megapixels"),
        (["-o", "{out}", "--repeats", "0"], 2, "repeats"),
        (["-o", "{out}", "--batch", "-1"], 2, "batch"),
        (["-o", "{out}", "--stage", "dream"], 1, "there is no stage “dream”"),
        (["-o", "{out}", "--recipe", "dream"], 1, "there is no recipe “dream”"),
        (["-o", "{out}", "--device", "cuda9"], 1, "there is no device “cuda9”"),
        (["-o", "{file}"], 1, "{file}"),
    ],
)
def test_a_wrong_call_is_told_in_words(
    tmp_path: Path,
    arguments: list[str],
    code: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "file").write_text("")
    places = {"out": str(tmp_path / "out"), "file": str(tmp_path / "file")}
    monkeypatch.setattr("sys.argv", ["main.py", "bench", *(one.format(**places) for one in arguments)])
    with pytest.raises(SystemExit) as ended:
        run()
    told = capsys.readouterr()
    assert ended.value.code == code
    assert words.format(**places) in " ".join((told.out + told.err).split())
