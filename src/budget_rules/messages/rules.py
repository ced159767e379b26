"""Catalogue: problems of rule files."""

ENTRIES: dict[str, tuple[str, str]] = {
    "rules.sides-differ": (
        "表“{table}”在另一规则文件中的分边（sides）与此不同",
        "the sides of the table “{table}” differ from those in another rule file",
    ),
    "rules.folder-empty": ("文件夹中没有规则文件（*.yaml）", "the folder has no rule file (*.yaml)"),
    "rules.too-many-files": ("规则文件超过 {most} 个", "more than {most} rule files"),
    "rules.nothing-in-file": (
        "规则文件应有 rules、vocabulary 或 disable",
        "a rule file has rules, vocabulary or disable",
    ),
    "rules.duplicate-id": ("规则编号“{id}”重复，另见 {where}", "the rule id “{id}” is taken, see {where}"),
    "rules.unknown-rule": ("没有编号为“{id}”的规则{hint}", "there is no rule “{id}”{hint}"),
    "rules.bad-id": (
        "规则编号“{id}”应由小写字母、数字和连字符组成，如 table-totals",
        "the rule id “{id}” must be lower-case letters, digits and hyphens, like table-totals",
    ),
    "rules.years": (
        "years“{found}”应为 2022、2022-、-2022 或 2019-2022",
        "years “{found}”: write 2022, 2022-, -2022 or 2019-2022",
    ),
    "rules.bad-assert": ("关系式在“{found}”处读不懂", "cannot read the relation at “{found}”"),
    "rules.bad-scope": ("for 在“{found}”处读不懂", "cannot read “for” at “{found}”"),
    "rules.ends-early": ("“{text}”之后没有写完", "something is missing after “{text}”"),
    "rules.nothing-asserted": ("assert 为空", "assert is empty"),
    "rules.any-or-first": (
        "此处应为关系式，或 any: […]，或 first: […]",
        "write a relation, any: […] or first: […] here",
    ),
    "rules.bad-slot": (
        "message 中没有“{{{slot}}}”，可用：{slots}",
        "message has no slot “{{{slot}}}”; there are {slots}",
    ),
    "rules.bad-braces": ("message 中的花括号不成对", "unbalanced braces in message"),
    "rules.bad-tolerance": (
        "tolerance“{found}”应为数字和单位，如 0.01 万元",
        "tolerance “{found}”: write a number and a unit, 0.01 万元",
    ),
    "rules.unknown-table": ("不认识的表“{name}”{hint}", "unknown table “{name}”{hint}"),
    "rules.unknown-section": ("不认识的章节“{name}”{hint}", "unknown section “{name}”{hint}"),
    "rules.unknown-region": ("词汇表中没有地区“{name}”{hint}", "the vocabulary has no region “{name}”{hint}"),
    "rules.unknown-column": ("不认识的栏“{name}”{hint}", "unknown column “{name}”{hint}"),
    "rules.unknown-row": ("不认识的行“{name}”{hint}", "unknown row “{name}”{hint}"),
    "rules.unknown-phrase": ("词汇表中没有“{name}”{hint}", "the vocabulary has no “{name}”{hint}"),
    "rules.unknown-role": ("此处不能用“{name}”{hint}", "“{name}” means nothing here{hint}"),
    "rules.bare-name": (
        "“{name}”不知属于哪张表，请写成 表名[行, 栏]",
        "it is not clear which table “{name}” is in; write Table[row, column]",
    ),
    "rules.code-or-number": (
        '{code} 在这里是数，不是科目；要指编码为 {code} 的一行，请加引号："{code}"',
        '{code} is a number here; to mean the row with that code, put it in quotes: "{code}"',
    ),
    "rules.ratio-or-number": (
        "{number} 在这里是数，不是百分数；占比、幅度应与 {number}% 相比",
        "{number} is a number here, no percentage; compare shares and rates with {number}%",
    ),
    "rules.unknown-words": ("词汇表的用语中没有“{name}”{hint}", "the vocabulary has no words “{name}”{hint}"),
    "rules.contains-scope": (
        "“{subject} contains …”只能用于逐行核对（for: row）的一栏",
        "“{subject} contains …” is about a column of a row (for: row)",
    ),
    "rules.direction-scope": (
        "“direction agrees with {what}”只能用于 for: {kinds}",
        "“direction agrees with {what}” goes with “for: {kinds}”",
    ),
    "rules.needs-in": ("需要用 in 写明适用的表", "this needs “in” with the tables it is about"),
    "rules.text-scope": (
        '“{subject} is "…"”只能用于逐行核对（for: row）的一栏',
        '“{subject} is "…"” is about a column of a row (for: row)',
    ),
    "rules.membership-scope": ("“{what} in …”只能用于 for: {scope}", "“{what} in …” goes with “for: {scope}”"),
    "rules.needs-text": (
        "“{what}”须有 for 说明在哪些文字里找，如 for: sentence",
        "“{what}” needs a “for”, as for: sentence",
    ),
    "rules.unknown-subject": ("此处说的不是“{name}”{hint}", "the rule is not about “{name}”{hint}"),
    "rules.unknown-predicate": ("不能说“is {name}”{hint}", "“is {name}” cannot be said here{hint}"),
    "rules.text-only": (
        "for 是文字时，只能写 has、is、in、explains 的条件（可加 not）",
        "of texts only “has”, “is”, “in” and “explains” can be said, with or without “not”",
    ),
    "rules.renaming-year": (
        "renamings 的键“{found}”应为年份，如 2019",
        "the key “{found}” of renamings should be a year, as 2019",
    ),
}
