"""Graphs of other programs: which way of running them makes one look like a network of ours."""

from __future__ import annotations

from collections.abc import Callable

from engine.backends.backend import Session
from engine.backends.face_graphs import face_session
from engine.backends.foreign_graphs import foreign_session
from engine.backends.subject_graphs import subject_session
from models.network import NetworkDesign


def session_for(design: NetworkDesign) -> Callable[..., Session]:
    """Takes the graph, its design and onnxruntime's options, and then perhaps what runs it, and the providers."""
    if design.faces:
        return face_session
    return subject_session if design.finds_subjects else foreign_session
