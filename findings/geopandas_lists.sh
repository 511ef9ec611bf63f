#!/usr/bin/env bash
# geopandas 1.2.0 with pyogrio 0.13.0: a list in a property is written back as a list or as text, by its length.
#
# RFC 7946 lets a property hold any JSON value. read_file gives a list of strings as a NumPy array. to_file writes an
# array with one element as a list again, and one with two as the text that NumPy prints of it, brackets and quotes
# without commas: "['Bath' 'Bath Spa']". Nothing is said, and the file stays valid GeoJSON. to_json, of the same frame,
# raises "Object of type ndarray is not JSON serializable" for lists of any length.
#
# Seen: read and written once, {"names": ["Hull"]} stays, {"names": ["Bath", "Bath Spa"]} becomes
# {"names": "['Bath' 'Bath Spa']"}.
#
# Why it matters here: the ids of the quotations that speak of a place were a list in whosaid's GeoJSON. In most files
# most places have one quotation, so a test with one looks well; the longer lists are the ones that are lost. They are
# text now, with spaces between the ids.
#
# Fails when the behaviour is another. Needs python3 and the package index; takes about a minute.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check geopandas==1.2.0 pyogrio==0.13.0 numpy==2.2.6 pandas==3.1.1
cd "$folder"
venv/bin/python - <<'PYTHON'
import json
import geopandas

places = [("Hull", ["Hull"]), ("Bath", ["Bath", "Bath Spa"])]
features = [
    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0, 50 + at]}, "properties": {"name": name, "names": names}}
    for at, (name, names) in enumerate(places)
]
with open("in.geojson", "w") as file:
    json.dump({"type": "FeatureCollection", "features": features}, file)
frame = geopandas.read_file("in.geojson")
frame.to_file("out.geojson", driver="GeoJSON")
with open("out.geojson") as file:
    written = [feature["properties"]["names"] for feature in json.load(file)["features"]]
print("read   ", [list(map(str, names)) for names in frame["names"]])
print("written", written)
assert written == [["Hull"], "['Bath' 'Bath Spa']"], written
try:
    frame.to_json()
    raise SystemExit("to_json has written the lists")
except TypeError as error:
    print("to_json:", error)
PYTHON
