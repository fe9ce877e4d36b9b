"""Transcripts of every shape the document's types allow, made from the types themselves: fields to come included."""

import datetime
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from onbackground.transcript.document import Transcript

MOMENTS = st.datetimes(
    timezones=st.none() | st.integers(-23 * 60, 23 * 60).map(lambda m: datetime.timezone(datetime.timedelta(minutes=m)))
)


def any_of(kind: inspect.Type, *, filled: bool) -> st.SearchStrategy[Any]:
    """Values of a type; ``filled`` ones have something in every field: no None, nothing empty, no default."""
    match kind:
        case inspect.StructType(cls=cls, fields=fields):
            parts = {field.name: _field(field, filled=filled) for field in fields}
            return st.builds(cls, **parts)
        case inspect.UnionType(types=types):
            chosen = [one for one in types if not (filled and isinstance(one, inspect.NoneType))]
            return st.one_of([any_of(one, filled=filled) for one in chosen])
        case inspect.VarTupleType(item_type=item):
            return st.lists(any_of(item, filled=filled), min_size=filled, max_size=3).map(tuple)
        case inspect.DictType(key_type=key, value_type=value):
            return st.dictionaries(
                any_of(key, filled=filled), any_of(value, filled=filled), min_size=filled, max_size=3
            )
        case inspect.EnumType(cls=cls):
            return st.sampled_from(list(cls))
        case inspect.StrType():
            return st.text(min_size=filled, max_size=12)
        case inspect.BoolType():
            return st.booleans()
        case inspect.IntType():
            return st.integers(-3, 12) | st.integers(-(2**53), 2**53)
        case inspect.FloatType():
            return st.floats(allow_nan=False, allow_infinity=False)
        case inspect.DateType():
            return st.dates()
        case inspect.Metadata(type=described):
            return any_of(described, filled=filled)
        case inspect.DateTimeType():
            return MOMENTS
        case inspect.NoneType():
            return st.none()
    raise NotImplementedError(f"say here how to make a {kind}")


def _field(field: inspect.Field, *, filled: bool) -> st.SearchStrategy[Any]:
    values = any_of(field.type, filled=filled)
    return values.filter(lambda value: value != field.default) if filled else values


def any_transcript() -> st.SearchStrategy[Transcript]:
    return any_of(inspect.type_info(Transcript), filled=False)


def filled_transcript() -> st.SearchStrategy[Transcript]:
    return any_of(inspect.type_info(Transcript), filled=True)


def empty_fields(value: object, at: str = "call") -> list[str]:
    """Where something is missing in what claims to be filled."""
    if isinstance(value, msgspec.Struct):
        return [place for f in value.__struct_fields__ for place in empty_fields(getattr(value, f), f"{at}.{f}")]
    if isinstance(value, tuple) and value:
        return [place for part in value for place in empty_fields(part, at)]
    return [at] if value is None or value in ("", ()) else []
