#!/usr/bin/env bash
# tei-reader 0.0.17: what stands between a line break and a <name> is read behind the name.
#
# TeiReader makes a line beginning (<lb/>) the parent of the element that follows it; the words between the two stay outside,
# behind both. It does so with <name>, <hi>, <q> and others that it calls parts, and not with <persName>, <orgName>,
# <placeName> or <rs>.
#
# Seen: "x<lb/>a <name>b</name> c" is read as "xb ca ", "x<lb/>a <rs>b</rs> c" as "xa b c".
#
# Why it matters here: an article's lines may be broken within a paragraph, so whosaid writes names of peoples and of other
# things as <rs type="name">.
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

def read(body):
    return TeiReader().read_string(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>p</p></publicationStmt>'
        f'<sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader><text><body><p>{body}</p></body></text></TEI>').text

for element, expect in [("name", "xb ca "), ("rs", "xa b c")]:
    text = read(f"x<lb/>a <{element}>b</{element}> c")
    print(element, repr(text))
    assert text == expect, text
PYTHON
