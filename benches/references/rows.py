"""Reads every row of a CSV and does nothing with it: what Python's own csv module needs."""

import csv
import sys

csv.field_size_limit(1 << 30)
with open(sys.argv[1], newline="", encoding="utf-8") as table:
    print(sum(1 for _ in csv.reader(table)))
