"""Tables between marker comments of a Markdown page."""


def rewrite(page: str, begin: str, end: str, table: str) -> str:
    """The page with what stands between the two marker comments replaced; ValueError where one is missing."""
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page lacks {begin!r} or {end!r}")
    return f"{before}{begin}\n\n{table}\n\n{end}{after}"
