"""UIMA CAS, XMI and JSON, as cassis reads it."""

from check import entities, equal, folder, mentions, quotations, text

import cassis

with open(folder / "a.typesystem.xml", "rb") as file:
    types = cassis.load_typesystem(file)
with open(folder / "a.xmi", "rb") as file:
    xmi = cassis.load_cas_from_xmi(file, typesystem=types)
with open(folder / "a.cas.json", "rb") as file:
    json = cassis.load_cas_from_json(file)


def shown(text):
    """What XML can hold."""
    return "".join("\ufffd" if ord(c) < 32 and c not in "\n\t" or c in "\ufffe\uffff" else c for c in text)


for name, cas, holds in [("xmi", xmi, shown), ("json", json, str)]:
    equal(cas.sofa_string, holds(text), f"{name}: text")
    got = {q.identifier: q for q in cas.select("org.whosaid.Quotation")}
    equal(sorted(got), sorted(q["id"] for q in quotations), f"{name}: quotations")
    for quotation in quotations:
        one = got[quotation["id"]]
        pieces = [p for p in cas.select("org.whosaid.Piece") if p.quotation is one]
        places = sorted((span["start"], span["end"]) for span in quotation["spans"])
        equal(sorted((p.begin, p.end) for p in pieces), places, f"{name}: pieces of {quotation['id']}")
        equal(one.speaker.name if one.speaker else None,
              holds(entities[quotation["speaker"]]["name"]) if quotation["speaker"] else None, f"{name}: speaker")
    equal(len(list(cas.select("org.whosaid.Mention"))), len(mentions), f"{name}: mentions")
print("cassis")
