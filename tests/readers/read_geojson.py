"""GeoJSON as geopandas reads it with pyogrio, which is GDAL, and as GDAL's own ogrinfo does."""

import json
import os
import subprocess

from check import entities, equal, folder

import geopandas
import pyogrio

places = [entity for entity in entities.values() if entity["kind"] == "place"]
frame = geopandas.read_file(folder / "a.geojson")
equal(sorted(frame["id"]), sorted(place["id"] for place in places), "ids")
known = {place["id"]: str(place["place"]["geonameId"]) for place in places if place.get("place", {}).get("geonameId")}
got = {row["id"]: row["geonameId"] for _, row in frame.iterrows() if isinstance(row["geonameId"], str)}
equal(got, known, "numbers at GeoNames are text")
for place in places:
    if "place" in place:
        point = frame[frame["id"] == place["id"]].iloc[0].geometry
        equal((point.y, point.x), (place["place"]["lat"], place["place"]["lon"]), "point")
equal(pyogrio.read_info(folder / "a.geojson")["features"], len(places), "GDAL: features")
columns = ["names", "quotations", "speaks", "candidates"]
written = {f["properties"]["id"]: f["properties"] for f in json.loads(frame.to_json())["features"]}
frame.to_file(folder / "again.geojson", driver="GeoJSON")
again = geopandas.read_file(folder / "again.geojson")
for _, row in frame.iterrows():
    equal([written[row["id"]][c] for c in columns], [row[c] for c in columns], "to_json")
equal(again[columns].values.tolist(), frame[columns].values.tolist(), "to_file")
listed = subprocess.run([os.environ["OGRINFO"], "-ro", "-al", "-geom=SUMMARY", "-nomd", folder / "a.geojson"], check=True, capture_output=True)
listed = listed.stdout.decode("utf-8")
assert f"Feature Count: {len(places)}\n" in listed and "WARNING" not in listed, listed
for id in known:
    assert f"geonameId (String) = {known[id]}\n" in listed, listed
print("geopandas, pyogrio, ogrinfo")
