"""What pandas or polars takes to read a CSV file: read_csv.py pandas|polars FIGURE FILE. One round a line of input."""

import importlib
import resource
import sys
import time

library, figure, path = sys.argv[1:]
read = importlib.import_module(library).read_csv

for _ in sys.stdin:
    start = time.process_time()
    table = read(path)
    spent = time.process_time() - start
    if figure == "seconds":
        print(spent, flush=True)
    elif figure == "seconds per million cells":
        print(1e6 * spent / (table.shape[0] * table.shape[1]), flush=True)
    else:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
    del table
