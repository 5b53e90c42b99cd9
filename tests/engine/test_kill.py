"""A killed batch goes on as if nothing had happened."""

from pathlib import Path

from tests.engine.kill_trial import kill_trial


def test_a_batch_that_is_killed_again_and_again_ends_as_if_undisturbed(tmp_path: Path) -> None:
    trial = kill_trial(tmp_path, kills=6, seed=7)
    assert trial.harm == []
    assert trial.kills == 6
