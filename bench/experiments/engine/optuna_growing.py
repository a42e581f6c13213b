"""CPU milliseconds for each of the last trials of a study that grows to so many, suggested by Optuna's TPE and recorded.

optuna_growing.py TRIALS LAST memory|sqlite
"""

import math
import random
import sys
import tempfile
import time

import optuna
from optuna.distributions import FloatDistribution, IntDistribution

trials, last = int(sys.argv[1]), int(sys.argv[2])
in_memory = sys.argv[3] == "memory"
optuna.logging.set_verbosity(optuna.logging.ERROR)
space = {
    "units": IntDistribution(16, 512),
    "rate": FloatDistribution(1e-4, 1e-1, log=True),
    "dropout": FloatDistribution(0, 0.5),
}


def score(units, rate, dropout):
    return (units / 512 - 0.3) ** 2 + (math.log10(rate) + 2.5) ** 2 + (dropout - 0.1) ** 2


def known(draw):
    params = {"units": draw.randint(16, 512), "rate": 10 ** draw.uniform(-4, -1), "dropout": draw.uniform(0, 0.5)}
    return optuna.trial.create_trial(params=params, distributions=space, value=score(**params))


def grow(folder, seed):
    storage = None if in_memory else f"sqlite:///{folder}/{seed}.db"
    sampler = optuna.samplers.TPESampler(seed=seed, multivariate=True)
    study = optuna.create_study(storage=storage, sampler=sampler)
    draw = random.Random(seed)
    study.add_trials([known(draw) for _ in range(trials - last)])
    began = time.process_time()
    for _ in range(last):
        trial = study.ask(space)
        study.tell(trial, score(**trial.params))
    return (time.process_time() - began) / last * 1000


with tempfile.TemporaryDirectory() as folder:
    for seed, _ in enumerate(sys.stdin):
        print(grow(folder, seed), flush=True)
