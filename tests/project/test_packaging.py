"""What is declared, what is pinned and what is imported agree."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
PIN = re.compile(r"^(\S+)==(\S+)(?: ; [^\\\n]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE)


def pins(file: str) -> dict[str, str]:
    """The version of each package in a requirements file, which holds nothing but pins with hashes."""
    text = (ROOT / "requirements" / file).read_text()
    rest = re.sub(r"^#.*$", "", PIN.sub("", text), flags=re.MULTILINE).strip()
    assert rest == "", f"{file} holds more than pinned packages with their hashes: {rest[:200]}"
    return {match[1]: match[2] for match in PIN.finditer(text)}


def requirements(*groups: list[str]) -> list[Requirement]:
    """The packages that lists of requirements name, the project's own extras aside."""
    every = [Requirement(line) for group in groups for line in group]
    return [requirement for requirement in every if requirement.name != PROJECT["name"]]


@pytest.mark.parametrize(
    ("file", "declared"),
    [
        ("run.txt", requirements(PROJECT["dependencies"])),
        ("dev.txt", requirements(PROJECT["dependencies"], *EXTRAS.values())),
    ],
)
def test_every_declared_package_is_pinned_within_its_range(file: str, declared: list[Requirement]) -> None:
    pinned = pins(file)
    astray = {
        str(requirement): pinned.get(canonicalize_name(requirement.name))
        for requirement in declared
        if pinned.get(canonicalize_name(requirement.name), "none") not in requirement.specifier
    }
    assert astray == {}, "run: make pin"


def test_serving_and_developing_use_the_same_versions() -> None:
    assert pins("run.txt").items() <= pins("dev.txt").items()


def test_every_range_has_an_end() -> None:
    declared = requirements(PROJECT["dependencies"], *EXTRAS.values())
    ends = {"<", "==", "~="}
    endless = [str(r) for r in declared if not ends & {specifier.operator for specifier in r.specifier}]
    assert endless == []


def imported(folder: str) -> Iterator[tuple[str, str]]:
    """Each file under a folder of the repository, with each top-level module it imports."""
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from ((path.relative_to(ROOT).as_posix(), name.name.split(".")[0]) for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield path.relative_to(ROOT).as_posix(), node.module.split(".")[0]


@pytest.mark.parametrize(
    ("folder", "declared"),
    [
        ("src", requirements(PROJECT["dependencies"], EXTRAS["demo"])),
        ("tests", requirements(PROJECT["dependencies"], *EXTRAS.values())),
        ("benchmarks", requirements(PROJECT["dependencies"], *EXTRAS.values())),
    ],
)
def test_everything_imported_is_declared(folder: str, declared: list[Requirement]) -> None:
    """A package that is there only because another brought it may be gone tomorrow."""
    names = {canonicalize_name(requirement.name) for requirement in declared}
    distributions = importlib.metadata.packages_distributions()
    undeclared = {
        (file, module)
        for file, module in imported(folder)
        if module not in sys.stdlib_module_names and module != PROJECT["name"]
        for distribution in distributions.get(module, ())
        if canonicalize_name(distribution) not in names
    }
    assert undeclared == set()


def test_imports_point_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    linter = pytest.importorskip("importlinter.cli", reason="import-linter is not installed (extra: dev)")
    monkeypatch.chdir(ROOT)
    assert linter.lint_imports(no_cache=True) == linter.EXIT_STATUS_SUCCESS
