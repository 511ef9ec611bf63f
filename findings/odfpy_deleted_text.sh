#!/usr/bin/env bash
# odfpy 1.4.1: the paragraphs of a text document begin with what an author has deleted; notes and comments are glued in.
#
# OpenDocument keeps deleted text of tracked changes in text:tracked-changes, before the first paragraph.
# getElementsByType(text.P) gives its paragraphs like any others, and teletype.extractText puts the number and the words of a
# note, and a comment with its author and date, into the sentence they belong to, and lists the note's paragraph once more.
#
# Seen: for a paragraph "Ada left.", with a deleted "never ", a note and a comment: ["never ", "Ada1By phone. left.Cy2026-11-20T09:00:00Sure?", "By phone.", "Sure?"].
#
# Why it matters here: quotations would be found in what an author took back, and names be cut by notes. whosaid's own walk
# leaves out tracked changes, notes and comments.
#
# Fails when the behaviour is another. Needs python3 and the package index.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check odfpy==1.4.1
cd "$folder"
venv/bin/python - <<'PYTHON'
import zipfile

from odf import teletype, text
from odf.opendocument import load

NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ["office", "text", "manifest"])
BODY = """<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Cy</dc:creator>
<dc:date>2026-11-20T09:00:00</dc:date></office:change-info><text:p>never </text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>Ada<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>By phone.</text:p></text:note-body></text:note>
<text:change text:change-id="c1"/> left.<office:annotation><dc:creator>Cy</dc:creator><dc:date>2026-11-20T09:00:00</dc:date><text:p>Sure?</text:p></office:annotation></text:p>""".replace("\n", "")
TYPE = "application/vnd.oasis.opendocument.text"
with zipfile.ZipFile("a.odt", "w") as file:
    file.writestr("mimetype", TYPE)
    file.writestr("META-INF/manifest.xml", f'<manifest:manifest {NAMES} manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    file.writestr("content.xml", f'<office:document-content {NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:body><office:text>{BODY}</office:text></office:body></office:document-content>')
paragraphs = [teletype.extractText(paragraph) for paragraph in load("a.odt").getElementsByType(text.P)]
print(paragraphs)
assert paragraphs == ["never ", "Ada1By phone. left.Cy2026-11-20T09:00:00Sure?", "By phone.", "Sure?"], paragraphs
PYTHON
