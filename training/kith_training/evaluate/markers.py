"""Tables between marker comments of the model card."""

import argparse
from collections.abc import Callable
from pathlib import Path


def rewrite(page: str, begin: str, end: str, table: str) -> str:
    """The page with what stands between the two marker comments replaced; ValueError where one is missing."""
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page lacks {begin!r} or {end!r}")
    return f"{before}{begin}\n\n{table}\n\n{end}{after}"


def rewrite_card(description: str, begin: str, end: str, table: Callable[[Path, Path], str]) -> None:
    """The command of a table: --results FILE --card FILE; table(results, folder of the card) gives its Markdown."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, required=True)
    parser.add_argument("--card", type=Path, required=True)
    args = parser.parse_args()
    card = args.card.read_text(encoding="utf-8")
    args.card.write_text(rewrite(card, begin, end, table(args.results, args.card.parent)), encoding="utf-8")
