"""The file exchange with the TypeScript harness: faces come in without any truth, labels go back.

A dump is a folder: `faces.json` {gate: {quality, attach, lead}, dimension, faces: [{id, photo, half, quality,
takenAt}]} and `vectors.f32` (faces x dimension, little-endian float32, unit length). Labels go into
`partitions/<method>.json`: [{method, setting, half, labels}], labels aligned with the faces of that half, -1 nobody.
"""

import dataclasses
import json
import pathlib

import numpy as np


@dataclasses.dataclass(frozen=True)
class Faces:
    """Faces of one half in order of arrival."""

    vectors: np.ndarray  # [n, d] float32, unit length
    quality: np.ndarray  # [n] 0..1
    photo: np.ndarray  # [n] integer
    taken_at: np.ndarray  # [n] ms, NaN where unknown


@dataclasses.dataclass(frozen=True)
class Gate:
    """The quality gate that Kith uses: poorer faces never link, they attach last."""

    quality: float
    attach: float
    lead: float


def read_dump(folder: pathlib.Path) -> tuple[dict[str, Faces], Gate]:
    header = json.loads((folder / "faces.json").read_text())
    rows = header["faces"]
    flat = np.fromfile(folder / "vectors.f32", dtype="<f4")
    if flat.size != len(rows) * header["dimension"]:
        raise ValueError(f"{folder}: expected {len(rows)} x {header['dimension']} numbers, got {flat.size}")
    vectors = flat.reshape(len(rows), header["dimension"])
    halves = {}
    for half in sorted({row["half"] for row in rows}):
        at = np.array([i for i, row in enumerate(rows) if row["half"] == half])
        halves[half] = Faces(
            vectors=vectors[at],
            quality=np.array([rows[i]["quality"] for i in at], dtype=float),
            photo=np.unique([rows[i]["photo"] for i in at], return_inverse=True)[1],
            taken_at=np.array([np.nan if rows[i]["takenAt"] is None else rows[i]["takenAt"] for i in at], dtype=float),
        )
    return halves, Gate(**header["gate"])


def write_partitions(folder: pathlib.Path, method: str, rows: list[dict]) -> None:
    (folder / "partitions").mkdir(exist_ok=True)
    (folder / "partitions" / f"{method}.json").write_text(json.dumps(rows))
