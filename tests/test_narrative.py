"""What the sentences of the Shaoxing document and of the Shanghai documents state."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from budget_rules.disclosure import Disclosure, Kind, Statement
from budget_rules.figure import Figure
from budget_rules.narrative import read_narrative
from narrative_documents import read, section, shanghai, shaoxing, vocabulary
from published import SHANGHAI_BUDGETS, SHAOXING

needs_shaoxing = pytest.mark.skipif(not SHAOXING.exists(), reason=f"the published document is not here: {SHAOXING}")


@pytest.fixture(scope="module")
def document() -> Disclosure:
    made = shaoxing()
    read_narrative(made, vocabulary())
    return made


def of(disclosure: Disclosure, kind: Kind, name: str = "") -> list[Statement]:
    return [s for s in disclosure.statements if s.kind is kind and (not name or name in s.names)]


def texts(figures: tuple[Figure, ...] | list[Figure]) -> list[str]:
    return [figure.text for figure in figures]


def accounted(disclosure: Disclosure) -> Counter[str]:
    """Every number of the narrative by what became of it; fails unless each is in exactly one place."""
    taken: Counter[tuple[object, ...]] = Counter()
    counts: Counter[str] = Counter()
    figures = {
        (f.place.source.line, f.place.source.column, f.text)
        for s in disclosure.statements
        for f in (*s.figures.values(), *s.parts, *s.shares)
    }
    for line, column, text in figures:
        taken[line, column] += 1
        counts["figure"] += 1
        assert text
    for label in disclosure.labels:
        taken[label.source.line, label.source.column] += 1
        counts[label.kind] += 1
    for unread in disclosure.unread:
        taken[unread.source.line, unread.source.column] += 1
        counts["unread"] += 1
    printed = 0
    for part in disclosure.sections:
        for paragraph in part.paragraphs:
            base = paragraph.source
            assert base.line is not None
            for offset, text in enumerate(paragraph.text.split("\n")):
                for match in re.finditer(r"[0-9](?:[0-9,.]*[0-9])?", text):
                    column = match.start() + 1
                    if offset == 0:
                        column += (base.column or 1) - 1
                    place = (base.line + offset, column)
                    listed = re.match(r"[0-9]{1,2}\.(?=[0-9]{4})", match.group())
                    printed += 2 if listed else 1
                    assert taken[place] == 1, (place, match.group(), text)
    assert sum(taken.values()) == printed
    return counts


@needs_shaoxing
def test_every_number_of_the_shaoxing_narrative_is_accounted_for(document: Disclosure) -> None:
    assert accounted(document) == {"figure": 100, "ordinal": 48, "year": 19, "threshold": 4, "date": 2}
    assert Counter(s.kind for s in document.statements) == {
        Kind.AMOUNT: 44, Kind.COUNT: 19, Kind.PATH: 15, Kind.LIST: 13, Kind.SHARE: 11, Kind.CHANGE: 10, Kind.NIL: 7,
        Kind.SHARES: 3,
    }  # fmt: skip


@pytest.mark.parametrize("path", SHANGHAI_BUDGETS, ids=lambda path: path.stem)
def test_every_number_of_the_shanghai_narratives_is_accounted_for(path: Path) -> None:
    made = shanghai(path)
    read_narrative(made, vocabulary())
    counts = accounted(made)
    assert counts["unread"] == 0
    assert counts["figure"] > 60


@needs_shaoxing
def test_the_income_budget_with_its_change_and_its_parts(document: Disclosure) -> None:
    amount = of(document, Kind.AMOUNT, "收入预算")[0].figures["amount"]
    change = of(document, Kind.CHANGE, "收入预算")[0]
    whole = of(document, Kind.SHARES, "收入预算")[0]
    assert change.figures["current"] is amount
    assert (change.figures["change"].value, change.figures["rate"].value) == (Decimal("-1224200"), Decimal("-0.028"))
    assert (change.direction, change.base_kind) == (-1, "执行")
    assert whole.figures["total"] is amount
    assert texts(whole.parts) == ["182.75", "4185.26", "28.6"]
    assert texts(whole.shares) == ["4.2", "95.2", "0.6"]
    assert [str(amount.place.source.line), amount.text, str(amount.unit)] == ["87", "4396.61", "万元"]
    line = SHAOXING.read_text(encoding="utf-8").split("\n")[86]
    assert line[(amount.place.source.column or 0) - 1 :].startswith("4396.61")


@needs_shaoxing
def test_money_that_dropped_its_zeros_has_the_precision_of_the_narrative(document: Disclosure) -> None:
    education = of(document, Kind.AMOUNT, "教育支出")[0].figures["amount"]
    assert (education.text, education.half) == ("10", Decimal(50))
    assert of(document, Kind.COUNT, "项目")[0].figures["count"].half == 0


@needs_shaoxing
def test_shares_of_the_appropriation_are_of_the_amount_under_the_sibling_heading(document: Disclosure) -> None:
    education = next(s for s in of(document, Kind.SHARE, "教育支出"))
    assert (education.figures["amount"].text, education.figures["total"].text) == ("10", "4368.01")
    assert education.figures["total"] is of(document, Kind.AMOUNT, "一般公共预算当年拨款")[0].figures["amount"]


@needs_shaoxing
def test_paths_with_and_without_the_last_mark(document: Disclosure) -> None:
    paths = {s.path[-1]: s for s in of(document, Kind.PATH)}
    assert len(paths) == 15
    assert paths["行政运行"].path == ("一般公共服务支出", "人大事务", "行政运行")
    assert paths["购房补贴"].path == ("住房保障支出", "住房改革支出", "购房补贴")
    assert paths["机关事业单位基本养老保险缴费支出"].path[1] == "行政事业单位离退休"
    assert paths["机关事业单位职业年金缴费支出"].figures["amount"].text == "76.4"
    listed = next(s for s in of(document, Kind.LIST, "一般公共预算当年拨款") if len(s.parts) == 15)
    assert sum(part.value for part in listed.parts) == listed.figures["total"].value == Decimal("43680100")


@needs_shaoxing
def test_sangong_over_three_paragraphs(document: Disclosure) -> None:
    outer = of(document, Kind.LIST, "三公经费")[0]
    inner = of(document, Kind.LIST, "公务用车购置及运行费")[0]
    assert (outer.figures["total"].text, texts(outer.parts)) == ("30", ["0", "30", "0"])
    assert texts(inner.parts) == ["0", "0"]
    changes = {s.names[0]: s for s in of(document, Kind.CHANGE) if s.section.name == "三公经费情况"}
    assert changes["公务接待费"].figures["rate"].text == "86.6"
    assert changes["公务用车运行费"].direction == 0
    assert set(changes["公务用车运行费"].figures) == {"current"}


@needs_shaoxing
def test_vehicles_and_procurement(document: Disclosure) -> None:
    vehicles, bought = of(document, Kind.LIST, "车辆")[0], of(document, Kind.LIST, "购置车辆")[0]
    assert (len(vehicles.parts), len(bought.parts)) == (6, 6)
    assert vehicles.figures["total"].unit.name == "辆"
    assert texts(of(document, Kind.LIST, "政府采购预算")[0].parts) == ["20", "0", "1217.17"]
    assert not of(document, Kind.LIST, "绩效目标项目资金")


@needs_shaoxing
def test_funds_that_are_not_used(document: Disclosure) -> None:
    assert of(document, Kind.NIL, "政府性基金预算")[0].quote() == "没有使用政府性基金预算拨款安排的支出"
    assert of(document, Kind.NIL, "国有资本经营预算")


@pytest.mark.skipif(not SHANGHAI_BUDGETS, reason="the published documents are not here")
def test_a_shanghai_item_compares_with_the_base_it_prints() -> None:
    made = shanghai(next(path for path in SHANGHAI_BUDGETS if "wanli" in path.name))
    read_narrative(made, vocabulary())
    housing = [s for s in of(made, Kind.PATH) if s.path[-1] == "住房公积金"]
    assert texts([s.figures["amount"] for s in housing]) == ["350.35", "352.67"]
    change = of(made, Kind.CHANGE, "住房公积金")[0]
    assert {role: f.text for role, f in change.figures.items()} == {
        "current": "352.67",
        "base": "348.52",
        "rate": "0.53",
    }
    assert (change.direction, change.base_kind) == (1, "执行")
    level = of(made, Kind.CHANGE, "科普活动")[0]
    assert (level.direction, level.figures["base"].text) == (0, "10.00")
    assert texts(of(made, Kind.LIST, "财政拨款支出")[0].parts) == ["15621.11", "0.00", "0.00"]
    assert of(made, Kind.AMOUNT, "机关运行经费")[0].figures["amount"].text == "443.18"


@pytest.mark.parametrize(
    "printed",
    [
        "【一般公共服务支出（类）商贸事务（款）行政运行（项）】",
        "〈一般公共服务支出（类）商贸事务（款）行政运行（项）〉科目",
        "“一般公共服务支出（类）商贸事务（款）行政运行（项）”科目安排预算",
        "“一般公共服务支出（类） 商贸事务（款） 行政运行（项）”支出预算数为",
        "“一般公共服务支出/商贸事务/行政运行”",
        "“一般公共服务支出>商贸事务>行政运行”科目",
    ],
)
def test_a_path_in_brackets_with_filling_words_or_other_marks(printed: str) -> None:
    (found,) = of(read(section("财政拨款支出", f"1. {printed}938.99万元，主要用于机关运转。")), Kind.PATH)
    assert found.path == ("一般公共服务支出", "商贸事务", "行政运行")
    assert found.figures["amount"].text == "938.99"


def test_hyphens_and_codes_make_paths() -> None:
    hyphens = "1. “一般公共服务支出-政府办公厅（室）及相关机构事务-行政运行”科目1,202.95万元，主要用于基本支出。"
    codes = "2. “公共安全支出（204类）司法（06款）行政运行（01项）”12,345.60元。"
    first, second = of(read(section("财政拨款支出", hyphens, codes)), Kind.PATH)
    assert first.path == ("一般公共服务支出", "政府办公厅(室)及相关机构事务", "行政运行")
    assert (second.path, second.codes) == (("公共安全支出", "司法", "行政运行"), ("204", "06", "01"))


@pytest.mark.parametrize("joint", ["", "。"])
def test_a_path_that_heads_its_paragraph_names_the_amounts_after_it(joint: str) -> None:
    text = f"1.一般公共服务支出（类）人大事务（款）行政运行（项）{joint}2022年预算数为100万元，"
    made = read(section("财政拨款支出", text + "比上年执行数增加5万元，增长5.26%。"))
    (path,), (change,) = of(made, Kind.PATH), of(made, Kind.CHANGE)
    assert path.path == ("一般公共服务支出", "人大事务", "行政运行")
    assert change.figures["current"] is path.figures["amount"]


def test_final_accounts_as_a_share_of_the_budget() -> None:
    text = "（1）一般公共服务支出（类）人大事务（款）行政运行（项）。年初预算为100万元，"
    made = read(section("财政拨款支出", text + "支出决算为95万元，完成年初预算的95%。"))
    (share,), (path,) = of(made, Kind.SHARE), of(made, Kind.PATH)
    assert {role: figure.text for role, figure in share.figures.items()} == {
        "share": "95",
        "amount": "95",
        "total": "100",
    }
    assert path.figures["amount"].text == "95"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("根据财预〔2017〕89号文办理。", "document number"),
        ("单价100万元（含）以上设备。", "threshold"),
        ("面积约4000.6平方米。", "measure"),
        ("街坊W060701单元。", "code"),
        ("截至12月31日。", "date"),
        ("拨打12345热线。", "name"),
        ("用于1999年后参加工作的人员。", "year"),
        ("按第3条办理。", "ordinal"),
        ("2010101行政运行。", "code"),
    ],
)
def test_numbers_that_are_no_figures(sentence: str, kind: str) -> None:
    made = read(section("其他情况", sentence))
    assert not made.statements
    assert not made.unread
    assert kind in {label.kind for label in made.labels}


@pytest.mark.parametrize("text", ["12.3.4", "12 34 万元", "1,2345 万元", "17", "1" * 30 + "万元"])
def test_what_is_no_certain_number_is_unread_with_its_sentence(text: str) -> None:
    made = read(section("其他情况", f"本单位安排{text}。"))
    assert not made.statements
    assert made.unread
    assert "本单位安排" in str(made.unread[0].reason)


def test_a_list_number_before_a_year() -> None:
    made = read(section("其他情况", "9.2022年收入预算100万元。"))
    assert [label.kind for label in made.labels] == ["ordinal", "year"]
    assert of(made, Kind.AMOUNT, "收入预算")


@pytest.mark.parametrize(
    "sentence",
    [
        "收入预算30万元，其中财政拨款收入20万元。",
        "三公经费30万元，其中：出国费0万元；公务用车费10万元，其中：购置费4万元；运行费6万元；公务接待费20万元。",
        "项目支出30万元，其中：会议费10万元、培训费5万元等。",
        "项目支出30万元，主要包括：会议费10万元、培训费5万元。",
        "财政拨款支出主要内容如下：会议费10万元、培训费5万元。",
    ],
)
def test_a_doubtful_list_is_no_list(sentence: str) -> None:
    made = read(section("其他情况", sentence))
    assert not of(made, Kind.LIST)
    assert not made.unread


def test_a_list_in_a_list() -> None:
    sentence = (
        "三公经费30万元，其中：因公出国（境）费0万元，公务用车购置及运行费10万元（其中：购置费4万元，运行费6万元），"
        "公务接待费20万元。"
    )
    outer, inner = of(read(section("三公经费情况", sentence)), Kind.LIST)
    assert (texts(outer.parts), texts(inner.parts)) == (["0", "10", "20"], ["4", "6"])


@pytest.mark.parametrize("total", ["2.26", "2.27"])
def test_the_whole_of_a_list_may_stand_in_the_section_beside(total: str) -> None:
    above = section("七、“三公”经费支出决算情况说明")
    whole = f"“三公”经费财政拨款支出决算为2.26万元，“三公”经费支出决算为{total}万元。"
    parts = (
        "“三公”经费财政拨款支出决算中，公务用车购置及运行费支出决算2.13万元，占94.49%；"
        "公务接待费支出决算0.13万元，占5.51%。"
    )
    found = read(
        above,
        section("（一）总体情况", whole, line=2, parent=above),
        section("（二）具体情况", parts, line=3, parent=above),
    )
    assert [texts(one.parts) for one in of(found, Kind.LIST)] == ([["2.13", "0.13"]] if total == "2.26" else [])


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("2021年收入预算100万元。", "收入预算"),
        ("上年收入预算100万元。", "收入预算"),
        ("2022年绍兴市人大办下属事业单位的收入预算100万元。", "收入预算"),
        ("办公费、公务接待费100万元。", "公务接待费"),
    ],
)
def test_an_amount_of_something_else_does_not_get_the_name(sentence: str, name: str) -> None:
    (amount,) = of(read(section("其他情况", sentence)), Kind.AMOUNT)
    assert name not in amount.names


@pytest.mark.parametrize(
    "sentence",
    [
        "人员经费10万元、公用经费5万元，比上年增加1万元。",
        "其中：人员经费10万元，公用经费5万元，比上年增加1万元。",
        "公务接待费5万元，主要原因是接待减少，比上年减少1万元。",
    ],
)
def test_a_change_of_doubtful_quantity_has_no_current(sentence: str) -> None:
    (change,) = of(read(section("其他情况", sentence)), Kind.CHANGE)
    assert set(change.figures) == {"change"}


def test_a_direction_left_unfilled() -> None:
    made = read(section("其他情况", "支出预算60万元，比上年预算增加（减少）5万元。"))
    (change,) = of(made, Kind.CHANGE)
    assert (change.direction, change.figures["change"].value) == (None, Decimal(50000))


def test_two_comparisons_of_one_amount() -> None:
    made = read(section("其他情况", "收入预算10万元，比上年执行数减少2万元，下降16.7%，比上年预算数增加1万元。"))
    first, second = of(made, Kind.CHANGE)
    assert first.figures["current"] is second.figures["current"]
    assert (first.base_kind, second.base_kind) == ("执行", "预算")
    assert "rate" not in second.figures


def test_level_in_a_reason_is_no_comparison() -> None:
    text = "公务接待费30万元，比上年执行数增长86.6%。增加的主要原因是预算数基本与上年预算持平，但支出逐年下降。"
    (change,) = of(read(section("三公经费情况", text)), Kind.CHANGE)
    assert change.direction == 1


def test_points_are_no_change_of_an_amount() -> None:
    made = read(section("其他情况", "支出预算60万元，比上年提高2.3个百分点。"))
    (change,) = of(made, Kind.CHANGE)
    assert set(change.figures) == {"points"}
