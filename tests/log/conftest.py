import pytest

pytest.register_assert_rewrite("recorder_suite")
