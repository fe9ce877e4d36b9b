import pytest

from onbackground.transcript.document import Role
from onbackground.transcript.labels import resolve_label, split_label


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("MODERATOR: Good morning.", ("MODERATOR", "Good morning.")),
        ("Q    Thanks, all.", ("Q", "Thanks, all.")),
        ("Q\xa0\xa0\xa0 Thanks, all.", ("Q", "Thanks, all.")),
        ("Q — and the date?", ("Q", "— and the date?")),
        ("Q: Thanks.", ("Q", "Thanks.")),
        ("     SENIOR ADMINISTRATION OFFICIAL:  Yes.", ("SENIOR ADMINISTRATION OFFICIAL", "Yes.")),
        ("MR. FERNÁNDEZ HERNÁNDEZ:  Good day.", ("MR. FERNÁNDEZ HERNÁNDEZ", "Good day.")),
        ("MS. McCABE:  Good day.", ("MS. McCABE", "Good day.")),
        ("THE VICE PRESIDENT:  Thank you.", ("THE VICE PRESIDENT", "Thank you.")),
        ("MODERATOR:", ("MODERATOR", "")),
    ],
)
def test_labels_are_split_off(paragraph: str, expected: tuple[str, str]) -> None:
    assert split_label(paragraph) == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        "The second one: is that so?",
        "At 9:00 we begin.",
        "Second question:  what then?",
        "He said to the MODERATOR: go on.",
        "Q&A will follow.",
        "Q and A comes last.",
        "MODERATOR, thank you: go on.",
        "https://example.org",
        "",
        "Question: will it rain?",
        "THE LINE IS OPEN! NOW: speak.",
    ],
)
def test_running_prose_has_no_label(paragraph: str) -> None:
    assert split_label(paragraph) is None


@pytest.mark.parametrize(
    ("label", "speaker", "role"),
    [
        ("SENIOR ADMINISTRATION OFFIAL", "SENIOR ADMINISTRATION OFFICIAL", Role.OFFICIAL),
        ("SENIOR ADMINSTRATION OFFICIAL", "SENIOR ADMINISTRATION OFFICIAL", Role.OFFICIAL),
        ("SENIORADMINISTRATION OFFICIAL TWO", "SENIOR ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
        ("SENIOR ADMINISTRATION OFFICIAL #2", "SENIOR ADMINISTRATION OFFICIAL TWO", Role.OFFICIAL),
        ("SENIOR ADMINISTRATION OFFICIAL NUMBER TEN", "SENIOR ADMINISTRATION OFFICIAL TEN", Role.OFFICIAL),
        ("MODEARTOR", "MODERATOR", Role.MODERATOR),
        ("MODEATOR", "MODERATOR", Role.MODERATOR),
        ("OPERTATOR", "OPERATOR", Role.OPERATOR),
        ("QUESITON", "QUESTION", Role.REPORTER),
        ("Q", "QUESTION", Role.REPORTER),
        ("SENIOR DEFENSE OFFICIAL", "SENIOR DEFENSE OFFICIAL", Role.OFFICIAL),
        ("SENIOR TREASURY OFFICAL", "SENIOR TREASURY OFFICIAL", Role.OFFICIAL),
        ("MR MUNOZ", "MR. MUNOZ", Role.OFFICIAL),
        ("ACTING SECRETARY SU", "ACTING SECRETARY SU", Role.OFFICIAL),
        ("AIDE", "AIDE", Role.OTHER),
        ("SWIFT", "SWIFT", Role.OTHER),
    ],
)
def test_the_speaker_meant(label: str, speaker: str, role: Role) -> None:
    assert resolve_label(label) == (speaker, role)


def test_a_slip_never_turns_one_official_into_another() -> None:
    numbers = ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN"]
    labels = [f"SENIOR ADMINISTRATION OFFICIAL {number}" for number in numbers]
    assert [resolve_label(label)[0] for label in labels] == labels
