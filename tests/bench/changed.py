"""In Chromium: from the moment that a choice is made until the charts have been drawn anew and painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from playwright.sync_api import Browser

from tests.bench.timing import Table, ms, percentile

ROUNDS = 4
SETTLED_MS = 400
# Both pages are watched in the same way: a chart of ours is drawn when its surface says so, a dcc.Graph when
# plotly.js tells that it has plotted. The clock stops after the frame in which the last of them is painted.
_CHANGE = """
async ([how, value]) => {
  const charts = () => [...document.querySelectorAll(
    how ? ".js-plotly-plot" : "#react-entry-point .yta[data-figure]")];
  const inView = e => { const b = e.getBoundingClientRect(); return b.top < innerHeight && b.bottom > 0; };
  const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const old = new Set(charts()), plotted = new Set();
  const asked = () => performance.getEntriesByType("resource").find(e => e.name.includes("update-component"));
  if (how) charts().forEach(e => e.on("plotly_afterplot", () => { if (asked()) plotted.add(e); }));
  const drawn = e => how ? plotted.has(e) : !old.has(e) && e.dataset.drawn === "ja";
  const done = list => list.length > 0 && list.every(drawn);
  const told = { seen: 0, every: 0, replaced: 0 };
  performance.clearResourceTimings();
  const begun = performance.now();
  new MutationObserver((_, self) => {
    if (charts().some(e => old.has(e))) return;
    told.replaced = told.replaced || performance.now() - begun;
    self.disconnect();
  }).observe(document.body, { childList: true, subtree: true });
  if (how) dash_clientside.set_props("report", { value });
  else {
    const select = document.querySelector("#react-entry-point #val-rapport");
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
  while (!told.every && performance.now() - begun < 10000) {
    await frame();
    const now = performance.now() - begun;
    if (!told.seen && done(charts().filter(inView))) told.seen = now;
    if (done(charts())) told.every = now;
  }
  told.asked = asked().startTime - begun;
  told.answered = asked().responseEnd - begun;
  return told;
}
"""


class Change(NamedTuple):
    """Milliseconds after the choice. asked: the request is sent; answered: its answer is there; replaced: the
    page's old charts are gone; seen: the charts in view are painted; every: those further down too.
    """

    asked: float
    answered: float
    replaced: float
    seen: float
    every: float


def in_browser(
    browser: Browser, address: str, how: str, reports: Sequence[str]
) -> tuple[list[Change], list[Change]]:
    """Changes to views that this browser has not shown before, and to those that it has."""
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(1500)
    rounds = [[_change(page, how, report) for report in (*reports[1:], reports[0])] for _ in range(ROUNDS)]
    page.close()
    return rounds[0][:-1], [one for made in rounds[1:] for one in made]


def _change(page: Any, how: str, report: str) -> Change:
    page.wait_for_timeout(SETTLED_MS)
    told = page.evaluate(_CHANGE, [how, report])
    assert told["seen"], f"no new charts for {report}"
    return Change(**{name: float(told[name]) for name in Change._fields})


def parts(made: Sequence[Change]) -> Table:
    """Where the time of a change goes."""
    steps = {
        "Dash hears of the choice and sends its request": [one.asked for one in made],
        "the request, the server, the answer's way back": [one.answered - one.asked for one in made],
        "Dash and React take in the answer; the browser reads the page's HTML": [
            one.replaced - one.answered for one in made
        ],
        "style, layout, the charts in view, the frame that shows them": [
            one.seen - one.replaced for one in made
        ],
    }
    rows = [[step, ms(percentile(taken, 0.5)), ms(percentile(taken, 0.95))] for step, taken in steps.items()]
    return "What a filter change is made of in Chromium, views that it has shown before", (
        "step", "p50", "p95",
    ), rows  # fmt: skip
