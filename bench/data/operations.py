"""CPU seconds of a table operation: operations.py pandas|polars group-by|join|sort ROWS. One round a line of input."""

import importlib
import sys
import time

import numpy as np

library, operation, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
frames = importlib.import_module(library)
random = np.random.default_rng(1)


def table():
    keys = rows if operation == "join" else 10_000
    return frames.DataFrame({"key": random.integers(0, keys, rows).astype(float), "x": random.random(rows)})


left, right = table(), table()
polars = {
    "group-by": lambda: left.group_by("key").agg(frames.col("x").mean()),
    "join": lambda: left.join(right, on="key", how="left"),
    "sort": lambda: left.sort("x"),
}
pandas = {
    "group-by": lambda: left.groupby("key", sort=False)["x"].mean(),
    "join": lambda: left.merge(right, on="key", how="left"),
    "sort": lambda: left.sort_values("x"),
}
work = (polars if library == "polars" else pandas)[operation]

for _ in sys.stdin:
    start = time.process_time()
    work()
    print(time.process_time() - start, flush=True)
