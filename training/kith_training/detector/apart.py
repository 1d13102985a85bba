"""The photos kept out of training as files, to scan: strangers, who should make nobody a person of two photos.

    python -m kith_training.detector.apart --state DIR --out FOLDER wider scenes attention
    npx kith scan FOLDER --library NEW

Research data: for looking at and counting, never to be passed on.
"""

import argparse
from pathlib import Path

import cv2

from .cache import PhotoCache


def write_apart(cache: Path, sources: list[str], out: Path) -> int:
    """SOURCE_0001.jpg and so on; the number of photos written."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for source in sources:
        photos = PhotoCache(cache, [source], held_out=True)
        for i in range(len(photos)):
            bgr = cv2.cvtColor(photos.image(i), cv2.COLOR_RGB2BGR)
            cv2.imwrite(str(out / f"{source}_{photos.numbers[i]:04d}.jpg"), bgr, [cv2.IMWRITE_JPEG_QUALITY, 95])
        count += len(photos)
    return count


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--state", type=Path, default=Path("state/detector"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    print(write_apart(options.state / "cache", options.sources, options.out), "photos")
