"""Milliseconds of CPU for each million cells: peers.py pandas|polars|scikit-learn OPERATION ROWS CELLS. One round a line of input."""

import importlib
import sys
import time

import numpy as np

library, operation, rows, cells = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
frames = importlib.import_module("pandas" if library == "scikit-learn" else library)
random = np.random.default_rng(1)


def table():
    keys = rows if operation == "join" else 10_000
    return frames.DataFrame({"key": random.integers(0, keys, rows).astype(float), "x": random.random(rows)})


def levels():
    codes = random.integers(0, 100, rows)
    frame = frames.DataFrame({"level": [f"level {code}" for code in codes], "y": random.random(rows)})
    if library == "polars":
        return frame.with_columns(frames.col("level").cast(frames.Categorical))
    return frame.astype({"level": "category"})


def polars_target_encoded():
    """Five folds, each encoded by the means of the others drawn towards theirs: sums of all less those of the fold."""
    y, rows_of = frames.col("y"), frames.len()
    frame = left.with_columns(fold=frames.Series(random.permutation(rows) % 5))
    prior = (y.sum() - y.sum().over("fold")) / (rows_of - rows_of.over("fold"))
    sums = y.sum().over("level") - y.sum().over("level", "fold")
    counts = rows_of.over("level") - rows_of.over("level", "fold")
    return frame.select(((sums + 10 * prior) / (counts + 10)).alias("level"))


def scikit_learn_target_encoded():
    from sklearn.preprocessing import TargetEncoder

    return TargetEncoder(smooth=10, target_type="continuous").fit_transform(left[["level"]], left["y"])


leveled = operation in ("one-hot", "one-hot matrix", "target encoding")
left, right = (levels(), None) if leveled else (table(), table())
work = {
    "polars": {
        "group-by": lambda: left.group_by("key").agg(frames.col("x").mean()),
        "join": lambda: left.join(right, on="key", how="left"),
        "sort": lambda: left.sort("x"),
        "one-hot": lambda: left.select("level").to_dummies(),
        "one-hot matrix": lambda: left.select("level").to_dummies().cast(frames.Float64).to_numpy(),
        "target encoding": polars_target_encoded,
    },
    "pandas": {
        "group-by": lambda: left.groupby("key", sort=False)["x"].mean(),
        "join": lambda: left.merge(right, on="key", how="left"),
        "sort": lambda: left.sort_values("x"),
        "one-hot": lambda: frames.get_dummies(left["level"]),
        "one-hot matrix": lambda: frames.get_dummies(left["level"], dtype=float).to_numpy(),
    },
    "scikit-learn": {"target encoding": scikit_learn_target_encoded},
}[library][operation]

for _ in sys.stdin:
    times, start = 0, time.process_time()
    while times == 0 or time.process_time() - start < 0.25:
        work()
        times += 1
    print((time.process_time() - start) / times * 1e9 / cells, flush=True)
