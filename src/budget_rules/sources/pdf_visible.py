"""What a PDF page shows: characters that are not clipped away, not painted over, not invisible.

Text editors and spreadsheets leave more text in a page than is seen: what runs over the page's frame is written and
clipped, what was corrected is covered by a white box, what a scanner recognised is drawn invisibly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTFigure, LTImage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.psparser import PSLiteral
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

#: x0, y0, x1, y1 in the page's own coordinates: y grows upwards.
Box = tuple[float, float, float, float]
_EVERYWHERE: Box = (float("-inf"), float("-inf"), float("inf"), float("inf"))
#: Rounding in the files of common writers moves a clip by less than this, in points.
_SLACK = 0.5
#: A rule between cells is thinner than this, in points; a box that hides text is thicker.
_RULE = 3.0
#: What lets something shine through an image: a mask, by its long and short name.
_MASKS = (("SMask",), ("Mask",), ("SMaskInData",), ("ImageMask", "IM"))
_INVISIBLE_MODES = (3, 7)
_WHITE = frozenset({(1,), (1, 1, 1), (0, 0, 0, 0)})


class _Device(PDFPageAggregator):
    """Collects what is painted, without what the clip takes away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clip = _EVERYWHERE
        #: Whether what is filled now hides what lies under it.
        self.opaque = True
        self.see_through: set[int] = set()
        self.hidden: list[LTChar] = []
        #: What a clip takes away, with the clip.
        self.clipped: list[tuple[LTChar, Box]] = []
        self._invisible = False

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._invisible = textstate.render in _INVISIBLE_MODES
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        advance = super().render_char(*args, **kwargs)
        x0, y0, x1, y1 = self.clip
        char: Any = self.cur_item._objs[-1]
        x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
        inside = x0 - _SLACK <= x <= x1 + _SLACK and y0 - _SLACK <= y <= y1 + _SLACK
        if self._invisible or not inside:
            self.cur_item._objs.pop()
            self.hidden.append(char)
            if not self._invisible:
                self.clipped.append((char, self.clip))
        return advance

    def render_image(self, name: str, stream: Any) -> None:
        super().render_image(name, stream)
        figure: Any = self.cur_item
        item = figure._objs[-1]
        x0, y0, x1, y1 = self.clip
        box = (max(item.x0, x0), max(item.y0, y0), min(item.x1, x1), min(item.y1, y1))
        masked = any(stream.get_any(names) not in (None, False) for names in _MASKS)
        a, b, c, d = figure.matrix[:4]
        upright = abs(b) + abs(c) < _SLACK or abs(a) + abs(d) < _SLACK
        if masked or not upright or not self.opaque or box[0] >= box[2] or box[1] >= box[3]:
            self.see_through.add(id(item))
        else:
            item.set_bbox(box)

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        before = len(self.cur_item._objs)
        super().paint_path(*args, **kwargs)
        x0, y0, x1, y1 = self.clip
        painted: list[Any] = self.cur_item._objs[before:]
        for item in painted:
            if item.x1 < x0 - _SLACK or item.x0 > x1 + _SLACK or item.y1 < y0 - _SLACK or item.y0 > y1 + _SLACK:
                self.cur_item._objs.remove(item)
            elif not self.opaque:
                self.see_through.add(id(item))


class _Interpreter(PDFPageInterpreter):
    """Keeps the clip and the transparency, which pdfminer passes over."""

    device: _Device

    def __init__(self, rsrcmgr: Any, device: _Device) -> None:
        super().__init__(rsrcmgr, device)
        self._clip, self._opaque = device.clip, device.opaque
        self._saved: list[tuple[Box, bool]] = []

    def do_q(self) -> None:
        super().do_q()
        self._saved.append((self._clip, self._opaque))

    def do_Q(self) -> None:
        super().do_Q()
        if self._saved:
            self._clip, self._opaque = self._saved.pop()
            self._tell()

    def do_W(self) -> None:
        box = _bounds(self.curpath, self.ctm)
        if box is not None:
            a, b = self._clip, box
            self._clip = (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
            self._tell()

    def do_W_a(self) -> None:
        self.do_W()

    def do_gs(self, name: Any) -> None:
        states = dict_value(self.resources.get("ExtGState", {}))
        state = dict_value(states.get(name.name if isinstance(name, PSLiteral) else name, {}))
        alpha, mode = resolve1(state.get("ca")), resolve1(state.get("BM"))
        if alpha is not None or mode is not None:
            normal = mode is None or getattr(mode, "name", "") in ("Normal", "Compatible")
            self._opaque = normal and (not isinstance(alpha, int | float) or alpha >= 1)
            self._tell()
        if isinstance(resolve1(state.get("SMask")), dict):
            self._opaque = False
            self._tell()

    def do_Do(self, xobjid_arg: Any) -> None:
        super().do_Do(xobjid_arg)
        self._tell()

    def _tell(self) -> None:
        self.device.clip, self.device.opaque = self._clip, self._opaque


def _bounds(path: Sequence[Any], ctm: Any) -> Box | None:
    a, b, c, d, e, f = ctm
    points = [
        (a * segment[i] + c * segment[i + 1] + e, b * segment[i] + d * segment[i + 1] + f)
        for segment in path
        for i in range(1, len(segment) - 1, 2)
    ]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


class Visible:
    """The pages of an open PDF with what they show, one at a time."""

    def __init__(self, pdf: PDF) -> None:
        self._pdf = pdf
        #: What a clip takes away from the page looked at last, and the clip.
        self.clipped: list[tuple[LTChar, Box]] = []

    def look(self, page: Page) -> list[LTChar]:
        """Leave in ``page`` only what is seen. Returns the characters that are not.

        Raises:
            Exception: whatever pdfminer raises on a damaged page.
        """
        device = _Device(self._pdf.rsrcmgr, pageno=page.page_number, laparams=None)
        _Interpreter(self._pdf.rsrcmgr, device).process_page(page.page_obj)
        layout = device.get_result()
        _remove_covered(layout, device)
        page._layout = layout
        self.clipped = device.clipped
        return device.hidden


def _remove_covered(layout: LTContainer[Any], device: _Device) -> None:
    """Take out characters that an opaque box or image painted later lies over, and white ones on no colour."""
    items = list(_flat(layout))
    fills = [
        (order, item)
        for order, (_, item) in enumerate(items)
        if isinstance(item, LTCurve)
        and item.fill
        and id(item) not in device.see_through
        and min(item.width, item.height) > _RULE
    ]
    images = [(order, item) for order, (_, item) in enumerate(items) if isinstance(item, LTImage)]
    covers = fills + [(order, image) for order, image in images if id(image) not in device.see_through]
    for order, (owner, char) in enumerate(items):
        if not isinstance(char, LTChar):
            continue
        white = _is_white(char.graphicstate.ncolor) and not images
        if not covers and not white:
            continue
        x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
        around = [(at, item) for at, item in covers if item.x0 <= x <= item.x1 and item.y0 <= y <= item.y1]
        under = [item for at, item in around if at < order and isinstance(item, LTCurve)]
        pale = not under or _is_white(under[-1].non_stroking_color)
        if any(at > order for at, _ in around) or (white and pale):
            owner._objs.remove(char)
            device.hidden.append(char)
    for owner, item in items:
        if isinstance(item, LTCurve) and item.fill and not item.stroke and _is_white(item.non_stroking_color):
            owner._objs.remove(item)


def _flat(container: LTContainer[Any]) -> Any:
    """Every painted thing with the container that holds it, in order of painting."""
    for item in list(container):
        if isinstance(item, LTFigure):
            yield from _flat(item)
        else:
            yield container, item


def _is_white(colour: Any) -> bool:
    if isinstance(colour, int | float):
        return colour == 1
    return isinstance(colour, tuple) and colour in _WHITE
