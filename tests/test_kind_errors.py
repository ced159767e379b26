"""Errors of all kinds planted in correct disclosures: each is found as one cause, which says what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

import budget_rules
from budget_rules import confront
from budget_rules.findings import Severity
from disclosure_writers import write_markdown
from kind_documents import KINDS
from kind_errors import (
    Plant,
    alike,
    cell,
    copied,
    digit,
    exchanged,
    headed,
    noted,
    recoded,
    renamed,
    rows_exchanged,
    said,
    titled,
    transposed,
    turned,
    twice,
    unit,
    unlisted,
    without_row,
)
from published import shipped

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE
SC, HO, ST, BU, TE, EA = (
    f"shanghai_{name}" for name in ("school", "hospital", "street", "bureau", "template", "early")
)
ZD, ZS, ZH = (f"zhejiang_{name}" for name in ("department", "school", "hospital"))

#: The disclosure, the error, how severe the only cause is, and what it must say.
IN_TABLES = [
    (SC, cell("支出预算总表", "初中教育", 4, digit), ERROR, "应为 48906197元"),
    (SC, cell("收入预算总表", "住房公积金", 4, transposed), ERROR, "应为 3161116元"),
    (SC, cell("经济分类", "奖金", 3, transposed), ERROR, "应为 9233483元"),
    (SC, cell("支出预算总表", "培训支出", 4, lambda text: f"{int(text) / 10000:.2f}"), ERROR, "应为 178361元"),
    (SC, copied("一般公共预算支出功能", "其他行政事业单位养老支出", "培训支出"), ERROR, "应为 22185元"),
    (SC, unit("经济分类", "万元"), ERROR, "标明的单位是“万元”，各数应为“元”"),
    (TE, unit("支出预算总表", "万元"), ERROR, "标明的单位是“万元”，各数应为“元”"),
    (HO, exchanged("收入预算总表", "综合医院", 6, 7), ERROR, "应互换"),
    (HO, cell("财务收支", "卫生健康支出", 4, transposed), ERROR, "应为 181,063,919.62元 左右"),
    (ST, cell("财政拨款收支", "城乡社区支出", 5, digit), ERROR, "应为 8,788,145元"),
    (
        ST,
        cell("国有资本经营预算支出功能", "国有企业退休人员社会化管理补助支出", 4, transposed),
        ERROR,
        "应为 347,144元",
    ),
    (ST, cell("三公", "", 0, digit), ERROR, "应为 35.91万元"),
    (ST, cell("三公", "", 6, transposed), ERROR, "应为 483.88万元"),
    (ST, cell("一般公共预算支出功能", "合计", 6, digit), ERROR, "应为 25,076,354元 左右"),
    (ST, twice("支出预算总表", "公共法律服务"), ERROR, "“公共法律服务”一行列了两次"),
    (ST, without_row("支出预算总表", "公共安全支出"), ERROR, "漏列了科目“204 公共安全支出” 294,516元"),
    (
        ST,
        without_row("收入预算总表", "公共安全支出", "司法", "公共法律服务"),
        ERROR,
        "漏列了科目“204 公共安全支出” 294,516元",
    ),
    (ST, without_row("支出预算总表", "司法"), ERROR, "支出预算总表》漏列了科目“20406 司法” 294,516元"),
    (ZD, without_row("支出预算总表", "培训支出"), ERROR, "支出预算总表》漏列了科目“2050803 培训支出”"),
    (ZD, twice("项目支出预算表", "信息化建设专项经费"), ERROR, "“信息化建设专项经费”一行列了两次（解释 3 处不符）"),
    (
        ZD,
        without_row("项目支出预算表", "信息化建设专项经费"),
        ERROR,
        "“合计”以下各行之和少 227.56万元，像是漏列了一行（解释 3 处不符）",
    ),
    (
        ZD,
        recoded("市级部门支出预算总表", "21011", "21015"),
        ERROR,
        "支出预算总表》“行政事业单位医疗”的编码 21015 应为 21011（解释 8 处不符）",
    ),
    (
        ZD,
        alike("政府性基金预算支出表", "合计", 2, digit),
        ERROR,
        "像是错一位数字（解释 4 处不符）；政府性基金预算支出表[合计, 项目支出] 也印成了 1186.90万元",
    ),
    (
        ZD,
        alike("一般公共预算基本支出表", "公务员医疗补助缴费", 2, transposed),
        ERROR,
        "像是相邻两位颠倒（解释 3 处不符）；一般公共预算基本支出表[公务员医疗补助缴费, 人员经费] 也印成了 16.05万元",
    ),
    (
        ZD,
        rows_exchanged("一般公共预算支出表", "住房公积金", "购房补贴", 2, 3, 4),
        ERROR,
        "一般公共预算支出表》“住房公积金”与“购房补贴”两行的数互换了（解释 8 处不符）",
    ),
    (
        ST,
        rows_exchanged("一般公共预算支出功能", "行政单位医疗", "事业单位医疗", 4, 5),
        ERROR,
        "一般公共预算支出功能分类预算表》“行政单位医疗”与“事业单位医疗”两行的数互换了",
    ),
    (
        ZD,
        rows_exchanged("一般公共预算支出表", "行政单位医疗", "公务员医疗补助", 1),
        ERROR,
        "“公务员医疗补助”与“行政单位医疗”两行的名称（或编码）互换了（解释 2 处不符）",
    ),
    (
        ZD,
        rows_exchanged("一般公共预算支出表", "行政单位医疗", "公务员医疗补助", 0),
        ERROR,
        "“行政单位医疗”与“公务员医疗补助”两行的名称（或编码）互换了（解释 5 处不符）",
    ),
    (BU, cell("财务收支", "上年结转", 1, digit), ERROR, "应为 347,035.03元"),
    (BU, cell("收入预算总表", "一般行政管理事务", 9, digit), ERROR, "应为 347,035.03元"),
    (BU, without_row("支出预算总表", "信息化建设"), ERROR, "漏列了科目“2010607 信息化建设” 2,276,475.25元"),
    (BU, without_row("经济分类", "差旅费"), ERROR, "“商品和服务支出”以下各行之和少 899,848.36元"),
    (BU, copied("一般公共预算支出功能", "一般行政管理事务", "行政运行"), ERROR, "应为 4,888,553.94元"),
    (EA, cell("经济分类", "公务用车运行维护费", 3, digit), ERROR, "应为 240,000.00元"),
    (ZD, cell("收入预算总表", "合计", 3, transposed), ERROR, "应为 4485.62万元"),
    (
        ZD,
        cell("政府性基金预算支出表", "其他国有土地使用权出让收入安排的支出", 2, transposed),
        ERROR,
        "应为 1182.90万元",
    ),
    (ZD, cell("项目支出预算表", "信息化建设专项经费", 3, digit), ERROR, "应为 227.56万元"),
    (ZD, cell("绩效指标表", "信息化建设专项经费", 21, digit), WARNING, "应为 2275591.01元 左右"),
    (ZD, cell("三公", "绍兴市某某事务中心", 5, digit), ERROR, "应为 4.00万元"),
    (ZD, cell("财政拨款收支", "上年结转", 1, digit), ERROR, "应为 34.95万元"),
    (ZD, recoded("支出预算总表", "2080506", "2080505"), ERROR, "应为 2080506"),
    (ZS, cell("收支预算总表", "财政专户管理资金", 1, digit), ERROR, "应为 191.12万元"),
    (ZS, exchanged("基本支出表", "工会经费", 3, 4), ERROR, "应印在 一般公共预算基本支出表[工会经费, 公用经费]"),
    (ZS, renamed("一般公共预算支出表", "事业单位离退休", "行政单位离退休"), ERROR, "应为“事业单位离退休”"),
    (
        ZS,
        renamed("支出预算总表", "行政事业单位养老支出", "行政事业单位离退休"),
        ERROR,
        "还写着旧名称“行政事业单位离退休”",
    ),
    (ZH, cell("支出预算总表", "综合医院", 6, digit), ERROR, "应为 164.30万元"),
    (
        HO,
        noted("政府性基金", "注:本单位2022年无国有资本经营预算财政拨款安排的预算，故本表为空表。"),
        ERROR,
        "《2022年预算单位政府性基金预算支出功能分类预算表》的附注没有提到“政府性基金",
    ),
    (
        HO,
        noted("国有资本经营预算支出功能", "注:本单位2021年无国有资本经营预算财政拨款安排的预算，故本表为空表。"),
        WARNING,
        "应为“2022年”",
    ),
    (
        ST,
        noted("政府性基金", "注:本部门2024年无政府性基金预算财政拨款安排的预算，故本表为空表。"),
        ERROR,
        "《2024年部门政府性基金预算支出功能分类预算表》的附注说本表是空表（“注:本部",
    ),
    (
        TE,
        noted("政府性基金", "注:本部门2026年无政府性基金预算财政拨款安排的预算，故本表为空表。"),
        NOTICE,
        "不符合“单位预算的说明不用部门的说法”：“本部门”（2026年预算单位政府性基金",
    ),
    (SC, titled("2023年预算单位收入预算总表", "2022年预算单位收入预算总表"), ERROR, "应为“2023年”"),
    (
        HO,
        titled("预算单位收入预算总表", "部门收入预算总表"),
        WARNING,
        "不符合“单位预算的表名、目录不写“部门””：“部门”（2022年部门收入预算总表",
    ),
]
IN_TEXT = [
    (ZD, unlisted("三、名词解释"), WARNING, "目录里没有：“三、名词解释”"),
    (ZS, renamed("收入预算总表", "绍兴市某某中学", "绍兴市某某小学"), NOTICE, "表中的单位名称是“绍兴市某某小学”"),
    (SC, said("收入预算([0-9.]+)万元", transposed), ERROR, "应为 6320.11万元"),
    (SC, said("收入预算([0-9.]+)万元", r"收入预算\1元"), ERROR, "应为 63201123.00元 左右"),
    (SC, said("财政拨款支出预算[^，]+，比2022年预算..([0-9.]+)万元", digit), WARNING, "应为 753.03万元 左右"),
    (
        SC,
        said("一般公共预算拨款支出预算[^，]+，比2022年预算(增加|减少)", turned),
        WARNING,
        "“增加753.03万元”，应为“减少”",
    ),
    (SC, said("（项）”([0-9.]+)万元，主要", transposed, 2), ERROR, "应为 17.84万元"),
    (SC, said("执行数为([0-9.]+)万元", digit, 3), ERROR, "应为 96.21万元 左右"),
    (SC, said("2023年预算安排([0-9.]+)万元", transposed, 3), ERROR, "应为 90.74万元"),
    (SC, said("执行数(?:增加|减少)([0-9.]+)%", digit, 4), ERROR, "应为 2.95%"),
    (SC, said("执行数(增加|减少)[0-9.]+%", turned), ERROR, "“增加14.71%”，应为“减少”"),
    (SC, said("比(2022年预算执行数)(?:增加|减少)[0-9.]+%", "与2022年预算执行数持平"), ERROR, "应为 4663.55万元"),
    (
        SC,
        said("(卫生健康支出)（类）", lambda _: "医疗卫生与计划生育支出"),
        ERROR,
        "还写着旧名称“医疗卫生与计划生育支出”",
    ),
    (
        SC,
        said("2023年上海市普陀区某某中学无机关", "2023年上海市普陀区某某小学无机关"),
        WARNING,
        "说明里写的是“上海市普陀区某某小学”，公开的单位是“上海市普陀区某某中学”（二、",
    ),
    (
        SC,
        said("比2022年预算", "比2021年预算"),
        WARNING,
        "不符合“与上一年比较”：“比2021年预算”（2023年单位预算编制说明）",
    ),
    (
        SC,
        said("(财政拨款支出预算[0-9.]+万元，比2022年预算)", r"\1执行数"),
        NOTICE,
        "“财政拨款收入”与2022年预算数比较，“财政拨款支出预算”与2022年执行数比",
    ),
    (
        SC,
        said("^2023年，", "2022年，"),
        WARNING,
        "不符合“说明的是本年的预算”：“2022年，上海市普陀区某某中学收入预算”（20",
    ),
    (SC, said("共有车辆0辆", "共有车辆2辆"), WARNING, "应为 0辆：分项之和小于总额"),
    (
        SC,
        said("截至2022年", "截至2023年"),
        WARNING,
        "不符合“国有资产截至上年的日期”：“截至2023年8月”（五、国有资产占有使用情",
    ),
    (SC, said("区级预算主管", "市级预算主管"), WARNING, "不符合“说明写的是本级的财政”：“市级预算主管部门”（名词解释）"),
    (SC, said("设3个", "设4个"), WARNING, "应为 3个"),
    (SC, said("政府采购预算([0-9.]+)万元", digit), ERROR, "应为 138.20万元 左右"),
    (ST, said("政府性基金拨款支出预算[0-9.]+万元", "政府性基金拨款支出预算0万元"), ERROR, "应为 878.81万元"),
    (ST, said("项目预算资金([0-9.]+)万元", transposed), WARNING, "应不大于 3421.16万元"),
    (ST, said("安排购置车辆1辆", "安排购置车辆0辆"), ERROR, "应为 1辆"),
    (ST, said("其他用车7辆", "其他用车6辆"), WARNING, "应为 6辆：分项之和小于总额"),
    (ST, said("事业单位3家", "事业单位4家"), WARNING, "应为 4家"),
    (BU, said("机关运行经费预算为([0-9.,]+)万元", digit), ERROR, "应为 391.24万元"),
    (ZD, said("收入预算[^，]+，比上年执行数[^，]+，(?:增长|下降)([0-9.]+)%", digit), ERROR, "应为 4.5%"),
    (
        ZD,
        said("财政事务（款）信息化建设", "财政事务（款）一般行政管理事务"),
        ERROR,
        "227.56万元 写在“一般行政管理事务”名下，却是“信息化建设”的数，像是写错了科目",
    ),
    (ZD, said("收入预算[^，]+，比上年执行数[^，]+，(增长|下降)", turned), ERROR, "“增长4.5%”，应为“下降”"),
    (ZD, said("政府性基金预算拨款收入[0-9.]+万元，占([0-9.]+)%", digit), ERROR, "应为 20.4%"),
    (ZD, said("按支出功能分类，包括一般公共服务支出([0-9.]+)万元", transposed), ERROR, "应为 3099.59万元"),
    (ZD, said("政府性基金预算支出([0-9.]+)万元", digit), ERROR, "应为 1182.9万元 左右"),
    (ZD, said("其他国有土地使用权出让收入安排的支出（项）安排([0-9.]+)万元", digit), ERROR, "应为 1182.9万元"),
    (ZD, said("公务用车购置支出([0-9.]+)万元", transposed), ERROR, "应为 18万元"),
    (ZD, said("购置的1辆", "购置的2辆"), ERROR, "应为 1辆"),
    (ZD, said("共涉及5个项目", "共涉及7个项目"), WARNING, "应为 5个"),
    (
        ZD,
        said("工会经费", "印刷费"),
        NOTICE,
        "说明列举了《2023年市级部门一般公共预算基本支出表》中没有数字的科目：“印刷费",
    ),
    (
        ZD,
        said("公务员医疗补助（项）", "公务员医疗保险（项）"),
        ERROR,
        "应为“卫生健康支出—行政事业单位医疗—公务员医疗补助”",
    ),
    (
        ZD,
        said(
            "卫生健康支出（类）行政事业单位医疗（款）行政单位", "社会保障和就业支出（类）行政事业单位医疗（款）行政单位"
        ),
        ERROR,
        "应为“卫生健康支出—行政事业单位医疗—行政单位医疗”",
    ),
    (
        ZS,
        said("政府性基金预算拨款安排的支出", "国有资本经营预算拨款安排的支出"),
        WARNING,
        "这一节写的是没有国有资本经营预算，没有说到政府性基金预算，疑似错写",
    ),
    (ZH, said("事业收入[0-9.]+万元（占比([0-9.]+)%", digit), ERROR, "应为 86.38%"),
    (ZH, said("支出预算[0-9.]+万元，较2024年执行数(增加|减少)", turned), ERROR, "“增加3183.85万元”，应为“减少”"),
    (ZH, said("事业单位经营支出([0-9.]+)万元", digit), ERROR, "应为 164.30万元"),
    (
        ZH,
        headed("（一）2025年收支", "（一）诸暨市某某局2025年收支"),
        WARNING,
        "说明里写的是“诸暨市某某局”，公开的单位是“诸暨市某某医院”（（一）诸暨市某某局",
    ),
    (ZH, headed("^（四）", "（五）"), WARNING, "应为“(四)”"),
    (
        SC,
        headed("2023年单位预算编制说明", "2023年部门预算编制说明"),
        WARNING,
        "不符合“单位预算的标题不写“部门””：“部门预算编制”（2023年部门预算编制说",
    ),
]


@pytest.mark.parametrize(("kind", "plant", "severity", "words"), [*IN_TABLES, *IN_TEXT])
def test_an_error_is_one_cause(kind: str, plant: Plant, severity: Severity, words: str, tmp_path: Path) -> None:
    document = KINDS[kind]()
    plant(document)
    made = budget_rules.load(write_markdown(document, tmp_path / "wrong.md"), vocabulary=shipped().vocabulary)
    (cause,) = confront(shipped(), made).causes
    assert words in str(cause.message)
    assert cause.severity is severity
