"""A Dask cluster on this machine, whose workers can be killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Cluster:
    """A scheduler on the loopback address, and workers of it that can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
        )
        self.address = ""
        for _ in range(300):
            if file.exists() and (text := file.read_text(encoding="utf-8")).strip().endswith("}"):
                self.address = json.loads(text)["address"]
                break
            time.sleep(0.1)
        assert self.address, "the scheduler did not begin"

    def _start(self, *arguments: str, path: Path = ROOT) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "PYTHONPATH": str(path),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
            "DASK_DISTRIBUTED__WORKER__DAEMON": "False",
        }
        with (self.folder / f"{arguments[0]}-{len(self.started)}.log").open("wb") as log:
            done = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started.append(done)
        return done

    def worker(self, *, again: bool, path: Path = ROOT, threads: int = 1) -> subprocess.Popen[bytes]:
        """A worker; with a nanny that starts it again when it dies, or without.

        :param path: the folder whose niw it has.
        """
        return self._start(
            "worker", self.address, "--nthreads", str(threads), "--host", "127.0.0.1", "--no-dashboard",
            "--nanny" if again else "--no-nanny", "--local-directory", str(self.folder), path=path,
        )  # fmt: skip

    def workers(self) -> int:
        """How many workers the scheduler has now."""
        from distributed import Client

        with Client(self.address, timeout=20, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            return len(client.scheduler_info(n_workers=-1)["workers"])

    def wait_for(self, workers: int) -> None:
        """Return when there are so many workers."""
        from distributed import Client

        with Client(self.address, timeout=20, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(workers, timeout=40)

    def end(self) -> None:
        """Stop all that was started."""
        for process in reversed(self.started):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)
