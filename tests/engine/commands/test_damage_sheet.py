"""The sheet of all damages, and the command that writes it."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from engine.commands.command_line import app
from engine.sheets import BACKGROUND
from engine.training.damage_sheet import SIDE, at_strength
from models.damages.grain import Grain
from models.damages.jpeg import Jpeg


def test_a_strength_is_a_point_in_the_range_of_each_option() -> None:
    assert at_strength(Jpeg, 0.2) == Jpeg(quality=(35, 35))
    assert at_strength(Grain, 0) == Grain(amplitude=(5, 5), size=(0.5, 0.5))
    assert at_strength(Grain, 1) == Grain(amplitude=(26, 26), size=(1.5, 1.5))


def test_the_command_writes_a_sheet_with_a_column_for_each_strength(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sheets" / "damages.png"
    with pytest.raises(SystemExit) as ended:
        app(["damages", str(out), "--strengths", "0.5"], exit_on_error=False)
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip() == str(out)
    with Image.open(out) as sheet:
        pixels = np.asarray(sheet)
    assert SIDE * 2 < pixels.shape[1] < SIDE * 3, "one strength of two damages, side by side"
    _, _, parts, _ = cv2.connectedComponentsWithStats(np.any(pixels != BACKGROUND, axis=2).astype(np.uint8))
    columns = {int(part[0]) for part in parts[1:] if part[cv2.CC_STAT_AREA] > SIDE * SIDE / 2}
    assert len(columns) <= 4, "pictures stand in two columns; a white border is a few pixels narrower"


def test_a_strength_beyond_the_range_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Exception, match="Must be <= 1"):
        app(["damages", str(tmp_path / "out.png"), "--strengths", "3"], exit_on_error=False, print_error=False)
