"""onnxruntime on the CPU, float32: the graph comes without weights, and is given them when a session opens."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from engine.backends.backend import Backend, Interrupted, Session, Tiles
from engine.backends.foreign_graphs import ran
from engine.backends.graphs import session_for
from models.package import Package, PackageDamaged


class OnnxCpu(Backend):
    name = "cpu"
    title = "CPU (onnxruntime)"

    def __init__(self) -> None:
        self._running = onnxruntime.RunOptions()  # of the run under way, or of the next

    def open(self, package: Package) -> Session:
        """A design of which there is no graph is run by torch."""
        if not package.card.network.is_graph and not package.graph.is_file():
            return self._by_torch(package)
        return self._opened(package)

    @property
    def providers(self) -> list[Any]:
        """What runs the nodes of a graph, in the order in which they are asked."""
        return ["CPUExecutionProvider"]

    def options(self) -> onnxruntime.SessionOptions:
        """Of every session."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = os.cpu_count() or 1
        options.log_severity_level = 3
        # Threads that wait for each other sleep: else they take the processor from those that read and write beside them
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_mem_pattern = False  # the plan of a whole run takes a fifth more memory, and saves no time
        _share_arena()
        options.add_session_config_entry("session.use_env_allocators", "1")
        return options

    def _opened(self, package: Package, fixed: Mapping[str, int] | None = None) -> Session:
        """`fixed`: sizes of dimensions that are free in the graph."""
        options = self.options()
        for name, size in (fixed or {}).items():
            options.add_free_dimension_override_by_name(name, size)
        if package.card.network.is_graph:
            design = package.card.network
            return session_for(design)(package.data(), design, options, self._run, self.providers)
        session = _session(package, options, self.providers)
        names, wanted = [one.name for one in session.get_inputs()], session.get_outputs()[0].name

        step, largest = package.card.network.multiple_of, 0

        def answer(*given: Tiles) -> Tiles:
            nonlocal largest
            if given[0].size > largest and not fixed:
                largest = given[0].size
                small = [given[0][:1, :step, :step], *(facts[:1] for facts in given[1:])]
                session.run([wanted], _named(names, small), _emptying())
            return self._run(session, [wanted], _named(names, given))[0]

        return answer

    def _by_torch(self, package: Package) -> Session:
        from engine.backends.torch_cpu import TorchCpu

        session = TorchCpu().open(package)

        def answer(*given: Tiles) -> Tiles:
            try:
                answered = session(*given)
                if self._running.terminate:  # nobody wants it any more
                    raise Interrupted
                return answered
            finally:
                self._running = onnxruntime.RunOptions()

        return answer

    def _run(
        self, session: onnxruntime.InferenceSession, wanted: Sequence[str], given: dict[str, NDArray[Any]]
    ) -> list[NDArray[Any]]:
        try:
            return ran(session, wanted, given, self._running)
        except Exception as error:
            if self._running.terminate:
                raise Interrupted from error
            raise
        finally:
            self._running = onnxruntime.RunOptions()

    def interrupt(self) -> None:
        self._running.terminate = True

    def versions(self) -> dict[str, str]:
        return {"onnxruntime": onnxruntime.__version__}


@cache
def _share_arena() -> None:
    """One arena for all sessions of this process, which takes no more than it is asked for. Else each keeps one of its own,
    that doubles when it grows."""
    arena, normal = onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, onnxruntime.OrtMemType.DEFAULT
    place = onnxruntime.OrtMemoryInfo("Cpu", arena, 0, normal)
    as_requested = {"max_mem": 0, "arena_extend_strategy": 1, "initial_chunk_size_bytes": -1, "max_dead_bytes_per_chunk": -1}
    onnxruntime.create_and_register_allocator(place, onnxruntime.OrtArenaCfg(as_requested))


def _emptying() -> onnxruntime.RunOptions:
    """For a run after which the arena gives back what it keeps: before larger tiles than ever, which would not fit into it."""
    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


def _named(names: Sequence[str], given: Sequence[Tiles]) -> dict[str, NDArray[Any]]:
    return dict(zip(names, map(np.ascontiguousarray, given), strict=True))


def _session(package: Package, options: onnxruntime.SessionOptions, providers: list[Any]) -> onnxruntime.InferenceSession:
    """onnxruntime refers to the given weights until the session is made, so they are kept until then."""
    graph = package.graph.read_bytes()
    weights = package.graph_weights()
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
    options.add_external_initializers(list(weights), values)
    try:
        return onnxruntime.InferenceSession(graph, options, providers=providers)
    except Exception as error:  # onnxruntime's own errors have no common base
        raise PackageDamaged(f"the weights in {package.folder} do not fit the network on the card: {error}") from error
