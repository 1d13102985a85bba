import csv

import pytest

optuna = pytest.importorskip("optuna", reason="optuna is not installed")

from kith_training.embedder.config import Config  # noqa: E402
from kith_training.search.space import SPACE, sweep_yaml  # noqa: E402
from kith_training.search.study import search  # noqa: E402
from kith_training.search.sweep import to_yaml  # noqa: E402


def test_a_study_goes_on_where_it_stopped_and_writes_every_trial(state, tmp_path, monkeypatch):
    monkeypatch.setattr("kith_training.search.study.log_to_wandb", lambda *_: None)
    base = Config(run="search", shape="tiny", steps=5, batch=4, warm=2, contrast=1.0, identity=1.0, maps=0, relation=0, bank=16, average=0.95)
    search(state, base, 2, tmp_path / "study")
    study = search(state, base, 1, tmp_path / "study")
    assert len(study.trials) == 3
    assert study.trials[0].params["rate"] == base.rate, "today's setting is the first trial"
    rows = list(csv.DictReader((tmp_path / "study" / "trials.csv").open()))
    assert [r["trial"] for r in rows] == ["0", "1", "2"]
    assert float(rows[0]["score"]) == study.trials[0].value
    assert (tmp_path / "study" / "history.png").stat().st_size > 1000
    assert not list(state.glob("search-*"))


def test_the_sweep_has_the_same_space():
    sweep = sweep_yaml("x")
    assert sweep["method"] == "bayes" and set(sweep["parameters"]) == set(SPACE)
    assert "method: bayes\n" in to_yaml(sweep) and "    min: 0.0003\n" in to_yaml(sweep)
