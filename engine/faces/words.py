"""What is said about the faces of a picture."""

from __future__ import annotations

from collections.abc import Sequence

from engine.faces.laying import Face


def remarks_on(faces: Sequence[Face], strength: float, guarded: bool) -> tuple[str, ...]:
    """`guarded`: whether it was looked at how far they stay themselves, or nobody wanted it."""
    if not faces:
        return ("faces: none found",)
    made = [face for face in faces if face.share]
    said = [f"faces: {len(faces)} found, {len(made)} restored"]
    if small := sum(face.left == "small" for face in faces):
        said.append(f"faces: {small} too small to be restored")
    if asked := sum(face.left == "asked" for face in faces):
        said.append(f"faces: {asked} left alone, as it was asked for")
    if many := sum(face.left == "many" for face in faces):
        said.append(f"faces: {many} left alone, only the largest are restored")
    shares = [face.share / strength for face in faces if face.change is not None and face.share < strength]
    if len(shares) == 1:
        said.append(f"faces: 1 blended back to {shares[0]:.0%}: it no longer looked like itself")
    elif shares:
        said.append(f"faces: {len(shares)} blended back, to {min(shares):.0%} and more: they no longer looked like themselves")
    if made and not guarded:
        said.append("faces: nobody looked whether they stay themselves, for want of a model that tells faces apart")
    return tuple(said)


def certainty_of(faces: Sequence[Face]) -> float | None:
    """How much the face that changed most stays like itself, 0 to 1; None where none was looked at."""
    alike = [face.likeness for face in faces if face.share and face.likeness is not None]
    return min(max(min(alike), 0.0), 1.0) if alike else None


def doubt_of(certainty: float | None) -> str:
    if certainty is None or certainty >= 0.995:
        return ""
    return f"faces: the one that changed most is {certainty:.0%} like itself"
