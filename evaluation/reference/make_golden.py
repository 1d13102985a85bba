"""Golden vectors: what NumPy and OpenCV make of the fixtures, for Kith's own code to be held against.

Independent of Kith's TypeScript: EXIF and JPEG by Pillow, resizing and warping by OpenCV, Umeyama by NumPy's SVD,
heads decoded vectorised, suppression by a matrix of overlaps, models run by ONNX Runtime in Python.
Writes fixtures/golden/*.golden.json. Usage: make_golden.py [folder of the reference weights]

Points and boxes are in pixels with (0, 0) at the outer corner of the first pixel; OpenCV's own coordinates, whose
whole numbers are pixel centres, are half a pixel less.
"""

import json
import math
import sys
from pathlib import Path

import cv2
import numpy as np
import onnxruntime as ort
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "models"
OUT = ROOT / "fixtures" / "golden"
PACKS = ["reference-yunet-mbf", "reference-scrfd-500m-edgeface-xs"]
SIDE = 640
TEMPLATE = np.array(
    [(38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655), (70.7299, 92.2041)]
)


def decode(path: Path) -> np.ndarray:
    return np.asarray(ImageOps.exif_transpose(Image.open(path)).convert("RGB"))


def umeyama(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Least-squares similarity, 2×3 (Umeyama 1991, equations 40-42)."""
    source_mean, target_mean = source.mean(0), target.mean(0)
    s, t = source - source_mean, target - target_mean
    u, d, vt = np.linalg.svd(t.T @ s / len(s))
    sign = np.array([1.0, np.sign(np.linalg.det(u) * np.linalg.det(vt))])
    rotation = u @ np.diag(sign) @ vt
    scale = (d * sign).sum() / s.var(0).sum()
    return np.column_stack([scale * rotation, target_mean - scale * rotation @ source_mean])


def cut(picture: np.ndarray, matrix: np.ndarray, side: int = 112) -> np.ndarray:
    """Warps by OpenCV at k times the size (k: source pixels per crop pixel, doubled), then area-averages."""
    shrink = 1 / math.hypot(matrix[0, 0], matrix[1, 0])
    k = 1 if shrink <= 1 else 2 * math.ceil(shrink)
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    big = np.vstack([k * matrix, [0, 0, 1]])
    opencv = np.linalg.inv(half) @ big @ half
    warped = cv2.warpAffine(picture, opencv[:2], (side * k, side * k), flags=cv2.INTER_LINEAR)
    return warped if k == 1 else cv2.resize(warped, (side, side), interpolation=cv2.INTER_AREA)


def tensor(picture: np.ndarray, spec: dict) -> np.ndarray:
    pixels = picture if spec["colour"] == "RGB" else picture[..., ::-1]
    scaled = (pixels.astype(np.float32) - np.float32(spec["mean"])) / np.float32(spec["std"])
    return np.ascontiguousarray(scaled.transpose(2, 0, 1)[None])


def letterboxed(picture: np.ndarray) -> tuple[np.ndarray, float, float]:
    height, width = picture.shape[:2]
    scale = min(1.0, SIDE / max(width, height))
    w, h = int(width * scale + 0.5), int(height * scale + 0.5)
    content = picture if scale == 1 else cv2.resize(picture, (w, h), interpolation=cv2.INTER_AREA)
    canvas = np.zeros((-(-h // 32) * 32, -(-w // 32) * 32, 3), np.uint8)
    canvas[:h, :w] = content
    return canvas, width / w, height / h


def decode_heads(head: dict, outputs: dict, height: int, width: int) -> np.ndarray:
    """Rows of score, x1, y1, x2, y2, ten point coordinates, in input pixels."""
    rows = []
    for level in head["levels"]:
        s, anchors = level["stride"], head["anchorsPerCell"]
        ys, xs = np.mgrid[: -(-height // s), : -(-width // s)]
        grid = np.stack([xs.ravel(), ys.ravel()], 1).repeat(anchors, 0) * float(s)
        score = outputs[level["scores"]].reshape(-1)
        if "objectness" in level:
            score = np.sqrt(score.clip(0, 1) * outputs[level["objectness"]].reshape(-1).clip(0, 1))
        box = outputs[level["boxes"]].reshape(-1, 4) * s
        if head["boxes"] == "distance":
            corners = np.concatenate([grid - box[:, :2], grid + box[:, 2:]], 1)
        else:
            centre, size = grid + box[:, :2], np.exp(box[:, 2:] / s) * s
            corners = np.concatenate([centre - size / 2, centre + size / 2], 1)
        points = grid[:, None] + outputs[level["points"]].reshape(-1, 5, 2) * s
        rows.append(np.concatenate([score[:, None], corners, points.reshape(-1, 10)], 1))
    return np.concatenate(rows)


def suppressed(rows: np.ndarray, score: float, iou: float) -> np.ndarray:
    rows = rows[rows[:, 0] >= score]
    rows = rows[np.argsort(-rows[:, 0], kind="stable")]
    corner, far = np.maximum(rows[:, None, 1:3], rows[None, :, 1:3]), np.minimum(rows[:, None, 3:5], rows[None, :, 3:5])
    shared = (far - corner).clip(0).prod(2)
    area = (rows[:, 3:5] - rows[:, 1:3]).prod(1)
    overlap = shared / (area[:, None] + area[None] - shared)
    alive = np.ones(len(rows), bool)
    for i in range(len(rows)):
        if alive[i]:
            alive[i + 1 :] &= overlap[i, i + 1 :] <= iou
    return rows[alive]


def session(name: str) -> ort.InferenceSession:
    return ort.InferenceSession(str(WEIGHTS / name), providers=["CPUExecutionProvider"])


def rounded(values: np.ndarray, digits: int) -> list:
    return np.round(np.asarray(values, float), digits).tolist()


def face_of(picture: np.ndarray, row: np.ndarray, embedder: ort.InferenceSession, spec: dict) -> dict:
    points = row[5:].reshape(5, 2)
    matrix = umeyama(points, TEMPLATE + 0.5)
    crop = cut(picture, matrix)
    vector = embedder.run(None, {spec["name"]: tensor(crop, spec)})[0][0]
    return {
        "score": round(float(row[0]), 4),
        "box": rounded([row[1], row[2], row[3] - row[1], row[4] - row[2]], 2),
        "points": rounded(points, 5),
        "matrix": rounded([matrix[0, 0], matrix[1, 0], matrix[0, 2], matrix[1, 2]], 6),
        "crop": crop[2::4, 2::4].ravel().tolist(),
        "vector": rounded(vector / np.linalg.norm(vector), 5),
    }


def golden_of(pack: dict) -> list[dict]:
    detector, embedder = pack["models"]["detector"], pack["models"]["embedder"]
    detect, embed = session(detector["files"][0]["file"]), session(embedder["files"][0]["file"])
    names = [o.name for o in detect.get_outputs()]
    photos = []
    for path in sorted((ROOT / "fixtures" / "photos").glob("*.jpg")):
        picture = decode(path)
        canvas, sx, sy = letterboxed(picture)
        outputs = dict(zip(names, detect.run(names, {detector["input"]["name"]: tensor(canvas, detector["input"])})))
        rows = decode_heads(detector["head"], outputs, *canvas.shape[:2])
        rows = suppressed(rows, detector["thresholds"]["score"], detector["thresholds"]["nmsIou"])
        rows[:, 1::2] *= sx
        rows[:, 2::2] *= sy
        thumb = cv2.resize(picture, (8, 8), interpolation=cv2.INTER_AREA)
        photos.append(
            {
                "photo": path.name,
                "size": [picture.shape[1], picture.shape[0]],
                "thumbnail": thumb.ravel().tolist(),
                "faces": [face_of(picture, row, embed, embedder["input"]) for row in rows],
            }
        )
        print(pack["id"], path.name, picture.shape[:2], len(rows))
    return photos


def main() -> None:
    OUT.mkdir(exist_ok=True)
    for name in PACKS:
        pack = json.loads((ROOT / "evaluation" / "packs" / f"{name}.json").read_text())
        text = json.dumps({"pack": name, "side": SIDE, "photos": golden_of(pack)}, separators=(",", ":"))
        (OUT / f"{name}.golden.json").write_text(text.replace('{"photo"', '\n{"photo"') + "\n")


if __name__ == "__main__":
    main()
