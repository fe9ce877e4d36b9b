"""Given names, their short forms, and the commonest family names: what a word alone tells about being a name."""

from functools import lru_cache

from nicknames import NickNamer

from onbackground.attribution.vocabulary import ORDINARY


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GIVEN_ELSEWHERE = _words(
    """abdul abdullah aditya adriana ahmad ahmed aisha akira alejandra alejandro ali alina amara amina amir amit ana
    anders andrea andrei andres anil anita anja anjali antoine antonio ari arjun arturo ayesha beatriz benoit birgit
    bjorn boris camila carla carlos carmen catalina cecilia celine chiara chinedu claire claudia claudio cristina dalia
    daniela daria deepak diego dieter dina dmitri dmitry eduardo efrain elena emeka emilio emmanuel enrique erik ernesto
    esteban fatima federico felipe fernanda fernando fiona florian francesca francesco francisco francois fumiko gabriel
    gabriela gael gerardo giovanni giulia gonzalo guillermo gustavo hamid hannah hans haruto hassan hector heinrich
    helga henrik hiroshi hussein ibrahim ignacio igor ingrid irina isabel isabella ismail ivan jacques jamal javier jean
    joaquin jorge jose juan juana julia juliana julio jurgen karim karin karl katarina keiko kenji khalid klaus kumar
    lars laura layla leila leonardo lorenzo luca lucas lucia luis luisa magdalena mahmoud manuel marco marcos maria
    mariana mario marta martina mateo matteo mauricio mehmet miguel mikhail milan mohamed mohammad mohammed monica
    mustafa nadia natalia natasha nikhil nikolai olga olivier omar oscar pablo paola paolo pedro pierre pilar priya
    rafael rahul raj rajesh ramon raul ravi renata ricardo roberto rodrigo rosa rosario sabrina salma samir sandra
    sanjay santiago sebastien sergei sergio simone sofia soren stefan svetlana sven tamara tariq tatiana teresa thierry
    tomas ulrich umar vadim valentina veronica vijay viktor vladimir wolfgang xavier yasmin yolanda yuki yusuf zainab
    anthony brandon brian bryan chloe craig dylan ethan evan gary gavin glenn heather jared jasmine jeremy kayla kyle
    liam logan luke mason megan neil noah owen paige paul sean shannon stacy taylor todd trevor troy tyler wesley zoe"""
)
"""Given names of many countries that the list of short forms does not have."""

_COMMON_FAMILY = _words(
    """smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson
    anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson
    walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell
    mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales
    murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson
    watson brooks chavez wood james bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long
    ross foster jimenez wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu lin guo he gao park choi
    jung kang cho yoon jang lim tanaka suzuki sato watanabe yamamoto singh kumar sharma gupta khan hussain tran le pham
    ivanov petrov popov muller schmidt schneider fischer weber meyer wagner becker silva santos oliveira souza costa
    ferreira pereira rossi russo bianchi romano nagy kovacs toth szabo cohen levy"""
)

_SHORT_AND_ORDINARY = _words("will bill mike rob pat art sue nick jack drew ray")
"""Short forms that are words, and yet heard every day."""

_NICKNAMES = NickNamer()
_GIVEN = frozenset(_NICKNAMES.nickname_lookup) | frozenset(_NICKNAMES.canonical_lookup) | _GIVEN_ELSEWHERE


def is_given(word: str) -> bool:
    """Whether a folded word is a known given name, or a short form of one."""
    return word in _GIVEN


def is_common_name(word: str) -> bool:
    """Whether many people bear this name, so that two of them may well be spoken of on one call."""
    return word in _GIVEN or word in _COMMON_FAMILY


@lru_cache(maxsize=1024)
def short_forms(word: str) -> frozenset[str]:
    """The usual short forms of a folded given name, and the names it is itself short for.

    >>> "kate" in short_forms("katherine"), "katherine" in short_forms("kate")
    (True, True)
    """
    forms = _NICKNAMES.nicknames_of(word) | _NICKNAMES.canonicals_of(word)
    return (
        frozenset(form for form in forms if len(form) > 2 and form.isalpha())
        - {word}
        - (ORDINARY - _SHORT_AND_ORDINARY)
    )
