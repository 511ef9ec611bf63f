#!/usr/bin/env bash
# pysubs2 1.8.1 writes WebVTT without escapes and without the speakers it knows; webvtt-py 0.5.1 then loses words.
#
# WebVTT wants "&amp;" and "&lt;" in the text of a cue, and has voice tags ("<v Ada Okafor>"). pysubs2 reads the speaker of a
# line of an Aegisub file into event.name, but writes neither the name nor any escape; words between "<" and ">" are a tag to
# readers that follow the standard.
#
# Seen: "R&D costs less <than last year>, she said." goes out as it stands and without its speaker, "Ada Okafor"; webvtt-py
# reads "R&D costs less , she said.".
#
# Why it matters here: transcripts of interviews come as such files. whosaid takes only the tags of WebVTT out of a cue, keeps
# other words between angle brackets, and a bare "&"; a speaker that the writer dropped cannot be had back.
#
# Fails when the behaviour is another. Needs python3 and the package index.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pysubs2==1.8.1 webvtt-py==0.5.1
cd "$folder"
cat > interview.ass <<'ASS'
[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,20,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:04.00,Default,Ada Okafor,0,0,0,,R&D costs less <than last year>, she said.
ASS
venv/bin/python - <<'PYTHON'
import pysubs2
import webvtt

lines = pysubs2.load("interview.ass")
assert lines[0].name == "Ada Okafor", lines[0].name
written = lines.to_string("vtt")
print(written)
assert "R&D costs less <than last year>, she said." in written, written
assert "Okafor" not in written and "<v" not in written, written
with open("interview.vtt", "w", encoding="utf-8") as file:
    file.write(written)
read = webvtt.read("interview.vtt")[0].text
print(read)
assert read == "R&D costs less , she said.", read
PYTHON
