"""Catalogue: what the plugin, the command line and the reports say."""

ENTRIES: dict[str, tuple[str, str]] = {
    # Words
    "shown.error": ("错误", "error"),
    "shown.warning": ("警告", "warning"),
    "shown.notice": ("提示", "notice"),
    "shown.page": ("第{page}页", "p. {page}"),
    "shown.year": ("{year} 年", "{year}"),
    "shown.region": ("（{region}）", " ({region})"),
    "shown.blank": ("（空）", "(blank)"),
    "shown.and-more": ("……另有 {count} 条", "… and {count} more"),
    "shown.not-a-number": ("“{found}”应为大于 0 的整数", "“{found}” should be a whole number above 0"),
    # Header
    "shown.header": (
        "{name}: {tables} 张表，表中 {table_figures} 个数字，说明中 {text_figures} 个数字{unread}",
        "{name}: {tables} tables with {table_figures} figures, {text_figures} figures in the narrative{unread}",
    ),
    "shown.header-unread": ("，{unread} 处未能读取", ", {unread} passages not read"),
    "shown.header-rules": ("{rules} 条规则，来自 {files}", "{rules} rules from {files}"),
    "shown.header-unusable": ("{path}: 无法读取，原因见下", "{path}: cannot be read, see below"),
    "shown.header-no-rules": ("规则文件有误，原因见下", "the rule files cannot be used, see below"),
    "shown.defect": (
        "程序自身的错误，请报告: {error}",
        "a defect of this program, please report it: {error}",
    ),
    # A failed item
    "shown.and-more-findings": ("（另有 {count} 处）", " (and {count} more)"),
    "shown.also-at": ("同样的还有: {places}", "the same at: {places}"),
    "shown.stands-at": ("位置: {place}（{source}）", "place: {place} ({source})"),
    "shown.origin": ("{source}（{origin}）", "{source} ({origin})"),
    "shown.relation": ("关系: {relation}", "relation: {relation}"),
    "shown.suggestion": ("处理: {suggestion}", "to do: {suggestion}"),
    "shown.quote": ("原文: {quote}", "text: {quote}"),
    "shown.basis": ("依据: {basis}", "basis: {basis}"),
    "shown.rule-from": ("规则: {rule}（{source}）", "rule: {rule} ({source})"),
    "shown.printed": ("印为 {value}", "printed {value}"),
    "shown.expected": ("应为 {value}", "expected {value}"),
    "shown.difference": ("相差 {value}", "difference {value}"),
    "shown.allowed": ("四舍五入最多可解释 {value}", "rounding explains at most {value}"),
    "shown.head-role": ("作用", "role"),
    "shown.head-place": ("位置", "place"),
    "shown.head-printed": ("印出", "printed"),
    "shown.head-unit": ("单位", "unit"),
    "shown.head-line": ("行", "line"),
    "shown.blank-figures": ("另有 {count} 格空白", "and {count} blank cells"),
    "shown.more-figures": ("另有 {count} 个数字未列出", "and {count} more figures"),
    "shown.also-not-executed": ("同一规则未能执行的关系:", "relations of this rule that were not executed:"),
    # A skipped item
    "shown.skip-not-applicable": ("不适用: {reason}", "not applicable: {reason}"),
    "shown.skip-not-executed": ("未执行: {reason}", "not executed: {reason}"),
    "shown.skip-more": ("{reason}（另有 {count} 条）", "{reason} (and {count} more)"),
    # Summary
    "shown.summary-title": ("预算公开检查结果", "budget disclosure check"),
    "shown.count-checks": ("核对的关系", "relations checked"),
    "shown.count-held": ("成立", "held"),
    "shown.count-held-by-rounding": ("其中差额由四舍五入造成", "of these within rounding"),
    "shown.count-held-blank": ("其中各项均为空", "of these between blanks only"),
    "shown.count-violated": ("不成立", "violated"),
    "shown.count-suspicious": ("可疑", "suspicious"),
    "shown.count-not-executed": ("未执行", "not executed"),
    "shown.count-not-applicable": ("不适用的规则", "rules not applicable"),
    "shown.count-unread": ("未能读取", "passages not read"),
    "shown.tallies": (
        "核对 {checks} 项关系: 成立 {held}（差额由四舍五入造成 {rounded}，各项均为空 {blank}），"
        "不成立 {violated}，可疑 {suspicious}，未执行 {skipped}；不适用的规则 {absent}；未能读取 {unread}。{guarded}",
        "{checks} relations checked: {held} held ({rounded} within rounding, {blank} between blanks only), {violated} "
        "violated, {suspicious} suspicious, {skipped} not executed; {absent} rules not applicable; {unread} passages "
        "not read. {guarded}",
    ),
    "shown.line": ("第 {line} 行", "line {line}"),
    "shown.unread-group": ("{reason}（{count} 处）", "{reason} ({count})"),
    "shown.separator": ("；", "; "),
    "shown.finding-counts": (
        "发现问题: 错误 {error}，警告 {warning}，提示 {notice}",
        "findings: {error} errors, {warning} warnings, {notice} notices",
    ),
    "shown.not-executed": (
        "未执行（没有核对，不等于没有问题）:",
        "not executed (not checked, which does not mean correct):",
    ),
    "shown.unchecked-tables": (
        "没有规则核对的表 {count} 张: {tables}",
        "tables that no rule checks, {count}: {tables}",
    ),
    "shown.unread": ("未能读取:", "not read:"),
    "shown.summary-unusable": ("{path}: 无法检查，原因见上", "{path}: not checked, see above"),
    "shown.summary-selection": (
        "以上为全部规则的结果；本次按选择只运行了其中一部分。",
        "This is the result of all rules; only a selection of them was run.",
    ),
    # Collection
    "shown.no-rule-applies": (
        "没有一条规则适用于这份公开文件（共 {count} 条）；请检查表名，或用 --budget-rules 指定规则",
        "none of the {count} rules applies to this disclosure; check the table titles, or give --budget-rules",
    ),
    "shown.rules-unusable": (
        "规则文件有误，见 {path} 的错误信息",
        "the rule files cannot be used, see the error at {path}",
    ),
    # Options
    "shown.option-budget": (
        "检查这份预算公开文件（可重复；不给其他路径时只运行预算检查；代替 ini 的 budget_files）",
        "check this budget disclosure (repeatable; without other paths only budget checks run; "
        "instead of ini budget_files)",
    ),
    "shown.option-rules": (
        "在自带规则和 ini 的 budget_rules 之外，再用这个规则文件或文件夹（可重复）",
        "rule file or folder to use besides the shipped rules and those of ini budget_rules (repeatable)",
    ),
    "shown.option-fail-on": (
        "从哪一级问题起判为失败: error（默认）、warning、notice；更轻的显示为警告",
        "findings from this severity on fail: error (default), warning, notice; others are shown as warnings",
    ),
    "shown.option-set": (
        "写明文件中认不出或认错的内容：unit、year、stage（预算|决算）、level（部门|单位）、region；可重复",
        "say what is not recognised in the file, or wrongly: unit, year, stage (预算|决算), level (部门|单位), region;"
        " repeatable",
    ),
    "shown.reading": ("正在读取并核对 {path} …", "reading and checking {path} …"),
    "shown.option-lang": ("语言: zh（默认）或 en", "language: zh (default) or en"),
    "shown.option-not-one-of": (
        "{option}: 应为 {choices} 之一，实为“{found}”{hint}",
        "{option}: must be one of {choices}, not “{found}”{hint}",
    ),
    "shown.option-no-file": ("{option}: 文件不存在: {path}", "{option}: no such file: {path}"),
    "shown.option-no-path": ("{option}: 文件或文件夹不存在: {path}", "{option}: no such file or folder: {path}"),
    "shown.option-folder": (
        "{option}: 这是文件夹，请给出文件: {path}",
        "{option}: this is a folder, name a file: {path}",
    ),
    "shown.option-brackets": (
        "{option}: 路径中不能有“[”或“::”，pytest 用它们表示检查项；请给文件改名: {path}",
        "{option}: the path must not contain “[” or “::”, by which pytest names items; rename the file: {path}",
    ),
    "shown.option-locale": (
        "这里的语言环境（编码 {encoding}）容不下汉字，pytest 无法运行检查项；"
        "请设置 PYTHONUTF8=1，或改用 budget-rules check",
        "the locale here (encoding {encoding}) holds no Chinese, so that pytest cannot run the checks; set"
        " PYTHONUTF8=1, or use budget-rules check",
    ),
    "shown.option-needs-budget": (
        "{option}: 没有要检查的文件；请加 --budget=文件",
        "{option}: there is no file to check; add --budget=FILE",
    ),
    "shown.option-unselected": (
        "--budget: 所给的路径不包括 {path}，它不会被检查；请去掉路径，或把它也列为路径",
        "--budget: the paths given leave out {path}, it would not be checked; give no paths, or name it among them",
    ),
    # Output files
    "shown.out-is-folder": ("不能写入: 这是文件夹", "cannot be written: this is a folder"),
    "shown.out-is-no-file": ("不能写入: 这不是普通文件", "cannot be written: this is no regular file"),
    "shown.out-is-input": (
        "不能写入: 这是输入文件，会被覆盖",
        "cannot be written: this is an input file, it would be overwritten",
    ),
    "shown.out-no-folder": ("不能写入: 文件夹“{folder}”不存在", "cannot be written: there is no folder “{folder}”"),
    "shown.out-unwritable": ("不能写入: {why}", "cannot be written: {why}"),
    # Command line
    "shown.cli-description": ("预算公开文件的工具", "tools for budget disclosures"),
    "shown.cli-lang": ("语言: zh（默认）或 en", "language: zh (default) or en"),
    "shown.cli-convert": ("把公开文件转换为 YAML", "convert a disclosure to YAML"),
    "shown.cli-in": (
        "公开文件（PDF、Excel、Word、网页、Markdown 或 YAML）",
        "the disclosure (PDF, Excel, Word, HTML, Markdown or YAML)",
    ),
    "shown.cli-out": ("写到这个文件，“-”为标准输出", "file to write to, “-” for standard output"),
    "shown.cli-rules": (
        "在自带规则之外，再用这个规则文件或文件夹的名称表（可重复）",
        "take names from this rule file or folder too, besides the shipped ones (repeatable)",
    ),
}
