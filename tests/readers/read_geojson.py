"""GeoJSON as geopandas reads it with pyogrio, which is GDAL."""

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
print("geopandas, pyogrio")
