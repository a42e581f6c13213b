"""CPU seconds that pandas or polars takes to read a CSV file: read_csv.py pandas|polars FILE. One round a line of input."""

import importlib
import sys
import time

library, path = sys.argv[1:]
read = importlib.import_module(library).read_csv

for _ in sys.stdin:
    start = time.process_time()
    read(path)
    print(time.process_time() - start, flush=True)
