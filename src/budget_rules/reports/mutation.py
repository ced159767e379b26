"""The mutation score on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from budget_rules.messages import message
from budget_rules.mutation import Escape, Score, Tally
from budget_rules.reports.words import harmless, number, share_of

#: Escaped misprints named for one reason before “and n more”.
MOST_ESCAPES = 8


def print_score(score: Score, console: Console) -> None:
    """Print how many misprints of each kind were noticed, and which escaped."""
    grid = Table(box=None, padding=(0, 2), show_edge=False)
    grid.add_column(str(message("mutation.head-slip")))
    heads = ("tried", "noticed", "errors", *(("named", "alone") if score.total.diagnosed else ()))
    for head in heads:
        grid.add_column(str(message(f"mutation.head-{head}")), justify="right")
    for slip, tally in score.by_slip.items():
        grid.add_row(str(message(f"mutation.slip-{slip}")), *_cells(tally))
    grid.add_row(str(message("mutation.all")), *_cells(score.total), style="bold")
    console.print(grid)
    groups: dict[str, list[Escape]] = {}
    for escape in score.escapes:
        groups.setdefault(harmless(escape.reason), []).append(escape)
    if groups:
        console.print()
        console.print(Text(str(message("mutation.escaped", count=number(len(score.escapes)))), style="bold"))
    for reason, members in sorted(groups.items(), key=lambda group: -len(group[1])):
        console.print(Text(f"  {number(len(members))}  {reason}"), soft_wrap=True)
        for escape in members[:MOST_ESCAPES]:
            console.print(Text(f"      {escape_line(escape)}", style="dim"), soft_wrap=True)
        if len(members) > MOST_ESCAPES:
            more = message("shown.and-more", count=number(len(members) - MOST_ESCAPES))
            console.print(Text(f"      {more}", style="dim"))


def escape_line(escape: Escape) -> str:
    """``支出总表[行政运行, 总计]: 1825.87 → 1825.78（两位颠倒）``."""
    printed, text = harmless(escape.figure.text), harmless(escape.text) or str(message("shown.blank"))
    place, slip = harmless(escape.figure.place), message(f"mutation.slip-{escape.slip}")
    return str(message("mutation.escape", place=place, printed=printed, text=text, slip=slip))


def _cells(tally: Tally) -> list[str]:
    cells = [number(tally.tried), share_of(tally.noticed, tally.tried), share_of(tally.errors, tally.tried)]
    if tally.diagnosed:
        cells += [share_of(tally.named, tally.diagnosed), share_of(tally.alone, tally.diagnosed)]
    return cells
