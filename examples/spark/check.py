"""Runs quotations.py on a Spark of two executors, kills one in the middle, and compares with the command alone.

    python check.py PROGRAM FOLDER
"""

import glob
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

from pyspark.sql import SparkSession

import quotations

COUNT = 2000
TASKS = 40
FIRST = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gita", "Hugo"]
LAST = ["Okafor", "Ames", "Lindqvist", "Marsh", "Novak", "Osei", "Petrov", "Quill"]


def article(number):
    name = f"{FIRST[number % 8]} {LAST[number // 8 % 8]}"
    other = f"{FIRST[(number + 3) % 8]} {LAST[(number // 8 + 5) % 8]}"
    text = f"“We will rebuild pier {number},” said {name}, the mayor. {other} told reporters that it was too late.\n\n"
    return text * (1 + number % 5) + f"The meeting, “a waste of {number} minutes”, according to {other}, was\tin Lisbon."


def executors():
    """The processes of Spark's executors."""
    found = []
    for folder in glob.glob("/proc/[0-9]*"):
        try:
            with open(f"{folder}/cmdline", "rb") as file:
                command = file.read()
            with open(f"{folder}/environ", "rb") as file:
                is_ours = f"WHOSAID_CHECK={os.getpid()}".encode() in file.read()
        except OSError:
            continue
        if is_ours and b"CoarseGrainedExecutorBackend" in command and command.split(b"\0")[0].endswith(b"java"):
            found.append(int(folder.rsplit("/", 1)[1]))
    return found


def kill_one(spark, killed):
    """Kills an executor once some tasks are done and others are not."""
    tracker = spark.sparkContext.statusTracker()
    while not killed:
        for stage in tracker.getActiveStageIds():
            info = tracker.getStageInfo(stage)
            if info and info.numTasks == TASKS and 3 <= info.numCompletedTasks < TASKS - 3 and info.numActiveTasks:
                victim = executors()[0]
                os.kill(victim, signal.SIGKILL)
                killed.append((victim, info.numCompletedTasks))
                return
        time.sleep(0.02)


def main(program, folder):
    program, folder = os.path.abspath(program), os.path.abspath(folder)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    # What starts from here on can be told from other programs' executors.
    os.environ["WHOSAID_CHECK"] = str(os.getpid())
    os.environ["PYTHONPATH"] = os.path.dirname(os.path.abspath(__file__))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    lines = [quotations.line(number, article(number)) for number in range(COUNT)]
    command = [program, "annotate", "--jsonl", "--format", "csv"]
    alone = f"{folder}/alone.csv"
    with open(alone, "wb") as file:
        subprocess.run(command, input="".join(lines).encode(), stdout=file, check=True)
    with open(alone, newline="", encoding="utf-8") as file:
        expected = [quotations.typed(row) for row in quotations.csv.DictReader(file)]

    builder = SparkSession.builder.appName("check").master("local-cluster[2,1,1024]")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.executor.memory": "512m",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.log.level": "ERROR",
        "spark.local.dir": f"{folder}/local",
        "spark.executorEnv.WHOSAID_CHECK": os.environ["WHOSAID_CHECK"],
        "spark.executorEnv.PYTHONPATH": os.environ["PYTHONPATH"],
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.addFile(program)
    articles = spark.createDataFrame([(number, article(number)) for number in range(COUNT)], "id long, text string")
    articles.repartition(TASKS).write.parquet(f"{folder}/articles")
    # An article without a text has no quotations, and ends nothing.
    articles = quotations.read(spark, f"{folder}/articles").union(spark.sql("select -1L, cast(null as string)"))
    killed = []
    thread = threading.Thread(target=kill_one, args=(spark, killed), daemon=True)
    thread.start()
    found = quotations.quotations(articles.repartition(TASKS), os.path.basename(program))
    found.write.parquet(f"{folder}/quotations")
    rows = [row.asDict() for row in spark.read.parquet(f"{folder}/quotations").collect()]
    spark.stop()
    if not killed:
        sys.exit("no executor was killed: the check says nothing")
    key = lambda row: (int(row["document"]), int(row["id"][1:]))
    rows.sort(key=key)
    if rows != expected:
        keys, wanted = list(map(key, rows)), list(map(key, expected))
        lost, extra = set(wanted) - set(keys), len(keys) - len(set(keys))
        different = next((pair for pair in zip(rows, expected) if pair[0] != pair[1]), None)
        sys.exit(f"{len(lost)} quotations are lost, {extra} stand twice; the first that differ: {different}")
    process, done = killed[0]
    print(
        f"{len(rows)} quotations of {COUNT} articles, as the command alone writes them; "
        f"executor {process} was killed after {done} of {TASKS} tasks"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
