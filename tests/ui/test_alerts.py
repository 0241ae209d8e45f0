"""The page of alerts: tried on the past, created, silenced, looked back at, deleted; and who is told."""

from __future__ import annotations

import re

from playwright.sync_api import Route, expect

from tests.support.server import Gnomon
from tests.ui.conftest import Look


def test_an_alert_is_tried_created_silenced_and_deleted(planted: Gnomon, look: Look) -> None:
    """The preview says how often it would have fired. Its history has the event as it was, also after a change; the
    overview leads there, and every page counts what fires."""
    watched = look(planted)
    watched.expected = {422}
    page = watched.open("/alerts")
    built_in = page.get_by_label("Alerts", exact=True).get_by_role("row").nth(1)
    expect(built_in).to_contain_text("Something changedbuilt in")
    page.get_by_role("button", name="New alert").click()
    page.get_by_label("Name", exact=True).fill("Accuracy is low")
    page.get_by_role("combobox", name="Score", exact=True).fill("accuracy")
    page.get_by_label("Over the last").select_option(label="day")
    page.get_by_label("Alert below").fill("99")
    page.get_by_label("Warning below").fill("90")
    page.get_by_role("button", name="Create alert").click()
    expect(page.get_by_text("'warning' must be higher than 'alert'")).to_be_visible()
    page.get_by_label("Warning below").fill("99.5")
    page.get_by_role("button", name="Try it on the last weeks").click()
    expect(page.get_by_text("It would have been an alert once, with one message.")).to_be_visible(timeout=30_000)
    watched.check_accessible()
    page.get_by_role("button", name="Create alert").click()
    row = page.get_by_label("Alerts", exact=True).get_by_role("row").nth(2)
    expect(row).to_contain_text("alert below 99, warning below 99.5, over the last day")
    expect(page.get_by_text("Nobody gets its messages.")).to_be_visible()
    event = page.get_by_label("History", exact=True).get_by_role("row").nth(1)
    expect(event).to_contain_text("ok → alert")
    page = watched.open("/")
    page.get_by_label("What changed").get_by_role("link", name="Accuracy is low: The mean of accuracy was").click()
    expect(page).to_have_url(re.compile(r"/alerts\?.*id=.*#event-1$"))
    expect(event).to_have_attribute("data-chosen", "true")
    count = page.get_by_label("Pages", exact=True).get_by_role("link", name="Alerts , 1 firing")
    expect(count).to_be_visible()
    page.get_by_role("button", name="Silence").click()
    page.get_by_role("menuitem", name="for an hour").click()
    expect(row).to_contain_text("silenced: alert")
    expect(count).to_have_count(0)
    watched.check_accessible()
    page.get_by_role("button", name="End the silence").click()
    expect(row).not_to_contain_text("silenced")
    page.get_by_role("button", name="Change", exact=True).click()
    page.get_by_label("Alert below").fill("10")
    page.get_by_label("Warning below").fill("20")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("History", exact=True)).to_contain_text("alert → ok")
    expect(page.get_by_label("History", exact=True).get_by_role("row").last).to_contain_text("alert below 99")
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes, delete Accuracy is low").click()
    expect(row).to_have_count(0)


def test_what_is_being_deleted_is_not_asked_for(planted: Gnomon, look: Look) -> None:
    """Pages ask again every five seconds. The server does not know an alert any more before the page hears of that."""
    alert = {"name": "Errors", "metric": "error_rate", "direction": "above", "alert": 0.9, "enabled": False}
    made = planted.post("/v1/alerts", alert).json()["data"]
    watched = look(planted)
    page = watched.page

    def delete_slowly(route: Route) -> None:
        answer = route.fetch()
        with page.expect_response(lambda response: response.url.endswith("/v1/alerts")):
            page.clock.fast_forward(6_000)
        route.fulfill(response=answer)

    page.clock.install()
    page.route(f"**/v1/alerts/{made['id']}", delete_slowly)
    watched.open(f"/alerts?id={made['id']}")
    expect(page.get_by_text("It has never fired.")).to_be_visible()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes, delete Errors").click()
    expect(page.get_by_role("heading", name="Errors")).to_have_count(0)


def test_an_alert_on_changes_asks_for_no_levels(planted: Gnomon, look: Look) -> None:
    """It can be created from what is watched alone, and its page says what it waits for."""
    watched = look(planted)
    page = watched.open("/alerts")
    page.get_by_role("button", name="New alert").click()
    page.get_by_label("Name", exact=True).fill("Accuracy changed")
    page.get_by_label("Alert when").select_option(label="something changes")
    expect(page.get_by_label("Alert below")).to_have_count(0)
    page.get_by_role("combobox", name="Score", exact=True).fill("accuracy")
    page.get_by_label("Besides all requests, each").select_option(label="model")
    page.get_by_label("False alarms, on average").select_option(label="one a year")
    page.get_by_role("button", name="Try it on the last weeks").click()
    expect(page.get_by_text("It would not have fired.")).to_be_visible(timeout=30_000)
    watched.check_accessible()
    page.get_by_role("button", name="Create alert").click()
    row = page.get_by_label("Alerts", exact=True).get_by_role("row").nth(2)
    expect(row).to_contain_text("the level of accuracy, also by model: alert when it changes, false alarms: one a year")
    expect(page.get_by_text("It has never fired.")).to_be_visible()
    watched.check_accessible()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes, delete Accuracy changed").click()
    expect(row).to_have_count(0)


def test_the_built_in_alert_shows_what_it_watches(planted: Gnomon, look: Look) -> None:
    """Its conditions, which leave calls of replays and judges out, can be seen and removed."""
    watched = look(planted, width=900)
    page = watched.open("/alerts?id=built-in-1")
    about = page.get_by_text("Every project has this alert from the start.")
    expect(about).to_contain_text("every score, the share of failed requests, the latency, the cost of a request and")
    expect(about).to_contain_text("Experiment-Id is missing, Evaluator is missing")
    expect(about).to_contain_text("alert when one of them changes, false alarms: one in 13 weeks of each")
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.get_by_label("Watch", exact=True)).to_have_value("everything")
    expect(page.get_by_label("Besides all requests, each")).to_have_count(0)
    watched.check_accessible()
    page.get_by_role("button", name="Cancel").click()


def test_alerts_are_told_to_a_chat_whose_address_is_not_shown(planted: Gnomon, look: Look) -> None:
    """A test says how each receiver took it. Of the address, pages have the host."""
    watched = look(planted, scheme="dark", width=1024)
    page = watched.open("/webhooks")
    page.get_by_role("button", name="New webhook").click()
    page.get_by_label("What to send").select_option(label="alerts to Slack, or what takes its messages")
    expect(page.get_by_label("For calls that match")).to_have_count(0)
    page.get_by_label("URL of the receiver").fill("https://chat.invalid/services/secret")
    watched.check_accessible()
    page.get_by_role("button", name="Create webhook").click()
    expect(page.get_by_role("heading", name="https://chat.invalid/…")).to_be_visible()
    alert = {"name": "Errors", "metric": "error_rate", "direction": "above", "alert": 0.9, "enabled": False}
    made = planted.post("/v1/alerts", alert).json()["data"]
    page = watched.open(f"/alerts?id={made['id']}")
    expect(page.get_by_text("Its messages go to Slack: https://chat.invalid/…")).to_be_visible()
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_text("The test failed: the host name cannot be resolved")).to_be_visible()
    expect(page.get_by_text("It has never fired.")).to_be_visible()
    watched.check_accessible()
    planted.call("DELETE", f"/v1/alerts/{made['id']}")
    (webhook,) = planted.call("GET", "/v1/webhooks").json()["data"]
    assert "secret" not in webhook["destination"]
    planted.call("DELETE", f"/v1/webhooks/{webhook['id']}")
