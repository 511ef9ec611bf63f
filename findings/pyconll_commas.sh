#!/usr/bin/env bash
# pyconll 3.3.1: a comma in MISC makes a set of its value, and writing sorts it: "Nov 20, 2026" becomes " 2026,Nov 20".
#
# CoNLL-U gives the comma no meaning in MISC; only FEATS has lists. load_from_string splits every value of MISC at its
# commas into a set. conll() writes the sets sorted, and the keys sorted too, so a file that is read and written again says
# something else, and nothing tells of it.
#
# Seen: "Note=two,one|Date=Nov 20, 2026" is written back as "Date= 2026,Nov 20|Note=one,two".
#
# Why it matters here: MISC of whosaid's CoNLL-U holds coreference brackets and white space, which other programs change and
# save. No value that whosaid writes there holds a comma, and the columns of quotations and speakers stand apart from MISC.
#
# Fails when the behaviour is another. Needs python3 and the package index.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyconll==3.3.1
cd "$folder"
venv/bin/python - <<'PYTHON'
import pyconll

line = "1\tAda\t_\tPROPN\t_\t_\t_\t_\t_\tNote=two,one|Date=Nov 20, 2026"
token = pyconll.load_from_string(line + "\n\n")[0][0]
print(token.misc)
assert token.misc == {"Note": {"two", "one"}, "Date": {"Nov 20", " 2026"}}, token.misc
print(token.conll())
assert token.conll() == line.replace("Note=two,one|Date=Nov 20, 2026", "Date= 2026,Nov 20|Note=one,two"), token.conll()
PYTHON
