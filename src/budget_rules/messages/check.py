"""Catalogue: what ``budget-rules check`` says."""

ENTRIES: dict[str, tuple[str, str]] = {
    "check.what": (
        "核对公开文件，结果与 pytest --budget 相同（退出码 0 通过，1 有问题，2 无法核对，4 用法有误）",
        "check disclosures, with the result of pytest --budget (exit codes: 0 passed, 1 failed, 2 not usable, 4 usage)",
    ),
    "check.files": (
        "公开文件（PDF、Excel、Word、网页、Markdown 或 YAML）",
        "disclosures (PDF, Excel, Word, web page, Markdown or YAML)",
    ),
    "check.details": ("逐条写明所涉的每个数字", "show every figure that a finding is about"),
    "check.passed": ("核对通过", "passed"),
    "check.failed": ("核对不通过: {count} 条规则", "failed: {count} rules"),
}
