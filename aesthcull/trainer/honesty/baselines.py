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
        inside = fold_of != fold
        if positive[inside].all() or not positive[inside].any():
            found[~inside] = float(positive[inside].mean())
            continue
        classifier = machine(name, seed).fit(embeddings[inside], positive[inside])
        if name == SVM:
            # Its own probabilities need five more fits; the side of the plane is what P4 used.
            distance = classifier.decision_function(embeddings[~inside])
            found[~inside] = 1 / (1 + np.exp(-2 * distance))
        else:
            found[~inside] = classifier.predict_proba(embeddings[~inside])[:, 1]
    return found
