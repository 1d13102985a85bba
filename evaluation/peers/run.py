"""Runs the peers over a dump: `python run.py DUMP [--methods dbscan,immich] [--budget SECONDS]`.

Every setting of every method's grid is run on both halves, with the quality gate and without it; the harness
chooses on the tuning half and reports on the other. Nothing here sees a truth.
"""

import argparse
import dataclasses
import os
import pathlib
import time
import warnings

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # before NumPy is loaded: times are of one thread

from exchange import Faces, Gate, read_dump, write_partitions
from gate import gated
from methods import METHODS, run, settings


def run_method(name: str, halves: dict[str, Faces], gate: Gate, budget: float) -> list[dict]:
    cluster, grid = METHODS[name]
    started, rows = time.monotonic(), []
    gates = {"on": gate, "off": dataclasses.replace(gate, quality=-1.0)}
    for setting in settings(grid):
        if time.monotonic() - started > budget:
            print(f"{name}: stopped at its time budget of {budget:.0f} s")
            break
        for gate_name, which in gates.items():
            for half, faces in halves.items():
                begun = time.monotonic()
                labels = gated(run(cluster, setting), faces, which)
                rows.append(
                    {
                        "method": name,
                        "setting": {**setting, "gate": gate_name},
                        "half": half,
                        "seconds": round(time.monotonic() - begun, 4),
                        "labels": labels.tolist(),
                    }
                )
    return rows


def main() -> None:
    warnings.filterwarnings("ignore", category=FutureWarning)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dump", type=pathlib.Path)
    parser.add_argument("--methods", default=",".join(METHODS))
    parser.add_argument("--budget", type=float, default=900.0, help="seconds per method")
    options = parser.parse_args()
    halves, gate = read_dump(options.dump)
    for name in options.methods.split(","):
        begun = time.monotonic()
        rows = run_method(name, halves, gate, options.budget)
        write_partitions(options.dump, name, rows)
        print(f"{name}: {len(rows)} partitions in {time.monotonic() - begun:.1f} s", flush=True)


if __name__ == "__main__":
    main()
