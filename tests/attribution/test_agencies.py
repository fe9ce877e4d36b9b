"""Every name by which an agency goes."""

import pytest

from onbackground.attribution.agencies import names_agency


@pytest.mark.parametrize(
    ("text", "agency", "named"),
    [
        ("Senior Harbors Official", "Department of the Harbors", True),
        ("Senior Harbors Department Official", "Department of Harbors", True),
        ("Official of the Department of Harbors", "The Harbors Department", True),
        ("Senior HSC Official", "Harbor Safety Commission", True),
        ("Senior DOJ Official", "Department of Justice", True),
        ("Senior Administration Official", "Department of Harbors", False),
    ],
)
def test_an_alias_names_an_agency(text: str, agency: str, named: bool) -> None:
    assert names_agency(text, agency) is named
