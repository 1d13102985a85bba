import numpy as np

from kith_training.evaluate.verification import best_threshold, fold_accuracy, labelled_pairs, tar_at_far, threshold_at_far


def test_far_is_never_above_what_was_asked():
    impostor = np.arange(1000) / 1000
    for far in (0.1, 0.01, 0.001, 0.0001):
        assert (impostor > threshold_at_far(impostor, far)).mean() <= far
    assert tar_at_far(np.array([0.9985, 0.5, 2]), impostor, 1e-3) == 2 / 3


def test_best_threshold_by_trying_all():
    rng = np.random.default_rng(0)
    same = rng.random(300) < 0.5
    scores = rng.normal(same * 0.8, 0.5)
    tried = max(((scores > t) == same).mean() for t in np.concatenate([scores, scores - 1e-9, scores + 1e-9]))
    assert ((scores > best_threshold(scores, same)) == same).mean() == tried


def test_fold_accuracy_uses_the_other_folds_threshold():
    same = np.tile([True, False], 20)
    fold = np.repeat(np.arange(4), 10)
    scores = np.where(same, 1.0, 0.0)
    assert fold_accuracy(scores, same, fold)[0] == 1
    scores[fold == 0] = 1 - scores[fold == 0]
    assert fold_accuracy(scores, same, fold)[0] == 0.75


def test_pairs_are_counted_once_and_by_kinship():
    label = np.array(["a/1", "a/1", "a/2", "b/1"])
    genuine, kin, unrelated = labelled_pairs(np.eye(4), np.eye(4), label)
    assert (len(genuine), len(kin), len(unrelated)) == (1, 2, 3)
