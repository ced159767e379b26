"""Catalogue: what is found in names, wording and structure."""

ENTRIES: dict[str, tuple[str, str]] = {
    "fact.wording": ("不符合“{rule}”：{shown}（{places}）", "not so, that “{rule}”: {shown} ({places})"),
    "fact.misprint": ("{shown}应为“{expected}”（{places}）", "{shown} should be “{expected}” ({places})"),
    "fact.lacking": (
        "不符合“{rule}”：{shown}里没有{words}（{places}）",
        "not so, that “{rule}”: there is no {words} in {shown} ({places})",
    ),
    "fact.not-known": ("词汇表中没有：{shown}（{places}）", "the vocabulary does not know {shown} ({places})"),
    "fact.elsewhere": ("不在“{name}”里：{shown}（{places}）", "not in “{name}”: {shown} ({places})"),
    "fact.code-names": (
        "编码 {code} 在别处是“{expected}”，这里是{shown}（{places}）",
        "the code {code} is “{expected}” elsewhere, and {shown} here ({places})",
    ),
    "fact.name-codes": (
        "“{name}”的编码在别处是 {expected}，这里是 {code}（{places}）",
        "“{name}” has the code {expected} elsewhere, and {code} here ({places})",
    ),
    "fact.no-such-code": (
        "没有 {code} 这个编码，“{name}”的编码是 {expected}（{places}）",
        "there is no code {code}; the code of “{name}” is {expected} ({places})",
    ),
    "fact.no-such-class": (
        "没有{shown}这一类，应为“{expected}”（{places}）",
        "there is no class {shown}; it is called “{expected}” ({places})",
    ),
    "fact.foreign-codes": (
        "{number} 下有 {count} 个编码与名称不符（{code} 应为“{expected}”，印为“{printed}”）：{listed}（{places}）",
        "{count} codes under {number} stand with another item's name ({code} is “{expected}”, not “{printed}”):"
        " {listed} ({places})",
    ),
    "fact.misspelt": (
        "编码 {code} 的科目名称应为“{expected}”，印为{shown}（{places}）",
        "the item {code} is called “{expected}”, not {shown} ({places})",
    ),
    "fact.short-code": (
        "科目编码的“类”应为 {expected}，没有印全：{listed}（{places}）",
        "the class code should be {expected}, and is cut short: {listed} ({places})",
    ),
    "fact.unpadded-code": (
        "科目编码的款、项是两位，这些少印了前面的 0：{listed}（{places}）",
        "section and item codes have two digits; these lack the zero: {listed} ({places})",
    ),
    "fact.outdated": (
        "科目名称“{new}”自 {since} 年起使用，还写着旧名称{shown}（共 {count} 处：{places}）",
        "the item is called “{new}” since {since}, and still goes by its old name {shown} ({count} places: {places})",
    ),
    "fact.path-code": (
        "说明中“{path}”的编码印为 {printed}，《{table}》中是 {code}",
        "the text gives “{path}” the code {printed}; it is {code} in “{table}”",
    ),
    "fact.path-twice": (
        "“{path}”在同一节里列了两次，金额相同",
        "“{path}” is listed twice in one section, with the same amount",
    ),
    "fact.path-marks": (
        "“{path}”没有逐级标明（类）（款）（项）",
        "not every level of “{path}” is marked （类）（款）（项）",
    ),
    "fact.term-unused": (
        "名词解释里有，公开的其他地方没有用到：{shown}",
        "explained in the glossary and used nowhere: {shown}",
    ),
    "fact.term-missing": (
        "说明中用到，名词解释里没有：{shown}（{places}）",
        "used in the text and not explained in the glossary: {shown} ({places})",
    ),
    "fact.item-unlisted": (
        "说明列举了《{table}》中没有数字的科目：{shown}（{places}）",
        "the text lists items that “{table}” prints no figure for: {shown} ({places})",
    ),
    "fact.item-elsewhere": (
        "说明在“{part}”中列举了《{table}》“{part}”栏没有数字的科目：{shown}（{places}）",
        "under “{part}” the text lists items that “{table}” prints no figure for there: {shown} ({places})",
    ),
    "fact.item-twice": (
        "同一处列举了两次：{shown}（{places}）",
        "listed twice in one place: {shown} ({places})",
    ),
    "fact.strange-office": (
        "表中的单位名称是{shown}，标题是“{unit}”（{places}）",
        "the tables name the unit {shown}, the title “{unit}” ({places})",
    ),
    "fact.odd-preparer": (
        "编制单位{shown}与其他表不同（{places}）",
        "prepared by {shown}, unlike the other tables ({places})",
    ),
    "fact.strange-subject": (
        "说明里写的是{shown}，公开的单位是“{unit}”（{places}）",
        "the text speaks of {shown}, the disclosure is that of “{unit}” ({places})",
    ),
    "fact.path-other": (
        "“{path}”的文字说的是另一科目“{other}”",
        "what is said of “{path}” speaks of another item, “{other}”",
    ),
    "fact.number": (
        "“{text}…”的序号印为“{printed}”，前一个是“{before}”，应为“{expected}”",
        "“{text}…” is numbered “{printed}” after “{before}”; it should be “{expected}”",
    ),
    "fact.section-empty": ("标题下没有内容：{shown}", "there is nothing under the heading {shown}"),
    "fact.unclosed": (
        "段末没有写完，或没有句号：{shown}（{places}）",
        "the end of the paragraph is missing: {shown} ({places})",
    ),
    "fact.unbalanced": (
        "“{mark}”不成对（{places}）",
        "“{mark}” lacks its other half ({places})",
    ),
    "fact.title-twice": (
        "有两张表同用一个表名：{shown}。这一张与表名不符，没有核对，请改正表名",
        "two tables have one title: {shown}; this one does not fit it and was not checked, so its title is wrong",
    ),
    "fact.heading-twice": (
        "同一部分里标题重复：{shown}。请核对是否重复粘贴，或标题写错",
        "a part of the text has a heading twice: {shown}; it was pasted twice, or is the wrong one",
    ),
    "fact.paragraph-twice": (
        "同一标题下有两段文字相同（{places}）：{shown}。请核对是否重复粘贴",
        "two paragraphs under one heading are the same ({places}): {shown}; was one pasted twice?",
    ),
    "fact.no-such-date": ("没有这一天：{shown}（{places}）", "there is no such day: {shown} ({places})"),
    "fact.contents-missing": (
        "目录里列了，正文里没有：{shown}",
        "announced in the contents, and not there: {shown}",
    ),
    "fact.not-in-contents": ("正文里有，目录里没有：{shown}", "not announced in the contents: {shown}"),
    "fact.contents-reworded": (
        "标题与目录的文字不同：标题{shown}，目录{lines}",
        "headings say {shown} where the contents say {lines}",
    ),
    "skip.no-text": ("没有这类文字（{kinds}）", "there are no such texts ({kinds})"),
    "skip.no-year": ("不知是哪一年的公开", "the year of the disclosure is not known"),
    "skip.no-unit-name": ("不知单位名称", "the name of the unit is not known"),
    "skip.no-department": (
        "单位名称中没有“本级”等字样",
        "the unit's name does not say that it is a part of a department",
    ),
    "skip.no-government": (
        "标题没有写明是哪一级（省级、市级、区级……）的预算",
        "the title does not say of which government's budget it is (省级, 市级, 区级 …)",
    ),
    "skip.no-contents": ("没有目录，或正文没有标题", "there are no contents, or no headings"),
    "skip.no-code": ("没有印出科目编码", "no code is printed"),
    "skip.maybe-lost": (
        "《{table}》有未能读出的内容，不能断定其中没有“{name}”",
        "parts of {table} could not be read, and “{name}” may be one of them",
    ),
    "skip.many-paths": ("一句话里说到几个科目", "the sentence speaks of several items"),
    "kind.text": ("这些文字", "these texts"),
    "kind.cover": ("封面标题", "title of the disclosure"),
    "kind.title": ("表名", "titles of tables"),
    "kind.heading": ("标题", "headings"),
    "kind.contents": ("目录", "contents"),
    "kind.note": ("附注", "notes"),
    "kind.office": ("单位名称", "names of units"),
    "kind.preparer": ("编制单位", "who prepared the tables"),
    "kind.paragraph": ("段落", "paragraphs"),
    "kind.sentence": ("句子", "sentences"),
    "kind.term": ("名词解释", "glossary entries"),
    "kind.name": ("科目名称", "item names"),
    "kind.code": ("科目编码", "codes"),
    "kind.item": ("列举的名称", "names in lists"),
}
