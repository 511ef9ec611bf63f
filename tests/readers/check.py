"""What the scripts of this folder share: the article as the native file tells it."""

import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
native = json.loads((folder / "a.whosaid.json").read_text(encoding="utf-8"))
text = native["document"]["text"]
entities = {entity["id"]: entity for entity in native["entities"]}
quotations = native["quotations"]
mentions = [(entity, mention) for entity in native["entities"] for mention in entity["mentions"]]


def words(quotation):
    return [span["exact"] for span in quotation["spans"]]


def speaker(quotation):
    return entities[quotation["speaker"]]["name"] if quotation["speaker"] else ""


def equal(got, expect, what):
    if got != expect:
        sys.exit(f"{what}:\n  got    {got!r}\n  expect {expect!r}")


assert quotations and mentions, "the article has something to read"
