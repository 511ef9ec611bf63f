"""CoNLL-U Plus as conllu, pyconll and udapi read it."""

import logging
import re

from check import entities, equal, folder, mentions, quotations, text

import conllu
import pyconll
from udapi.core.document import Document

# There are no heads: udapi warns of each.
logging.disable(logging.WARNING)
path = folder / "a.conllup"
content = path.read_text(encoding="utf-8")


def unescape(space):
    letters = {"s": " ", "t": "\t", "n": "\n", "r": "\r", "p": "|", "\\": "\\"}
    return re.sub(r"\\(u[0-9a-f]{4}|.)", lambda m: chr(int(m[1][1:], 16)) if m[1][0] == "u" else letters[m[1]], space)


def with_space(form, misc):
    misc = misc or {}
    after = misc.get("SpacesAfter")
    after = "" if misc.get("SpaceAfter") == "No" else " " if after is None else unescape(after)
    return unescape(misc.get("SpacesBefore") or "") + form + after


def printable(text):
    return "".join("\ufffd" if c.isspace() or ord(c) < 32 or 127 <= ord(c) < 160 else c for c in text)


sentences = conllu.parse(content)
rebuilt = "".join(with_space(token["form"], token["misc"]) for sentence in sentences for token in sentence)
equal(len(rebuilt), len(text), "conllu: length of the text")
equal(printable(rebuilt), printable(text), "conllu: text")
tokens = [token for sentence in sentences for token in sentence]
equal(len({token["whosaid:quotation"].split(":", 1)[1] for token in tokens if token["whosaid:quotation"] != "O"}),
      len(quotations), "conllu: quotations")

plain = "\n".join(line if line.startswith("#") else "\t".join(line.split("\t")[:10]) for line in content.split("\n"))
corpus = pyconll.conllu.load_from_string(plain) if hasattr(pyconll, "conllu") else pyconll.load_from_string(plain)
equal([token.form for sentence in corpus for token in getattr(sentence, "tokens", sentence)], [token["form"] for token in tokens], "pyconll: words")

file = folder / "plain.conllu"
file.write_text(plain, encoding="utf-8")
document = Document(str(file))
found = sorted(len(entity.mentions) for entity in document.coref_entities)
in_sentence = [entity for entity in entities.values() if entity["mentions"]]
equal(len(found), len(in_sentence), "udapi: entities")
print("conllu, pyconll, udapi")
