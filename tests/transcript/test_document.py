from onbackground.transcript.document import Role, Speaker, Turn, speakers_of, turn_id


def test_ids_are_numbered_in_order() -> None:
    assert [turn_id(number) for number in (1, 12, 999, 1000)] == ["t001", "t012", "t999", "t1000"]


def test_speakers_come_in_the_order_heard() -> None:
    def turn(label: str, role: Role) -> Turn:
        return Turn(id="t001", label=label, speaker=label, role=role, paragraphs=("Yes.",))

    turns = (turn("OPERATOR", Role.OPERATOR), turn("Q", Role.REPORTER), turn("OPERATOR", Role.OPERATOR))
    assert speakers_of(turns) == (Speaker("OPERATOR", Role.OPERATOR), Speaker("Q", Role.REPORTER))
