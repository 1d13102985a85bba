"""The hyper-parameters that are searched, once, for Optuna and for W&B sweeps."""

from kith_training.embedder.config import Config

# name: (low, high, log scale)
SPACE = {
    "rate": (3e-4, 6e-3, True),
    "weight_decay": (1e-3, 0.2, True),
    "vector": (0.5, 6.0, True),
    "contrast": (0.3, 12.0, True),
    "contrast_scale": (6.0, 40.0, True),
    "identity": (0.1, 4.0, True),
    "strength": (0.2, 1.2, False),
    "average": (0.9, 0.998, False),
}


def suggest(trial) -> dict[str, float]:
    """One point of the space from an Optuna trial."""
    return {name: trial.suggest_float(name, low, high, log=log) for name, (low, high, log) in SPACE.items()}


def sweep_yaml(program: str) -> dict[str, object]:
    """The same space as a W&B sweep (method: bayes)."""
    kinds = {True: "log_uniform_values", False: "uniform"}
    return {
        "program": program,
        "method": "bayes",
        "metric": {"name": "score", "goal": "maximize"},
        "early_terminate": {"type": "hyperband", "min_iter": 2},
        "parameters": {n: {"distribution": kinds[log], "min": a, "max": b} for n, (a, b, log) in SPACE.items()},
        "command": ["${env}", "${interpreter}", "-m", program, "--agent", "${args}"],
    }


def config_of(point: dict[str, float], base: Config, run: str) -> Config:
    return Config(**{**base.__dict__, **point, "run": run})


def base_config(steps: int, start: str, shape: str = "small", extra: str = "") -> Config:
    """Today's setting, from which every trial differs by its point: a short run whose rate falls nearly from the first step."""
    today = {"rate": 8e-4, "vector": 3.0, "contrast": 4.0, "identity": 1.0, "strength": 0.6, "average": 0.98}
    fixed = {"relation": 0.0, "maps": 0.0, "neighbours": 24, "young": 2, "seed": 100, "warm": 10, "decay": 0.9}
    return Config(run="search", shape=shape, steps=steps, start=start, extra=extra, **fixed, **today)
