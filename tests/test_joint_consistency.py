"""Relations of which each holds by rounding, and that cannot all hold."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import budget_rules
from budget_rules.diagnosis.simplex import Bounds, Constraint, Simplex, irreducible, proves
from budget_rules.findings import Report, Severity, Status
from disclosures import HEAD

RULES = """
rules:
  - id: rows
    title: 总计 = 各栏之和
    in: 支出总表
    for: row
    assert: 总计 = 人员经费 + 公用经费 + 项目支出
  - id: columns
    title: 合计 = 各类之和
    in: 支出总表
    for: column
    assert: 合计 = sum(类)
"""


def confronted(folder: Path, tables: str, rules: str = RULES) -> Report:
    (folder / "own.yaml").write_text(rules, encoding="utf-8")
    (folder / "disclosure.yaml").write_text(HEAD + "tables:\n" + tables, encoding="utf-8")
    book = budget_rules.load_rules(folder / "own.yaml")
    own = tuple(rule for rule in book.rules if rule.source.path.endswith("own.yaml"))
    return budget_rules.confront(replace(book, rules=own), budget_rules.load(folder / "disclosure.yaml"))


def table(*rows: str) -> str:
    lines = "\n".join(f"    - [{row}]" for row in rows)
    return (
        "- title: 2022年部门支出预算总表\n  unit: 万元\n"
        "  columns: [科目编码, 科目名称, 总计, {基本支出: [人员支出, 公用经费]}, 项目支出]\n  rows:\n" + lines + "\n"
    )


BOTH = """
rules:
  - {id: one, title: 一, assert: '支出总表[201, 总计] = 支出总表[201, 人员经费] + 支出总表[201, 公用经费]'}
  - {id: two, title: 二, assert: '支出总表[208, 总计] = 支出总表[201, 人员经费] + 支出总表[201, 公用经费]'}
  - {id: same, title: 同, assert: '支出总表[201, 总计] = 支出总表[208, 总计]'}
"""


def test_two_totals_of_the_same_parts(tmp_path: Path) -> None:
    """1 + 1 may be 3 by rounding, and 1 + 1 may be 1, but not both: 1 and 1 are at least 0.5 and at most 1.5 each."""
    rows = table("201, 一般公共服务支出, 3, 1, 1, ~", "208, 社会保障和就业支出, 1, ~, ~, ~")
    report = confronted(tmp_path, rows, BOTH.rpartition("  - {id: same")[0])
    (finding,) = report.findings
    assert (finding.rule, finding.severity, finding.status) == ("joint-consistency", Severity.ERROR, Status.VIOLATED)
    assert [(part.figure.place.label, part.figure.text) for part in finding.parts] == [
        ("支出总表[一般公共服务支出, 总计]", "3"),
        ("支出总表[一般公共服务支出, 人员经费]", "1"),
        ("支出总表[一般公共服务支出, 公用经费]", "1"),
        ("支出总表[社会保障和就业支出, 总计]", "1"),
    ]
    assert str(finding.message).startswith(
        "这 2 处关系各自都在四舍五入之内，合在一起却不能同时成立: 支出总表[一般公共服务支出, 总计] 3万元 = "
    )
    assert report.counts.violated == 1
    assert [cause.findings for cause in report.causes] == [(finding,)]


def test_totals_that_touch_can_both_be_right(tmp_path: Path) -> None:
    """3 and 2: both are right at 2.5."""
    rows = table("201, 一般公共服务支出, 3, 1, 1, ~", "208, 社会保障和就业支出, 2, ~, ~, ~")
    assert confronted(tmp_path, rows, BOTH.rpartition("  - {id: same")[0]).findings == []


def test_a_relation_that_only_warns_makes_it_a_warning(tmp_path: Path) -> None:
    rows = table("201, 一般公共服务支出, 3, 1, 1, ~", "208, 社会保障和就业支出, 1, ~, ~, ~")
    rules = BOTH.rpartition("  - {id: same")[0].replace("{id: two,", "{id: two, severity: warning,")
    (finding,) = confronted(tmp_path, rows, rules).findings
    assert finding.severity is Severity.WARNING


amounts = st.lists(st.lists(st.decimals(0, 10**5, places=4), min_size=3, max_size=3), min_size=2, max_size=8)


@settings(max_examples=60, deadline=None)
@given(amounts, st.sampled_from(["1", "0.1", "0.01"]))
def test_independently_rounded_figures_never_contradict(parts: list[list[Decimal]], step: str) -> None:
    from tempfile import TemporaryDirectory

    def shown(value: Decimal) -> str:
        rounded = value.quantize(Decimal(step), rounding=ROUND_HALF_UP)
        return str(rounded) if rounded else "~"

    classes = ["201", "202", "203", "204", "205", "206", "207", "208"]
    names = ["一般公共服务", "外交", "国防", "公共安全", "教育", "科学技术", "文化旅游体育与传媒", "社会保障和就业"]
    # What rounds to nothing is printed as nothing, which is exact: such parts are left out of the truth.
    truth = [[value if shown(value) != "~" else Decimal(0) for value in row] for row in parts]
    total = [sum(column) for column in zip(*truth, strict=True)]
    lines = [
        ", ".join(["~", "合计", shown(sum(total, Decimal(0))), *(shown(Decimal(value)) for value in total)]),
        *(
            ", ".join([code, name + "支出", shown(sum(row, Decimal(0))), *map(shown, row)])
            for code, name, row in zip(classes, names, truth, strict=False)
        ),
    ]
    with TemporaryDirectory() as folder:
        report = confronted(Path(folder), table(*lines))
    assert [str(finding.message) for finding in report.findings if finding.status is Status.VIOLATED] == []


small = st.integers(-4, 4)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.dictionaries(st.integers(0, 4), small, min_size=1), small, st.integers(0, 3)), max_size=8),
    st.lists(st.integers(0, 3), min_size=5, max_size=5),
)
def test_the_simplex_finds_values_or_a_proof_that_cannot_do_without_any_part(
    rows: list[tuple[dict[int, int], int, int]], halves: list[int]
) -> None:
    bounds = {number: Bounds(-half, half) for number, half in enumerate(halves)}
    constraints = [Constraint(row, Bounds(low, low + width)) for row, low, width in rows]
    simplex = solved(constraints, bounds)
    proof = simplex.solve()
    if proof is None:
        values = {number: Fraction(simplex.value.get(number, 0)) for number in bounds}
        assert all(-halves[number] <= value <= halves[number] for number, value in values.items())
        for constraint in constraints:
            total = sum(factor * values[number] for number, factor in constraint.row.items())
            assert constraint.bounds.low is not None and constraint.bounds.high is not None
            assert constraint.bounds.low <= total <= constraint.bounds.high
        return
    assert proves(proof, constraints, {**bounds, **simplex.bounds})
    needed = irreducible(proof, constraints, bounds)
    assert solved([constraints[index] for index in needed], bounds).solve() is not None
    for left_out in needed:
        assert solved([constraints[index] for index in needed if index != left_out], bounds).solve() is None


def solved(constraints: list[Constraint], bounds: Mapping[int, Bounds]) -> Simplex:
    simplex = Simplex()
    for constraint in constraints:
        simplex.add(constraint, bounds)
    return simplex
