"""What a trained head is compared with: P4's support vector machine and random forest on the same features.

P4 fed them the 4,096 numbers of AlexNet's sixth layer; here they get the embedding. scikit-learn's settings
otherwise, with the classes weighted alike.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from aesthcull.trainer.heads.ridge import Matrix

SVM, FOREST = "support vector machine", "random forest"
TREES = 100
MOST_TRAINING = 2000  # frames: beyond, the machine takes minutes a fold


def machine(name: str, seed: int) -> Any:
    """A fresh classifier of that name."""
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    if name == SVM:
        return make_pipeline(StandardScaler(), SVC(class_weight="balanced", random_state=seed))
    return RandomForestClassifier(
        TREES, class_weight="balanced_subsample", min_samples_leaf=2, random_state=seed, n_jobs=1
    )


def held_out_scores(
    name: str, embeddings: Matrix, positive: NDArray[np.bool_], fold_of: NDArray[np.intp], seed: int
) -> Matrix:
    """[N] scores, above 0.5 for good, of frames that were held out; one repeat."""
    found = np.zeros(len(positive), dtype=np.float32)
    for fold in np.unique(fold_of):
        tested = fold_of == fold
        inside = _some(~tested, seed)
        if positive[inside].all() or not positive[inside].any():
            found[tested] = float(positive[inside].mean())
            continue
        classifier = machine(name, seed).fit(embeddings[inside], positive[inside])
        if name == SVM:
            # Its own probabilities need five more fits; the side of the plane is what P4 used.
            distance = classifier.decision_function(embeddings[tested])
            found[tested] = 1 / (1 + np.exp(-2 * distance))
        else:
            found[tested] = classifier.predict_proba(embeddings[tested])[:, 1]
    return found


def _some(inside: NDArray[np.bool_], seed: int) -> NDArray[np.bool_]:
    """At most MOST_TRAINING of the frames that are inside."""
    rows = np.flatnonzero(inside)
    if len(rows) <= MOST_TRAINING:
        return inside
    found = np.zeros_like(inside)
    found[np.random.default_rng(seed).choice(rows, MOST_TRAINING, replace=False)] = True
    return found
