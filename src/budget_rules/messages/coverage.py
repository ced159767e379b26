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
    "mutation.violated-already": (
        "所涉的关系本来就不成立",
        "the relations it is in are violated already",
    ),
    "mutation.within": (
        "改动在四舍五入可以解释的范围内，至少差 {smallest}{unit} 才能看出",
        "rounding can explain the change; it takes {smallest} {unit} to be noticed",
    ),
    "mutation.swapped": (
        "两数互换以后，所涉的关系仍然成立",
        "its relations hold with the two figures exchanged, too",
    ),
    "mutation.coarser": (
        "少印了一位小数，四舍五入以后是同一个数",
        "with a decimal less it is the same figure, rounded",
    ),
    "mutation.other-way": (
        "所涉的关系只限制一个方向，或另有一种口径也成立（另一方向差 {smallest}{unit} 就能看出）",
        "its relations limit one direction only, or hold in another way (the other way {smallest} {unit} is noticed)",
    ),
    "coverage.what": (
        "每个印出的数字有几条关系核对，哪些没有、为什么",
        "which printed figures are guarded by how many relations, and why the others are not",
    ),
    "coverage.total": (
        "数字: 读出 {figures} 个，有核对的 {guarded} 个（{share}）",
        "figures: {figures} read, {guarded} guarded ({share})",
    ),
    "coverage.twice": (
        "两条以上关系核对: {count} 个（{share}）",
        "guarded by two relations or more: {count} ({share})",
    ),
    "coverage.once": ("一条关系核对: {count} 个（{share}）", "guarded by one: {count} ({share})"),
    "coverage.none": ("没有关系核对: {count} 个（{share}）", "guarded by none: {count} ({share})"),
    "coverage.not-figures": (
        "此外，年份、序号、限额等不是预算数字的 {labels} 处，未能读取的 {unread} 处",
        "besides: {labels} numbers that are no figures of the budget (years, ordinals), {unread} passages not read",
    ),
    "coverage.unguarded-heading": ("没有核对的数字，按原因", "figures that nothing guards, by reason"),
    "coverage.more": (" ……另有 {count} 个", " … and {count} more"),
    "coverage.narrative": ("说明", "narrative"),
    "coverage.guards": ("{count} 条，差 {smallest} 能看出", "{count} relations, a change of {smallest} is noticed"),
    "coverage.legend-twice": ("两条以上", "two or more"),
    "coverage.legend-once": ("一条", "one"),
    "coverage.legend-none": ("没有", "none"),
    "coverage.legend-violated": ("不符", "violated"),
    "coverage.legend-blank": ("空", "blank"),
    "coverage.legend-unread": ("未能读取", "not read"),
    "coverage.option": (
        "列出每个数字有几条关系核对，哪些没有、为什么",
        "show which figures are guarded by how many relations, and why the others are not",
    ),
    "mutation.what": (
        "逐个改错数字，看规则能发现多少（不改动文件）",
        "misprint the figures one at a time and see what the rules notice (no file is changed)",
    ),
    "mutation.option-seed": ("随机数种子（默认 1）：同一种子，同样的改错", "seed of the misprints (default 1)"),
    "mutation.option-sample": ("只试其中 N 处（默认全部）", "try only N of all misprints (default: all)"),
    "mutation.option-diagnosis": (
        "再看每处发现能否指出改错的那个数（慢一些）",
        "also see whether the diagnosis names the figure that was misprinted (slower)",
    ),
    "mutation.head-named": ("指到该数", "figure suspected"),
    "mutation.head-alone": ("只指该数", "it alone"),
    "mutation.running": ("逐个改错数字", "misprinting figures"),
    "mutation.head-slip": ("改错的方式", "misprint"),
    "mutation.head-tried": ("试了", "tried"),
    "mutation.head-noticed": ("发现", "noticed"),
    "mutation.head-errors": ("其中报错误", "as an error"),
    "mutation.all": ("合计", "all"),
    "mutation.escaped": ("没有发现的 {count} 处，按原因", "{count} not noticed, by reason"),
    "mutation.escape": ("{place}: {printed} → {text}（{slip}）", "{place}: {printed} → {text} ({slip})"),
    "mutation.slip-last-digit": ("末位错", "last digit"),
    "mutation.slip-one-digit": ("某一位错", "one digit"),
    "mutation.slip-transposed": ("两位颠倒", "digits transposed"),
    "mutation.slip-times-ten": ("大十倍", "ten times as much"),
    "mutation.slip-dropped": ("漏一位", "digit dropped"),
    "mutation.slip-sign": ("正负号错", "sign"),
    "mutation.slip-blank": ("漏填", "left blank"),
    "mutation.slip-swapped": ("与相邻的数互换", "swapped with a neighbour"),
    "mutation.slip-other-unit": ("元与万元弄错", "元 for 万元, or the reverse"),
}
