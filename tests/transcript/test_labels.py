import pytest

from onbackground.transcript.document import Role
from onbackground.transcript.labels import is_misspelt, resolve_label
from onbackground.transcript.labels.together import resolve_labels


@pytest.mark.parametrize(
    ("label", "speaker", "role"),
    [
        ("SENIOR ADMINISTRATION OFFIAL", "SENIOR ADMINISTRATION OFFICIAL", Role.OFFICIAL),
        ("SENIOR ADMINSTRATION OFFICIAL", "SENIOR ADMINISTRATION OFFICIAL", Role.OFFICIAL),
        ("SENIORADMINISTRATION OFFICIAL TWO", "SENIOR ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
        ("SENIOR ADMINISTRATION OFFICIAL #2", "SENIOR ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
        ("SENIOR ADMINISTRATION OFFICIAL NUMBER TEN", "SENIOR ADMINISTRATION OFFICIAL TEN", Role.OFFICIAL),
        ("SENIOR ADMINISTRATION OFFICIAL NUMBER 2", "SENIOR ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
        ("SENIOR ADMINISTRATION OFFICIAL NO. 3", "SENIOR ADMINISTRATION OFFICIAL THREE", Role.OFFICIAL),
        ("MODEARTOR", "MODERATOR", Role.MODERATOR),
        ("MODEATOR", "MODERATOR", Role.MODERATOR),
        ("OPERTATOR", "OPERATOR", Role.OPERATOR),
        ("QUESITON", "QUESTION", Role.REPORTER),
        ("Q", "QUESTION", Role.REPORTER),
        ("SENIOR DEFENSE OFFICIAL", "SENIOR DEFENSE OFFICIAL", Role.OFFICIAL),
        ("SENIOR TREASURY OFFICAL", "SENIOR TREASURY OFFICIAL", Role.OFFICIAL),
        ("SNEIOR U.S. OFFICIAL", "SENIOR U.S. OFFICIAL", Role.OFFICIAL),
        ("SENIOR US ADMINISTRTAION OFFICIAL TWO", "SENIOR US ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
        ("SENIOR EU OFFICAIL", "SENIOR EU OFFICIAL", Role.OFFICIAL),
        ("SENIOR PORT FFICIAL", "SENIOR PORT OFFICIAL", Role.OFFICIAL),
        ("MR MUNOZ", "MR. MUNOZ", Role.OFFICIAL),
        ("MR. DE RANTO", "MR. DE RANTO", Role.OFFICIAL),
        ("Jane Doe (Moderator)", "JANE DOE", Role.MODERATOR),
        ("Jane Doe (Orchard Post)", "JANE DOE", Role.OTHER),
        ("ACTING SECRETARY SU", "ACTING SECRETARY SU", Role.OFFICIAL),
        ("SENIOR ADMINISTRIVE OFFICIAL", "SENIOR ADMINISTRATION OFFICIAL", Role.OFFICIAL),
        ("SENIOR ADMINISTRATVE OFFICIAL TWO", "SENIOR ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
        ("SAO", "SENIOR ADMINISTRATION OFFICIAL", Role.OFFICIAL),
        ("SAO 2", "SENIOR ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
        ("SENIOR ADMINSITRATION OFFICAL #2", "SENIOR ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
        ("SENIOR ADMINISTRATION OFFICIAL II", "SENIOR ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
        ("SENIOR ADMINISTRATION OFFICIAL TOW", "SENIOR ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
        ("SENIOR ADMINISTRATION OFFICIALTWO", "SENIOR ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
        ("SENIOR ADMINISTRATION", "SENIOR ADMINISTRATION OFFICIAL", Role.OFFICIAL),
        ("SENIOR DEFENCE OFICIAL TWO", "SENIOR DEFENSE OFFICIAL TWO", Role.OFFICIAL),
        ("SENIOR ADMINISTRATION OFFICIAL (via interpreter)", "SENIOR ADMINISTRATION OFFICIAL", Role.OFFICIAL),
        ("MODERATOR (cont’d)", "MODERATOR", Role.MODERATOR),
        ("Moderator", "MODERATOR", Role.MODERATOR),
        ("Q (Jane Doe, The Orchard)", "QUESTION", Role.REPORTER),
        ("THE VICE PRESIDENT", "THE VICE PRESIDENT", Role.OFFICIAL),
        ("AIDE", "AIDE", Role.OTHER),
        ("AIDS", "AIDS", Role.OTHER),
        ("SWIFT", "SWIFT", Role.OTHER),
    ],
)
def test_the_speaker_meant(label: str, speaker: str, role: Role) -> None:
    assert resolve_label(label) == (speaker, role)


def test_a_slip_never_turns_one_official_into_another() -> None:
    numbers = ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN"]
    labels = [f"SENIOR ADMINISTRATION OFFICIAL {number}" for number in numbers]
    assert [resolve_label(label)[0] for label in labels] == labels


def test_a_number_that_could_be_two_is_left() -> None:
    assert resolve_label("SENIOR ADMINISTRATION OFFICIAL NIVE")[0] == "SENIOR ADMINISTRATION OFFICIAL NIVE"


def test_names_are_resolved_by_those_printed_more_often() -> None:
    printed = ["MS. VANTERPOOL"] * 4 + ["MR. VANTERPOOL", "MS. VANTREPOOL", "MS VANTERPOOL", "MR. WREN", "MR. WRAY"]
    resolved = {label: speaker for label, (speaker, _) in resolve_labels(printed).items()}
    assert resolved == {
        "MS. VANTERPOOL": "MS. VANTERPOOL",
        "MR. VANTERPOOL": "MS. VANTERPOOL",
        "MS. VANTREPOOL": "MS. VANTERPOOL",
        "MS VANTERPOOL": "MS. VANTERPOOL",
        "MR. WREN": "MR. WREN",
        "MR. WRAY": "MR. WRAY",
    }


def test_short_words_beside_a_longer_one_are_no_slips_of_each_other() -> None:
    officials = ["DPW OFFICIAL", "DPH OFFICIAL", "DPW OFFICIAL", "SENIOR PORT OFFICIAL", "SENIOR POST OFFICIAL"]
    offices = ["DIRECTOR VANE", "DIRECTOR VAL", "DIRECTOR VANE", "MAYOR WREN", "MAYOR WRY", "MAYOR WREN"]
    for printed in (officials + officials[3:4], offices):
        assert {label: speaker for label, (speaker, _) in resolve_labels(printed).items()} == {
            label: label for label in printed
        }
    assert resolve_labels(["MAYOR WREN", "MAYOR WREN", "MYAOR WREN"])["MYAOR WREN"][0] == "MAYOR WREN"


@pytest.mark.parametrize("slip", ["PDW", "DPWW", "DW"])
def test_the_letters_of_an_agency_may_change_places_or_be_too_many_or_few(slip: str) -> None:
    printed = ["SENIOR DPW OFFICIAL", "SENIOR DPW OFFICIAL", f"SENIOR {slip} OFFICIAL"]
    assert resolve_labels(printed)[printed[-1]] == ("SENIOR DPW OFFICIAL", Role.OFFICIAL)


@pytest.mark.parametrize("label", ["Q", "SAO #2", "Moderator", "SENIOR DEFENSE OFFICIAL 2", "MODERATOR (cont’d)"])
def test_usual_abbreviations_are_no_slips(label: str) -> None:
    assert not is_misspelt(label, resolve_label(label)[0])


@pytest.mark.parametrize("label", ["MODEARTOR", "SENIOR ADMINISTRATION OFFIAL", "SENIOR ADMINISTRATION OFFICIAL TOW"])
def test_slips_are_told(label: str) -> None:
    assert is_misspelt(label, resolve_label(label)[0])
