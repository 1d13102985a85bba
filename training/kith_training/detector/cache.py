"""The photo cache written by `prepare`: pictures as raw bytes, faces as rows."""

import zlib
from pathlib import Path

import numpy as np

CERTAIN = 0.5  # teacher's score from which a face is a label; below it the region is ignored
DOUBT = 0.3  # teacher's finds below this are taken for background
PASTED = ("utk",)  # close crops: their faces are pasted into other pictures, not shown as photos
HELD, HELD_OUT = ("imagenet", "bsds", "urban"), 5  # every fifth of these sources is never trained on
CROWDS = ("flickr", "masks", "streets", "workers", "shanghai", "sport", "scenes", "everyday", "attention", "gaze", "troupes", "masked", "fashion", "classes",
          "wider", "waiters", "shoppers", "covered", "lectures")
VALIDATION = 20  # 1 in 20 of those chooses the recipe
OFTEN = {"wider": 5.0, "waiters": 3.0, "shoppers": 4.0}  # how much more often photos of these sources are shown: faces drawn by people
CROWD_CERTAIN, CROWD_DOUBT = 0.4, 0.25  # where people are, a poor find is more often a face than not
HARD = 0.55, 0.75  # teacher's scores of turned, covered, blurred faces: photos with one are shown twice as often
LEAST_MISTAKEN = 0.15  # score of what is taken for a face and is none (mistaken.py)
ENLARGED, CROWD_ENLARGED = 4.0, 1.6  # at most; beyond what the teacher saw, faces it missed would be taught as none


def kept(faces: np.ndarray, source: str = "") -> np.ndarray:
    """The rows that are labels (>= CERTAIN) or to be ignored; a crowd's labels are raised to CERTAIN."""
    if source not in CROWDS:
        return faces[faces[:, 14] >= DOUBT]
    rows = faces[faces[:, 14] >= CROWD_DOUBT]
    rows[rows[:, 14] >= CROWD_CERTAIN, 14] = np.maximum(rows[rows[:, 14] >= CROWD_CERTAIN, 14], CERTAIN)
    return rows


def held(source: str, k: int, name: str) -> bool:
    """Whether photo k of a source is kept out of training."""
    return source in HELD and k % HELD_OUT == 0 or source in CROWDS and zlib.crc32(name.encode()) % VALIDATION == 0


def chances(photos: list[np.ndarray], most: int, often=1.0) -> np.ndarray:
    """Chance of each photo by its face rows: root of its number of labels, at most `most`, times `often`; twice that with a hard face."""
    weights = np.array([np.sqrt(min(most, (rows[:, 14] >= CERTAIN).sum())) for rows in photos]) * often
    weights *= [1 + bool(((rows[:, 14] >= HARD[0]) & (rows[:, 14] < HARD[1])).any()) for rows in photos]
    return weights / weights.sum() if len(photos) else weights


def read_mistaken(path: Path, at: dict[int, int]) -> list[tuple[int, np.ndarray]]:
    """(photo, row) of what a detector took for a face; at: the running index of a photo by its number. Nothing where it was not looked for."""
    if not path.exists():
        return []
    with np.load(path) as table:
        return [(at[k], row) for k, row in zip(table["photo"].tolist(), table["rows"]) if k in at]


class PhotoCache:
    """Photos of several sources, by one running index. `image(i)` is a read-only view of the bytes on disk, numbers[i] photo i's place in its source's file."""

    def __init__(self, folder: Path, sources: list[str], held_out: bool = False):
        """held_out: the photos kept out of training (see `held`), not those for training."""
        self.files, self.index, self.numbers, self.mistaken = [], [], [], []
        for number, source in enumerate(sources):
            table = np.load(folder / f"{source}.npz")
            self.files.append(np.memmap(folder / f"{source}.bin", np.uint8, "r"))
            first, faces, before = table["first"], table["faces"], len(self.index)
            for k, (offset, shape, name) in enumerate(zip(table["offset"], table["shape"], table["names"])):
                if held(source, k, str(name)) != held_out:
                    continue
                rows = kept(faces[first[k]:first[k + 1]], source)
                self.index.append((number, int(offset), tuple(int(n) for n in shape), rows))
                self.numbers.append(k)
            at = {k: i for i, k in enumerate(self.numbers[before:], before)}
            self.mistaken += read_mistaken(folder / f"{source}.mistaken.npz", at)
        scores = [f[:, 14].max() if len(f) else 0.0 for *_, f in self.index]
        crops = np.isin([number for number, *_ in self.index], [k for k, s in enumerate(sources) if s in PASTED])
        found = np.array(scores) >= CERTAIN
        self.crowded = np.isin([number for number, *_ in self.index], [k for k, s in enumerate(sources) if s in CROWDS])
        self.with_faces = np.flatnonzero(found & ~crops & ~self.crowded)
        self.crowds = np.flatnonzero(found & self.crowded)
        self.photo_chances = chances([self.rows(i) for i in self.with_faces], 1)
        often = [OFTEN.get(sources[self.index[i][0]], 1.0) for i in self.crowds]
        self.crowd_chances = chances([self.rows(i) for i in self.crowds], 25, often)
        weights = np.array([row[14] ** 2 * np.sqrt(np.clip((row[2] - row[0]) * (row[3] - row[1]), 0, None)) for _, row in self.mistaken])
        self.mistaken_chances = weights / weights.sum() if len(weights) else weights  # by size, and by the score's square
        self.without = np.flatnonzero(~found & ~crops & ~self.crowded)
        self.faces = [(i, k) for i in np.flatnonzero(found & ~self.crowded) for k, f in enumerate(self.index[i][3]) if f[14] >= CERTAIN]

    def __len__(self) -> int:
        return len(self.index)

    def image(self, i: int) -> np.ndarray:
        number, offset, (height, width), _ = self.index[i]
        return self.files[number][offset:offset + height * width * 3].reshape(height, width, 3)

    def rows(self, i: int) -> np.ndarray:
        return self.index[i][3]

    def choose(self, rng, crowds: float) -> int:
        """A photo with faces; of people together with the chance `crowds`, the fuller and harder ones more often."""
        if len(self.crowds) and (rng.random() < crowds or not len(self.with_faces)):
            return int(rng.choice(self.crowds, p=self.crowd_chances))
        return int(rng.choice(self.with_faces, p=self.photo_chances))

    def enlarged(self, i: int) -> float:
        """How many times its size photo i may be shown."""
        return CROWD_ENLARGED if self.crowded[i] else ENLARGED
