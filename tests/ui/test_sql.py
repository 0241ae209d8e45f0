"""The page of SQL."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import expect

from tests.support.server import Gnomon
from tests.ui.conftest import Look
from tests.ui.planted import CALLS, HOSTILE


def test_a_question_is_written_run_and_linked_to(planted: Gnomon, look: Look) -> None:
    """By keyboard; a click in the schema puts a name where the cursor is; the link shows the same."""
    watched = look(planted)
    page = watched.open("/sql")
    field = page.get_by_role("textbox", name="SELECT statement")
    field.fill("SELECT , count(*) AS calls FROM requests GROUP BY 1")
    field.evaluate("field => field.setSelectionRange(7, 7)")
    page.get_by_role("button", name="user_id").click()
    expect(field).to_have_value("SELECT user_id, count(*) AS calls FROM requests GROUP BY 1")
    page.keyboard.press("Control+Enter")
    result = page.get_by_role("table", name="Result")
    expect(result.get_by_role("row").filter(has_text="user-1")).to_contain_text(str(CALLS // 6))
    expect(page.get_by_text(re.compile(r"^\d rows · .* · data up to"))).to_be_visible()
    expect(page.get_by_role("img", name="calls by user_id").locator("canvas")).to_be_visible()
    watched.check_accessible()
    page.reload()
    expect(result.get_by_role("row").filter(has_text="user-1")).to_be_visible()


def test_the_range_is_that_of_the_header_and_times_are_in_utc(planted: Gnomon, look: Look) -> None:
    """Words are completed; dollars and counts have charts of their own; a statement is saved under a name."""
    watched = look(planted)
    page = watched.open("/sql?range=24h")
    field = page.get_by_role("textbox", name="SELECT statement")
    field.fill("SELECT date_trunc('day', started_at) AS day, count(*) AS calls, sum(cost")
    field.press("End")
    field.press_sequentially("_")
    expect(page.get_by_role("option", name="cost_usd double")).to_be_visible()
    watched.check_accessible()
    page.keyboard.press("Tab")
    expect(field).to_have_value(re.compile(r"sum\(cost_usd$"))
    field.press_sequentially(") AS cost_usd FROM requests WHERE started_at >= :start AND started_at < :end GROUP BY 1")
    with page.expect_response("**/v1/sql") as told:
        page.keyboard.press("Control+Enter")
    assert {"start", "end"} == set(told.value.request.post_data_json["time_range"])
    result = page.get_by_role("table", name="Result")
    expect(result.get_by_role("columnheader", name="day (UTC)")).to_be_visible()
    expect(result.get_by_role("row").nth(1)).to_contain_text(re.compile(r"^[A-Z][a-z]{2} \d+"))
    expect(page.get_by_role("img", name="calls by day", exact=True)).to_be_visible()
    expect(page.get_by_role("img", name="cost_usd by day", exact=True)).to_be_visible()
    page.get_by_role("button", name="Time range: Last 24 hours").click()
    page.get_by_role("button", name="Last hour").click()
    expect(page).to_have_url(re.compile("range=1h"))
    page.get_by_role("button", name=re.compile("^Saved views")).click()
    page.get_by_role("button", name="Save as new…").click()
    page.get_by_label("Name").fill("Calls by day")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("navigation").get_by_role("link", name="SQL").click()
    page.get_by_role("button", name=re.compile("^Saved views")).click()
    page.get_by_role("button", name="Calls by day").click()
    expect(field).to_have_value(re.compile("AS calls"))
    page.get_by_role("button", name=re.compile("^Saved views")).click()
    page.get_by_role("button", name="Delete…").click()
    page.get_by_role("button", name="Keep").click()
    assert len(planted.get("/v1/views").json()["data"]) == 1
    page.get_by_role("button", name="Delete…").click()
    page.get_by_role("button", name="Delete this view").click()
    expect(page.get_by_role("button", name="Saved views: Default view")).to_be_visible()
    assert planted.get("/v1/views").json()["data"] == []  # the others share this Gnomon


def test_an_error_is_shown_where_it_is(planted: Gnomon, look: Look) -> None:
    """In DuckDB's words, below what was written, with the way to the line."""
    watched = look(planted, scheme="dark")
    watched.expected = {422}
    page = watched.open("/sql")
    field = page.get_by_role("textbox", name="SELECT statement")
    field.fill("SELECT 1\nFORM x")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("Parser Error")
    expect(field).to_have_attribute("aria-invalid", "true")
    watched.check_accessible()
    page.get_by_role("button", name="Go to line 2").click()
    assert field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == "FORM x"
    field.fill("DELETE FROM requests")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("SELECT")


def test_markup_in_an_answer_stays_text(planted: Gnomon, look: Look) -> None:
    watched = look(planted, width=400)
    sql = "SELECT prompt_preview, count(*) AS calls FROM requests WHERE prompt_preview LIKE '%<%' GROUP BY 1 ORDER BY 1"
    page = watched.open(f"/sql?run=true&sql={quote(sql)}")
    expect(page.get_by_role("table", name="Result")).to_contain_text(HOSTILE)
    expect(page.get_by_role("img", name="calls by prompt_preview").locator("canvas")).to_be_visible()
    watched.check_accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


TWELVE_THOUSAND_ROWS = """\
WITH digit(d) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))
SELECT n
FROM (
    SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n
    FROM digit AS a, digit AS b, digit AS c, digit AS e, digit AS f
)
WHERE n < 12000
ORDER BY n"""


def test_many_rows_and_a_file_of_them(planted: Gnomon, look: Look, tmp_path: Path) -> None:
    """What is shown ends at 10,000 rows, which are scrolled through; the file has all."""
    watched = look(planted)
    page = watched.open(f"/sql?run=true&sql={quote(TWELVE_THOUSAND_ROWS)}")
    expect(page.get_by_text(re.compile("The first 10,000 rows; there are more"))).to_be_visible()
    page.get_by_role("region", name="Result").evaluate("region => region.scrollTop = region.scrollHeight")
    expect(page.get_by_role("cell", name="9999", exact=True)).to_be_visible()
    with page.expect_download() as told:
        page.get_by_role("button", name="Download CSV").click()
    told.value.save_as(tmp_path / "answer.csv")
    lines = (tmp_path / "answer.csv").read_text().split()
    assert (lines[0], lines[-1], len(lines)) == ("n", "11999", 12_001)


def test_examples_run(planted: Gnomon, look: Look) -> None:
    """All of them; the last one is looked back to with the browser's button."""
    watched = look(planted)
    page = watched.open("/sql")
    titles = ["Cost by model", "Requests and latency by hour", "Each score by model", "Values of a property"]
    for title in [*titles, "The slowest requests"]:
        page.get_by_role("button", name="Examples").click()
        page.get_by_role("menuitem", name=title).click()
        expect(page.get_by_text(re.compile(r"\d rows? ·"))).to_be_visible()
    expect(page.get_by_role("columnheader", name="latency_ms")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("columnheader", name="value")).to_be_visible()
    expect(page.get_by_role("textbox", name="SELECT statement")).to_have_value(re.compile("FROM properties"))


def test_no_rows(planted: Gnomon, look: Look) -> None:
    page = look(planted).open(f"/sql?run=true&sql={quote('SELECT model FROM requests WHERE false')}")
    expect(page.get_by_role("heading", name="No rows")).to_be_visible()
