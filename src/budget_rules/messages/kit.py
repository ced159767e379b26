"""Catalogue: what authors of rules need: examples, lint, explain, list."""

ENTRIES: dict[str, tuple[str, str]] = {
    # Examples
    "examples.which": (
        "例子应写 holds（成立），或 violated（不成立）；misprint 写在 holds 之下",
        "an example has holds or violated; misprint goes with holds",
    ),
    "examples.expected": (
        "expected 要与 misprint 或 violated 写在一起",
        "expected goes with misprint or violated",
    ),
    "examples.empty": ("例子应有表或 text", "an example has tables or text"),
    "examples.misprint": (
        "例子中没有“{text}”（应是一整格，或文字中的一处）",
        "“{text}” is not in the example (it must be a whole cell, or a part of the text)",
    ),
    "examples.not-checked": ("没有核对：{reason}", "not checked: {reason}"),
    "examples.violated": ("应成立，但：{said}", "should hold, but: {said}"),
    "examples.held": ("应不成立，但成立", "should be violated, but holds"),
    "examples.other-expected": (
        "应为 {expected}，但报告的是 {found}",
        "expected should be {expected}, but the report says {found}",
    ),
    "examples.failed": ("{source}: 例子 {name}: {why}", "{source}: example {name}: {why}"),
}
