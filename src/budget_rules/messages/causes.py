"""Catalogue: what is behind the findings."""

ENTRIES: dict[str, tuple[str, str]] = {
    # What a figure should be
    "cause.should-be": ("{where} {printed} 应为 {expected}{slip}", "{where} {printed} should be {expected}{slip}"),
    "cause.about": (
        "{where} {printed} 应为 {expected} 左右（{low} 至 {high} 都说得通）{slip}",
        "{where} {printed} should be about {expected} (anything from {low} to {high} would do){slip}",
    ),
    "cause.at-most": (
        "{where} {printed} 应不大于 {expected}{slip}",
        "{where} {printed} should be at most {expected}{slip}",
    ),
    "cause.at-least": (
        "{where} {printed} 应不小于 {expected}{slip}",
        "{where} {printed} should be at least {expected}{slip}",
    ),
    "cause.should-be-blank": ("{where} {printed} 应为空{slip}", "{where} {printed} should be blank{slip}"),
    "cause.was-blank": ("{where} 为空，应为 {expected}", "{where} is blank, should be {expected}"),
    "cause.not-stated": ("{where} {printed} 不应填列", "{where} {printed} should not be stated"),
    "cause.role-of": ("{name}的{role}", "{role} of {name}"),
    "cause.again": ("{what}；{where} 也印成了 {printed}", "{what}; {where} prints {printed} too"),
    "cause.column-too": ("{what}；“{column}”一栏也是这样", "{what}; the same in the column {column}"),
    "cause.named": ("{label}的“{role}”", "“{role}” in {label}"),
    "cause.slip": ("，像是{slip}", ", likely {slip}"),
    # One of several
    "cause.swapped": (
        "{where} {printed} 与 {other} {instead} 应互换",
        "{where} {printed} and {other} {instead} should change places",
    ),
    "cause.moved": ("{where} {printed} 应印在 {other}", "{where} {printed} should stand in {other}"),
    "cause.unit": (
        "《{table}》标明的单位是“{printed}”，各数应为“{other}”（解释 {count} 处不符）",
        "{table} states {printed} as its unit, its figures are in {other} (explains {count} violations)",
    ),
    "cause.row-left-out": (
        "《{table}》漏列了科目“{code} {name}” {amount}（解释 {count} 处不符）",
        "{table} leaves out the item {code} {name}, {amount} (explains {count} violations)",
    ),
    "cause.row-copied": (
        "《{table}》“{name}”一行与“{other}”一行的各数相同，像是抄错了行{right}（解释 {count} 处不符）",
        "{table} prints for {name} all figures of {other}, as if copied{right} (explains {count} violations)",
    ),
    "cause.row-right": ("，{place} 应为 {expected}", ", {place} should be {expected}"),
    "cause.row-twice": (
        "《{table}》“{name}”一行列了两次（解释 {count} 处不符）",
        "{table} lists {name} twice (explains {count} violations)",
    ),
    "cause.row-lacking": (
        "《{table}》“{name}”以下各行之和少 {amount}，像是漏列了一行（解释 {count} 处不符）",
        "{table}: what stands below {name} is {amount} short, as if a row were missing (explains {count} violations)",
    ),
    "cause.code": (
        "《{table}》“{name}”的编码 {printed} 应为 {code}（解释 {count} 处不符）",
        "{table}: the code {printed} of {name} should be {code} (explains {count} violations)",
    ),
    "cause.rows-exchanged": (
        "《{table}》“{name}”与“{other}”两行的数互换了（解释 {count} 处不符）",
        "{table} prints the figures of {name} and {other} in each other's row (explains {count} violations)",
    ),
    "cause.names-exchanged": (
        "《{table}》“{name}”与“{other}”两行的名称（或编码）互换了（解释 {count} 处不符）",
        "{table} prints the names (or codes) of {name} and {other} in each other's row (explains {count} violations)",
    ),
    "cause.misnamed": (
        "{where} 的 {printed} 写在“{name}”名下，却是“{other}”的数，像是写错了科目（解释 {count} 处不符）",
        "{where}: {printed} is said of {name} but is what {other} has, as if misnamed (explains {count} violations)",
    ),
    "cause.direction": (
        "{where} 写作“{printed}”，应为“{turned}”：数字相符，方向相反",
        "{where} says “{printed}”, which should be “{turned}”: the figures agree in the other direction",
    ),
    "cause.or": ("{one}，或者 {other}", "{one}, or {other}"),
    "cause.one-of": ("{listed}，或者另外 {count} 处之一有误", "{listed}, or one of {count} other figures is wrong"),
    # With what they explain
    "cause.explains": ("{what}（解释 {count} 处不符）", "{what} (explains {count} violations)"),
    "cause.explains-one": ("{what}", "{what}"),
    "cause.explains-each": (
        "{what}（任一处都能解释这 {count} 处不符，仅凭数字不能断定是哪一处）",
        "{what} (each explains these {count} violations; the figures alone do not tell which)",
    ),
    "cause.explains-one-each": (
        "{what}（仅凭数字不能断定是哪一处）",
        "{what} (the figures alone do not tell which)",
    ),
    "cause.followed": ("{what}；改正后 {follower}", "{what}; once that is put right, {follower}"),
    "cause.unsolved": (
        "{first}（连同它共 {count} 处不符互相牵连，改动 {most} 个以内的数字不能全部解释）",
        "{first} ({count} violations hang together; no change of up to {most} figures explains them all)",
    ),
    "cause.consequence": ("原因: 这是另一处错误的后果: {cause}", "cause: a consequence of another error: {cause}"),
    "cause.maybe-consequence": (
        "原因: 这可能是另一处错误的后果: {cause}",
        "cause: perhaps a consequence of another error: {cause}",
    ),
    # Found only when all relations are taken together, or only statistically
    "joint.title": ("各处关系能同时成立", "all relations can hold together"),
    "joint.basis": ("四舍五入的区间运算", "arithmetic of rounding intervals"),
    "joint.clash": (
        "这 {count} 处关系各自都在四舍五入之内，合在一起却不能同时成立: {relations}",
        "each of these {count} relations holds by rounding, but they cannot all hold together: {relations}",
    ),
    "finding.suspicious": (
        "{place} 印为 {printed}，各数相加为 {expected}，相差 {difference}：四舍五入最多可差 {allowed}，但各数独立取舍时"
        "几乎不会差这么多",
        "{place} prints {printed}, its parts add up to {expected}, off by {difference}: rounding explains at most"
        " {allowed}, and independently rounded figures hardly ever differ as much",
    ),
    # Slips
    "slip.sign": ("正负号相反", "the wrong sign"),
    "slip.unit": ("元与万元混淆", "a mistaken unit of money"),
    "slip.power": ("小数点错位", "a misplaced decimal point"),
    "slip.digit": ("错一位数字", "one wrong digit"),
    "slip.transposed": ("相邻两位颠倒", "two digits swapped"),
    "slip.dropped": ("漏一位数字", "a missing digit"),
    "slip.added": ("多一位数字", "an extra digit"),
    "slip.swapped": ("与另一处的数互换", "swapped with another figure"),
    "slip.row": ("抄了相邻一行的数", "copied from a neighbouring row"),
    "slip.column": ("抄了同一行另一栏的数", "copied from another column"),
}
