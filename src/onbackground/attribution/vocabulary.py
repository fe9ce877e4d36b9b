"""Word lists the guard decides by, all in small letters."""


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as a text, with spaces between."""
    return frozenset(text.split())


HONORIFICS_THAT_ARE_WORDS = word_set("miss doctor professor sir dame madam")
"""In small letters these are no honorific: "the doctor may", "we miss grace"."""

HONORIFICS = HONORIFICS_THAT_ARE_WORDS | word_set(
    "mr mister mrs missus ms mx dr drs prof señor senor señora senora sr sra monsieur madame mme mlle herr frau signor"
    " signora"
)
"""What may stand before a last name and belongs to it."""

TITLES = word_set(
    """ambassador colonel admiral captain lieutenant sergeant commander director secretary undersecretary administrator
    commissioner counselor coordinator senator governor congressman congresswoman"""
)
"""Ranks and offices that are no other words: behind one a name is due, in small letters too."""

_SHORT_RANKS = word_set("amb gen col adm maj capt lt sgt brig cdr cmdr cpt ltc radm vadm sec sen rep gov")

STEPS = word_set("deputy dep assistant asst under acting principal special senior associate brigadier major")
"""What stands before the name of a rank and says how high it is: "Deputy Administrator"."""

RANKS = (
    TITLES
    | STEPS
    | _SHORT_RANKS
    | word_set("general envoy chief advisor adviser inspector attorney surgeon judge representative solicitor")
)
"""Ranks and offices; a run of them before a name is part of how the person is named."""

BEFORE_NAMES = HONORIFICS | RANKS
"""What belongs to a name that it stands before."""

RANKS_IN_LETTERS = _SHORT_RANKS | word_set(
    """ag asd asg bg cda cno cos csm cw cwo dag das dasd dcm dcos ddg ddni dg dni dnsa dsg dusd lcdr ltcol ltg mg msg
    pdag pdas pdasd pdnsa sdo sg sgm srsg ssgt usd usg"""
)
"""Ranks and offices written in letters before a last name: "BG", "DDG", "PDAS"; they are no initials."""

SOVEREIGNS = word_set("speaker president minister king queen prince pope chancellor emperor emir")
"""Offices whose holders are quoted on every call and brief on none."""

ELECTED = word_set("senator sen governor gov congressman congresswoman rep")

HEADS = (SOVEREIGNS - {"speaker", "prince", "emir"}) | ELECTED | word_set("mayor chair representative")
"""Offices of people who are spoken about, and do not brief: no speaker, as a briefer may be called, and no names."""

OF_AN_OFFICE = word_set(
    """press national security homeland economic council domestic policy foreign affairs political military public
    legal budget cyber climate executive vice chief staff defense state treasury intelligence health science trade
    regional global senate house interim field rear"""
)
"""Words that come before a rank in an office's name: "Deputy National Security Advisor", "Press Secretary"."""

ABBREVIATED = word_set("mr mrs ms mx dr drs prof sr sra mme mlle st dep asst") | _SHORT_RANKS
"""Those written with a full stop, which ends no sentence."""

THINGS_IN_LETTERS = word_set(
    """ag ai am ap au dc dr ec ed eo et eu ev fm ft gm hr ic id ii ip it la md mr ms no oh ok or pa pc pm pr st tb tv
    ui uk un us va vp abc aid apr bbc bis cbs cdc ceo cia cnn cop cst cdt dhs doc doj dot dea eod epa est edt fbi fda
    gdp gmt gop hhs ice imf irs mdt mou mst nbc ngo nih nsa nsc omb pbs pdt pst rok sam sec tps uae usa utc who wto wmd
    prc roc"""
)
"""Abbreviations that need no person's initials to explain them."""

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md"})

PARTICLES = word_set(
    """de del della dei dal dalla di da dos das du des la las le los van von vom der den te ten ter zu zum zur af av bin
    ibn bint abu al el ul ni of y e i t"""
)
"""Small words inside a name that name nobody alone."""

PARTICLES_OF_LAST_NAMES = PARTICLES - {"of", "y", "e", "i", "t"}
""" "de", "von" and the like, one of which is easily heard as another."""

ALWAYS_ORDINARY = word_set(
    """a an and any as at be but by do for from go he her him his how i if in is it me my no not of oh on one
    or our she so such than that the them then they this to too two us was we what when who why you your"""
)
"""Words of the language so common that alone they never name anyone, whoever sits on the roster."""

WORDS_THAT_ARE_NAMES = word_set(
    """amber angel april art ash august autumn baker bank banks bay bell best bill birch bird bishop black bliss
    bloom blue bond book boss branch bridge bridges brook brooks brown buck bush butler camp carpenter case cash
    chance chase cherry church clay cliff cole cook cross crystal daisy dale dash dawn day days dean diamond
    dolly drew duke early earnest east eve faith fields finch fish fisher flint flowers ford forest foster fox
    franc frank friend frost garden gates ginger glass gold golden good goodman grace grant gray green grey guy
    hall hand hart haven hawk heath hill holly home hood hope hunt hunter iris ivory ivy jack jade jet jewel
    joy judge june justice key kid king knight lake lance land lane law lee light lily little long lord
    love low luck major march mark marsh marshal mason may mercy mike miles mills misty money moon moss nice
    nick noble north olive page parish park parks pat pearl penny pepper pope powers price prince quick rain
    ranger ray read reed rice rich river rivers rob rock rod rose rowan ruby rush sage sales savage scout shade
    sharp shore short skip sky smart snow spring star steel sterling stone stranger strong sue summer summers
    sun swift temple tone town trace trip true walker wall ward warden waters wells west white wild will winner
    winter winters wise wood woods worth yard young"""
)
"""Words that many are called by."""

ORDINARY = (
    ALWAYS_ORDINARY
    | RANKS
    | HONORIFICS
    | word_set(
        """about actually administration alright after again against agency all also american americans another answer
    are background because been before being best both briefing call can certainly could day department did does
    done down during each either embargo embargoed even everybody everyone exactly final finally first folks
    fourth getting give given going good government great had happy has have having hear hello here hey hi hold
    hopefully house important indeed international just know last later let line listen look lot many maybe
    mean media members moderator more morning most much national news next nothing now number obviously official
    officials okay once only open operator other over own part people perhaps please point president press
    previously prime minister question questions quick quickly really record remarks reporter reporters
    reporting right said same say says second secondly see seen several should since some something sorry
    sort speaker speakers state states still sure taking talk tell terms thank thanks their there therefore
    these thing things think third those three through time today together told tomorrow tonight turn
    united until up upon very want wanted week well were where whether which while white whole with within
    without work working world would nope yeah year yep yes yesterday yet yup
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december
    africa african america angola arab asia asian australia austria baghdad beijing beirut belgium berlin brazil britain
    british brussels cairo california canada caribbean chicago chile china chinese colombia congress cuba cuban damascus
    democratic doha egypt emirates england ethiopia euro europe european florida france french gaza geneva georgia
    german germany greece guatemala haiti haitian hamas hezbollah honduras houthi houthis india indian indonesia iran
    iranian iraq ireland islamic israel israeli italian italy japan japanese jerusalem jewish jordan kabul kenya kiev
    korea korean kuwait kyiv latin lebanese lebanon libya lima london luanda madrid merida mexican mexico miami moscow
    munich muslim nato netherlands nicaragua nigeria norway ottawa pacific pakistan palestinian panama paris pentagon
    peru philippines poland polish putin qatar riyadh rome russia russian saudi senate seoul singapore somalia spain
    spanish sudan sweden switzerland syria taiwan taliban tehran texas thailand tokyo treasury turkey ukraine ukrainian
    venezuela venezuelan vietnam warsaw washington yemen york zambia"""
    )
)
"""Capitalised words that begin sentences or name places and bodies: never taken for a misheard name."""
