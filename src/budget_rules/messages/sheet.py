"""Catalogue: the inspection sheet."""

ENTRIES: dict[str, tuple[str, str]] = {
    "sheet.title": ("{unit}{year}年{kind}公开情况检查表", "inspection of the {kind} disclosure {year} of {unit}"),
    "sheet.title-no-year": ("{unit}{kind}公开情况检查表", "inspection of the {kind} disclosure of {unit}"),
    "sheet.budget": ("预算", "budget"),
    "sheet.final-accounts": ("决算", "final accounts"),
    "sheet.file": ("文件: {path}", "file: {path}"),
    "sheet.signed": ("检查人:                    检查日期:", "inspected by:                    on:"),
    "sheet.head-number": ("序号", "no."),
    "sheet.head-group": ("类别", "group"),
    "sheet.head-item": ("检查项目", "item"),
    "sheet.head-verdict": ("符合要求", "as required"),
    "sheet.head-problem": ("问题", "problems"),
    "sheet.head-checks": ("核对情况", "checked"),
    "sheet.yes": ("是", "yes"),
    "sheet.no": ("否", "no"),
    "sheet.ask": ("待核实", "to be verified"),
    "sheet.unchecked": ("未核对", "not checked"),
    "sheet.by-hand": ("须由检查人核对", "has to be checked by the inspector"),
    "sheet.no-table": ("文件中没有找到这张表", "no such table was found in the file"),
    "sheet.no-section": ("文件中没有找到这一节", "no such section was found in the file"),
    "sheet.nothing-checked": ("没有规则适用于此项", "no rule applies to this item"),
    "sheet.checked": ("核对 {checks} 项，成立 {held} 项", "{checks} checked, {held} held"),
    "sheet.not-installed": (
        '写 .xlsx 需要 openpyxl，请运行 pip install "budget-rules[excel]"，或改写成 .md',
        'writing .xlsx needs openpyxl: pip install "budget-rules[excel]", or name a file that ends in .md',
    ),
}
