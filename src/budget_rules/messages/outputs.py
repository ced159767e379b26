"""Catalogue: the files a result is written to."""

ENTRIES: dict[str, tuple[str, str]] = {
    "out.option-json": ("把全部结果写成 JSON 文件", "write the whole result to a JSON file"),
    "out.option-sarif": (
        "把结果写成 SARIF 2.1.0 文件，供代码平台和编辑器读取",
        "write the result to a SARIF 2.1.0 file, for code hosts and editors",
    ),
    "out.option-markdown": ("把结果写成 Markdown 文件", "write the result to a Markdown file"),
    "out.option-html": (
        "把结果写成一个网页文件，双击即可打开",
        "write the result as one HTML page that opens by double click",
    ),
    "out.option-sheet": (
        "把结果写成预算公开情况检查表（.xlsx 或 .md）",
        "write the result as an inspection sheet (.xlsx or .md)",
    ),
    "out.same-file": (
        "{option}: 与 {other} 写到同一个文件: {path}",
        "{option}: the same file as of {other}: {path}",
    ),
    "out.written": ("{name} 结果: {path}", "{name} result: {path}"),
    "out.no-step-summary": (
        "不能写入 GITHUB_STEP_SUMMARY: {why}",
        "cannot write GITHUB_STEP_SUMMARY: {why}",
    ),
    "out.severity": ("级别", "severity"),
    "out.where": ("位置", "where"),
    "out.finding": ("问题", "finding"),
    "out.waived": ("已豁免: {reason}", "waived: {reason}"),
}
