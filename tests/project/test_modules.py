"""What no linter asks of the modules."""

import ast
from collections import Counter
from pathlib import Path

import onbackground

MODULES = sorted(Path(onbackground.__file__).parent.rglob("*.py"))


def _assigned(module: Path) -> Counter[str]:
    """How often each name is assigned where the module itself is."""
    statements = ast.parse(module.read_text(encoding="utf-8")).body
    targets = [target for one in statements if isinstance(one, ast.Assign) for target in one.targets]
    targets += [one.target for one in statements if isinstance(one, ast.AnnAssign)]
    return Counter(
        node.id
        for target in targets
        for node in ast.walk(target)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )


def test_no_name_of_a_module_is_given_twice() -> None:
    """A second pattern of the same name would be used in the first one's place."""
    twice = [f"{module.name}: {name}" for module in MODULES for name, times in _assigned(module).items() if times > 1]
    assert not twice
