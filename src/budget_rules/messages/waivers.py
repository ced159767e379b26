"""Catalogue: waivers."""

ENTRIES: dict[str, tuple[str, str]] = {
    # In the file
    "waivers.blank": ("{key} 不能为空", "{key} must not be empty"),
    "waivers.date": (
        "“{found}”应为日期，如 2026-12-31",
        "“{found}”: write a date, 2026-12-31",
    ),
    "waivers.no-result": (
        "不是检查结果；请用 pytest --budget=… --budget-json=文件 生成",
        "this is no result; write one with pytest --budget=… --budget-json=FILE",
    ),
    "waivers.no-finding": ("结果中没有规则“{rule}”的问题{hint}", "there is no finding of the rule “{rule}”{hint}"),
    # What became of it
    "waivers.expired": ("已于 {until} 到期，不再豁免", "expired on {until}, waives nothing any more"),
    "waivers.no-rule": ("没有“{rule}”这条规则{hint}", "there is no rule “{rule}”{hint}"),
    "waivers.changed": ("所印数字已变，现为 {printed}", "the printed figures have changed, they are now {printed}"),
    "waivers.gone": ("已没有这个问题，可以删去", "there is no such finding any more, it can be deleted"),
    # Shown
    "shown.waived": ("〔已豁免：{owner}{until}，{reason}〕", "[waived by {owner}{until}: {reason}]"),
    "shown.waived-until": ("，至 {day}", " until {day}"),
    "shown.waived-findings": ("已豁免的问题:", "waived findings:"),
    "shown.finding-counts-waived": ("（另有已豁免 {count}）", " (and {count} waived)"),
    "shown.waivers-stale": ("没有起作用的豁免:", "waivers that waive nothing:"),
    "shown.waiver-stale": ("{source}: {rule}（{place}）: {why}", "{source}: {rule} ({place}): {why}"),
    # Options and the command
    "shown.option-waivers": (
        "豁免文件：其中列出的问题已经说明、暂予接受（可重复；加在 ini 的 budget_waivers 之后）",
        "file of waivers: findings that are accepted (repeatable; besides those of ini budget_waivers)",
    ),
    "shown.option-today": (
        "按这一天判断豁免是否到期（如 2026-12-31；默认今天）",
        "day that decides which waivers have expired (2026-12-31; default: today)",
    ),
    "shown.option-date": (
        "{option}: 应为日期，如 2026-12-31，实为“{found}”",
        "{option}: write a date, 2026-12-31, not “{found}”",
    ),
    "shown.cli-waive": (
        "把 JSON 结果中的问题写成豁免（已有的文件，加在后面）",
        "write waivers for the findings of a JSON result (added to a file that is there)",
    ),
    "shown.cli-result": ("JSON 结果（pytest --budget-json 所写）", "JSON result (written by pytest --budget-json)"),
    "shown.cli-waive-out": ("豁免文件", "file of waivers"),
    "shown.cli-reason": ("为什么可以接受", "why the findings are acceptable"),
    "shown.cli-owner": ("由谁负责", "who answers for them"),
    "shown.cli-until": ("豁免到哪一天为止（如 2026-12-31）", "last day on which they are waived (2026-12-31)"),
    "shown.cli-waive-rule": ("只写这条规则的问题（可重复）", "only findings of this rule (repeatable)"),
    "shown.waive-written": ("{path}: 写入 {count} 条豁免", "{path}: {count} waivers written"),
    "shown.waive-there": (
        "{source}: 这条豁免已在文件中{until}；要改就改那里",
        "{source}: this waiver is there already{until}; change it there",
    ),
    "shown.waive-until": ("（至 {day}）", " (until {day})"),
    "shown.waive-nothing": ("{path}: 没有可写的豁免", "{path}: there is no waiver to write"),
}
