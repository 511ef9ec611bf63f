"""Apache Spark: the quotations of very many articles, as a table in Parquet.

    spark-submit --files target/release/whosaid examples/spark/quotations.py articles.parquet quotations.parquet

Reads Parquet, or JSON Lines where the input ends in .jsonl or .json (also .gz), with a column of texts and one of ids.
Each task starts one `whosaid annotate --jsonl --format csv` and streams its articles through it: memory stays bounded,
and a task that is lost with its machine is done again by Spark, whole. Each row of the result is one quotation, with the
columns of `whosaid export --format csv`; `document` is the article's id.
"""

import argparse
import csv
import io
import json
import os
import subprocess
import threading

from pyspark import SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql.types import DoubleType, LongType, StringType, StructField, StructType

NUMBERS = {"sentence", "paragraph", "start", "end", "start16", "end16"}
COLUMNS = (
    "id kind words cue source speaker_id speaker speaker_kind speaker_role confidence status origin sentence paragraph "
    "start end start16 end16 note tags document title outlet url date"
).split()
# Rows that are handed to Spark together.
BATCH = 2000
# The command writes an id that looks like a number with a letter before it; with one before each, all are told apart.
PREFIX = "d:"


def kind(column):
    if column in NUMBERS:
        return LongType()
    return DoubleType() if column == "confidence" else StringType()


SCHEMA = StructType([StructField(column, kind(column)) for column in COLUMNS])


def typed(row):
    """A row of the command's table, with numbers as numbers, and nothing where a cell is empty."""
    value = {column: cell or None for column, cell in row.items()}
    for column in NUMBERS:
        value[column] = int(value[column]) if value[column] else None
    value["confidence"] = float(value["confidence"]) if value["confidence"] else None
    value["document"] = row["document"].removeprefix(PREFIX)
    return value


def line(identifier, text):
    return json.dumps({"id": PREFIX + str(identifier), "text": text}) + "\n"


def rows(program, lines):
    """The rows that the command writes for `lines`, as they come."""
    command = [program, "annotate", "--jsonl", "--format", "csv"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        faults = []

        def feed():
            try:
                with process.stdin as stdin:
                    for item in lines:
                        stdin.write(item.encode())
            except BrokenPipeError:
                pass  # the exit code tells why
            except BaseException as fault:  # of the input: it ends the task
                faults.append(fault)

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        try:
            for row in csv.DictReader(io.TextIOWrapper(process.stdout, encoding="utf-8", newline="")):
                if list(row) != COLUMNS:
                    raise RuntimeError(f"{program} is of another version: its columns are {', '.join(row)}")
                yield typed(row)
        except BaseException:
            process.kill()
            raise
        feeder.join()
        if faults:
            raise faults[0]
        # 1: some lines were bad; the command has named them in the log of the executor.
        if process.wait() not in (0, 1):
            raise RuntimeError(f"{program} ended with {process.returncode}")


def annotate(program):
    def task(frames):
        import pandas

        path = program if os.path.isabs(program) else SparkFiles.get(program)
        if not os.access(path, os.X_OK):
            os.chmod(path, 0o755)
        lines = (line(*pair) for frame in frames for pair in zip(frame["id"], frame["text"]))
        batch = []

        def frame():
            values = {column: [row[column] for row in batch] for column in COLUMNS}
            types = {column: "Int64" for column in NUMBERS} | {"confidence": "Float64"}
            return pandas.DataFrame(values).astype(types)

        for row in rows(path, lines):
            batch.append(row)
            if len(batch) == BATCH:
                yield frame()
                batch.clear()
        if batch:
            yield frame()

    return task


def read(spark, path):
    is_json = path.removesuffix(".gz").endswith((".jsonl", ".json"))
    return spark.read.json(path) if is_json else spark.read.parquet(path)


def quotations(articles, program, id_column="id", text_column="text"):
    """A data frame of the quotations in `articles`. Articles without a text have none."""
    pairs = articles.selectExpr(f"cast(`{id_column}` as string) as id", f"`{text_column}` as text")
    return pairs.where("text is not null").mapInPandas(annotate(program), SCHEMA)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--program", default="whosaid", help="a name that --files brings, or an absolute path on each machine")
    parser.add_argument("--id", default="id", help="the column of ids")
    parser.add_argument("--text", default="text", help="the column of texts")
    parser.add_argument("--tasks", type=int, help="how many pieces the input is cut into; without: as it is stored")
    arguments = parser.parse_args()
    spark = SparkSession.builder.appName("whosaid").getOrCreate()
    articles = read(spark, arguments.input)
    if arguments.tasks:
        articles = articles.repartition(arguments.tasks)
    quotations(articles, arguments.program, arguments.id, arguments.text).write.parquet(arguments.output)
    spark.stop()


if __name__ == "__main__":
    main()
