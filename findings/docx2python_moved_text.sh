#!/usr/bin/env bash
# docx2python 3.7.1: text that was moved stands twice, so does that of a text box, and a non-breaking hyphen is dropped.
#
# Word keeps moved text where it was (w:moveFrom) and where it went (w:moveTo), and a text box twice, for new and old readers
# (mc:Choice and mc:Fallback); a reader is to take one of each. Deleted text (w:del) is left out, as one expects.
# w:noBreakHyphen, which Word writes for the hyphen in "one-line" that must not end a line, gives nothing: "oneline".
#
# Seen: "Ada left. Ben stayed. Ada left." for a paragraph whose first sentence was moved there from its end.
#
# Why it matters here: a quotation that an editor moved up would be counted twice, and a name with such a hyphen not be found.
# whosaid takes w:moveTo and mc:Choice alone, and U+2011 for the hyphen.
#
# Fails when the behaviour is another. Needs python3 and the package index.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check docx2python==3.7.1
cd "$folder"
venv/bin/python - <<'PYTHON'
import zipfile

from docx2python import docx2python

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
run = lambda text: f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
by = 'w:author="Cy" w:date="2026-11-20T09:00:00Z"'
box = f"<w:txbxContent><w:p>{run('A box.')}</w:p></w:txbxContent>"
body = (
    f'<w:p><w:moveTo w:id="1" {by}>{run("Ada left. ")}</w:moveTo>{run("Ben stayed. ")}<w:moveFrom w:id="2" {by}>{run("Ada left.")}</w:moveFrom></w:p>'
    f'<w:p>{run("one")}<w:r><w:noBreakHyphen/></w:r>{run("line")}</w:p>'
    f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
with zipfile.ZipFile("a.docx", "w") as file:
    file.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
    file.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
    file.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships"></Relationships>')
    file.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
text = docx2python("a.docx").text
print(repr(text))
assert "Ada left. Ben stayed. Ada left." in text and "oneline" in text and text.count("A box.") == 2, text
PYTHON
