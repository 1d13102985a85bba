"""Bayesian search over the embedder's hyper-parameters: Optuna TPE, median pruning, one offline W&B run a trial.

    python -m kith_training.search.study --state STATE --start checkpoint.npz --trials 12 --steps 60 --out search/

Each trial goes on from the same weights for a short run whose rate falls to zero, and is scored on
held-out crops: the mean of the shares of pairs of one person that 1e-2 and 1e-3 of the strangers' pairs leave (a cosine to the
target grows by forgetting small directions, LOG.md) and of the cosine to the target of shrunk crops. Every third of the steps
it reports, and is pruned below the median of the trials before. Writes OUT/trials.csv and history.png;
the study itself is OUT/study.db, so the same command goes on with more trials. No network is used.
`sweep.yaml` (kith_training.search.sweep) has the same space for those with a W&B server.
"""

import argparse
import csv
import os
import shutil
from pathlib import Path

import torch

from kith_training.embedder.config import Config
from kith_training.embedder.trainer import Trainer
from kith_training.search.space import SPACE, base_config, config_of, suggest

REPORTS = 3


def score_of(figures: dict[str, object]) -> float:
    parts = [float(figures[name]) for name in ("fiw_tar_1e-2", "fiw_tar_1e-3", "cosine_degraded") if name in figures]
    return sum(parts) / len(parts)


def run_trial(config: Config, state: Path, report) -> float:
    """Train config; report(step, score, losses) at each third may raise to prune. Returns the last score."""
    trainer, score = Trainer(state, config), 0.0
    every = max(1, config.steps // REPORTS)
    while trainer.step < config.steps:
        losses = trainer.train_step()
        if trainer.step % every == 0 or trainer.step == config.steps:
            score = score_of(trainer.measure())
            report(trainer.step, score, losses)
    trainer.checkpoint()
    return score


def log_to_wandb(folder: Path, config: Config):
    """An offline W&B run, or None where wandb is not installed."""
    try:
        import wandb
    except ImportError:
        return None
    os.environ.setdefault("WANDB_SILENT", "true")
    return wandb.init(project="kith-embedder", mode="offline", dir=folder, config=config.__dict__, reinit="finish_previous")


def objective(trial, base: Config, state: Path, out: Path) -> float:
    import optuna

    config = config_of(suggest(trial), base, f"search-{trial.number}")
    shutil.rmtree(state / config.run, ignore_errors=True)
    tracker = log_to_wandb(out, config)

    def report(step: int, score: float, losses: dict[str, float]) -> None:
        trial.report(score, step)
        if tracker:
            tracker.log({"score": score, **losses}, step=step)
        if trial.should_prune():
            raise optuna.TrialPruned

    try:
        score = run_trial(config, state, report)
        if tracker:
            import wandb

            artifact = wandb.Artifact(f"embedder-{trial.number}", "model")
            artifact.add_file(str(state / config.run / "last.pt"))
            tracker.log_artifact(artifact)
        return score
    finally:
        if tracker:
            tracker.finish()
        shutil.rmtree(state / config.run, ignore_errors=True)


def write_table(study, out: Path) -> None:
    with open(out / "trials.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("trial", "state", "last_step", "score", *SPACE))
        for t in study.trials:
            last = max(t.intermediate_values, default=0)
            value = t.value if t.value is not None else t.intermediate_values.get(last)
            writer.writerow((t.number, t.state.name.lower(), last, value, *(f"{t.params.get(n, 0):.4g}" for n in SPACE)))


def draw(study, out: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axis = pyplot.subplots(figsize=(7, 4))
    for t in study.trials:
        steps = sorted(t.intermediate_values)
        pruned = t.state.name == "PRUNED"
        axis.plot(steps, [t.intermediate_values[s] for s in steps], "o:" if pruned else "o-", alpha=0.5 if pruned else 1, label=str(t.number))
    axis.set(xlabel="step", ylabel="held-out score", title="Trials (dotted: pruned)")
    axis.legend(ncol=2, fontsize=7)
    figure.savefig(out / "history.png", dpi=110, bbox_inches="tight")


def search(state: Path, base: Config, trials: int, out: Path, seed: int = 1):
    """Add trials to the study at out/study.db and rewrite its table and plot; returns the study."""
    import optuna

    out.mkdir(parents=True, exist_ok=True)
    study = optuna.create_study(
        study_name="embedder",
        storage=f"sqlite:///{out / 'study.db'}",
        direction="maximize",
        sampler=optuna.samplers.TPESampler(seed=seed, n_startup_trials=5, multivariate=True),
        pruner=optuna.pruners.MedianPruner(n_startup_trials=4),
        load_if_exists=True,
    )
    if not study.trials:
        study.enqueue_trial({name: getattr(base, name) for name in SPACE})  # what is used today is trial 0
    study.optimize(lambda t: objective(t, base, state, out), n_trials=trials, catch=(FloatingPointError,))
    write_table(study, out)
    draw(study, out)
    return study


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--start", default="")
    parser.add_argument("--trials", type=int, default=12)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--shape", default="small")
    parser.add_argument("--extra", default="", help="folders of more crops, as in training")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    best = search(args.state, base_config(args.steps, args.start, args.shape, args.extra), args.trials, args.out).best_trial
    print(best.number, best.value, best.params)
