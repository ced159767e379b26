"""Catalogue: problems of input files, and of what is read from them."""

ENTRIES: dict[str, tuple[str, str]] = {
    "given.no-pair": (
        "“{pair}”应写成 键=值，如 region=上海",
        "write “{pair}” as KEY=VALUE, for example region=上海",
    ),
    "input.missing": ("文件不存在", "no such file"),
    "input.is-folder": ("这是文件夹，应为文件", "this is a folder, not a file"),
    "input.empty": ("文件为空", "the file is empty"),
    "input.too-large": (
        "文件过大（{size}，上限 {most}）；预算公开文件通常不到 1 MB",
        "the file is too large ({size}, at most {most}); a disclosure usually has less than 1 MB",
    ),
    "input.unreadable": ("无法读取：{why}", "cannot be read: {why}"),
    "input.not-utf8": ("不是 UTF-8 文本；请另存为 UTF-8", "not UTF-8 text; save it as UTF-8"),
    "input.binary": ("不是文本文件", "not a text file"),
    "input.yaml": ("YAML 格式错误：{why}", "not valid YAML: {why}"),
    "input.yaml-tab": ("YAML 缩进不能用制表符，请改用空格", "YAML must not be indented with tabs; use spaces"),
    "input.yaml-alias": (
        "不支持 YAML 别名（& 与 *），请写出内容",
        "YAML aliases (& and *) are not accepted; write the content out",
    ),
    "input.yaml-tag": (
        "不支持 YAML 标签（{tag}）；数字、文字照原样写即可",
        "YAML tags ({tag}) are not accepted; write the number or text as it is",
    ),
    "input.too-deep": ("YAML 嵌套超过 {most} 层", "YAML nested more than {most} levels deep"),
    "input.want-mapping": ("此处应为“键: 值”，实为{found}", "expected “key: value” pairs here, found {found}"),
    "input.want-sequence": ("此处应为列表，实为{found}", "expected a list here, found {found}"),
    "input.want-text": ("此处应为文本，实为{found}", "expected a text here, found {found}"),
    "input.want-number": ("此处应为整数，实为“{found}”", "expected a whole number here, found “{found}”"),
    "input.want-choice": ("此处应为 {choices} 之一，实为“{found}”", "expected one of {choices} here, found “{found}”"),
    "input.key-not-text": ("键应为文本", "a key must be a text"),
    "input.duplicate-key": ("键“{key}”重复", "the key “{key}” stands here twice"),
    "input.unknown-key": ("不认识的键“{key}”{hint}", "unknown key “{key}”{hint}"),
    "input.missing-key": ("缺少键“{key}”", "the key “{key}” is missing"),
    "input.did-you-mean": ("（是否想写“{near}”？）", " (did you mean “{near}”?)"),
    "input.a-mapping": ("“键: 值”", "“key: value” pairs"),
    "input.a-sequence": ("列表", "a list"),
    "input.a-text": ("文本“{text}”", "the text “{text}”"),
    "input.unknown-format": (
        "不认识的文件格式“{suffix}”；可读取的格式：{known}",
        "unknown file format “{suffix}”; these are read: {known}",
    ),
    "input.save-as": (
        "不能读取 {suffix} 文件；请在办公软件中另存为 {better} 再用",
        "{suffix} files are not read; save it as {better} first",
    ),
    "input.not-installed": (
        '读取 {suffix} 文件需要另装组件：pip install "budget-rules[{extra}]"',
        'reading {suffix} files needs one more component: pip install "budget-rules[{extra}]"',
    ),
    "input.wrong-extension": (
        "扩展名是 {suffix}，内容却是 {kind} 文件；请改正扩展名",
        "the extension is {suffix}, but the content is a {kind} file; correct the extension",
    ),
    "input.encrypted": (
        "文件有密码保护；请取消密码后另存",
        "the file is protected by a password; save it without one",
    ),
    "input.damaged": (
        "文件已损坏或不完整；请重新下载或另存",
        "the file is damaged or incomplete; download or save it again",
    ),
    "input.zip-bomb": (
        "文件解压后过大（{size}、{members} 个部件，上限 {most}）；请清除多余内容后另存",
        "the file unpacks to too much ({size}, {members} members, at most {most}); remove what is not needed",
    ),
    "input.sheet-too-large": (
        "工作表“{sheet}”内容过多（{cells} 个单元格，上限 {most}）；请删去无关的工作表或行列",
        "the sheet “{sheet}” holds too much ({cells} cells, at most {most}); delete what does not belong there",
    ),
    "input.no-table-in": (
        "文件中没有表格，不是预算公开文件",
        "there is no table in the file; it is no budget disclosure",
    ),
    "input.format": ("格式版本应为 {known}，实为“{found}”", "the format should be {known}, found “{found}”"),
    "input.no-table": (
        "没有识别出任何预算表；请确认这是预算公开文件，且表题与表格齐全",
        "no table recognised; check that this is a budget disclosure with titled tables",
    ),
    "input.no-known-table": (
        "认不出任何一张表（{titles}）；请核对表题。本地的表名另有叫法的，写进词汇表（见 docs/templates.md）",
        "none of the tables is known ({titles}); check their titles, or add your template's to the vocabulary"
        " (see docs/templates.md)",
    ),
    "input.table-twice": (
        "表“{name}”出现两次，另一处在 {other}；原文就有两张的，在后一张写上 again: true",
        "the table “{name}” stands here twice, also at {other}; if both are printed, write again: true in the second",
    ),
    "input.not-a-figure": ("{place}：“{text}”不是数字", "{place}: “{text}” is not a number"),
    "input.not-a-year": (
        "“{found}”不是年份（应为 {first} 至 {last}）",
        "“{found}” is no year (expected {first} to {last})",
    ),
    "input.unknown-unit": ("不认识的金额单位“{unit}”{hint}", "unknown money unit “{unit}”{hint}"),
    "input.unknown-table": (
        "词汇表中没有名为“{name}”的表{hint}",
        "the vocabulary has no table of the name “{name}”{hint}",
    ),
    "input.no-columns": ("至少应有一栏", "at least one column is needed"),
    "input.row-length": (
        "此行有 {found} 格，表头有 {want} 栏",
        "this row has {found} cells, the header {want} columns",
    ),
    "input.row-comma": (
        '此行有 {found} 格，表头有 {want} 栏；含千分位逗号的数字须加引号："{number}"',
        'this row has {found} cells, the header {want} columns; quote numbers that contain a comma: "{number}"',
    ),
    "layout.untitled": ("未印表题的第 {number} 张表", "untitled table {number}"),
    "unread.noted": ("{reason}", "{reason}"),
    "unread.noted-line": ("{reason}（原文件第 {line} 行）", "{reason} (line {line} of the original)"),
    "unread.words": ("{place}：不是数字", "{place}: not a number"),
    "unread.not-a-figure": ("{place}：应为数字，无法读出", "{place}: should be a number, cannot be read as one"),
    "unread.extra-cell": (
        "此行的格数多于表头，无法确定属于哪一栏",
        "the row has more cells than the header; its column is not certain",
    ),
    "unread.hidden-sheet": (
        "工作表“{sheet}”是隐藏的，{cells} 个单元格未读",
        "the sheet “{sheet}” is hidden; {cells} cells not read",
    ),
    "unread.hidden-row": ("第 {row} 行是隐藏的，未读", "row {row} is hidden and was not read"),
    "unread.hidden-column": ("{column} 列是隐藏的，未读", "column {column} is hidden and was not read"),
    "unread.hidden-text": ("文字是隐藏的，未读", "the text is hidden and was not read"),
    "unread.word-note": (
        "脚注、尾注中的数字不参加核对",
        "figures in footnotes and endnotes are not checked",
    ),
    "unread.hidden-value": (
        "单元格格式“{format}”使此值不显示，未读",
        "the cell's format “{format}” hides this value; not read",
    ),
    "unread.number-format": (
        "不认识单元格格式“{format}”，无法确定显示的数字",
        "the cell's format “{format}” is not known, so what it shows is not certain",
    ),
    "unread.narrow": (
        "常规格式的显示随列宽而变，此列放不下“{shown}”；请给单元格设定小数位数",
        "what the General format shows depends on the column's width, and “{shown}” does not fit; set the decimals",
    ),
    "unread.no-value": (
        "公式没有保存计算结果；请用 Excel 或 WPS 打开并保存一次",
        "the formula has no stored value; open and save the file once in Excel or WPS",
    ),
    "unread.macros": (
        "文件带有宏；宏没有运行，只读单元格中保存的内容",
        "the file has macros; they were not run, only what the cells store was read",
    ),
    "unread.shifted": (
        "分页打乱了此行的栏位，无法确定属于哪一栏",
        "page breaks shifted the columns of this row; its column is not certain",
    ),
    "unread.rows-lost": (
        "“{project}”在分页处缺行，指标不全",
        "rows of “{project}” were lost at a page break; its indicators are not complete",
    ),
    "unread.code": (
        "{place}：科目编码印为“{text}”，与上一行的类、款不符；按 {code} 核对",
        "{place}: the code prints “{text}”, which does not fit the class and section above; checked as {code}",
    ),
    # PDF.
    "pdf.not-pdf": (
        "不是 PDF 文件（扩展名有误，或文件已损坏）",
        "not a PDF file (a wrong extension, or a damaged file)",
    ),
    "pdf.encrypted": ("PDF 设有密码，无法读取；请另存为无密码的 PDF", "the PDF needs a password; save it without one"),
    "pdf.damaged": ("PDF 文件已损坏或不完整；请重新下载", "the PDF file is damaged or not complete; download it again"),
    "pdf.bomb": (
        "PDF 解压后过大（上限 {most}）；请由 Word、Excel 重新导出",
        "the PDF unpacks to too much (at most {most}); export it again from Word or Excel",
    ),
    "pdf.no-text": (
        "PDF 中没有文字（可能是扫描件）；请使用由 Word、Excel 导出的 PDF，或先作文字识别（OCR）",
        "the PDF has no text (perhaps it was scanned); use one exported from Word or Excel, or recognise it first",
    ),
    "pdf.too-many-pages": (
        "PDF 超过 {most} 页；请只保留预算公开文件的各页",
        "the PDF has more than {most} pages; keep only the pages of the disclosure",
    ),
    "pdf.damaged-text": (
        "PDF 的文字层已损坏，无法确定页面上印的是什么",
        "the text layer of the PDF is damaged here; what the page prints is not certain",
    ),
    "pdf.turned-text": ("文字方向与页面不同，未读", "the text runs in another direction and was not read"),
    "pdf.cut-text": (
        "页面没有把此格的文字显示完整（核对时用文件中的全文）",
        "the page does not show the whole text of this cell (what the file holds is used)",
    ),
    "pdf.cut-number": ("页面只显示了此数字的一部分", "the page shows only a part of this number"),
    # The narrative.
    "narrative.unclassified": ("无法判断这是什么数字：“{sentence}”", "cannot tell what this number is: “{sentence}”"),
    "narrative.too-much": (
        "说明文字过长（上限 {text} 字、{numbers} 个数字），此段起未读",
        "too much running text (at most {text} characters and {numbers} numbers); not read from here on",
    ),
}
