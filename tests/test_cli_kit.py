"""lint, explain, rules and schema: what authors of rules ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

import budget_rules
from budget_rules.cli import main
from budget_rules.messages import language, set_language
from budget_rules.reports.rule_report import rule_lines
from disclosures import HEAD, SPENDING

SPENDING_FILE = HEAD + "tables:\n" + "".join(f"  {line}\n" for line in SPENDING.strip().split("\n"))
RULE = """\
  - id: {id}
    title: 甲
    basis: 表内
    in: 支出总表
    for: column
    assert: {relation}
    examples:
      - holds: {{支出总表: [[科目名称, 总计], [合计, 3.00]]}}
        misprint: {{3.00: 4.00}}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    Path("2022.yaml").write_text(SPENDING_FILE, encoding="utf-8")
    before = language()
    yield
    set_language(before)


def rules(*relations: str) -> None:
    """A rule file with one rule for each relation."""
    text = "".join(RULE.format(id=f"own-{number}", relation=one) for number, one in enumerate(relations, 1))
    Path("own.yaml").write_text(f"rules:\n{text}", encoding="utf-8")


def out(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> list[str]:
    assert main(list(arguments)) == status
    return capsys.readouterr().out.splitlines()


# ---- lint


def test_every_mistake_is_said_at_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    rules("合计 = sum(类", "合记 = sum(类)")
    assert out(capsys, "lint", "own.yaml", status=1) == [
        "own.yaml:7:23: 错误: “合计 = sum(类”之后没有写完",
        "own.yaml:16:13: 错误: 不认识的行“合记”（是否想写“合计”？）",
        "0 条规则：错误 2，提示 0",
    ]


def test_mistakes_in_examples_and_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    rules("合计 = sum(类)", "合计 = sum(rows)", "合计 ≥ sum(类)")
    text = Path("own.yaml").read_text("utf-8").replace("        misprint: {3.00: 4.00}\n", "", 1)
    parts = text.split("    examples:")
    text = "    examples:".join(parts[:-1]) + "\n"
    text = text.replace("    basis: 表内\n", "", 1)
    Path("own.yaml").write_text(text, encoding="utf-8")
    assert out(capsys, "lint", "own.yaml") == [
        "own.yaml:2:5: 提示: own-1: 没有应不成立的例子（misprint 或 violated）",
        "own.yaml:2:5: 提示: own-1: 没有依据（basis）",
        "own.yaml:18:5: 提示: own-3: 没有例子（examples）",
        "3 条规则：错误 0，提示 3",
    ]
    Path("own.yaml").write_text(text.replace("holds:", "hold:", 1), encoding="utf-8")
    lines = out(capsys, "lint", "own.yaml", status=1)
    assert "own.yaml:8:9: 错误: 不认识的键“hold”（是否想写“holds”？）" in lines


def test_rules_that_follow_from_others_contradict_them_or_bind_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    rules(
        "2 × 合计 = 2 × sum(类)",
        "合计 = 合计",
        "合计 = sum(类) + 5%",
    )
    lines = out(capsys, "lint", "own.yaml", "--budget", "2022.yaml")
    assert "own.yaml:2:5: 提示: own-1: 它的 4 个等式都可由其他规则推出：table-totals" in lines[0]
    assert "own.yaml:11:5: 提示: own-2: 它的 4 个等式不论印什么都成立" in lines
    Path("2022.yaml").write_text(SPENDING_FILE.replace("支出预算总表", "政府性基金预算支出表"), encoding="utf-8")
    assert "own-1: 在所给的公开文件中没有可核对的内容：没有《支出总表》" in "\n".join(
        out(capsys, "lint", "own.yaml", "--budget", "2022.yaml")
    )


def test_rules_that_cannot_all_hold(capsys: pytest.CaptureFixture[str]) -> None:
    text = Path("2022.yaml").read_text("utf-8") + (
        "  - title: 绩效指标表\n    unit: ~\n    columns: [项目名称, 总体绩效指标权重]\n    rows: [[会议经费, 100]]\n"
    )
    Path("2022.yaml").write_text(text, encoding="utf-8")
    base = "  - id: {}\n    title: 甲\n    in: 绩效指标表\n    for: row\n    assert: 总体绩效指标权重 = {}\n"
    Path("own.yaml").write_text(
        "disable: [overall-weights]\nrules:\n" + base.format("one", 100) + base.format("other", 99), encoding="utf-8"
    )
    lines = out(capsys, "lint", "own.yaml", "--budget", "2022.yaml", status=1)
    assert "own.yaml:3:5: 错误: one: 与 other 矛盾，不论印什么都不能同时成立" in lines
    assert "own.yaml:8:5: 错误: other: 与 one 矛盾，不论印什么都不能同时成立" in lines
    assert lines[-1] == "2 条规则：错误 2，提示 4"


def test_the_shipped_rules_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    from budget_rules.shipped import rules_folder

    sample = Path(__file__).parents[1] / "samples" / "2022.yaml"
    lines = out(capsys, "lint", str(rules_folder()))
    assert lines == [f"{len(budget_rules.load_rules().rules)} 条规则：错误 0，提示 0"]
    lines = out(capsys, "lint", str(rules_folder() / "budget" / "tables.yaml"), "--budget", str(sample))
    assert any("running-classes: 它的 1 个等式都可由其他规则推出：" in line for line in lines)
    assert not any("错误" in line for line in lines[:-1])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lint", "none.yaml"], "none.yaml: 文件不存在"),
        (["lint", "."], ".: 文件夹中没有规则文件"),
        (["lint", "own.yaml", "--budget", "none.yaml"], "none.yaml: 文件不存在"),
        (["explain", "class-sum"], "RULE: 没有编号为“class-sum”的规则（是否想写“class-sums”？）"),
        (["explain", "balance", "none.md"], "none.md: 文件不存在"),
        (["rules", "--rules", "none.yaml"], "none.yaml: 文件不存在"),
    ],
)
def test_what_cannot_be_used_is_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    rules("合计 = sum(类)")
    if arguments == ["lint", "."]:
        Path("own.yaml").unlink()
        Path("2022.yaml").unlink()
    assert main(arguments) == 4
    assert capsys.readouterr().err.splitlines()[0].startswith(said)


# ---- explain


def test_a_rule_in_words_and_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert out(capsys, "explain", "spending-by-code") == [
        "spending-by-code  收支总表与支出总表逐科目一致",
        "  程度: 错误",
        "  适用: 《支出总表》的每一行",
        "  只用于: 预算",
        "  依据: 支出总表与收支总表表间关系",
        "  在: rules/budget/across.yaml:62:5",
        "  关系:",
        "    《收支总表》“同一行”行 = 《支出总表》“同一行”行“总计”栏",
        "      收支总表[row] = 支出总表[row, 总计]",
    ]


def test_what_it_binds_figure_by_figure(capsys: pytest.CaptureFixture[str]) -> None:
    Path("2022.yaml").write_text(SPENDING_FILE.replace("合计, 2597.26", "合计, 2597.62"), encoding="utf-8")
    lines = out(capsys, "explain", "table-totals", "2022.yaml")
    bound = lines.index(
        "某市某局 2022 年 单位预算（浙江）：核对 4 个关系，成立 3（其中各项均为空 0），不成立 1，未执行 0"
    )
    assert lines[bound + 2].startswith(
        "[table-totals[支出总表]] 不成立：合计 2597.62万元 = 一般公共服务支出 2125.62万元 +"
    )
    assert lines[bound + 3].startswith("  支出总表[合计, 总计] 印为 2597.62万元，应为 2597.26万元")
    assert any(line.split() == ["合计", "支出总表[合计,", "总计]", "2597.62", "万元", "13"] for line in lines)
    assert any("成立：合计 299.75万元" in line for line in lines)


def test_only_some_relations_unless_all_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    few = out(capsys, "explain", "class-sums", "2022.yaml")
    assert any(line.endswith("个关系（--all 全部列出）") for line in few)
    every = out(capsys, "explain", "class-sums", "2022.yaml", "--all")
    assert sum("[class-sums[支出总表]] 成立" in line for line in every) > sum("] 成立" in line for line in few)
    lines = out(capsys, "explain", "balance", "2022.yaml")
    assert lines[-1] == "[balance] 没有《收支总表》"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_shipped_rule_can_be_said_in_words(lang: str) -> None:
    set_language(lang)
    for rule in budget_rules.load_rules().rules:
        lines = list(map(str, rule_lines(rule)))
        assert len(lines) > 5
        assert "Message(" not in "\n".join(lines)


# ---- rules and schema


def test_the_list_of_rules(capsys: pytest.CaptureFixture[str]) -> None:
    rules("合计 = sum(类)")
    lines = out(capsys, "rules", "--rules", "own.yaml")
    assert lines[0].split() == ["编号", "标题", "程度", "适用", "依据", "在"]
    (own,) = (line for line in lines if line.startswith("own-1 "))
    assert own.split() == ["own-1", "甲", "错误", "《支出总表》的每个数字栏", "表内", "own.yaml:2:5"]
    table = out(capsys, "rules", "--rules", "own.yaml", "--format", "md")
    assert table[1].startswith("|---")
    assert len(table) == len(budget_rules.load_rules().rules) + 3
    (last,) = json.loads("\n".join(out(capsys, "--lang=en", "rules", "--rules", "own.yaml", "--format=json")))[-1:]
    assert last == {
        "id": "own-1",
        "title": "甲",
        "title_en": "",
        "severity": "error",
        "scope": "each figure column of 支出总表",
        "basis": "表内",
        "source": {"path": "own.yaml", "line": 2, "column": 5},
    }


@pytest.mark.parametrize("kind", ["rules", "disclosure", "result", "waivers"])
def test_schemas(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads("\n".join(out(capsys, "schema", kind)))
    jsonschema.Draft202012Validator.check_schema(schema)
    (path,) = out(capsys, "schema", kind, "--path")
    assert json.loads(Path(path).read_text("utf-8")) == schema
