"""Records how close Optuna comes to the minimum of the problems of problems.ts: python optuna.py SEEDS > optuna-5.json

Its default sampler and random search, 100 trials, the lowest loss so far less the known minimum after 25, 50 and 100.
"""

import json
import math
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

# This file is named as the library is.
sys.path = [path for path in sys.path if Path(path or ".").resolve() != Path(__file__).parent]
import optuna  # noqa: E402

optuna.logging.set_verbosity(optuna.logging.ERROR)
BUDGETS = [25, 50, 100]
H = np.array([1.0, 1.2, 3.0, 3.2])
H3A = np.array([[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]])
H3P = np.array([[0.3689, 0.117, 0.2673], [0.4699, 0.4387, 0.747], [0.1091, 0.8732, 0.5547], [0.03815, 0.5743, 0.8828]])
H6A = np.array([[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
H6P = np.array(
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
        [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
        [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ]
)
SB = np.array([1, 2, 2, 4, 4, 6, 3, 7, 5, 5]) / 10
SC = np.array(
    [
        [4, 4, 4, 4], [1, 1, 1, 1], [8, 8, 8, 8], [6, 6, 6, 6], [3, 7, 3, 7],
        [2, 9, 2, 9], [5, 5, 3, 3], [8, 1, 8, 1], [6, 2, 6, 2], [7, 3.6, 7, 3.6],
    ]
)  # fmt: skip


def branin(x):
    a, b = x
    return (b - 5.1 / (4 * math.pi**2) * a**2 + 5 / math.pi * a - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(a) + 10


def goldstein_price(x):
    a, b = x
    return (1 + (a + b + 1) ** 2 * (19 - 14 * a + 3 * a**2 - 14 * b + 6 * a * b + 3 * b**2)) * (
        30 + (2 * a - 3 * b) ** 2 * (18 - 32 * a + 12 * a**2 + 48 * b - 36 * a * b + 27 * b**2)
    )


def ackley(x):
    return -20 * math.exp(-0.2 * math.sqrt(np.mean(x**2))) - math.exp(np.mean(np.cos(2 * math.pi * x))) + 20 + math.e


def levy(x):
    w = 1 + (x - 1) / 4
    middle = np.sum((w[:-1] - 1) ** 2 * (1 + 10 * np.sin(math.pi * w[:-1] + 1) ** 2))
    return math.sin(math.pi * w[0]) ** 2 + middle + (w[-1] - 1) ** 2 * (1 + math.sin(2 * math.pi * w[-1]) ** 2)


def michalewicz(x):
    i = np.arange(1, len(x) + 1)
    return -np.sum(np.sin(x) * np.sin(i * x**2 / math.pi) ** 20)


PROBLEMS = {
    "branin": ([(-5, 10), (0, 15)], 0.39788735772973816, branin),
    "goldstein-price": ([(-2, 2)] * 2, 3.0, goldstein_price),
    "hartmann6": ([(0, 1)] * 6, -3.32236801141551, lambda x: -np.sum(H * np.exp(-np.sum(H6A * (x - H6P) ** 2, axis=1)))),
    "shekel10-4d": ([(0, 10)] * 4, -10.53644315348353, lambda x: -np.sum(1 / (np.sum((x - SC) ** 2, axis=1) + SB))),
    "rosenbrock-4d": ([(-5, 10)] * 4, 0.0, lambda x: np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)),
    "ackley-5d": ([(-32.768, 32.768)] * 5, 0.0, ackley),
    "ackley-10d": ([(-32.768, 32.768)] * 10, 0.0, ackley),
    "rastrigin-5d": ([(-5.12, 5.12)] * 5, 0.0, lambda x: 10 * len(x) + np.sum(x**2 - 10 * np.cos(2 * math.pi * x))),
    "levy-5d": ([(-10, 10)] * 5, 0.0, levy),
    "griewank-5d": (
        [(-600, 600)] * 5,
        0.0,
        lambda x: 1 + np.sum(x**2) / 4000 - np.prod(np.cos(x / np.sqrt(np.arange(1, len(x) + 1)))),
    ),
    "styblinski-tang-5d": ([(-5, 5)] * 5, -195.8308285188571, lambda x: 0.5 * np.sum(x**4 - 16 * x**2 + 5 * x)),
    "michalewicz-5d": ([(0, math.pi)] * 5, -4.687658179, michalewicz),
}


def mixed(trial):
    lr = math.log10(trial.suggest_float("lr", 1e-5, 1e-1, log=True))
    wd = math.log10(trial.suggest_float("wd", 1e-8, 1e-1, log=True))
    layers = trial.suggest_int("layers", 1, 8)
    width = math.log2(trial.suggest_int("width", 16, 1024, log=True))
    act = {"relu": 0.02, "gelu": 0, "tanh": 0.15, "sigmoid": 0.5}[
        trial.suggest_categorical("act", ["relu", "gelu", "tanh", "sigmoid"])
    ]
    opt = trial.suggest_categorical("opt", ["sgd", "adam"])
    best = -2.5 if opt == "adam" else -1.5
    loss = 0.3 * (lr - best) ** 2 + 0.05 * (wd + 4) ** 2 + 0.04 * (layers - 4) ** 2 + 0.1 * (width - 8) ** 2 + act
    if opt == "sgd":
        return loss + 0.3 * (trial.suggest_float("momentum", 0, 0.99) - 0.9) ** 2 + 0.01
    return loss + 0.2 * (trial.suggest_float("beta1", 0.5, 0.999) - 0.9) ** 2


def regrets(task):
    name, kind, seed = task
    if name == "mixed-conditional-8":
        minimum, objective = 0.0, mixed
    else:
        bounds, minimum, loss = PROBLEMS[name]

        def objective(trial):
            x = [trial.suggest_float(f"x{i}", low, high) for i, (low, high) in enumerate(bounds)]
            return float(loss(np.array(x)))

    sampler = {"tpe": optuna.samplers.TPESampler, "random": optuna.samplers.RandomSampler}[kind](seed=seed)
    study = optuna.create_study(sampler=sampler)
    study.optimize(objective, n_trials=max(BUDGETS))
    lowest = np.minimum.accumulate([trial.value for trial in study.trials])
    return name, kind, [float(lowest[budget - 1] - minimum) for budget in BUDGETS]


if __name__ == "__main__":
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    names = [*PROBLEMS, "mixed-conditional-8"]
    tasks = [(name, kind, seed) for name in names for kind in ("tpe", "random") for seed in range(seeds)]
    found = {name: {"tpe": [], "random": []} for name in names}
    with ProcessPoolExecutor() as pool:
        for name, kind, regret in pool.map(regrets, tasks):
            found[name][kind].append([float(f"{value:.6g}") for value in regret])
    print(json.dumps({"from": f"optuna {optuna.__version__}", "budgets": BUDGETS, "seeds": seeds, "regrets": found}))
