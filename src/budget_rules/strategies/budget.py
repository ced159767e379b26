"""Random budgets before they are printed: amounts in 分 (0.01 元) that add up."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from msgspec import Struct

#: Less is printed as 0.00 in 万元, which says that there is nothing.
LEAST = 10_000
MOST = 10**12


class Item(Struct, frozen=True):
    """An item of a classification, with what stands under it."""

    code: str
    name: str
    members: tuple[Item, ...] = ()

    def leaves(self) -> list[Item]:
        """The lowest items."""
        return [leaf for member in self.members for leaf in member.leaves()] if self.members else [self]


def _tree(code: str, name: str, *sections: tuple[str, str, dict[str, str]]) -> Item:
    return Item(
        code,
        name,
        tuple(
            Item(section, title, tuple(Item(item, label) for item, label in items.items()))
            for section, title, items in sections
        ),
    )


FUNCTIONS = (
    _tree(
        "201",
        "一般公共服务支出",
        ("20101", "人大事务", {"2010101": "行政运行", "2010104": "人大会议", "2010108": "代表工作"}),
        ("20106", "财政事务", {"2010601": "行政运行", "2010607": "信息化建设"}),
    ),
    _tree("205", "教育支出", ("20508", "进修及培训", {"2050803": "培训支出"})),
    _tree("208", "社会保障和就业支出", ("20805", "行政事业单位养老支出", {"2080501": "行政单位离退休"})),
    _tree("213", "农林水支出", ("21301", "农业农村", {"2130104": "事业运行", "2130106": "科技转化与推广服务"})),
    _tree("221", "住房保障支出", ("22102", "住房改革支出", {"2210202": "提租补贴", "2210203": "购房补贴"})),
)
STAFF = (
    Item("301", "工资福利支出", (Item("30101", "基本工资"), Item("30102", "津贴补贴"), Item("30103", "奖金"))),
    Item("303", "对个人和家庭的补助", (Item("30302", "退休费"), Item("30309", "奖励金"))),
)
RUNNING = (
    Item("302", "商品和服务支出", (Item("30201", "办公费"), Item("30211", "差旅费"), Item("30217", "公务接待费"))),
    Item("310", "资本性支出", (Item("31002", "办公设备购置"),)),
)


class Spending(Struct, frozen=True):
    """What is spent on one item, in 分."""

    staff: int = 0
    running: int = 0
    #: Projects paid from the general budget.
    project: int = 0
    #: Projects paid from other money.
    other: int = 0

    @property
    def general(self) -> int:
        """What the general budget pays."""
        return self.staff + self.running + self.project

    @property
    def total(self) -> int:
        """Everything."""
        return self.general + self.other

    def __add__(self, more: Spending) -> Spending:
        return Spending(
            self.staff + more.staff, self.running + more.running, self.project + more.project, self.other + more.other
        )


class Budget(Struct, kw_only=True):
    """A budget, in 分."""

    #: By code of the item.
    items: dict[str, Spending]
    #: By code of the economic class: what basic spending of the general budget goes to.
    economic: dict[str, int]
    #: Projects: general budget and other money of each.
    projects: list[tuple[int, int]]
    #: Of the general budget and of other money: what is carried over from last year.
    carried: int
    carried_other: int
    abroad: int
    vehicles_bought: int
    vehicles_run: int
    reception: int
    #: Last year's spending, and its part of the general budget.
    before: int
    before_general: int
    whole: Spending = Spending()

    def __post_init__(self) -> None:
        self.whole = sum(self.items.values(), Spending())

    def spent(self, item: Item) -> Spending:
        """What is spent on an item and all below it."""
        return sum((self.items.get(leaf.code, Spending()) for leaf in item.leaves()), Spending())

    def economically(self, item: Item) -> int:
        """What goes to an economic class and all below it."""
        return sum(self.economic.get(leaf.code, 0) for leaf in item.leaves())


amounts = st.integers(LEAST, MOST)
maybe = st.just(0) | amounts


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    """Budgets of the Zhejiang template."""
    leaves = [leaf for top in FUNCTIONS for leaf in top.leaves()]
    chosen = draw(st.lists(st.sampled_from(leaves), min_size=1, unique=True))
    items = {leaf.code: Spending(draw(amounts), draw(maybe), draw(maybe), draw(maybe)) for leaf in chosen}
    whole = sum(items.values(), Spending())
    economic = {
        leaf.code: part
        for classes, total in ((STAFF, whole.staff), (RUNNING, whole.running))
        for leaf, part in _shared_out(draw, total, [leaf for top in classes for leaf in top.leaves()])
    }
    projects = [
        part
        for spending in items.values()
        for part in zip(_split(draw, spending.project, 2), _split(draw, spending.other, 2), strict=True)
        if any(part)
    ]
    return Budget(
        items=items,
        economic=economic,
        projects=projects,
        carried=draw(st.just(0) | st.just(_split(draw, whole.general, 2)[1])),
        carried_other=_split(draw, whole.other, 2)[1],
        abroad=draw(maybe),
        vehicles_bought=draw(maybe),
        vehicles_run=draw(maybe),
        reception=economic.get("30217", 0) + draw(maybe),
        before=_year_before(draw, whole.total),
        before_general=_year_before(draw, whole.general),
    )


def _year_before(draw: st.DrawFn, now: int) -> int:
    """The same as now, or so much else that the difference is printed."""
    before = now * draw(st.integers(40, 250)) // 100 + draw(st.integers(0, 10**6))
    return now if abs(before - now) < LEAST else before


def _shared_out(draw: st.DrawFn, total: int, items: Sequence[Item]) -> list[tuple[Item, int]]:
    parts = _split(draw, total, len(items))
    return [(item, part) for item, part in zip(items, parts, strict=True) if part]


def _split(draw: st.DrawFn, total: int, count: int) -> list[int]:
    """``total`` in ``count`` parts, each nil or large enough to be printed; the first takes what is left."""
    weights = draw(st.lists(st.integers(0, 9999), min_size=count - 1, max_size=count - 1))
    parts: list[int] = []
    left = total
    for weight in weights:
        part = left * weight // 10_000
        part = part if part >= LEAST and left - part >= LEAST else 0
        parts.append(part)
        left -= part
    return [left, *parts]
