"""How words sound over a telephone, and how alike two of them sound.

A spelling is read as a string of *phones*, one letter each, by the rules of English spelling with the other readings
that names are given ("ch" in Chiara, "j" in Joaquín or Jürgen). Two strings of phones are compared sound by sound:
what the telephone and the recogniser confuse (voiced and voiceless, s and f, m and n, one vowel and another) costs
little, what they keep apart costs much.

Phones: ``p b t d k g f v s z S Z C J T h m n l r w y`` and the vowels ``i e a o u``; S as in ship, Z as in measure,
C as in chip, J as in jam, T as in thin.
"""

import re
from functools import lru_cache
from itertools import islice, product

_MOST_READINGS = 12
_LONGEST = 60
"""Letters of a word that are read aloud: what is longer sounds like no name."""
VOWELS = frozenset("ieaou")

# What a group of letters may sound like, the likeliest reading first; the longest group that fits is taken.
_GROUPS: dict[str, tuple[str, ...]] = {
    "tsch": ("C",), "schw": ("Sw",), "sch": ("S", "sk"), "tch": ("C",), "dge": ("J",), "cch": ("k", "C"),
    "ch": ("C", "k", "S"), "sh": ("S",), "ph": ("f",), "th": ("T", "t"), "wh": ("w",), "kh": ("k", "h"),
    "zh": ("J",), "dh": ("d",), "bh": ("b",), "rh": ("r",), "ck": ("k",), "cz": ("C",), "sz": ("S", "z"),
    "rz": ("Z", "rz"), "dzi": ("Ji",), "ts": ("ts",), "tz": ("ts",), "cqu": ("k",), "qu": ("kw", "k"), "q": ("k", "C"),
    "ngu": ("ngw", "ng"), "ng": ("ng", "n"), "gn": ("ny", "gn"), "gli": ("li", "gli"), "gl": ("gl",),
    "gh": ("g", ""), "ght": ("t",), "mb": ("mb",), "ps": ("ps",), "x": ("ks", "S"), "xc": ("ks",), "ll": ("l", "y"),
    "lh": ("l", "ly"), "nh": ("n", "ny"), "gu": ("gw", "g"), "dt": ("t",),
    "eeh": ("i",), "eih": ("i", "ai"),
    "b": ("b",), "c": ("k",), "d": ("d",), "f": ("f",), "g": ("g",), "h": ("h",), "j": ("J", "y", "h"),
    "k": ("k",), "l": ("l",), "m": ("m",), "n": ("n",), "p": ("p",), "r": ("r",), "s": ("s",), "t": ("t",),
    "v": ("v",), "w": ("w", "v"), "z": ("z", "ts"),
    "eau": ("o",), "eaux": ("o",), "ough": ("o", "uf"), "augh": ("o",), "aigh": ("e",), "eigh": ("e",), "igh": ("ai",),
    "ee": ("i",), "ea": ("i", "ea"), "ie": ("i", "ie"), "ei": ("ai", "i", "e"), "ey": ("i", "e"), "ai": ("e", "ai"),
    "ay": ("e", "ai"), "oa": ("o", "oa"), "oo": ("u", "o"), "ou": ("u", "ao"), "ow": ("o", "ao"), "au": ("o", "ao"),
    "aw": ("o",), "ew": ("u",), "eu": ("u", "oi"), "ue": ("u", "ue"), "ui": ("ui", "i"), "oe": ("o", "oe"),
    "oi": ("oi", "wa"), "oy": ("oi",), "ae": ("e", "ae"), "uo": ("o", "uo"), "ah": ("a",), "oh": ("o",), "eh": ("e",),
    "uh": ("a",), "aa": ("a",), "a": ("a",), "e": ("e",), "i": ("i",), "o": ("o",), "u": ("u",),
}  # fmt: skip
_BEGINNING: dict[str, tuple[str, ...]] = {
    "kn": ("n",), "gn": ("n",), "pn": ("n",), "wr": ("r",), "ps": ("s",), "x": ("z", "S", "h"), "mc": ("mak",),
    "ts": ("ts", "s"), "ng": ("ng", "n"), "nj": ("nJ",), "hy": ("hi", "hai"), "y": ("y",),
}  # fmt: skip
_SOFT = re.compile(r"(?:c|cc|sc|g|gg)(?=[eiy])")
_SOFT_READINGS = {"c": ("s", "C"), "cc": ("C", "ks"), "sc": ("s", "S"), "g": ("J", "g", "h"), "gg": ("J", "g")}
_GROUP = re.compile(
    "|".join(
        group + ("(?![aeiouy])" if group[-1] == "w" and len(group) > 1 else "")
        for group in sorted(_GROUPS, key=len, reverse=True)
    )
)
_BEGIN = re.compile("|".join(sorted(_BEGINNING, key=len, reverse=True)))
_READ_OTHERWISE: dict[str, tuple[str, ...]] = {
    "nguyen": ("win", "nwin", "nuyen"), "ng": ("ing", "eng"), "siobhan": ("Sivon",), "sinead": ("Sined",),
    "sean": ("Son",), "niamh": ("niv",), "aoife": ("ifa",), "saoirse": ("sirSa", "serSa"), "caoimhe": ("kwiva", "kiva"),
    "tadhg": ("taig", "tig"), "padraig": ("podrig",), "grainne": ("gronya",), "roisin": ("roSin",), "eoin": ("oen",),
    "oisin": ("oSin",), "ciara": ("kira",), "ciaran": ("kiran",), "meabh": ("mev",), "sadhbh": ("saiv",),
    "eamon": ("emon",), "eamonn": ("emon",), "wojciech": ("voiCek",), "mcleod": ("maklaud",), "leigh": ("li",),
    "featherstonehaugh": ("fanSo",), "cholmondeley": ("Camli",), "beauchamp": ("biCam",), "menzies": ("mingis",),
    "marjoribanks": ("marCbanks",), "dalziel": ("diel",), "colquhoun": ("kahun",), "mainwaring": ("manering",),
    "wriothesley": ("raizli",), "leveson": ("luson",), "urquhart": ("erkart",), "farquhar": ("farkar",),
    "strachan": ("stron",), "ruthven": ("riven",), "cockburn": ("kobern",), "villiers": ("vilers",), "pepys": ("pips",),
    "belvoir": ("biver",), "vaughan": ("von",), "maugham": ("mom",), "waugh": ("wo",), "gough": ("gof",),
    "hough": ("huf",), "clough": ("kluf",), "meagher": ("mar",), "keogh": ("kio",), "geoghegan": ("gegan",),
    "loughrey": ("lokri",), "coughlin": ("kolin", "koglin"), "lefebvre": ("lefev",), "lefevre": ("lefev",),
    "hugh": ("hyu", "yu"), "sian": ("San",), "rhys": ("ris",), "lloyd": ("loid",), "tsai": ("tsai", "sai"),
}  # fmt: skip
"""Well-known names that no rule of English reads as they are spoken; what the rules make of them is kept beside it."""
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def readings(word: str) -> tuple[str, ...]:
    """The ways to read one folded word aloud, as phones, the likeliest first.

    >>> readings("okafor"), readings("philip")
    (('okafor',), ('filip',))
    """
    return tuple(dict.fromkeys((*_READ_OTHERWISE.get(word, ()), *_by_rule(word))))


def _by_rule(word: str) -> tuple[str, ...]:
    word = word[:_LONGEST]
    pieces: list[tuple[str, ...]] = []
    position = 0
    while position < len(word):
        begin = _BEGIN.match(word) if position == 0 and len(word) > 1 else None
        soft = _SOFT.match(word, position)
        group = _GROUP.match(word, position)
        if begin and not (begin[0] == "y" and word[1:2] not in VOWELS):
            pieces.append(_BEGINNING[begin[0]])
            position = begin.end()
        elif soft:
            pieces.append(_SOFT_READINGS[soft[0]])
            position = soft.end()
        elif word[position] == "y":
            pieces.append(("y",) if word[position + 1 : position + 2] in VOWELS and position else ("i",))
            position += 1
        elif word[position] == "e" and position == len(word) - 1 and position > 1 and word[position - 1] not in VOWELS:
            pieces.append(("", "e"))
            position += 1
        elif group:
            pieces.append(_GROUPS[group[0]])
            position = group.end()
        else:
            position += 1
    while _combinations(pieces) > _MOST_READINGS:
        longest = max(range(len(pieces)), key=lambda n: (len(pieces[n]), n))
        pieces[longest] = pieces[longest][:-1]
    return tuple(dict.fromkeys(_DOUBLED.sub(r"\1", "".join(choice)) for choice in product(*pieces)))


def _combinations(pieces: list[tuple[str, ...]]) -> int:
    count = 1
    for piece in pieces:
        count *= len(piece)
    return count


def spoken(words: tuple[str, ...]) -> tuple[str, ...]:
    """The ways to read several words aloud in one go: the first few of all combinations."""
    together = [""]
    for word in words:
        combined = (_run_on(one, two) for one in together for two in readings(word))
        together = list(islice(combined, _MOST_READINGS))
    return tuple(dict.fromkeys(together))


def _run_on(one: str, two: str) -> str:
    """Two strings of phones in one go: what ends one and begins the other is heard once."""
    return one + two[1:] if two and one.endswith(two[0]) else one + two


_LETTERS = str.maketrans({"c": "k", "q": "k", "x": "ks", "j": "J", "y": "i"})


@lru_cache(maxsize=65_536)
def by_letter(words: tuple[str, ...]) -> str:
    """Several words as if every letter were a sound: what misspellings of one name share, however it is read.

    >>> by_letter(("siobhan",)), likeness(by_letter(("siobhan",)), by_letter(("siophen",))) > 0.9
    ('siobhan', True)
    """
    letters = "".join(word[:_LONGEST] for word in words).translate(_LETTERS)
    return _DOUBLED.sub(r"\1", "".join(letter for letter in letters if letter in _WEIGHT))


# ── Likeness ───────────────────────────────────────────────────────────────────────────────────────────────────────

_BLURRED = str.maketrans("bdgvzZJTSCmyaeiou", "ptkfssssssniiiiii")


@lru_cache(maxsize=65_536)
def outline(phones: str) -> str:
    """The phones with all blurred together that a telephone blurs: quick to compare, not to decide by."""
    return _DOUBLED.sub(r"\1", phones.translate(_BLURRED))


# What it costs to take one phone for another, where that is less than 1.
_CONFUSIONS = {
    0.15: "bp dt gk vf zs ZS JC JZ",
    0.25: "mn SC sS zS zZ sZ Tf Ts Tt Td fs vw CJ JS ZC",
    0.4: "pt pk tk bd bg dg bv pf bm dn tC dJ kh lr lw tT zJ ts dz gJ kC yJ ln vb td yi wu wo hk dr tr sC zC sJ vT",
    0.55: "bt bk dp dk gp gt kg fT fp ng nd nl ml mw fh vm vz fz vs rw ry ly rn Sh ht hT th hf hp pk sT",
}
_SUBSTITUTE = {
    frozenset(pair): cost for cost, pairs in sorted(_CONFUSIONS.items(), reverse=True) for pair in pairs.split()
}
_VOWEL_CHANGE = {frozenset(pair): 0.1 for pair in ("ie", "ea", "ao", "ou", "au", "eo", "ai", "eu", "iu", "io")}
_VOWEL_CHANGE |= {frozenset(pair): 0.2 for pair in ("iu", "io", "eu", "ei")}
_WEIGHT = dict.fromkeys("ptkbdgfvszSZCJTmn", 1.0) | dict.fromkeys("lrwyh", 0.7) | {"h": 0.35, "r": 0.6, "y": 0.5}
_WEIGHT |= dict.fromkeys("ieaou", 0.4)
"""What a phone counts for, and what it costs when it is lost or added."""
_ENDING = dict.fromkeys("tkdszn", 0.5)
"""What it costs to lose or to add a consonant at the end, where it is hardly heard."""
_PHONES = "ptkbdgfvszSZCJTmnlrwyhieaou"


def _change(one: str, other: str) -> float:
    if one == other:
        return 0.0
    pair = frozenset((one, other))
    if one in VOWELS and other in VOWELS:
        return _VOWEL_CHANGE[pair]
    return _SUBSTITUTE.get(pair, 1.0) if (one in VOWELS) == (other in VOWELS) else _SUBSTITUTE.get(pair, 1.1)


_COST = {one: {other: _change(one, other) for other in _PHONES} for one in _PHONES}


def weight(phones: str) -> float:
    """How much there is to hear: about one for each consonant."""
    return sum(map(_WEIGHT.__getitem__, phones))


def likeness(one: str, other: str) -> float:
    """How alike two strings of phones sound: 1.0 the same, 0.0 nothing in common."""
    total = weight(one) + weight(other)
    row = [0.0]
    for phone in other:
        row.append(row[-1] + _WEIGHT[phone])
    without_last = 0.0
    for a in one:
        without_last = row[-1]
        costs, lost = _COST[a], _WEIGHT[a]
        before = row[0]
        left = row[0] = before + lost
        for n, b in enumerate(other, 1):
            above = row[n]
            cost = before + costs[b]
            if above + lost < cost:
                cost = above + lost
            left += _WEIGHT[b]
            if cost < left:
                left = cost
            before = above
            row[n] = left
    if not (one and other):
        return 0.0
    apart = min(row[-1], without_last + _ENDING.get(one[-1], 1.0), row[-2] + _ENDING.get(other[-1], 1.0))
    return max(0.0, 1.0 - 2 * apart / total)
