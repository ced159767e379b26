"""Catalogue: which figures are guarded."""

ENTRIES: dict[str, tuple[str, str]] = {
    "coverage.no-rule-table": ("没有规则核对《{table}》的数字", "no rule checks the figures of {table}"),
    "coverage.no-rule-column": (
        "没有规则核对《{table}》的“{column}”栏",
        "no rule checks the column “{column}” of {table}",
    ),
    "coverage.no-rule-row": (
        "《{table}》的“{column}”栏有规则，但不涉及这一行",
        "rules check the column “{column}” of {table}, but none this row",
    ),
    "coverage.elsewhere-row": (
        "《{table}》“{column}”栏的规则只用于别的行：{rules}",
        "the rules for the column “{column}” of {table} are about other rows: {rules}",
    ),
    "coverage.elsewhere-text": (
        "关于“{name}”的{role}的规则只用于别的情形：{rules}",
        "the rules about the {role} of “{name}” are for other cases: {rules}",
    ),
    "coverage.no-rule-text": (
        "没有规则核对说明中“{name}”的{role}",
        "no rule checks the {role} of “{name}” in the narrative",
    ),
    "coverage.not-applicable": ("规则“{rule}”此处不适用：{reason}", "the rule “{rule}” does not apply here: {reason}"),
    "coverage.not-executed": (
        "规则“{rule}”此处未能执行：{reason}",
        "the rule “{rule}” could not be executed: {reason}",
    ),
}
