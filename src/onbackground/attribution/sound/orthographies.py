"""How names are read in the language whose they are: "Guimarães", "Krzyżanowska", "Xu", "Guillaume".

A name shows by some of its letters in which languages it may be meant to be read; each has a table of what groups of
letters sound like in it. What comes out are the phones of :mod:`~onbackground.attribution.sound.phones`, as an English
ear has them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from onbackground.attribution.sound.phones import readings
from onbackground.attribution.words import fold

_PLAIN = dict(zip("abdefghiklmnoprstuvwz", "abdefghiklmnoprstuvwz", strict=True)) | {
    "c": "k", "q": "k", "x": "ks", "j": "J", "y": "i", "ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "þ": "T",
    "æ": "e", "œ": "e", "ß": "s",
}  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


class _Orthography(NamedTuple):
    """By which letters a name shows that it may be read so, and what groups of letters sound like, the first first."""

    shown: re.Pattern[str]
    sounds: tuple[tuple[re.Pattern[str], str], ...]


def _orthography(shown: str, sounds: str) -> _Orthography:
    """``sounds`` are pairs of a pattern and its phones, "-" for none."""
    words = sounds.split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return _Orthography(re.compile(shown), tuple((re.compile(letters), phones.strip("-")) for letters, phones in pairs))


_SYLLABLE = (
    r"(?:zh|ch|sh|hs|ts|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|iao|ian|ing|uai|uan|ang|eng|ong|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|a|o|e|i|u)"
)
_ORTHOGRAPHIES = {
    "Polish": _orthography(
        r"[łśćńżźąę]|cz|sz|rz|sk[iya]$|ck[ia]$|^w|wicz|ws",
        "szcz SC cz C sz S (?<=[ptk])rz S rz Z ch h dzi J dź J dz dz ci(?=[aeou]) C si(?=[aeou]) S zi(?=[aeou]) Z"
        " ni(?=[aeou]) ny w(?=[skct]) f w v c ts j y ł w ś S ć C ż Z ź Z ą on ę en ó u",
    ),
    "Hungarian": _orthography(
        r"[őű]|gy|cs|zs|ly|sz|[áéíóöúü].*s|s.*[áéíóöúü]",
        "gy J cs C dzs J zs Z sz s s S ly y ny ny cz ts c ts j y th t",
    ),
    "Turkish": _orthography(r"[çşğı]|o[gğ]l?u|^c[aeiou]|can$", "c J ç C ş S ğ - og(?=l?u) o j Z"),
    "Chinese": _orthography(
        rf"^(?=.*(?:[xqc](?!h)|hs|ts|z|i[ue]|ui|ia))(?:{_SYLLABLE}h?)+$",
        "hs S x S q C zh J ch C sh S c ts z dz ian yen iu yu ui we ieh? ye eh e ong ung ao ao ou o ei e j J"
        " y(?=[aeou]) y yi i",
    ),
    "Vietnamese": _orthography(
        r"^(?=.*(?:nh|ng|tr|ph|th|uy|uo|qu|gi|[xdđ\u1ea0-\u1ef9]))(?:ngh?|nh|tr|ph|th|ch|kh|qu|gi"
        r"|[bcdđghklmnprstvx])?(?:[^\W\d_bcdfghjklmnpqrstvwxz]{1,3})(?:ng|nh|ch|[cmnpt])?$",
        "tr C ph f nh n thuy twi th t ngh n ^ng n x s gi z qu kw uy wi uo o đ d ch$ k kh k",
    ),
    "Portuguese": _orthography(
        r"[ãõç]|lh|nh|eir|[ao]es$|ao$|inho|x|[aeo]u?jo$",
        "ão(?=s?$) on ao(?=s?$) on ães ains aes(?=$) ains lh ly nh ny ç s c(?=[ei]) s j Z x S ch S ^r h rr h ei e"
        " ou o o$ u de$ Ji te$ Ci qu k gu(?=[ei]) g g(?=[ei]) Z h -",
    ),
    "Spanish": _orthography(
        r"[ñáéíóú]|j|ll|qu[ei]|g[ei]|gu[aei]|z$|x",
        "j h ll y ñ ny qu k gü gw gu(?=[ei]) g gua wa g(?=[ei]) h ch C c(?=[ei]) s z s x h ^h - h - y(?=[aeou]) y",
    ),
    "French": _orthography(
        r"[çèêëîïôû]|eaux?$|aux$|oux$|eux$|oi|ault$|a[rn]d$|ert$|[^aeiou]et$|[^aeiou]er$|ier$|ais$|illes?|gn|ou"
        r"|is$|ot$|ain|ine?$|ch|lle$|euf|eil|et?te$|euve$|ge|j",
        "^des(?=[bcdfgjlmnprtv]) de illes?$ iy ill iy eaux? o aul[td]s?$ o aux$ o aux o au o oux$ u ou u oi wa oî"
        " wa ai e ei e ay e eu u oe u ch S gn ny qu k ç s c(?=[eiyéè]) s j Z g(?=[eiyéè]) Z gu(?=[eiéè]) g [td]s$"
        " - (?<=[rnaeiou])[tdxzp]$ - (?<=[aeiou])s$ - (?<=[^aeiou])er$ e ez$ e es?$ - h - en(?![aeioun]) on y i"
        " ph f th t",
    ),
    "Italian": _orthography(
        r"(?:ch|gh|c[ei]|g[ei]|gl|gn|sc|zz).*[aeiou]$",
        "sch sk sc(?=[ei]) S cc(?=[ei]) C ci(?=[aou]) C c(?=[ei]) C ch k gi(?=[aou]) J gg(?=[ei]) J g(?=[ei]) J"
        " gh g gli ly gn ny zz ts z ts qu kw h -",
    ),
    "German": _orthography(
        r"[äöüß]|sch|tz|^[wvjz]|ei|eu|ie|mann$|berg|burg|[^s]ch|ck|w|th",
        "tsch C cz C sch S ^st St ^sp Sp tz ts chs ks ch k ck k ei ai ey ai eu oi äu oi ie i ^s(?=[aeiouäöü]) z w"
        " v ^v f v f j y z ts th t dt$ t d$ t qu kv pf f ä e ö o ü u h(?=[lmnrst]|$) -",
    ),
    "Nordic": _orthography(
        r"[åøæöä]|[kshgbfl]j|berg|str|sen$|gren$|qvist",
        "skj S stj S sj S kj C tj C hj y gj y dj y lj y j y å o ø o ö o rg$ ry ^g(?=[eiyäö]) y ^k(?=[eiyäö]) S qv"
        " kv w v ch k hv v c k h(?=[lmnrst]) -",
    ),
    "Slavic": _orthography(
        r"[čšžćđřěýňů]|ov[aá]?$|ev[aá]?$|i[cć]h?$|[lnd]j|kh|zh|shch|[bdvmtkp]j|sk[iy]$|enko$|c[eik]",
        "shch SC zh Z kh h ch h sh S č C š S ž Z ć C ř Z đ J dj J lj ly nj ny j y ic$ iC c ts v$ f w v ě ye ý i"
        " ts ts g(?=[ei]) g",
    ),
    "Irish": _orthography(
        r"bh|mh|dh|aoi|eamh|oirs|idh|gh|[áéíóú]|eog|aidh",
        "dbh v bhfh? v bh v mh v ^th t th h dh - gh - ch h aoi i ao i eoi o eo o ei e ia i io i ea a ai a oi o ui"
        " u s(?=[eiéí]) S (?<=[eiéí])s S c k fh -",
    ),
    "Arabic": _orthography(
        r"dh|kh|gh|dj|[dhns]s|aa|ou|^al|eh$|q|iy|ee", "kh h gh g dj J q k ou u aa a ee i eh$ a dh d"
    ),
}  # fmt: skip


def read_aloud(names: Sequence[str]) -> list[str]:
    """The phones of the words of a name, as printed, read one after the other in each language whose they may be."""
    languages = dict.fromkeys(language for name in names for language in read_as_spelled(name))
    return [
        _DOUBLED.sub(r"\1", "".join(read_as_spelled(name).get(one) or readings(fold(name))[0] for name in names))
        for one in languages
    ]


@lru_cache(maxsize=4096)
def read_as_spelled(name: str) -> dict[str, str]:
    """The phones of one word of a name, as printed, in each language whose it may be.

    >>> read_as_spelled("Szabó")["Hungarian"], read_as_spelled("Xu")["Chinese"], read_as_spelled("Vik")
    ('sabo', 'Su', {})
    """
    letters = unicodedata.normalize("NFC", name).lower()
    return {
        language: _DOUBLED.sub(r"\1", "".join(_sounds(letters, orthography)))
        for language, orthography in _ORTHOGRAPHIES.items()
        if orthography.shown.search(letters)
    }


def _sounds(letters: str, orthography: _Orthography) -> Iterator[str]:
    position = 0
    while position < len(letters):
        for group, phones in orthography.sounds:
            if (match := group.match(letters, position)) and match[0]:
                yield phones
                position = match.end()
                break
        else:
            letter = letters[position]
            yield _PLAIN.get(letter) or _PLAIN.get(unicodedata.normalize("NFD", letter)[0], "")
            position += 1
