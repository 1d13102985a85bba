"""Run the teachers once over every crop and its mirror image, and keep what they said.

    python -m kith_training.data.teacher_cache --state STATE --models ../shared/models --teacher mbf
    python -m kith_training.data.teacher_cache --state STATE --models ../shared/models --teacher edgeface

Writes, for teacher T and N crops (axis 1: as it is, mirrored; each in its own orientation):
  T-vectors.npy  float16 [N, 2, 512]        unit length
  mbf-map28.npy  int8    [N, 2, 28, 28, 32] feature maps in the teacher's own principal axes,
  mbf-map14.npy  int8    [N, 2, 14, 14, 64] value = int8 * scale[c] (scales, axes: mbf-maps.npz)
  mbf-map7.npy   int8    [N, 2, 7, 7, 128]
and T.done with the number of finished rows of the flattened order (all plain first, then all
mirrored), so an interrupted run goes on where it stopped. Until its mirror image is done a crop's
vector stands for both (the joined teachers give the two a mean cosine of 0.98); --plain stops there.
--no-maps keeps the vectors alone: enough for more crops, as the maps are learned on the first folder.
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
import torch

from kith_training.data.teachers import MAPS, TEACHERS

BATCH = 32


def fit_axes(run, crops: np.ndarray, seed: int) -> dict[str, np.ndarray]:
    """Principal axes, mean and int8 scales of each map, from 1,024 crops drawn with the seed."""
    rng = np.random.default_rng(seed)
    picks = np.sort(rng.choice(len(crops), 1024, replace=False))
    sums: dict[str, list] = {name: [] for name in MAPS}
    for start in range(0, len(picks), BATCH):
        _, maps = run(crops[picks[start : start + BATCH]])
        for name, m in maps.items():
            rows = m.reshape(-1, m.shape[-1])
            sums[name].append(rows[torch.randperm(len(rows), generator=torch.Generator().manual_seed(start))[:3000]])
    fitted: dict[str, np.ndarray] = {}
    for name, (_, _, keep) in MAPS.items():
        rows = torch.cat(sums[name]).double()
        mean = rows.mean(0)
        values, vectors = torch.linalg.eigh(torch.cov((rows - mean).T))
        axes = vectors.flip(1)[:, :keep]
        spread = ((rows - mean) @ axes).std(0)
        kept = float(values.flip(0)[:keep].sum() / values.sum())
        print(f"{name}: {keep} axes keep {kept:.4f} of the variance", flush=True)
        fitted |= {
            f"{name}.mean": mean.float().numpy(),
            f"{name}.axes": axes.float().numpy(),
            f"{name}.scale": (spread * 5 / 127).float().numpy(),
            f"{name}.kept": np.float32(kept),
        }
    return fitted


def open_array(path: Path, shape: tuple[int, ...], dtype) -> np.ndarray:
    if path.exists():
        return np.lib.format.open_memmap(path, mode="r+")
    return np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=shape)


def cache(state: Path, models: Path, teacher: str, keep_maps: bool = True, plain: bool = False) -> None:
    file, load, maps = TEACHERS[teacher]
    maps = maps if keep_maps else {}
    run = load(models / file)
    crops = np.load(state / "crops.npy", mmap_mode="r")
    count = len(crops)
    done_file = state / f"{teacher}.done"
    done = int(done_file.read_text()) if done_file.exists() else 0
    if done and any(not (state / f"{teacher}-{name}.npy").exists() for name in maps):
        raise ValueError(f"{done_file} was begun without maps: remove it to begin again, or ask for none (--no-maps)")
    vectors = open_array(state / f"{teacher}-vectors.npy", (count, 2, 512), np.float16)
    stores = {
        name: open_array(state / f"{teacher}-{name}.npy", (count, 2, side, side, keep), np.int8)
        for name, (_, side, keep) in maps.items()
    }
    axes_file = state / f"{teacher}-maps.npz"
    if maps and not axes_file.exists():
        np.savez(axes_file, **fit_axes(run, crops, seed=1))
    axes = {k: torch.from_numpy(v) for k, v in np.load(axes_file).items()} if maps else {}
    end = count if plain else 2 * count
    while done < end:
        mirrored, start = divmod(done, count)
        stop = min(start + BATCH, count)
        batch = crops[start:stop]
        vector, out = run(batch[:, :, ::-1] if mirrored else batch)
        vectors[start:stop, mirrored:] = torch.nn.functional.normalize(vector).numpy()[:, None]
        for name, m in out.items() if maps else ():
            reduced = (m - axes[f"{name}.mean"]) @ axes[f"{name}.axes"] / axes[f"{name}.scale"]
            stores[name][start:stop, mirrored] = reduced.round().clamp(-127, 127).numpy().astype(np.int8)
        done += stop - start
        if done % (BATCH * 64) < BATCH or done == end:
            done_file.write_text(str(done))
            print(done, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--teacher", choices=list(TEACHERS), required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--axes-of", type=Path, help="an earlier mbf-maps.npz to use as it is (for more crops)")
    parser.add_argument("--no-maps", action="store_true", help="vectors only (for more crops)")
    parser.add_argument("--plain", action="store_true", help="stop before the mirrored crops")
    args = parser.parse_args()
    if args.axes_of and not (args.state / "mbf-maps.npz").exists():
        shutil.copyfile(args.axes_of, args.state / "mbf-maps.npz")
    torch.set_num_threads(args.threads)
    cache(args.state, args.models, args.teacher, not args.no_maps, args.plain)
