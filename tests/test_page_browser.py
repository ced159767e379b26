"""The page in a real browser: marks, clicks, filters, keyboard; nothing on the console, no request to anywhere."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import pdfplumber
import pytest

from budget_rules.reports import page
from chromium import logged, requested, started
from page_results import large, sample


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with started(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages by name."""
    folder = tmp_path_factory.mktemp("pages")
    twice = sample()
    twice["documents"] *= 2
    harmful = large(tables=1, rows=2, columns=2, findings=1)
    text = "</script><img src=http://127.0.0.1:9/x onerror=document.title='run'><script>document.title='run'</script>"
    document = harmful["documents"][0]
    document["unit"] = document["content"]["tables"][0]["title"] = document["causes"][0]["message"] = text
    document["findings"][0].update(title=text, relation=text, message=text)
    document["figures"][0]["place"] = text
    wide = large(tables=1, rows=10, columns=32, findings=1)
    del wide["documents"][0]["content"]["sections"][0]["paragraphs"][1:]
    wide["documents"][0]["not_applicable"].clear()
    results = {"sample": sample(), "large": large(), "twice": twice, "harmful": harmful, "wide": wide}
    made = {}
    for name, result in results.items():
        made[name] = folder / f"{name}.html"
        made[name].write_text(page.text(result), encoding="utf-8")
    return made


@pytest.fixture
def show(browser: Any, files: dict[str, Path]) -> Iterator[Any]:
    """Opens a page by name; afterwards nothing may have been logged or asked for but the page itself."""
    opened: list[str] = []

    def open_page(name: str, width: int = 1400, height: int = 900) -> Any:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        opened.append(files[name].as_uri())
        browser.get(opened[-1])
        return browser

    yield open_page
    assert logged(browser) == []
    assert [one for one in requested(browser) if not one.startswith("data:")] == opened


def all_of(driver: Any, selector: str) -> list[Any]:
    found: list[Any] = driver.find_elements("css selector", selector)
    return found


def one(driver: Any, selector: str) -> Any:
    return driver.find_element("css selector", selector)


def cause(driver: Any, text: str) -> Any:
    """The button of the cause whose message has the text."""
    return next(button for button in all_of(driver, ".cause > button") if text in button.text)


def in_view(driver: Any, element: Any) -> bool:
    """Whether the element is seen, not covered by anything else."""
    script = """
        const box = arguments[0].getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return arguments[0].contains(top);
    """
    return bool(driver.execute_script(script, element))


def test_a_click_on_a_cause_shows_its_equation_and_every_figure_of_it(show: Any) -> None:
    driver = show("sample")
    button = cause(driver, "（二）收入预算情况")
    button.click()

    assert button.get_attribute("aria-pressed") == "true"
    assert "建议改为：“比上年执行数减少 122.42 万元，下降 2.7%”" in one(driver, "#panel").text
    assert "下降幅度 2.8% = 减少额 122.42万元 ÷" in one(driver, "#panel .relation").text
    assert [figure.text for figure in all_of(driver, ".paper .bound")] == ["4396.61", "122.42", "2.8"]
    assert one(driver, ".paper .current").text == "2.8"
    assert in_view(driver, one(driver, ".paper .current"))
    assert one(driver, "[data-position]").text.startswith("数字 1 / 3")

    one(driver, '[data-do="next"]').click()
    assert one(driver, ".paper .current").text == "122.42"
    one(driver, '[data-do="previous"]').click()
    one(driver, '[data-do="previous"]').click()
    assert one(driver, ".paper .current").text == "4396.61", "round and round"
    all_of(driver, "#panel [data-go]")[0].click()
    assert one(driver, ".paper .current").text == "2.8"

    one(driver, '[data-do="close"]').click()
    assert not one(driver, "#panel").is_displayed()
    assert not all_of(driver, ".bound, .current")


def test_a_cause_without_figures_leads_to_what_it_is_about(show: Any) -> None:
    driver = show("sample")
    cause(driver, "国有资本经营预算支出表》的附注").click()

    (spot,) = all_of(driver, ".spot")
    assert spot.text.startswith("注：绍兴市人大办本级没有政府性基金预算拨款")
    assert in_view(driver, spot)


def test_a_name_in_a_table_is_marked_where_a_cause_leads(show: Any) -> None:
    driver = show("sample")
    before = one(driver, ".paper tbody th").value_of_css_property("background-color")
    cause(driver, "“办公设备购置”").click()

    (spot,) = all_of(driver, ".spot")
    assert spot.text == "办公设备购置" and in_view(driver, spot)
    assert spot.value_of_css_property("background-color") != before
    assert "inset" in spot.value_of_css_property("box-shadow")
    assert not one(driver, '[data-do="next"]').is_displayed(), "there are no figures to go to"
    cause(driver, "（二）收入预算情况").click()
    assert one(driver, '[data-do="next"]').is_displayed()


def test_any_figure_tells_the_relations_it_takes_part_in(show: Any) -> None:
    driver = show("sample")
    script = "return [...document.querySelectorAll('.paper td .f')].find((one) => one.textContent === '2635.21')"
    figure = driver.execute_script(script)
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", figure)
    figure.click()

    relations = all_of(driver, "#panel li")
    assert len(relations) >= 2
    relations[0].find_element("css selector", ".link").click()
    assert len(all_of(driver, ".paper .bound")) >= 2


def test_filters_by_severity_place_and_rule(show: Any) -> None:
    driver = show("sample")

    def shown() -> list[str]:
        script = """
            const causes = [...document.querySelectorAll(".cause")];
            return causes.filter((one) => one.offsetHeight).map((one) => one.dataset.mark);
        """
        found: list[str] = driver.execute_script(script)
        return found

    everything = shown()
    assert one(driver, "[data-shown]").text == f"显示 {len(everything)} / {len(everything)}"
    one(driver, 'input[value="warning"]').click()
    one(driver, 'input[value="notice"]').click()
    assert shown() == ["error"] * 4
    assert one(driver, "[data-shown]").text == f"显示 4 / {len(everything)}"
    options = {option.text: option for option in all_of(driver, 'select[name="block"] option')}
    options["收入预算情况"].click()
    assert shown() == ["error"]
    one(driver, 'button[type="reset"]').click()
    driver.execute_async_script("setTimeout(arguments[0], 10)")
    assert shown() == everything
    next(o for o in all_of(driver, 'select[name="rule"] option') if o.text.startswith("不用已经更名的科目名称")).click()
    assert shown() == ["error"]


def test_keyboard_alone_is_enough(show: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    driver = show("sample")

    def press(*keys: str) -> None:
        for key in keys:
            driver.switch_to.active_element.send_keys(key)

    def focused() -> Any:
        return driver.switch_to.active_element

    one(driver, "body").send_keys(Keys.TAB)
    assert focused().get_attribute("class") == "skip"
    assert focused().is_displayed()
    driver.execute_script("arguments[0].focus()", all_of(driver, ".cause > button")[1])
    press("j")
    second = all_of(driver, ".cause > button")[0]
    assert focused() == second and second.get_attribute("aria-pressed") == "true", "the first, none being chosen"
    press("j", "j")
    assert "2.8%" in focused().text
    press("n")
    assert focused().get_attribute("class").split()[-1] == "current"
    press("n", "p", Keys.ESCAPE)
    assert focused() == all_of(driver, ".cause > button")[2], "back to where it came from"

    driver.execute_script("arguments[0].focus()", all_of(driver, ".scroll")[0])
    press(Keys.ENTER)
    assert focused().text == "4185.26"
    press(Keys.ARROW_RIGHT)
    assert focused().text == "3587.27"
    press(Keys.ARROW_DOWN, Keys.ENTER)
    assert one(driver, "#panel h3").text.startswith("收支总表[人大事务")


def test_nothing_overflows_a_phone(show: Any) -> None:
    driver = show("sample", 390, 844)
    for step in ("", "document.querySelector('.cause:nth-child(3) > button').click()"):
        driver.execute_script(step)
        assert driver.execute_script("return document.documentElement.scrollWidth") == 390
    assert one(driver, '[data-do="back"]').is_displayed()
    assert in_view(driver, one(driver, ".paper .current"))


def test_a_wide_table_is_printed_on_a_turned_sheet_and_nothing_of_it_is_cut(show: Any) -> None:
    driver = show("wide")
    printed = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    with pdfplumber.open(BytesIO(b64decode(printed))) as document:
        turned = [page for page in document.pages if page.width > page.height]
        assert 0 < len(turned) < len(document.pages), "the text stays upright"
        (table,) = turned
        characters = "".join(table.extract_text().split())
        assert characters.count(".50") == 10 * 32
        sizes = {round(char["size"], 1) for char in table.chars if char["text"].isdigit()}
        assert min(sizes) >= 4.4, "as the style sheet says: the sheet as a whole is not shrunk"


def test_one_of_several_documents_is_shown(show: Any) -> None:
    driver = show("twice")

    assert [article.is_displayed() for article in all_of(driver, "article")] == [True, False]
    all_of(driver, "nav a")[1].click()
    assert [article.is_displayed() for article in all_of(driver, "article")] == [False, True]
    all_of(driver, "#d2 .cause > button")[2].click()
    assert one(driver, ".current").get_attribute("id").startswith("d2f")


def test_text_of_a_disclosure_does_nothing_in_a_browser(show: Any) -> None:
    driver = show("harmful")
    one(driver, ".cause > button").click()

    assert "<script>document.title='run'</script>" in one(driver, "#panel .lead").text
    assert driver.title.startswith("</script>"), "its text, not what it would do"
    assert not all_of(driver, "img")


def test_a_large_disclosure_answers_at_once(show: Any) -> None:
    driver = show("large")
    timed = """
        const start = performance.now();
        arguments[0].click();
        document.body.getBoundingClientRect();
        return performance.now() - start;
    """
    buttons = all_of(driver, ".cause > button")

    assert len(buttons) == 200
    times = [driver.execute_script(timed, button) for button in buttons[:200:40]]
    assert median(times) < 500, "some 30 ms on a machine with nothing else to do"
    assert driver.execute_script(timed, one(driver, 'input[value="error"]')) < 500
    assert driver.execute_script("return performance.getEntriesByType('navigation')[0].domComplete") < 10_000
