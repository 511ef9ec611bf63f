"""brat's standoff as pybrat reads it, and by the rules of brat's own reader."""

import re

from check import entities, equal, folder, quotations, speaker, text

from pybrat.parser import BratParser

lines = (folder / "a.ann").read_text(encoding="utf-8").split("\n")
equal((folder / "a.txt").read_bytes().decode("utf-8"), text, "text")
seen = {}
last_event = None
for line in filter(None, lines):
    key, rest = line.split("\t", 1)
    assert re.fullmatch(r"[TEAR#]\d+", key) and key not in seen, key
    seen[key] = rest
    if key[0] == "T":
        place, words = rest.split("\t")
        spans = [tuple(map(int, span.split(" "))) for span in place.split(" ", 1)[1].split(";")]
        equal(words, " ".join(text[start:end] for start, end in spans), f"words of {key}")
    if key[0] == "E":
        last_event = key
        for argument in rest.split(" "):
            assert argument.split(":")[1] in seen, argument
    if key[0] in "A#":
        of = rest.split("\t")[0].split(" ")[1]
        assert of in seen and (of[0] != "E" or of == last_event), f"{key} stands away from {of}"
equal(sum(key[0] == "E" for key in seen), len(quotations), "events")

example = BratParser(error="raise").parse(str(folder / "brat"))[0]
said = [relation for relation in example.relations if relation.type == "SaidBy"]
expect = [q for q in quotations if q["speaker"] and entities[q["speaker"]]["mentions"]]
equal(len(said), len(expect), "pybrat: speakers")
print("pybrat")
