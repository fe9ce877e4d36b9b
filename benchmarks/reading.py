"""How much processor time files of ten megabytes take to read, of every kind and made to be slow.

    python benchmarks/reading.py [MEGABYTES] [WORD…]

Each line: seconds, turns read (or what the reader said), and what the file is. With words, only files that have one
in their name are read.
"""

import sys
import time
from collections.abc import Iterator

from onbackground.transcript.reading import UnreadableTranscript, read_transcript

SPEECH = "We have — we have said in March [Senior Administration Official One] would, and will, do so (laughter). "
CALL = "".join(
    f"{label}:  {SPEECH * 6}\n\n{SPEECH * 4}\n\nQ    Thanks, all.  {SPEECH}Is it so?\n\n"
    for label in ("MODERATOR", "SENIOR ADMINISTRATION OFFICIAL", "SENIOR ADMINSTRATION OFFICIAL TWO", "MS. VANTERPOOL")
)
WRAPPED = CALL.replace(". ", ".\n").replace(", ", ",\n")
WRAPPED_SPEECH = (SPEECH * 5).replace(", ", ",\n").strip()
MARKDOWN = "---\ntitle: x\n---\n"
HTML = "<!DOCTYPE html><html><body><main>"


def letters(number: int) -> str:
    return "".join(chr(65 + number // 26**place % 26) for place in range(3))


def files(size: int) -> Iterator[tuple[str, str]]:
    def fill(piece: str, before: str = "") -> str:
        return before + piece * (size // len(piece))

    yield "calls, plain", fill(CALL)
    yield "calls, hard-wrapped", fill(WRAPPED)
    yield "calls, Markdown", fill(WRAPPED.replace("[", "\\[").replace("]", "\\]"), MARKDOWN)
    paragraphs = "".join(f"<p>{one}</p>\n" for one in CALL.split("\n\n") if one)
    yield "calls, HTML", fill(paragraphs, HTML)
    yield "calls, HTML with breaks", fill(CALL.replace("\n\n", "<br>\n<br>\n"), HTML + "<p>")
    names = (
        "Jane Doe -- Chief Executive Officer\n\n"
        + SPEECH * 5
        + "\n\nJohn Roe -- Analyst\n\nWhy?\n\nOperator\n\nNext.\n\n"
    )
    yield "earnings calls", fill(names)
    half = size // 2
    numbered = "".join(f"MODERATOR: See [{i}]there. {SPEECH}\n\n" for i in range(half // 133))
    links = "".join(f" {i}. https://a.example.org/\n" for i in range(half // 133))
    yield "the text of a browser, with numbers of links", f"{numbered}\nReferences\n{links}"
    yield "a list of links that is none", f"{numbered}\nReferences\n{links}so."
    with_addresses = (f"MODERATOR\n\nt{i:03}\n\n{SPEECH * 4}\n\n" for i in range(size // 450))
    yield "addresses of turns", "".join(with_addresses)
    yield "addresses of turns alone", fill("t001\n")
    fenced = "::: {.said}\n# x {#y}\n**MODERATOR:** See [it](/x){.z}, and [\\[him\\]]{.alias}.\n:::\n\n"
    yield "fences and attributes", fill(fenced)
    yield "struck by a browser", fill("[S:a", "MODERATOR: ")
    dots = "." * 54
    over_titles = (
        "Jane Doe\nChief Executive Officer, Orchard Holdings, Inc.\n\n"
        + f"{WRAPPED_SPEECH}\n{dots}\n\nJohn Roe    Q\nAnalyst, Plum Securities LLC\n\nWhy?\n\n"
        + f"{dots}\n\nOperator: Next.\n\n"
    )
    yield "earnings calls, titles below names", fill(over_titles)
    page = (
        over_titles * 2 + "1-202-555-0100   calls.example.org\n{}\nCopyright © 2031 Orchard Wire\n\nOrchard (ORCH)\n\n"
    )
    yield "the same, in pages", "".join(page.format(number) for number in range(2, 2 + size // len(page)))
    on_a_page = "Orchard Holdings and Sons\nIt goes on for as long as anybody says, and then {0}\n{0}\n© 2031 Orchard\n"
    pages = (on_a_page.format(number) for number in range(size // len(on_a_page)))
    yield "pages of one line", "MODERATOR: x\n" + "".join(pages)
    yield "prose without labels", fill(SPEECH * 5 + "\n\n")
    yield "one line of prose", fill(SPEECH, "MODERATOR: ")
    yield "one word", fill("a", "MODERATOR: ")
    yield "one word in capitals", fill("A")
    yield "capitals", fill("MODERATOR ")
    yield "blanks in a line", fill(" ", "MODERATOR: x") + "x"
    yield "empty lines", fill("\n", "MODERATOR: x\n") + "\nQ  Why?"
    yield "short lines", fill("x\n", "MODERATOR: Hi.\n")
    yield "short paragraphs", fill("x\n\n", "MODERATOR: Hi.\n\n")
    yield "short turns", fill("Q  Why?\n\nMODERATOR: So.\n\n")
    yield (
        "as many turns as lines allow",
        fill("Q    Is the quay open at last, I wonder?\n\nMS. PELL:  It is open now, I believe.\n\n"),
    )
    yield (
        "ten thousand names",
        "".join(f"MR. VAN{letters(i % 9999)}: It is open now, I believe.\n\n" for i in range(size // 42)),
    )
    told = (
        "MODERATOR:  Reminder {}: it is all embargoed until {}:{} a.m. tomorrow.\n\nQ    Can we use it before {}?\n\n"
    )
    yield (
        "another embargo in every turn",
        "".join(told.format(i, i % 12 + 1, i % 49 + 10, i) for i in range(size // 112)),
    )
    hint = "MODERATOR: Hi.\n\n" + ", or till ten or before then we say, " * 12 + "\n\n"
    yield "hints of an embargo in every paragraph", fill(hint.removeprefix("MODERATOR: Hi.\n\n"), "MODERATOR: Hi.\n\n")
    yield "short sentences after an embargo", fill("Q. ", "MODERATOR: It is embargoed until ")
    yield (
        "short paragraphs of hints",
        fill("it won’t lift at the conclusion of this session, you see\n\n", "MODERATOR: x\n\n"),
    )
    yield "short paragraphs of initials", fill("L’ M " * 12 + "\n\n", "MODERATOR: Hi.\n\n")
    yield "short paragraphs of signs", fill("!’’’  ‘" * 9 + "\n\n", "MODERATOR: Hi.\n\n")
    yield "names in every sentence", fill("March. ", MARKDOWN + "MODERATOR: ")
    quay = "the quay is 4 open, and at 4 p.m. on May 4 it is so and"
    yield "lines before a call", fill(f"{quay}\n", "x\n") + "\nMODERATOR: Hi.\n\nQ    Why?\n"
    yield (
        "a menu before a page’s call",
        fill(f"<p>{quay}</p>\n", HTML + "<nav>") + "</nav><p>MODERATOR: Hi.</p><p>Q: Why?",
    )
    titled = "Jane {}, Chief Officer, Orchard: Why is it so?\n\n"
    yield "names with titles, all different", "".join(titled.format(letters(i).title()) for i in range(size // 55))
    bare = "Jane Roe, Chief Officer: Hi.\n\nJohn Doe, Analyst: Hi.\n\n"
    named = "".join(f"Jane {letters(i).title()}: Why is it so, I ask you, sir?\n\n" for i in range(size // 45))
    yield "names without titles beside such", bare + named
    numbered = "".join(f"SENIOR OFFICIAL {i}: The quay is open.\n\n" for i in range(size // 42))
    yield "numbers all different", numbered
    nine = "".join(f"Jane {letters(i % 9000).title()}: The quay is open. So it is.\n\n" for i in range(size // 42))
    yield "nine thousand names in small letters", nine
    yield "labels of accents", fill("E\u0301\u0323" * 20 + ": so\n\n", "MODERATOR: Hi.\n\n")
    yield "labels alone", fill("MODERATOR:\n\n")
    yield "labels in one line", fill("MODERATOR: Yes. ")
    yield "two hundred labels in every line", fill("MODERATOR: Yes. " * 200 + "\n\n")
    yield "labels all misspelt", "".join(f"MODERA{chr(65 + i % 26)}TOR {i}: Yes.\n\n" for i in range(size // 25))
    yield "names all different", "".join(f"MR. N{i}: Yes.\n\n" for i in range(size // 18))
    yield "operators in a row", fill("OPERATOR: Your line is open.\n\n")
    for sign in (
        "[",
        "]",
        "[]",
        "(",
        "()",
        "~~",
        "~",
        "~~a",
        "—",
        "— a ",
        "*",
        "\\",
        "_",
        ":",
        "Q ",
        "Q: ",
        "&",
        "&amp;",
        "|",
        "\0",
    ):
        yield f"signs {sign!r}, plain", fill(sign, "MODERATOR: ")
        yield f"signs {sign!r}, Markdown", fill(sign, MARKDOWN + "MODERATOR: ")
    for sign in ("<", "<s>", "</s>", "<a@", "<a", "![", "[a](", "[a](b", "](", "\\[", "a  \n"):
        yield f"signs {sign!r}, Markdown", fill(sign, MARKDOWN + "MODERATOR: ")
    for tags in (
        "<b>", "<p>", "<p>x", "<div>", "</div>", "<div></div>", "<", "</", "<!--", "<!-- -->", "<![CDATA[", '<a href="',
        "<a x=1 ", "<script>", "<style>x</style>", "<table><tr><td>", "<nav>", "<section>x", "<br>", "<s>x</s>",
        "&nbsp;", "<h1>", "<title>", "<meta ", "<p>MODERATOR: x", "<div>MODERATOR: x</div>", "<div>MODERATOR: x",
    ):  # fmt: skip
        yield f"tags {tags!r}", fill(tags, HTML + "<p>MODERATOR: x</p>")
    yield "nested, closed by others", HTML + "<div>" * (size // 12) + "</section>" * (size // 20)
    yield "front matter", fill("a: b\n", "---\n") + "---\nMODERATOR: x"
    yield "front matter, nested", "---\na: " + "[" * 60_000 + "\n---\nMODERATOR: x"
    yield "one long paragraph again and again", fill("MODERATOR: " + "word " * 40 + "\n\n")
    yield "JSON, nested", '{"turns": ' + "[" * (size // 2)
    yield "JSON, unknown fields", '{"x": ' + "[" * 500 + "]" * 500 + "}"


def main() -> None:
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    words = sys.argv[2:]
    slowest = 0.0
    for name, text in files(int(megabytes * 1_000_000)):
        if words and not any(word in name for word in words):
            continue
        begun = time.process_time()
        try:
            result = f"{len(read_transcript(text).turns)} turns"
        except UnreadableTranscript as error:
            result = str(error)[:70]
        taken = time.process_time() - begun
        slowest = max(slowest, taken)
        print(f"{taken:7.2f} s  {name:44} {result}", flush=True)
    print(f"slowest: {slowest:.2f} s for {megabytes:g} MB")


if __name__ == "__main__":
    main()
