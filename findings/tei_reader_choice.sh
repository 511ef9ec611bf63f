#!/usr/bin/env bash
# tei-reader 0.0.17: both halves of a <choice> are read as one word, and a line break is nothing.
#
# TEI's <choice> holds alternatives, of which a reader takes one: <sic>lef</sic><corr>left</corr> stands for "left". TeiReader
# puts both into the text. An <lb/>, which the guidelines say a processor may take for white space, glues the words around it.
#
# Seen: "She <choice><sic>lef</sic><corr>left</corr></choice> the<lb/>port." is read as "She lefleft theport.".
#
# Why it matters here: whosaid writes <lb/> for a line break within a paragraph, and tei-reader's text has no space there. On
# import whosaid takes one half of a choice (corr, reg, expan) and a line break for white space.
#
# Fails when the behaviour is another. Needs python3 and the package index.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check tei-reader==0.0.17
cd "$folder"
venv/bin/python - <<'PYTHON'
from tei_reader import TeiReader

with open("a.xml", "w") as file:
    file.write('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>p</p></publicationStmt>'
               '<sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader><text><body><p>She <choice><sic>lef</sic><corr>left</corr></choice> the<lb/>port.</p></body></text></TEI>')
text = TeiReader().read_file("a.xml").text
print(repr(text))
assert text == "She lefleft theport.", text
PYTHON
