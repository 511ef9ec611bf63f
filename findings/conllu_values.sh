#!/usr/bin/env bash
# conllu 6.0.0: an empty value in MISC is written back as "_", and a second "=" cuts the value, without a word.
#
# parse gives "X=" as None, the same as no value; serialize writes None as "X=_". "A=b=c" is read as "b": the rest is gone,
# although CoNLL-U only says that MISC is a list of attribute=value pairs between pipes.
#
# Seen: "A=b=c|Lone|X=" is written back as "A=b|Lone|X=_".
#
# Why it matters here: white space between words stands in MISC (SpacesAfter), and a text can hold any character there. So
# "=" and "|" are written by number, and a value that would be empty is left out with its key.
#
# Fails when the behaviour is another. Needs python3 and the package index.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check conllu==6.0.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import conllu

line = "1\tAda\t_\tPROPN\t_\t_\t_\t_\t_\tA=b=c|Lone|X="
sentence = conllu.parse(line + "\n\n")[0]
print(sentence[0]["misc"])
assert sentence[0]["misc"] == {"A": "b", "Lone": "", "X": None}, sentence[0]["misc"]
written = sentence.serialize().strip()
print(written)
assert written.endswith("\tA=b|Lone|X=_"), written
PYTHON
