"""The documentation is true of the tree it stands in: its links lead somewhere, what it names is there."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
PACKAGES = sorted(page.parent.name for page in ROOT.glob("src/onbackground/*/__init__.py"))

LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"(?:src|tests|docs|tools|requirements|benchmarks|\.ci)/[\w./-]+")


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors(page: Path) -> set[str]:
    """The fragments that a reader of the rendered page can jump to."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> Iterator[str]:
    for link in LINK.findall(FENCE.sub("", page.read_text())):
        if "://" in link:
            continue
        path, _, fragment = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (fragment and fragment not in anchors(target)):
            yield link


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert list(broken_links(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_path_it_names_is_there(page: Path) -> None:
    named = (PATH.fullmatch(code) for code in CODE.findall(page.read_text()))
    assert [match[0] for match in named if match and not (ROOT / match[0]).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_make_command_it_gives_is_one(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    given = set(re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(), re.MULTILINE))
    assert given - targets == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_has_a_page_that_the_contents_list(package: str) -> None:
    assert (ROOT / f"docs/{package}.md").exists()
    assert f"]({package}.md)" in (ROOT / "docs/README.md").read_text()
    assert f"](docs/{package}.md)" in (ROOT / "README.md").read_text()


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs/decisions/README.md").read_text()
    decisions = [page.name for page in ROOT.glob("docs/decisions/[0-9]*.md")]
    assert decisions
    assert [decision for decision in decisions if f"]({decision})" not in listed] == []


def test_no_file_names_a_host_or_a_machine_it_should_not() -> None:
    """Where packages come from is the reader's own affair, and so is where their clone lies."""
    known = re.compile(r"""
        (?: [\w.-]+\. )? example (?: \.\w+ )? (?: :\d+ )?   # kept for examples
        | (?:localhost | 127\.0\.0\.\d+ | \[::1\]) (?: :\S* )?
        | www\.w3\.org | www\.rfc-editor\.org | www\.apache\.org | docs\.astral\.sh
        | keepachangelog\.com | semver\.org
        | docs\.oasis-open\.org | schema\.org | json-schema\.org             # names of vocabularies
        | [\w-]+\.(?:whitehouse|archives)\.gov            # where the published transcripts are
    """, re.VERBOSE)  # fmt: skip
    host = re.compile(r"https?://([^/\s\"'`<>()\]{}]+)")
    machine = re.compile(r"(?<![\w.])/(?:root|work|Users)/\w+")
    unwanted = []
    for path in tracked():
        text = (ROOT / path).read_text(errors="ignore")
        unwanted += [(path, found) for found in host.findall(text) if not known.fullmatch(found)]
        unwanted += [(path, found) for found in machine.findall(text)]
    assert unwanted == []


def tracked() -> list[str]:
    """The files of the repository, by their paths in it."""
    try:
        listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git clone: there is no list of the project's own files")
    return [path for path in listing.stdout.decode().split("\0") if path and (ROOT / path).is_file()]
