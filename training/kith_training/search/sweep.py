"""W&B sweeps over the same space: write sweep.yaml, or be one agent's run.

    python -m kith_training.search.sweep --write runs/sweep.yaml
    wandb sweep runs/sweep.yaml && wandb agent ...      # needs a W&B server; STATE and START in the environment
"""

import argparse
import os
from pathlib import Path

from kith_training.search.space import SPACE, base_config, config_of, sweep_yaml
from kith_training.search.study import run_trial


def to_yaml(value: object, depth: int = 0) -> str:
    """Enough YAML for a sweep: mappings, lists of strings, numbers, strings."""
    pad = "  " * depth
    if isinstance(value, dict):
        return "".join(
            f"{pad}{k}:\n{to_yaml(v, depth + 1)}" if isinstance(v, dict | list) else f"{pad}{k}: {v}\n" for k, v in value.items()
        )
    return "".join(f"{pad}- {item}\n" for item in value)


def agent(point: dict[str, float]) -> None:
    import wandb

    tracker = wandb.init(project="kith-embedder")
    base = base_config(int(os.environ.get("STEPS", "240")), os.environ.get("START", ""))
    config = config_of(point, base, f"sweep-{tracker.id}")
    run_trial(config, Path(os.environ["STATE"]), lambda step, score, losses: tracker.log({"score": score, **losses}, step=step))
    tracker.finish()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--agent", action="store_true")
    for name in SPACE:
        parser.add_argument(f"--{name}", type=float)
    args = parser.parse_args()
    if args.write:
        args.write.write_text(to_yaml(sweep_yaml("kith_training.search.sweep")))
    elif args.agent:
        agent({name: getattr(args, name) for name in SPACE if getattr(args, name) is not None})
    else:
        parser.error("expected --write FILE or --agent")
