"""A comparison of methods as lines and tables for people: the verdict comes after the numbers, where it is read last."""

from firmground.cli.output import console, print_table
from firmground.statistics.multiple_systems.comparison import Comparison
from firmground.statistics.multiple_systems.words import dependence_words, in_words, merge_words, pair_words


def print_comparison(found: Comparison) -> None:
    """Numbers, what they suppose, what moves them, and whether one may be used."""
    histories = found.histories
    names = ", ".join(histories.lists)
    console().print(f"{histories.observed:,} people on at least one of {len(histories.lists)} lists: {names}\n")
    _print_methods(found)
    _print_pairs(found)
    _print_moves(found)
    _print_verdict(found)


def _print_methods(found: Comparison) -> None:
    told = [in_words(each) for each in found.estimates]
    rows = [(each["id"], each["title"], each["number"], each["interval"], each["kind"]) for each in told]
    print_table("Methods side by side", ("", "method", "people", "interval", ""), rows, numbers=(2, 3))
    for each in told:
        if each["interactions"]:
            console().print(f"{each['title']}: with {each['interactions']}")
        if each["refused"]:
            console().print(f"{each['title']}: {each['refused']}")
    console().print("\nWhat they suppose")
    for assumes in dict.fromkeys(tuple(each["assumes"]) for each in told if each["assumes"]):
        console().print(f"  {'; '.join(each['title'] for each in told if tuple(each['assumes']) == assumes)}")
        for line in assumes:
            console().print(f"    {line}")


def _print_pairs(found: Comparison) -> None:
    rows = [(each["pair"], each["both"], each["number"], each["interval"]) for each in map(pair_words, found.pairs)]
    print_table("\nTwo lists at a time (Chapman)", ("lists", "on both", "people", "interval"), rows, numbers=(1, 2, 3))


def _print_moves(found: Comparison) -> None:
    told = dependence_words(found.dependence)
    heads = ("method", *(f"× {each}" for each in told["heads"]))
    rows = [(each["title"], *each["numbers"]) for each in told["rows"]]
    title = "If the people on no list were so many times what a method says (no count can show it)"
    print_table(title, heads, rows, numbers=range(1, len(heads)))
    for line in told["refused"]:
        console().print(line)
    merges = merge_words(found.merges)
    if merges["rows"]:
        heads = ("merged", "on both", *merges["ids"])
        rows = [(each["pair"], each["overlap"], *each["numbers"]) for each in merges["rows"]]
        print_table("\nIf two lists are taken as one", heads, rows, numbers=range(1, len(heads)))


def _print_verdict(found: Comparison) -> None:
    verdict = found.verdict
    console().print(f"\n{verdict.sentence}")
    for title, lines in (("Why", verdict.reasons), ("Warnings", verdict.warnings), ("What would help", verdict.helps)):
        if lines:
            console().print(title)
        for line in lines:
            console().print(f"  {line}")
