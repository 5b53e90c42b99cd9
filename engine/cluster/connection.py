"""The connection to Ray, and the only place that knows it: machines, and workers on them."""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import socket
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.cluster.worker import Answer, Standing, Worker
from engine.control import Control
from engine.errors import AppError, Cancelled
from engine.photograph import Job

HERE = "local"
"""The address of a cluster that is this machine alone, and begun for this batch."""

AT_ONCE = 2  # pictures of each worker: one is read or written while the other is painted
GLANCE = 0.2  # seconds between two looks whether a picture is still wanted
GRACE = 30.0  # seconds that a worker has to leave a picture; then it is ended
REACHED = 10.0  # seconds until a cluster must answer
STORE = 80 << 20  # bytes of Ray's own store, the least it takes: paths travel, never pixels
ROOT = Path(__file__).resolve().parents[2]
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is told to Ray's makers
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # nor is the user told what later releases will do
    "RAY_ENABLE_AUTO_CONNECT": "0",  # a call that comes too late must not begin another cluster
}
PASSWORD = (("RAY_AUTH_MODE", "token"), ("RAY_AUTH_TOKEN", secrets.token_hex(32)))
"""Of a cluster that is begun here; without one, Ray would keep one in the user's home."""


class ClusterUnavailable(AppError):
    hint = "Look whether Ray runs there (`ray status`), and whether its version is the one here."


class WorkerLost(Exception):
    """It has died, with its machine or by itself, or cannot be reached any more."""


@dataclass(frozen=True)
class Machine:
    node: str
    """Ray's name of it; another one each time that it joins."""

    processors: float
    cards: float


class Colleague:
    """A worker, as seen from here. Calls come from several threads, wait for the answer, and raise what the worker raised."""

    def __init__(self, ray: Any, actor: Any) -> None:
        self._ray, self._actor = ray, actor

    def begin(self) -> Standing:
        """Raises AppError, or WorkerLost."""
        return self._answered(self._actor.begin.remote())

    def restore(self, job: Job, models: Mapping[str, str], control: Control) -> Answer:
        """Raises AppError, WorkerLost, or Cancelled soon after the control was stopped."""
        answer = self._actor.restore.remote(job, models)
        asked: float | None = None
        while not self._ray.wait([answer], timeout=GLANCE)[0]:
            if control.stopped:
                asked = asked or time.monotonic()
                self._actor.leave.options(concurrency_group="asides").remote(job.result)
                if time.monotonic() > asked + GRACE:
                    self.end()
                    raise Cancelled
        return self._answered(answer)

    def end(self) -> None:
        """At once, whatever it is doing. One that was lost, but may come back, is ended too."""
        self._ray.kill(self._actor)

    def _answered(self, answer: Any) -> Any:
        try:
            return self._ray.get(answer)
        except self._ray.exceptions.RayTaskError as error:
            raise error.cause from error
        except self._ray.exceptions.RayError as error:
            raise WorkerLost(_reason(error)) from error


class Connection:
    """To the cluster at an address, until it is closed."""

    def __init__(self, address: str) -> None:
        """Raises ClusterUnavailable."""
        for name, value in (*QUIET.items(), *(PASSWORD if address == HERE else ())):
            os.environ.setdefault(name, value)  # Ray reads them when it is imported
        try:
            import ray
        except ModuleNotFoundError as error:
            hint = 'Install it with: pip install "patina[cluster]", here and on every machine of the cluster.'
            raise ClusterUnavailable(f"a cluster needs {error.name}, which is not installed", hint) from error
        self._ray: Any = ray
        self._folder = ""
        try:
            self._init(address)
        except (OSError, RuntimeError, ValueError, self._ray.exceptions.RayError) as error:
            self._tidy()
            why = str(error).strip().splitlines()[0]
            raise ClusterUnavailable(f"the cluster {address} cannot be reached: {why}") from error

    def _init(self, address: str) -> None:
        paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        shared = {
            "runtime_env": {"env_vars": {"PYTHONPATH": paths, **QUIET}}, "log_to_driver": False, "logging_level": logging.ERROR,
        }  # fmt: skip
        if address != HERE:
            host, _, port = address.rpartition(":")
            if host and port.isdecimal():  # Ray would try for a quarter of an hour
                socket.create_connection((host, int(port)), REACHED).close()
            self._ray.init(address=address, **shared)
            return
        # Sockets lie in there, whose paths must be short: macOS has a long one for what is temporary.
        self._folder = tempfile.mkdtemp(prefix="patina-ray-", dir="/tmp" if os.name == "posix" else None)
        self._ray.init(address=HERE, include_dashboard=False, object_store_memory=STORE, _temp_dir=self._folder, **shared)

    def machines(self) -> list[Machine]:
        """Those that work now."""
        nodes = [node for node in self._ray.nodes() if node["Alive"]]
        return [Machine(node["NodeID"], node["Resources"].get("CPU", 0), node["Resources"].get("GPU", 0)) for node in nodes]

    def engage(self, machine: Machine, processors: float, cards: float, device: str, tile: int) -> Colleague:
        """A worker on that machine, with so many of its processors and cards to itself. `device`, `tile`: see Worker."""
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        kind = self._ray.remote(
            num_cpus=processors,
            num_gpus=cards,
            max_concurrency=AT_ONCE,
            concurrency_groups={"asides": 1},  # what is said beside the pictures does not wait for them
            scheduling_strategy=NodeAffinitySchedulingStrategy(machine.node, soft=False),
        )(Worker)
        return Colleague(self._ray, kind.remote(device, tile))

    def close(self) -> None:
        """A cluster that was begun for this batch ends with it."""
        self._ray.shutdown()
        self._tidy()

    def _tidy(self) -> None:
        end = time.monotonic() + REACHED
        while self._folder and os.path.exists(self._folder) and time.monotonic() < end:
            shutil.rmtree(self._folder, ignore_errors=True)
            time.sleep(GLANCE)  # Ray's processes may write while they end


def _reason(error: Exception) -> str:
    """Why a worker was lost, in one line: where its class could not be loaded there, the last of many."""
    lines = str(error).strip().splitlines()
    return lines[-1 if getattr(error, "actor_init_failed", False) else 0]
