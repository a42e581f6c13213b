"""Gigaflops of a product by numpy's OpenBLAS, one thread: gemm_openblas.py PRODUCT. One round a line of input.

What a call costs beside the product (Python, numpy's checks) is measured on a 1×1×1 product and taken off.
"""

import json
import sys
import time

import numpy as np
from threadpoolctl import threadpool_info

SECONDS = 0.1

shape = json.loads(sys.argv[1])
m, n, k = shape["m"], shape["n"], shape["k"]
rng = np.random.default_rng(0)


def matrix(rows, columns):
    return rng.random((rows, columns), dtype=np.float32) - np.float32(0.5)


def rate(a, b, times):
    """Products a second of CPU."""
    c = np.empty((a.shape[0], b.shape[1]), np.float32)
    dot, done, start = np.dot, 0, time.process_time()
    while time.process_time() - start < SECONDS:
        for _ in range(times):
            dot(a, b, out=c)
        done += times
    return done / (time.process_time() - start)


blas = next(one for one in threadpool_info() if one["user_api"] == "blas")
print(f"# {blas['internal_api']} {blas['version']}, kernels for {blas.get('architecture')}", flush=True)
a = matrix(k, m).T if shape["transposed"] else matrix(m, k)
b = matrix(k, n)
times = max(1, int(1e7 / (2 * m * n * k)))
one = matrix(1, 1)
for _ in sys.stdin:
    overhead = 1 / rate(one, one, 1000)
    print(2 * m * n * k / (1 / rate(a, b, times) - overhead) / 1e9, flush=True)
