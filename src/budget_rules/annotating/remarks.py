"""What is to be said at which place of the original: one remark for each cause."""

from __future__ import annotations

from msgspec import Struct

from budget_rules.confrontation.quoting import paragraph_text
from budget_rules.findings import Cause, Finding, Report, Severity
from budget_rules.messages import message
from budget_rules.place import Source, Span
from budget_rules.reports.words import harmless, severity_word

#: How much of the text around a figure tells where it stands.
_AROUND = 24


class Remark(Struct, frozen=True, kw_only=True):
    """A remark at a place."""

    source: Source
    severity: Severity
    text: str
    #: The figure as printed; empty where the remark is about something else.
    printed: str = ""
    #: What is printed before and after it, for a figure of the narrative.
    before: str = ""
    after: str = ""
    #: The passage, where the remark is about no figure.
    passage: str = ""


def remarks_of(report: Report) -> list[Remark]:
    """A remark for each cause that is not waived as a whole, in the order of the causes."""
    waived = {id(one) for one, by in zip(report.findings, report.waived, strict=True) if by is not None}
    found = []
    for cause in report.causes:
        still = [finding for finding in cause.findings if id(finding) not in waived]
        if still:
            found.append(_remark(cause, still, report))
    return found


def _remark(cause: Cause, findings: list[Finding], report: Report) -> Remark:
    lines = [f"{severity_word(cause.severity)}: {cause.message}"]
    lines += dict.fromkeys(str(one.message) for one in findings if str(one.message) not in lines[0])
    lines += dict.fromkeys(
        str(message("shown.suggestion", suggestion=one.suggestion)) for one in findings if one.suggestion
    )
    text = "\n".join(map(harmless, lines))
    figures = [suspect.figure for suspect in cause.suspects] or [
        part.figure for finding in findings for part in finding.parts[:1]
    ]
    here = next((figure for figure in figures if figure.place.source == cause.source), None)
    if here is None:
        passage = next((one.quote or one.printed for one in findings if one.quote or one.printed), "")
        return Remark(source=cause.source, severity=cause.severity, text=text, passage=passage)
    before, after = _around(here.place.span, report)
    return Remark(
        source=cause.source, severity=cause.severity, text=text, printed=here.text, before=before, after=after
    )


def _around(span: Span | None, report: Report) -> tuple[str, str]:
    if span is None:
        return "", ""
    text = paragraph_text(report.disclosure, span.paragraph)
    return text[max(0, span.start - _AROUND) : span.start], text[span.stop : span.stop + _AROUND]
