"""Catalogue: what the page says."""

ENTRIES: dict[str, tuple[str, str]] = {
    "page.title": ("预算公开核对结果", "Budget disclosure check"),
    "page.skip": ("跳到问题列表", "Skip to what is wrong"),
    "page.documents": ("文件", "Documents"),
    "page.no-documents": ("没有可以显示的文件", "There is no document to show"),
    "page.unusable": ("未能核对的文件", "Files that could not be checked"),
    "page.file": ("文件：{path}", "file: {path}"),
    # Summary
    "page.verdict-errors": ("有 {count} 处错误，应改正后再公开", "{count} errors: correct before publishing"),
    "page.verdict-warnings": (
        "没有可以证明的错误；有 {count} 处警告，请人工核实",
        "No provable error; {count} warnings to be looked at",
    ),
    "page.verdict-notices": (
        "没有错误和警告；有 {count} 处写法提示",
        "No error, no warning; {count} notices on wording",
    ),
    "page.verdict-held": ("核对过的关系全部成立", "Every relation checked holds"),
    "page.verdict-nothing": ("没有核对任何关系", "Nothing was checked"),
    "page.summary-relations": (
        "核对了 {checks} 项关系：成立 {held}（其中差额由四舍五入造成 {rounded}），"
        "不成立 {violated}，未执行 {skipped}。",
        "{checks} relations: {held} hold ({rounded} of them within rounding), {violated} do not,"
        " {skipped} were not executed.",
    ),
    "page.summary-figures": (
        "公开了 {figures} 个数字：{guarded} 个受到核对，{unguarded} 个没有规则核对，另有 {unread} 处未能读取。",
        "{figures} figures published: {guarded} are guarded by relations, {unguarded} by none;"
        " {unread} passages were not read.",
    ),
    "page.summary-suspicious": ("可疑 {count} 项。", "{count} suspicious."),
    "page.summary-waived": ("另有 {count} 处已豁免（见列表）。", "{count} more are waived (see the list)."),
    "page.summary-stale": ("有 {count} 条豁免没有起作用。", "{count} waivers waive nothing."),
    "page.coverage-bar": (
        "受核对两次以上 {twice} 个，一次 {once} 个，没有 {none} 个",
        "{twice} figures guarded twice or more, {once} once, {none} not at all",
    ),
    "page.percent-guarded": ("{percent}% 的数字受到核对", "{percent}% of the figures are guarded"),
    "page.to-coverage": ("看图", "picture"),
    # Causes
    "page.causes": ("问题", "What is wrong"),
    "page.causes-none": ("没有发现问题。", "Nothing was found."),
    "page.filter": ("筛选", "Filter"),
    "page.filter-severity": ("级别", "severity"),
    "page.filter-place": ("表或章节", "table or section"),
    "page.filter-rule": ("规则", "rule"),
    "page.filter-all": ("全部", "all"),
    "page.filter-clear": ("取消筛选", "clear"),
    "page.waived-by": (
        "已豁免：{reason}（{owner}，到 {expires}）",
        "waived: {reason} ({owner}, until {expires})",
    ),
    "page.for-good": ("长期", "for good"),
    "page.findings-of-cause": ("由此产生的 {count} 条发现", "{count} findings because of it"),
    # Marks
    "page.mark-error": ("错误", "error"),
    "page.mark-warning": ("警告", "warning"),
    "page.mark-notice": ("提示", "notice"),
    "page.mark-suspicious": ("可疑", "suspicious"),
    "page.mark-waived": ("已豁免", "waived"),
    "page.mark-held": ("成立", "held"),
    "page.mark-rounded": ("四舍五入内成立", "held within rounding"),
    "page.mark-not_executed": ("未执行", "not executed"),
    "page.mark-unguarded": ("没有规则核对", "not guarded"),
    "page.mark-unread": ("未能读取", "not read"),
    "page.legend": ("图例", "Key"),
    "page.legend-hint": (
        "点任一数字，看它参与的全部关系。",
        "Choose any figure to see all relations it takes part in.",
    ),
    # The disclosure
    "page.published": ("公开内容", "The disclosure as published"),
    "page.contents": ("目录", "Contents"),
    "page.table-unit": ("单位：{unit}", "unit: {unit}"),
    "page.table-scroll": ("{title}，可横向滚动", "{title}, scrolls sideways"),
    "page.blank": ("空", "blank"),
    # What was not checked
    "page.coverage": ("核对的范围", "What was checked"),
    "page.coverage-text": (
        "每个小方块是一个数字，位置与表中相同。",
        "Each square is one figure, where it stands in its table.",
    ),
    "page.kind-twice": ("核对两次以上", "guarded twice or more"),
    "page.kind-once": ("核对一次", "guarded once"),
    "page.kind-none": ("没有规则核对", "not guarded"),
    "page.kind-not_executed": ("未执行", "not executed"),
    "page.kind-wrong": ("有问题", "wrong"),
    "page.kind-suspicious": ("可疑", "suspicious"),
    "page.kind-waived": ("已豁免", "waived"),
    "page.tiles-sections": ("说明", "narrative"),
    "page.tiles-tables": ("各表", "tables"),
    "page.tile": ("{name}：{guarded} / {figures}", "{name}: {guarded} / {figures}"),
    "page.unguarded": ("没有规则核对的数字", "Figures that no relation guards"),
    "page.not-executed": (
        "未执行的关系（没有核对，不等于没有问题）",
        "Relations not executed (not checked, which does not mean correct)",
    ),
    "page.not-applicable": ("不适用的规则", "Rules that do not apply"),
    "page.unread": ("未能读取的内容", "Passages that could not be read"),
    "page.stale": ("没有起作用的豁免", "Waivers that waive nothing"),
    "page.stale-one": (
        "{rule}（{place}）：{why} 当时的理由：{reason}（{owner}，到 {expires}）",
        "{rule} ({place}): {why} The reason given was: {reason} ({owner}, until {expires})",
    ),
    "page.whole": ("全文", "the whole disclosure"),
    "page.made-by": ("由 budget-rules 生成；本页不连接网络。", "Made by budget-rules; this page uses no network."),
    "page.needs-script": (
        "浏览器没有运行脚本：内容完整，但不能筛选和跳转。",
        "Scripts are off: everything is here, but filters and jumps do not work.",
    ),
    # The panel
    "page.panel": ("所选问题或数字", "Chosen cause or figure"),
    "page.panel-previous": ("上一个数字", "previous figure"),
    "page.panel-next": ("下一个数字", "next figure"),
    "page.panel-close": ("关闭", "close"),
    "page.panel-back": ("回到列表", "back to the list"),
    "page.keys": (
        "键盘：j / k 下一个、上一个问题；n / p 下一个、上一个数字；Esc 关闭。"
        "表格获得焦点后按 Enter 进入，方向键移动，再按 Enter 看数字。",
        "Keyboard: j / k next, previous cause; n / p next, previous figure; Esc closes. On a table, Enter goes in,"
        " arrow keys move, Enter shows the figure.",
    ),
    # What the script says
    "page.js-shown": ("显示 {shown} / {all}", "{shown} of {all} shown"),
    "page.js-position": ("数字 {at} / {of}", "figure {at} of {of}"),
    "page.js-blank": ("（空）", "(blank)"),
    "page.js-counted": ("（计数）", "(counted)"),
    "page.js-figures": ("关系中的数字", "figures of the relation"),
    "page.js-relations": ("参与的关系（{count} 项）", "relations it takes part in ({count})"),
    "page.js-no-relations": ("没有规则核对这个数字。", "No relation guards this figure."),
    "page.js-smallest": ("改动 {value} 就会被发现", "a change of {value} would be noticed"),
    "page.js-basis": ("依据：{basis}", "basis: {basis}"),
    "page.js-violated": ("不成立", "does not hold"),
    "page.js-held": ("成立", "holds"),
    "page.js-rounded": ("四舍五入内成立", "holds within rounding"),
    # Command line and option
    "page.cli": ("把 JSON 结果做成网页", "make a page of a JSON result"),
    "page.cli-out": ("写到这个 HTML 文件，“-”为标准输出", "HTML file to write to, “-” for standard output"),
    "page.no-result": (
        "不是本版本的核对结果（{what}）；请用 --budget-json 重新生成",
        "this is no result of this version ({what}); make it anew with --budget-json",
    ),
}
