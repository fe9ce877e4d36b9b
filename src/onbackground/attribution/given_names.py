"""Given names, their short forms, and the commonest family names: what a word alone tells about being a name."""

from functools import lru_cache

from nicknames import NickNamer

from onbackground.attribution.vocabulary import ORDINARY, word_set

_GIVEN_ELSEWHERE = word_set(
    """adam antony ava blair clyde colin connor dustin gemma ida jana jason lynne milo rex rosalind seth stanley toni
    warren wayne willard
    abdul abdullah aditya adriana ahmad ahmed aisha akira alana alanna alejandra alejandro alexei alfonso alina
    amalia amara amina amir amit anders andrei andres angelo anil anita anja anjali annika antoine arianna arjun
    arturo asha audra aurora avery ayesha ayman beatriz benoit bernice bethany birgit bjorn blake bonnie boris
    braden brandon brent brett brooke bruce bryce byron camila camilo cara carlos carmen carmine carolina catalina
    cecily celine chad chandler chantal charlene chelsea chiara chinedu claudette claudio clayton cody colby colleen
    collin conor craig cristina dalia damian damon dana danica daniela darcy daria darren deepak demetri demetrius
    denise desiree devin diego dieter dimitri dmitri dmitry dorian drake duane dwayne dwight dylan efrain elise
    elliot elliott elsa emeka emerson emilio enrique enzo erik ernesto esme esteban ethan fabian fatima faye
    federico felipe fernanda fernando fletcher florian francesca francesco francisco francois fraser fumiko gabriela
    gael gavin gerardo giovanna giulia gladys gonzalo gordon griffin guido guillermo gustavo haley hamid hans harper
    haruto harvey hassan hazel hector heinrich helga henrik hiroshi hugo humeyra hussein ibrahim ignacio igor imani
    ingrid irina irma ismail ivanka jacinta jacques jada jaime jamal janelle janine jared jasmine javier jayden
    jenna jerome jesse joaquin jocelyn joel joelle jolene jonah jorge jose juan juana juliana julianne julio jurgen
    kai kaitlan karen karim karin karina karl kayleigh keegan keiko keith kelsey kelvin khalid kiara kieran kirk
    kirsten klaus kristina kumar kurt kyla kyle lana lara lars latoya layla leandra leila leonardo liam logan lorna
    luca luis luisa maeve mahmoud mallory mara marcel marco marcos mariana marianne marina mario marlene marlon
    marshall marta mateo matteo mauricio maya mehmet meredith mia michaela michele mikaela mikayla mikhail milan
    mohamed mohammad mohammed moira monique morgan muhammad mustafa myrna nadia natalia neal nestor nicola nigel
    nikhil nikolai nina noreen norma odette olga olivier omar oscar otto owen pablo paige paola paolo patrice pedro
    petra phyllis pierre pilar priya quentin quincy quinn rafael rahul raj rajesh ramon raquel raul ravi reagan
    renata rene renee rhonda riley robin robyn rochelle rodrigo rolando roman ronan rory rosalie rosario ruben rufus
    ruth sabine salma samir sanjay santiago sasha scarlett sean sebastien selena selina sergei sergio shana shane
    shannon shari shelby sierra silvia simone skylar sofia sonia sonya soren spencer stan stefan stewart sven
    svetlana sybil sylvia talia tamar tamara tania tanya tara tariq tatiana tatum taylor thelma thierry todd tomas
    tonya tracey travis trent trevor trinity troy tyler tyra ulrich umar vadim vera verena viktor violet vladimir
    wade wanda whitney willa willow winston wolfgang xavier xenia yasmin yolanda yuki yusuf yvette zainab zara zelda
    zoe"""
)
"""Given names of many countries that the list of short forms does not have."""

_COMMON_FAMILY = word_set(
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

_FAMILY_FIRST = word_set(
    """bak baek bui cai cao cheng chiang choe cui dang dao deng dinh do doan dong du duong fan feng fong hoang ho hong
    hwang jeong jiang jin kwon lai liang luo lu ly mai ngo oh pak pan peng phan qian qin seo shen shi shin song su tang
    tian to tong truong vo vu wei wen xie xiao xiong yao ye yin yoo yu yuan zeng zheng zhong zou"""
)
"""Family names that stand before the given name, besides the commonest."""

_SHORT_AND_ORDINARY = word_set("will bill mike rob pat art sue nick jack drew ray")
"""Short forms that are words, and yet heard every day."""

_NICKNAMES = NickNamer()
GIVEN = frozenset(_NICKNAMES.nickname_lookup) | frozenset(_NICKNAMES.canonical_lookup) | _GIVEN_ELSEWHERE


def is_given(word: str) -> bool:
    """Whether a folded word is a known given name, or a short form of one."""
    return word in GIVEN


def is_common_family_name(word: str) -> bool:
    """Whether many families bear this name."""
    return word in _COMMON_FAMILY


def may_be_family_first(word: str) -> bool:
    """Whether a folded word that a name begins with may be the family name: "Nguyen Thi Hanh"."""
    return word in _FAMILY_FIRST or (word in _COMMON_FAMILY and word not in GIVEN)


def is_common_name(word: str) -> bool:
    """Whether many people bear this name, so that two of them may well be spoken of on one call."""
    return word in GIVEN or word in _COMMON_FAMILY


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
