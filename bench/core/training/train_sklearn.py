"""Rows a second of CPU that scikit-learn trains an MLP, one thread: train_sklearn.py NET. One round a line of input."""

import json
import sys
import time
import warnings

import numpy as np
from sklearn.neural_network import MLPClassifier, MLPRegressor

SECONDS = 0.25

warnings.filterwarnings("ignore")
net = json.loads(sys.argv[1])
rows, sizes = net["rows"], net["sizes"]
rng = np.random.default_rng(0)
features = rng.random((rows, sizes[0]), dtype=np.float32)
classes = net["loss"] == "crossEntropy"
target = rng.integers(0, sizes[-1], rows) if classes else rng.random(rows, dtype=np.float32)


def spent(epochs):
    make = MLPClassifier if classes else MLPRegressor
    network = make(
        hidden_layer_sizes=sizes[1:-1],
        batch_size=net["batch"],
        learning_rate_init=net["learningRate"],
        alpha=0,
        max_iter=epochs,
        tol=0,
        n_iter_no_change=epochs,
        random_state=0,
    )
    start = time.process_time()
    network.fit(features, target)
    return time.process_time() - start


epochs = max(1, round(SECONDS / spent(1)))
for _ in sys.stdin:
    print(rows * epochs / spent(epochs), flush=True)
