"""CSV as Python's own module, pandas and DuckDB read it."""

import csv
import sys

from check import equal, folder, quotations, speaker, words

import duckdb
import pandas

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def shown(value):
    return "'" + value if value.startswith(FORMULAS) else value


path = folder / "a.csv"
expect = [[q["id"], q["kind"], shown(" … ".join(words(q))), shown(speaker(q))] for q in quotations]
columns = ["id", "kind", "words", "speaker"]

with open(path, newline="", encoding="utf-8-sig") as file:
    equal([[row[c] for c in columns] for row in csv.DictReader(file)], expect, "csv")
frame = pandas.read_csv(path, keep_default_na=False)
equal(frame[columns].values.tolist(), expect, "pandas")
equal(frame["start"].tolist(), [q["spans"][0]["start"] for q in quotations], "pandas: start")
rows = duckdb.sql(f"select id, kind, words, speaker from '{path}'").fetchall()
equal([list(row) for row in rows], expect, "duckdb")
for table in ["entities", "places", "speakers"]:
    path = folder / f"a.{table}.csv"
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    equal(duckdb.sql(f"select count(*) from '{path}'").fetchall(), [(len(rows),)], f"duckdb: {table}")
    equal(pandas.read_csv(path, keep_default_na=False)["name"].tolist(), [row["name"] for row in rows], f"pandas: {table}")
print("csv, pandas, duckdb")
