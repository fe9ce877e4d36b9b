"""The page about the proof: its example runs, and its tables are of the package as it is."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/proof.md").read_text()


def test_its_example_runs() -> None:
    examples = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert examples
    for example in examples:
        exec(compile(example, "docs/proof.md", "exec"), {})


def test_every_module_is_listed() -> None:
    modules = {path.name for path in (ROOT / "src/onbackground/proof").glob("*.py")} - {"__init__.py"}
    listed = re.findall(r"^\| ((?:`\w+\.py`,? ?)+)\|", PAGE, re.MULTILINE)
    assert {name for names in listed for name in re.findall(r"\w+\.py", names)} == modules
