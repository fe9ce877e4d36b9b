import pytest

from onbackground.transcript.document import Role, Speaker, Turn, inserted_turn_id, speakers_of, turn_id


def test_ids_are_numbered_in_order() -> None:
    assert [turn_id(number) for number in (1, 12, 999, 1000)] == ["t001", "t012", "t999", "t1000"]


def test_a_turn_put_in_later_takes_a_letter() -> None:
    taken = {"t001", "t002"}
    for expected in ("t001a", "t001b"):
        new = inserted_turn_id("t001", frozenset(taken))
        assert new == expected
        taken.add(new)
    assert inserted_turn_id("t001b", frozenset(taken)) == "t001c"


def test_ids_that_run_out_are_refused() -> None:
    taken = {"t001"}
    with pytest.raises(ValueError, match="no id is left after t001"):
        for _ in range(60):
            taken.add(inserted_turn_id("t001", frozenset(taken)))
    assert len(taken) == 53
    assert sorted(taken)[-1] == "t001zz"


def test_speakers_come_in_the_order_heard() -> None:
    def turn(label: str, role: Role) -> Turn:
        return Turn(id="t001", label=label, speaker=label, role=role, paragraphs=("Yes.",))

    turns = (turn("OPERATOR", Role.OPERATOR), turn("Q", Role.REPORTER), turn("OPERATOR", Role.OPERATOR))
    assert speakers_of(turns) == (Speaker("OPERATOR", Role.OPERATOR), Speaker("Q", Role.REPORTER))
