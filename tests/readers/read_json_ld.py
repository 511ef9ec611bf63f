"""Web Annotations as PyLD and rdflib read them: the same statements each."""

import json
import pathlib

from check import equal, folder, mentions, quotations

import rdflib
from pyld import jsonld

document = json.loads((folder / "a.jsonld").read_text(encoding="utf-8"))
context = json.loads((pathlib.Path(__file__).parent / "anno.jsonld").read_text(encoding="utf-8"))
equal(document["@context"], "http://www.w3.org/ns/anno.jsonld", "context")


def load(address, options):
    equal(address, "http://www.w3.org/ns/anno.jsonld", "what is loaded")
    return {"contextUrl": None, "documentUrl": address, "document": context, "contentType": "application/ld+json"}


statements = jsonld.to_rdf(document, {"documentLoader": load, "format": "application/n-quads"})
count = len([line for line in statements.split("\n") if line.strip()])
document["@context"] = context["@context"]
graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
equal(len(graph), count, "statements of rdflib and PyLD")
(folder / "statements").write_text(str(count))
oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
spans = sum(len(q["spans"]) for q in quotations)
exacts = sorted(str(value) for value in graph.objects(None, oa.exact))
for quotation in quotations:
    for span in quotation["spans"]:
        assert span["exact"] in exacts, span["exact"]
motivations = [str(value).rsplit("#")[-1] for value in graph.objects(None, oa.motivatedBy)]
equal(motivations.count("classifying"), len(quotations), "quotations")
equal(motivations.count("identifying"), len(mentions), "mentions")
for node in list(graph.subjects()) + list(graph.objects(None, oa.hasSource)):
    if isinstance(node, rdflib.URIRef):
        assert str(node).startswith(("urn:", "http://", "https://")) and "example.org" not in str(node), node
print("PyLD, rdflib")
