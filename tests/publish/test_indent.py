import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.indent import indented

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(PLAIN)
def test_it_is_what_the_standard_library_writes(value: object) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=1)


def test_other_things_are_refused() -> None:
    with pytest.raises(TypeError, match="give dicts, lists"):
        indented({"a": {1}})
