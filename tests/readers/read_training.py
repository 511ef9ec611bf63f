"""spaCy, Label Studio, doccano and Prodigy."""

import json

from check import equal, folder, mentions, quotations, text

import spacy
from label_studio_sdk.converter import Converter
from spacy.tokens import Doc

nlp = spacy.blank("en")
line = json.loads((folder / "a.spacy.jsonl").read_text(encoding="utf-8"))
doc = Doc(nlp.vocab).from_json(line)
equal(doc.text, text, "spacy: text")
got = [span.text for span in doc.spans["quotations"]]
equal(sorted(got), sorted(span["exact"] for q in quotations for span in q["spans"]), "spacy: quotations")
equal(len(doc.spans["mentions"]), len(mentions), "spacy: mentions")
plain = nlp.make_doc(text)
for q in quotations:
    for span in q["spans"]:
        assert plain.char_span(span["start"], span["end"], alignment_mode="expand") is not None, span

for name in ["prodigy", "doccano"]:
    line = json.loads((folder / f"a.{name}.jsonl").read_text(encoding="utf-8"))
    equal(line["text"], text, f"{name}: text")
    if name == "prodigy":
        for token in line["tokens"]:
            equal(text[token["start"]:token["end"]], token["text"], "prodigy: token")
        equal("".join(t["text"] + " " * t["ws"] for t in line["tokens"]), text, "prodigy: tokens make the text")
        for span in line["spans"]:
            first, last = line["tokens"][span["token_start"]], line["tokens"][span["token_end"]]
            assert first["start"] <= span["start"] and span["end"] <= last["end"], span
    else:
        ids = {entity["id"] for entity in line["entities"]}
        assert all(r["from_id"] in ids and r["to_id"] in ids for r in line["relations"])

tasks = json.loads((folder / "a.labelstudio.json").read_text(encoding="utf-8"))
results = (tasks[0]["annotations"] or tasks[0]["predictions"])[0]["result"]
for result in results:
    if result["type"] == "labels":
        value = result["value"]
        equal(text[value["start"]:value["end"]], value["text"], "label studio: words")
config = '<View><Labels name="label" toName="text"><Label value="PERSON"/></Labels><Text name="text" value="$text"/></View>'
task = dict(tasks[0], id=1, annotations=[{"id": 1, "result": results, "completed_by": 1}], predictions=[])
(folder / "task").mkdir(exist_ok=True)
(folder / "task" / "1.json").write_text(json.dumps([task]), encoding="utf-8")
converter = Converter(config=config, project_dir=None)
items = list(converter.iter_from_dir(str(folder / "task")))
found = [label for item in items for label in item["output"]["label"]]
equal(len(found), sum(result["type"] == "labels" for result in results), "label studio: labels")
print("spacy, label-studio-sdk")
