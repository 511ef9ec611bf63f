"""CSV as Python's own module, pandas, DuckDB, LibreOffice and R's readr read it."""

import csv
import os
import pathlib
import subprocess

from check import equal, folder, quotations, speaker, words

import duckdb
import pandas

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def shown(value):
    value = value.replace("\0", "\ufffd")
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

# LibreOffice, as a double click opens it: with its own guess of the columns, and no text protected from being a number.
from lxml import etree  # noqa: E402

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
path = folder / "a.csv"
profile = (folder / "office").resolve().as_uri()
office = [os.environ["SOFFICE"], f"-env:UserInstallation={profile}", "--headless", "--infilter=CSV:44,34,76",
          "--convert-to", "fods", "--outdir", folder, path]
subprocess.run(office, check=True, capture_output=True, timeout=180)
cells = []
if not (folder / "a.fods").is_file():
    raise SystemExit("LibreOffice read no table: is its part Calc there (on Debian libreoffice-calc-nogui)?")
for row in etree.parse(str(folder / "a.fods")).iter(f"{TABLE}table-row"):
    line = []
    for cell in row.iter(f"{TABLE}table-cell"):
        assert cell.get(f"{TABLE}formula") is None, f"LibreOffice computes {cell.get(f'{TABLE}formula')}"
        paragraphs = ["".join(node.itertext()) for node in cell if node.tag.endswith("}p")]
        line += ["\n".join(paragraphs)] * min(50, int(cell.get(f"{TABLE}number-columns-repeated", 1)))
    cells.append(line)
head = cells[0]
squeezed = lambda value: "".join(c for c in value if c.isalnum() or c in "=+-@'<>|&")
got = [[squeezed(row[head.index(column)]) for column in columns] for row in cells[1:1 + len(expect)]]
equal(got, [[squeezed(value) for value in row] for row in expect], "LibreOffice")

# readr guesses what a column holds, like pandas; its cells come as the numbers of their characters.
script = pathlib.Path(__file__).with_name("read_csv.R")
asked = columns + ["start"]
answer = subprocess.run([os.environ["RSCRIPT"], "--vanilla", script, path, *asked], check=True, capture_output=True,
                        text=True, timeout=180, env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout
got = [["".join(chr(int(number)) for number in cell.split()) for cell in line.split(",")] for line in answer.splitlines()]
equal(got, [row + [str(q["spans"][0]["start"])] for row, q in zip(expect, quotations)], "readr")
print("csv, pandas, duckdb, LibreOffice, readr")
