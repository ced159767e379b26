"""Catalogue: findings written into a copy of the original."""

ENTRIES: dict[str, tuple[str, str]] = {
    "annotate.what": (
        "把发现的问题写成批注，另存一份文件（.docx、.xlsx、.pdf）；原件不变",
        "write the findings into a copy as comments (.docx, .xlsx, .pdf); the original stays as it is",
    ),
    "annotate.out": ("批注以后的文件", "the annotated copy"),
    "annotate.unknown": (
        "不能批注“{suffix}”文件；可以批注: {known}",
        "files like “{suffix}” cannot be annotated; these can: {known}",
    ),
    "annotate.other-kind": (
        "批注以后仍是“{suffix}”文件，请把输出文件也命名为“{suffix}”",
        "the copy is a “{suffix}” file too: name it so",
    ),
    "annotate.done": ("{path}: {count} 处批注", "{path}: {count} comments"),
    "annotate.lost": ("未能批注（在原件中找不到位置）: {text}", "not annotated (its place was not found): {text}"),
}
