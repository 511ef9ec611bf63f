"""brat's standoff as brat's own server, brat-peek and pybrat read it."""

import importlib.util
import pathlib
import re
import sys
import types

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

# The server's modules are no package; it opens files in a way that Python has given up, so it gets their content.
server = pathlib.Path(importlib.util.find_spec("brat").submodule_search_locations[0]) / "server" / "src"
sys.path.insert(0, str(server))
import annotation  # noqa: E402

read = annotation.TextAnnotations(text=text, source="\n".join(lines), read_only=True)
equal(read.failed_lines, [], "brat: lines that it refuses")
events = list(read.get_events())
equal(len(events), len(quotations), "brat: events")
joined = lambda pieces: re.sub(r"\s+", "", "".join(pieces))
said = []
for event in events:
    roles = dict((role, read.get_ann_by_id(id)) for role, id in event.args)
    said.append(joined(roles.get("Content", read.get_ann_by_id(event.trigger)).get_text()))
equal(sorted(said), sorted(joined(span["exact"] for span in q["spans"]) for q in quotations), "brat: words of quotations")
for name, got in [("A", read.get_attributes()), ("R", read.get_relations()), ("#", read.get_oneline_comments())]:
    equal(len(list(got)), sum(key[0] == name for key in seen), f"brat: lines {name}")

# brat-peek's statistics want packages that its list does not name; its reader does not. It reads no span of three pieces.
peek = types.ModuleType("peek")
peek.__path__ = list(importlib.util.find_spec("peek").submodule_search_locations)
sys.modules["peek"] = peek
from peek.ann_structure import AnnDocument  # noqa: E402

read = AnnDocument(str(folder / "a.ann"))
found = {name: {one.name: one for one in ones} for name, ones in read.anns.items()}
for name, kind in [("relations", "R"), ("events", "E"), ("attributes", "A"), ("notes", "#")]:
    equal(found[name].keys(), {key for key in seen if key[0] == kind}, f"brat-peek: {name}")
for key, event in found["events"].items():
    equal([f"{event.tag}:{event.trigger}", *event.arguments], seen[key].split(" "), f"brat-peek: {key}")
for key, note in found["notes"].items():
    equal(f"{note.tag} {note.ann_id}\t{note.note}".rstrip(), seen[key].rstrip(), f"brat-peek: {key}")
for key, entity in found["entities"].items():
    equal(entity.text.rstrip(), " ".join(text[start:end] for start, end in entity.span).rstrip(), f"brat-peek: {key}")
longer = {key for key in seen if key[0] == "T" and seen[key].split("\t")[0].count(";") > 1}
equal(found["entities"].keys(), {key for key in seen if key[0] == "T"} - longer, "brat-peek: spans")

example = BratParser(error="raise").parse(str(folder / "brat"))[0]
said = [relation for relation in example.relations if relation.type == "SaidBy"]
expect = [q for q in quotations if q["speaker"] and entities[q["speaker"]]["mentions"]]
equal(len(said), len(expect), "pybrat: speakers")
print("brat, brat-peek, pybrat")
