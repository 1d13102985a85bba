"""The photo cache written by `prepare`: pictures as raw bytes, faces as rows."""

from pathlib import Path

import numpy as np

CERTAIN = 0.5  # teacher's score from which a face is a label; below it the region is ignored
DOUBT = 0.3  # teacher's finds below this are taken for background
PASTED = ("utk",)  # close crops: their faces are pasted into other pictures, not shown as photos
HELD, HELD_OUT = ("imagenet", "bsds", "urban"), 5  # every fifth of these sources is never trained on


def kept(faces: np.ndarray) -> np.ndarray:
    return faces[faces[:, 14] >= DOUBT]


class PhotoCache:
    """Photos of several sources, by one running index. `image(i)` is a read-only view of the bytes on disk."""

    def __init__(self, folder: Path, sources: list[str], held_out: bool = False):
        """held_out: the photos kept for evaluation (each HELD_OUT-th of a source in HELD), not those for training."""
        self.files, self.index = [], []
        for number, source in enumerate(sources):
            table = np.load(folder / f"{source}.npz")
            self.files.append(np.memmap(folder / f"{source}.bin", np.uint8, "r"))
            first, faces = table["first"], table["faces"]
            for k, (offset, shape) in enumerate(zip(table["offset"], table["shape"])):
                if (source in HELD and k % HELD_OUT == 0) != held_out:
                    continue
                self.index.append((number, int(offset), tuple(int(n) for n in shape), kept(faces[first[k]:first[k + 1]])))
        scores = [f[:, 14].max() if len(f) else 0.0 for *_, f in self.index]
        crops = np.isin([number for number, *_ in self.index], [k for k, s in enumerate(sources) if s in PASTED])
        found = np.array(scores) >= CERTAIN
        self.with_faces = np.flatnonzero(found & ~crops)
        self.without = np.flatnonzero(~found & ~crops)
        self.faces = [(i, k) for i in np.flatnonzero(found) for k, f in enumerate(self.index[i][3]) if f[14] >= CERTAIN]

    def __len__(self) -> int:
        return len(self.index)

    def image(self, i: int) -> np.ndarray:
        number, offset, (height, width), _ = self.index[i]
        return self.files[number][offset:offset + height * width * 3].reshape(height, width, 3)

    def rows(self, i: int) -> np.ndarray:
        return self.index[i][3]
