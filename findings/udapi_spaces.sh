#!/usr/bin/env bash
# udapi 0.5.2: reading keeps SpacesAfter, but the text it computes has single spaces, and it writes that as "# text".
#
# Where a sentence has no "# text", udapi computes one when it writes. It knows SpaceAfter=No and takes one space for all
# else: SpacesAfter with two spaces or a line break counts as one space, before a full stop too. The file then holds a text
# comment that contradicts its own MISC.
#
# Seen: words "Ada" (SpacesAfter=\s\s), "left" (SpacesAfter=\n) and "." get the comment "# text = Ada left .".
#
# Why it matters here: whosaid writes "# text" for every sentence itself, and its offsets are those of the text that MISC
# puts together, which udapi's is not.
#
# Fails when the behaviour is another. Needs python3 and the package index.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check udapi==0.5.2
cd "$folder"
venv/bin/python - <<'PYTHON'
import logging

from udapi.core.document import Document

logging.disable(logging.WARNING)
rows = [("1", "Ada", "PROPN", "0", "root", r"SpacesAfter=\s\s"), ("2", "left", "VERB", "1", "dep", r"SpacesAfter=\n"), ("3", ".", "PUNCT", "1", "dep", "_")]
with open("a.conllu", "w") as file:
    file.write("# sent_id = s1\n")
    for id, form, upos, head, relation, misc in rows:
        file.write("\t".join([id, form, "_", upos, "_", "_", head, relation, "_", misc]) + "\n")
    file.write("\n")
written = Document("a.conllu").to_conllu_string()
print(written)
assert "# text = Ada left .\n" in written, written
assert r"SpacesAfter=\s\s" in written and r"SpacesAfter=\n" in written, written
PYTHON
