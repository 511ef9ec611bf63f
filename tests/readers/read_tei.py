"""TEI as lxml reads it: valid by the schema of TEI P5, the words all there, in order, and every reference leads somewhere."""

import importlib.util
import pathlib

from check import entities, equal, folder, quotations, text

from lxml import etree
from tei_reader import TeiReader

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
tree = etree.parse(str(folder / "a.tei.xml"))
schemas = pathlib.Path(importlib.util.find_spec("schemas").submodule_search_locations[0])
schema = etree.RelaxNG(etree.parse(str(schemas / "tei_all.rng")))
assert schema.validate(tree), schema.error_log
ids = [node.get(ID) for node in tree.iter() if node.get(ID)]
equal(len(ids), len(set(ids)), "ids")
for node in tree.iter(etree.Element):
    for name in ["who", "ref", "corresp", "next", "prev", "ana"]:
        for to in (node.get(name) or "").split():
            assert to.startswith("#") and to[1:] in ids, f"{name}={to}"
body = tree.find(f".//{TEI}body")
for lb in list(body.iter(f"{TEI}lb")):
    lb.text = "\n"
paragraphs = ["".join(p.itertext()) for p in body.iter(f"{TEI}p")]
shown = "".join("\ufffd" if ord(c) < 32 and c not in "\n\t" or c in "\ufffe\uffff" else c for c in text)
expect = [part.strip("\n") for part in shown.split("\n\n")]
equal(paragraphs, [part for part in expect if part], "paragraphs")
first = [said for said in body.iter(f"{TEI}said") if not said.get("prev")]
equal(len(first), len(quotations), "quotations")
words = TeiReader().read_file(str(folder / "a.tei.xml")).text
# It has no white space for a line break.
equal("".join(words.split()), "".join(shown.split()), "tei-reader")
print("lxml with tei_all.rng, tei-reader")
