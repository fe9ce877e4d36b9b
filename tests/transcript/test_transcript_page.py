"""The examples in the page about the transcript run."""

import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs/transcript.md").read_text(encoding="utf-8")


def test_the_example_of_an_hour_runs() -> None:
    examples = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (example,) = [one for one in examples if "said_times" in one]
    exec(compile(example, "docs/transcript.md", "exec"), {})
