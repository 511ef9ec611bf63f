"""The tables in Parquet as DuckDB reads them: the rows of the CSV, typed, with nothing before what looks like a formula, and
with bytes of zero, which the CSV has replaced."""

import csv

from check import equal, folder, quotations, speaker, words

import duckdb

FORMULAS = ("'=", "'+", "'-", "'@", "'\t", "'\r", "'\n")
# DuckDB's names of what Spark calls long and double; all else is text.
COUNTS = "sentence paragraph start end start16 end16 number mentions quotations direct mixed indirect words".split()
NUMBERS = "confidence lat lon share".split()


def kind(table, column):
    if column in NUMBERS:
        return "DOUBLE"
    # In the table of quotations these are the words said.
    return "BIGINT" if column in COUNTS and (table, column) != ("quotations", "words") else "VARCHAR"


def cell(kind, text):
    if text == "":
        return None
    if kind != "VARCHAR":
        return float(text) if kind == "DOUBLE" else int(text)
    return text[1:] if text.startswith(FORMULAS) else text


for table in ["quotations", "entities", "places", "speakers"]:
    with open(folder / ("a.csv" if table == "quotations" else f"a.{table}.csv"), newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    result = duckdb.sql(f"from '{folder / f'a.{table}.parquet'}'")
    kinds = [kind(table, column) for column in head]
    equal(list(zip(result.columns, map(str, result.types))), list(zip(head, kinds)), f"columns of {table}")
    expect = [tuple(map(cell, kinds, row)) for row in rows]
    without_zeros = lambda cell: cell.replace("\0", "\ufffd") if isinstance(cell, str) else cell
    equal([tuple(map(without_zeros, row)) for row in result.fetchall()], expect, f"rows of {table}")

path = folder / "a.quotations.parquet"
got = duckdb.sql(f"select id, words, speaker, start from '{path}'").fetchall()
equal(got, [(q["id"], " … ".join(words(q)), speaker(q) or None, q["spans"][0]["start"]) for q in quotations], "words")
print("parquet: duckdb")
