#!/usr/bin/env bash
# webvtt-py 0.6.0: of two speakers in one cue the voice of the first is given for both, and entities stay as they are.
#
# WebVTT lets a cue hold several voice spans, which is how two people who talk at once are subtitled. Caption.voice is the
# first one's name, Caption.text strips the tags of both and so puts the words of the second behind those of the first.
# &amp; and &nbsp; of the cue's text are not decoded in Caption.text, though its tags are.
#
# Seen: "<v Ada>Yes &amp; no.</v> <v Ben>Never.</v>" gives voice "Ada" and text "Yes &amp; no. Never.".
#
# Why it matters here: who says what is all that whosaid is about. It reads WebVTT itself, a paragraph for each voice.
#
# Fails when the behaviour is another. Needs python3 and the package index.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check webvtt-py==0.6.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import webvtt

captions = webvtt.from_string("WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ada>Yes &amp; no.</v> <v Ben>Never.</v>\n")
captions = [(caption.voice, caption.text) for caption in captions]
print(captions)
assert captions == [("Ada", "Yes &amp; no. Never.")], captions
PYTHON
