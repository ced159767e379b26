"""``budget-rules mutate``: how many misprints the rules notice."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from budget_rules.cli.parsing import Commands, Parser, command, given_files, whole_number
from budget_rules.messages import message

if TYPE_CHECKING:
    from budget_rules.mutation import Misprint


def add(commands: Commands[Parser]) -> None:
    """Add the command."""
    mutate = command(commands, "mutate", "mutation.what", run)
    given_files(mutate)
    mutate.add_argument("--seed", type=int, default=1, help=str(message("mutation.option-seed")))
    mutate.add_argument("--sample", type=whole_number, metavar="N", help=str(message("mutation.option-sample")))
    mutate.add_argument("--diagnosis", action="store_true", help=str(message("mutation.option-diagnosis")))


def run(options: argparse.Namespace) -> int:
    """Run it."""
    from rich.console import Console

    from budget_rules.cli.parsing import load_given
    from budget_rules.mutation import mutate
    from budget_rules.reports.mutation import print_score

    rulebook, disclosure = load_given(options)
    score = mutate(
        rulebook,
        disclosure,
        seed=options.seed,
        sample=options.sample,
        diagnosis=options.diagnosis,
        each=_with_progress,
    )
    print_score(score, Console(highlight=False))
    return 0


def _with_progress(misprints: Iterable[Misprint], count: int) -> Iterator[Misprint]:
    """The misprints, with a bar on standard error if that is a terminal; it is gone at the end."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    what = str(message("mutation.running"))
    yield from track(
        misprints, total=count, description=what, console=console, transient=True, disable=not console.is_terminal
    )
