"""Rule files: each mistake in one line, all at once; files of one's own add up with those shipped."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest
import yaml

import budget_rules
from budget_rules.rulebook import Rulebook
from budget_rules.rulebook.loader import FILE_KEYS, RULE_KEYS, WHEN_KEYS
from budget_rules.shipped import rules_folder
from budget_rules.vocabulary_yaml import KEYS
from disclosures import BALANCE, HEAD, SPENDING, disclosure, held, problems

RULE = """\
rules:
  - id: own-rule
    title: 合计 = 各类之和
    in: 支出总表
    for: column
    assert: 合计 = sum(类)
"""


def write(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
    return path


def found(folder: Path, text: str) -> list[str]:
    return problems(folder, write(folder, text))


def ids(book: Rulebook) -> list[str]:
    return [rule.id for rule in book.rules]


@pytest.mark.parametrize(
    ("wrong", "right", "line"),
    [
        ("in: 支出总长", "in: 支出总表", "own.yaml:4:9: 不认识的表“支出总长”（是否想写“支出总表”？）"),
        ("合计 = sum(累)", "合计 = sum(类)", "own.yaml:6:22: 不认识的行“累”"),
        ("section: 收入预算状况", "in: 支出总表",
         "own.yaml:4:14: 不认识的章节“收入预算状况”（是否想写“收入预算情况”？）"),
        ("for: amount named 收人预算", "for: column", "own.yaml:5:23: 词汇表中没有“收人预算”（是否想写“收入预算”？）"),
        ("for: row of 支出总长", "for: column", "own.yaml:5:17: 不认识的表“支出总长”（是否想写“支出总表”？）"),
        ("for: group by 单位名", "for: column", "own.yaml:5:19: 不认识的栏“单位名”（是否想写“单位名称”？）"),
        ("for: row matched by 总计, 总技", "for: column", "own.yaml:5:29: 不认识的栏“总技”（是否想写“总计”？）"),
        ('科目名称 is "合计"', "合计 = sum(类)", 'own.yaml:6:13: “科目名称 is "…"”只能用于逐行核对（for: row）的一栏'),
        ("for: colum", "for: column", "own.yaml:5:10: for 在“colum”处读不懂"),
        ("tittle: 合计", "title: 合计", "own.yaml:3:5: 不认识的键“tittle”（是否想写“title”？）"),
        ("id: Own_Rule", "id: own-rule",
         "own.yaml:2:9: 规则编号“Own_Rule”应由小写字母、数字和连字符组成，如 table-totals"),
        ("合计 = sum(类) +", "合计 = sum(类)", "own.yaml:6:26: “合计 = sum(类) +”之后没有写完"),
        ("合计 sum(类)", "合计 = sum(类)", "own.yaml:6:16: 关系式在“sum(类)”处读不懂"),
        ("'合计 = sum(累)'", "合计 = sum(类)", "own.yaml:6:23: 不认识的行“累”"),
        ('"合计 = \\"301\\" + sum(累)"', "合计 = sum(类)", "own.yaml:6:33: 不认识的行“累”"),
        ("合计 = 301 + 303", "合计 = sum(类)",
         'own.yaml:6:18: 301 在这里是数，不是科目；要指编码为 301 的一行，请加引号："301"'),
        ("[]", "合计 = sum(类)", "own.yaml:6:13: assert 为空"),
        ("", "合计 = sum(类)", "own.yaml:6:12: assert 为空"),
        ("{any: []}", "合计 = sum(类)", "own.yaml:6:19: assert 为空"),
        ("[[合计 = sum(类)]]", "合计 = sum(类)", "own.yaml:6:14: 此处应为关系式，或 any: […]，或 first: […]"),
        ("收支总表[收入总计, 预算书] = 3", "合计 = sum(类)", "own.yaml:6:24: 不认识的栏“预算书”（是否想写“预算数”？）"),
        ("收支总表[财政拨款/一般公共预酸, 预算数] = 0", "合计 = sum(类)",
         "own.yaml:6:23: 不认识的行“一般公共预酸”（是否想写“一般公共预算”？）"),
        ("path in 支出总表", "合计 = sum(类)", "own.yaml:6:13: “path in …”只能用于 for: path"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_at_its_place_with_the_nearest_name(
    tmp_path: Path, wrong: str, right: str, line: str
) -> None:
    assert right in RULE
    lines = found(tmp_path, RULE.replace(right, wrong))
    assert line in lines


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ("severity: eror", "own.yaml:7:15: 此处应为 error | warning | notice 之一，实为“eror”"),
        ("when: {stage: 年初}", "own.yaml:7:19: 此处应为 预算 | 决算 之一，实为“年初”"),
        ("when: {years: 二〇二二}", "own.yaml:7:19: years“二〇二二”应为 2022、2022-、-2022 或 2019-2022"),
        ("when: {region: 浙江省}", "own.yaml:7:11: 词汇表中没有地区“浙江省”（是否想写“浙江”？）"),
        ("when: {tabel: 支出总表}", "own.yaml:7:12: 不认识的键“tabel”（是否想写“table”？）"),
        ("tolerance: 一分", "own.yaml:7:16: tolerance“一分”应为数字和单位，如 0.01 万元"),
        ("tolerance: 0.01 万圆", "own.yaml:7:16: tolerance“0.01 万圆”应为数字和单位，如 0.01 万元"),
        ("message: 应为 {expcted}", "own.yaml:7:14: message 中没有“{expcted}”，可用："),
        ("message: 应为 {expected", "own.yaml:7:14: message 中的花括号不成对"),
        ("exampels: []", "own.yaml:7:5: 不认识的键“exampels”（是否想写“examples”？）"),
        ("title: 又一个", "own.yaml:7:5: 键“title”重复"),
        ("where: 项目支出 >", "own.yaml:7:18: “项目支出 >”之后没有写完"),
        ("where: [合计 = sum(类) = sum(rows), 合记 > 0]", "own.yaml:7:38: 不认识的行“合记”（是否想写“合计”？）"),
    ],
)
def test_a_mistake_in_another_key_is_named_at_its_place(tmp_path: Path, more: str, line: str) -> None:
    (one,) = found(tmp_path, f"{RULE}    {more}\n")
    assert one.startswith(line)


def test_a_name_in_a_folded_relation_is_found_on_its_own_line(tmp_path: Path) -> None:
    text = RULE.replace("assert: 合计 = sum(类)", "assert: >-\n      合计 =\n        sum(类) + 合记\n")
    assert found(tmp_path, text) == ["own.yaml:8:18: 不认识的行“合记”（是否想写“合计”？）"]
    text = RULE.replace("assert: 合计 = sum(类)", "assert: |\n      合计 =\n        sum(类) + *\n")
    assert found(tmp_path, text) == ["own.yaml:8:18: 关系式在“*”处读不懂"]


def test_all_mistakes_of_all_files_are_named_at_once_in_order(tmp_path: Path) -> None:
    one = write(
        tmp_path,
        """\
        rules:
          - id: same
            title: 甲
            severity: eror
            assert: 收支总表[收入总计] = 收支总表[支出总记]
          - id: same
            assert: 收支总表[收入总计] =
        disable: [balanse]
        """,
        "b.yaml",
    )
    other = write(tmp_path, "rules:\n\t- id: a\n", "a.yaml")
    assert problems(tmp_path, one, other, tmp_path / "none.yaml") == [
        "a.yaml:2:1: YAML 缩进不能用制表符，请改用空格",
        "b.yaml:4:15: 此处应为 error | warning | notice 之一，实为“eror”",
        "b.yaml:5:31: 不认识的行“支出总记”（是否想写“支出总计”？）",
        "b.yaml:6:5: 缺少键“title”",
        "b.yaml:6:9: 规则编号“same”重复，另见 b.yaml:2:5",
        "b.yaml:7:25: “收支总表[收入总计] =”之后没有写完",
        "b.yaml:8:11: 没有编号为“balanse”的规则（是否想写“balance”？）",
        "none.yaml: 文件不存在",
    ]


def test_a_misspelled_for_does_not_make_every_other_name_look_wrong(tmp_path: Path) -> None:
    assert found(tmp_path, RULE.replace("for: column", "fro: column")) == [
        "own.yaml:5:5: 不认识的键“fro”（是否想写“for”？）"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "own.yaml: 文件为空"),
        ("# nothing\n", "own.yaml: 文件为空"),
        ("rules:\n\t- id: a\n", "own.yaml:2:1: YAML 缩进不能用制表符，请改用空格"),
        ("rules: &a [*a]\n", "own.yaml:1:8: 不支持 YAML 别名（& 与 *），请写出内容"),
        ("rules: " + "[" * 60 + "]" * 60, "own.yaml:1:47: YAML 嵌套超过 40 层"),
        ("- a\n", "own.yaml:1:1: 此处应为“键: 值”，实为列表"),
        ("rules: 3\n", "own.yaml:1:8: 此处应为列表，实为文本“3”"),
        ("rules: [3]\n", "own.yaml:1:9: 此处应为“键: 值”，实为文本“3”"),
        ("rule: []\n", "own.yaml:1:1: 不认识的键“rule”（是否想写“rules”？）"),
        ("when: {stage: 预算}\n", "own.yaml:1:1: 规则文件应有 rules、vocabulary 或 disable"),
        ("vocabulary: {tabels: {}}\n", "own.yaml:1:14: 不认识的键“tabels”（是否想写“tables”？）"),
        ("rules: []\nrules: []\n", "own.yaml:2:1: 键“rules”重复"),
        ("rules: []\n---\nrules: []\n", "own.yaml:2:1: YAML 格式错误："),
        (
            "rules: !!python/object/apply:os.system [x]\n",
            "own.yaml:1:8: 不支持 YAML 标签（!!python/object/apply:os.system）",
        ),
    ],
)
def test_what_is_no_rule_file_is_said_in_one_line(tmp_path: Path, text: str, line: str) -> None:
    lines = found(tmp_path, text)
    assert any(one.startswith(line) for one in lines), lines


def test_a_binary_file_is_no_rule_file(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(b"rules:\n\xff\xfe\x00")
    assert problems(tmp_path, path) == ["own.yaml:2: 不是 UTF-8 文本；请另存为 UTF-8"]


def test_a_folder_without_rule_files(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    assert problems(tmp_path, folder, tmp_path / "none") == [
        "empty: 文件夹中没有规则文件（*.yaml）",
        "none: 文件不存在",
    ]


# ---- composing


def test_a_folder_is_read_with_its_folders_and_each_rule_knows_its_file(tmp_path: Path) -> None:
    write(tmp_path, RULE, "rules/a.yaml")
    write(tmp_path, RULE.replace("own-rule", "another"), "rules/deep/b.yml")
    book = budget_rules.load_rules(tmp_path / "rules")
    assert ids(book)[-2:] == ["own-rule", "another"]
    assert [str(rule.source) for rule in book.rules[-2:]] == [
        f"{tmp_path}/rules/a.yaml:2:5",
        f"{tmp_path}/rules/deep/b.yml:2:5",
    ]
    assert book.files[-2:] == (f"{tmp_path}/rules/a.yaml", f"{tmp_path}/rules/deep/b.yml")
    assert book.files[0] == "rules/budget/across.yaml"


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, RULE, "rules/a.yaml")
    assert ids(budget_rules.load_rules(path, path.parent)).count("own-rule") == 1


def test_a_rule_of_the_same_id_replaces_the_shipped_one(tmp_path: Path) -> None:
    path = write(tmp_path, RULE.replace("own-rule", "balance"))
    shipped, book = budget_rules.load_rules(), budget_rules.load_rules(path)
    assert ids(book) == ids(shipped)
    (rule,) = (rule for rule in book.rules if rule.id == "balance")
    assert (rule.title, rule.source.path) == ("合计 = 各类之和", str(path))


def test_two_rules_of_ones_own_with_the_same_id_are_a_mistake(tmp_path: Path) -> None:
    one, other = write(tmp_path, RULE, "a.yaml"), write(tmp_path, RULE, "b.yaml")
    assert problems(tmp_path, one, other) == ["b.yaml:2:9: 规则编号“own-rule”重复，另见 a.yaml:2:5"]


def test_disable_switches_rules_off(tmp_path: Path) -> None:
    path = write(tmp_path, "disable: [balance, class-sums]\n")
    book = budget_rules.load_rules(path)
    assert set(ids(budget_rules.load_rules())) - set(ids(book)) == {"balance", "class-sums"}
    assert book.disabled == (("balance", str(path)), ("class-sums", str(path)))


def test_when_of_a_file_is_when_of_its_rules_where_they_say_nothing_else(tmp_path: Path) -> None:
    text = "when: {stage: 决算, level: 部门}\n" + RULE + "    when: {stage: 预算}\n"
    rule = budget_rules.load_rules(write(tmp_path, text)).rules[-1]
    assert (rule.when.stages, rule.when.levels) == (("预算",), ("部门",))


def test_a_table_of_ones_own_is_added_by_a_vocabulary_of_ones_own(tmp_path: Path) -> None:
    own = write(
        tmp_path,
        """\
        vocabulary:
          tables:
            资产负债简表:
              titles: [资产负债情况简表]
              total: 期末数
              columns: {项目: {role: name}, 期末数: [年末数]}
              rows:
                资产总计: {total: true, printed: [资产合计]}
                负债总计: {total: true}
                净资产: []
        rules:
          - id: assets
            title: 资产总计 = 负债总计 + 净资产
            assert: 资产负债简表[资产总计] = 资产负债简表[负债总计, 期末数] + 资产负债简表[净资产]
        """,
    )
    book = budget_rules.load_rules(own)
    text = """\
tables:
  - title: 2022年资产负债情况简表
    unit: 万元
    columns: [项目, 年末数]
    rows:
      - [资产合计, 30.00]
      - [负债总计, 10.00]
      - [净资产, 20.00]
"""
    path = tmp_path / "d.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    report = budget_rules.confront(book, budget_rules.load(path, vocabulary=book.vocabulary))
    (outcome,) = (outcome for outcome in report.outcomes if outcome.rule == "assets")
    assert held(outcome) == 1


def test_the_sides_of_a_shipped_table_cannot_be_changed(tmp_path: Path) -> None:
    text = "vocabulary:\n  tables:\n    收支总表:\n      total: 预算数\n"
    assert found(tmp_path, text) == ["own.yaml:4:7: 表“收支总表”在另一规则文件中的分边（sides）与此不同"]


# ---- the JSON Schema

SCHEMA = json.loads((Path(budget_rules.__file__).parent / "schemas" / "rules.schema.json").read_text("utf-8"))
SHIPPED = sorted(rules_folder().rglob("*.yaml"))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_file_names_the_schema_and_fits_it(path: Path) -> None:
    text = path.read_text("utf-8")
    prefix = "# yaml-language-server: $schema="
    first = text.split("\n")[0]
    assert first.startswith(prefix)
    schema = path.parent / first.removeprefix(prefix)
    if "_rules" not in path.parts:
        assert json.loads(schema.read_text("utf-8")) == SCHEMA
    jsonschema.validate(yaml.safe_load(text), SCHEMA)


def fits(text: str) -> bool:
    return jsonschema.Draft202012Validator(SCHEMA).is_valid(yaml.safe_load(text))


GOOD = [
    RULE,
    RULE + "    severity: warning\n    basis: 表内\n    tolerance: 0.01 万元\n    message: 应为 {expected}\n",
    RULE + "    when: {stage: 预算, level: [部门, 单位], years: 2019-2022, table: 支出总表}\n",
    RULE.replace("合计 = sum(类)", "[合计 = sum(类), {any: [合计 = sum(rows), {first: [合计 = sum(款)]}]}]"),
    RULE.replace("合计 = sum(类)", "[{any: [{assert: 合计 = sum(rows), severity: notice, title: 各行}]}]"),
    RULE + "    where: 合计 > 0\n",
    RULE + "    examples: [{holds: {支出总表: [[总计], [3.00]]}, misprint: {3.00: ~}, expected: 3.00万元}]\n",
    RULE + "    where: [合计 > 0, 合计 = sum(rows)]\n",
    "disable: [balance]\n",
    "vocabulary:\n  phrases: {收入预算: [年度收入预算], 新数量: ~, 又一数量: []}\n",
    "vocabulary:\n  tables: {新表: {titles: [新的表], columns: {金额: [数额]}, rows: {合计: {total: true}}}}\n",
]
BAD = [
    "rule: []\n",
    "when: {stage: 预算}\n",
    RULE.replace("title:", "tittle:"),
    RULE.replace("id: own-rule", "id: Own"),
    RULE.replace("for: column", "for: colum"),
    RULE.replace("合计 = sum(类)", "[]"),
    RULE.replace("合计 = sum(类)", '""'),
    RULE.replace("合计 = sum(类)", "{any: []}"),
    RULE.replace("合计 = sum(类)", "{any: [合计 = sum(类)], first: [合计 = sum(类)]}"),
    RULE.replace("合计 = sum(类)", "{any: [合计 = sum(类)], title: 甲}"),
    RULE + "    severity: eror\n",
    RULE + "    when: {stage: 年初}\n",
    RULE + "    when: {years: 22}\n",
    RULE + "    tolerance: 一分\n",
    RULE + "    tolerance: 1 万圆\n",
    RULE + '    message: "{expcted}"\n',
    RULE + '    message: "{expected"\n',
    "disable: balance\n",
    "vocabulary: {tabels: {}}\n",
    "vocabulary: {columns: {金额: {rolle: figure}}}\n",
    "vocabulary: {columns: {金额: {role: number}}}\n",
    "vocabulary: {rows: {合计: {total: yes please}}}\n",
    "vocabulary: {tables: {新表: {classification: other}}}\n",
]


@pytest.mark.parametrize("text", GOOD)
def test_the_schema_and_the_loader_accept_the_same(tmp_path: Path, text: str) -> None:
    assert fits(text)
    assert found(tmp_path, text) == []


@pytest.mark.parametrize("text", BAD)
def test_the_schema_and_the_loader_refuse_the_same(tmp_path: Path, text: str) -> None:
    assert not fits(text)
    assert found(tmp_path, text)


def test_the_schema_knows_the_keys_of_the_loader() -> None:
    assert set(SCHEMA["properties"]) == set(FILE_KEYS)
    assert set(SCHEMA["$defs"]["rule"]["properties"]) == set(RULE_KEYS)
    assert set(SCHEMA["$defs"]["when"]["properties"]) == set(WHEN_KEYS)
    assert set(SCHEMA["$defs"]["vocabulary"]["properties"]) == set(KEYS)


def test_the_shipped_rules_hold_on_a_consistent_disclosure(tmp_path: Path) -> None:
    tables = (SPENDING + BALANCE).replace("2022年部门", "2022年单位")
    report = budget_rules.confront(budget_rules.load_rules(), disclosure(tmp_path, tables))
    assert not report.findings
    assert report.counts.held - report.counts.held_blank > 25
