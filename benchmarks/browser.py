# SPDX-License-Identifier: EUPL-1.2
"""The map of very many initiatives in Chromium, against the usual way to make one: all points in a single GeoJSON file
that MapLibre clusters itself. The processor draws (SwiftShader), so a graphics card only makes it better.
"""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Error, Page, Request

from benchmarks.browser_rival import Rival
from benchmarks.city import Scale, counts, stored
from benchmarks.measure import Comparison, Outcome, Quantity, UnavailableError, alternate
from graph_api.web import pages
from tests.browser.chromium import chromium, program, until
from tests.web.running import Served, served

WIDTH, HEIGHT = 1280, 900
RIVAL: Final = "all points in one GeoJSON file"
PATIENCE: Final = 120_000
"""Milliseconds."""
PANNING: Final = 3.0
"""Seconds that the map is dragged to and fro."""
QUIET: Final = 1.5
"""Seconds without drawing after which a map is complete."""

# For each frame in which something was drawn: when, and how many vertices.
_COUNT_DRAWING: Final = """
window.drawn = [];
let vertices = 0;
const context = WebGL2RenderingContext.prototype;
for (const [name, count] of [["drawElements", 1], ["drawArrays", 2]]) {
  const draw = context[name];
  context[name] = function (...given) { vertices += given[count]; return draw.apply(this, given); };
}
const frame = () => {
  if (vertices) drawn.push([performance.now(), vertices]);
  vertices = 0;
  requestAnimationFrame(frame);
};
requestAnimationFrame(frame);
"""

# From the page itself: moves that come from outside come less often than frames do.
_DRAG: Final = """async ([x, y, most]) => {
  const map = document.elementFromPoint(x, y), start = performance.now(), before = drawn.length;
  for (let at = 1; performance.now() - start < most; at++) {
    await new Promise(requestAnimationFrame);
    const clientX = x + 8 * Math.abs(at % 40 - 20) - 80, clientY = y + 4 * Math.abs(at % 60 - 30) - 60;
    map.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, buttons: 1, clientX, clientY }));
  }
  return 1000 * (drawn.length - before) / (performance.now() - start);
}"""


def benchmark(scale: Scale, cache: Path) -> Outcome:
    """The first map, panning, and what goes over the line. Raises UnavailableError where something lacks."""
    executable = program()
    if executable is None or not (pages.STATIC / "index.html").is_file():
        raise UnavailableError("it needs Chromium and the pages (`make build`)")
    path = stored(scale, cache)
    rival = Rival.of(path)
    with tempfile.TemporaryDirectory(prefix="verbind-bench-") as folder:
        log = Path(folder) / "server.log"
        with served(f"sqlite:///{path}", log) as server, chromium(executable) as browser:
            return Outcome(counts(path), *_measure(browser, server, rival, scale.rounds))


def _measure(browser: Browser, server: Served, rival: Rival, rounds: int) -> tuple[list[Comparison], list[Quantity]]:
    """Each round opens the map in a new window, where nothing is kept from before."""
    sizes: list[float] = []
    pans: tuple[list[float], list[float]] = ([], [])

    def ours() -> float:
        return _visit(browser, server.url, lambda page: page.goto(server.url), pans[0], sizes)

    def theirs() -> float:
        return _visit(browser, server.url, lambda page: rival.open(page, server.url), pans[1], [])

    ours()  # the server's first answer computes what it keeps afterwards
    pans[0].clear()
    first = alternate(ours, theirs, rounds)
    return [
        Comparison("first complete map", RIVAL, "s", *first),
        Comparison("panning", RIVAL, "drawn frames/s", *pans, rate=True),
    ], [
        Quantity("first complete map", "s after navigation", first[0], 2.0),
        Quantity("from one drawn frame to the next while panning", "ms", [1000 / rate for rate in pans[0]], 1000 / 30),
        Quantity("largest answer, compressed", "kB", [max(sizes)], 500),
        Quantity(f"{RIVAL}, compressed", "kB", [rival.compressed / 1000]),
    ]


def _visit(browser: Browser, url: str, go: Callable[[Page], object], rates: list[float], sizes: list[float]) -> float:
    """Seconds from navigation to the first frame that shows all that the map shows once it rests."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    context.add_init_script(_COUNT_DRAWING)
    asked: list[Request] = []
    context.on("requestfinished", lambda request: asked.append(request))
    page = context.new_page()
    try:
        go(page)
        took = _complete(_rest(page))
        rates.append(_pan(page))
        _rest(page)
        sizes.append(max(map(_size, asked)))
    finally:
        context.close()
    return took


def _rest(page: Page) -> Sequence[tuple[float, int]]:
    """Wait until nothing was drawn for a while; all that was."""
    until(page, "drawn.length > 0", PATIENCE / 1000)
    page.wait_for_load_state("networkidle")
    until(page, f"performance.now() - drawn.at(-1)[0] > {QUIET * 1000}", PATIENCE / 1000)
    return page.evaluate("drawn")


def _complete(drawn: Sequence[tuple[float, int]]) -> float:
    whole = drawn[-1][1]
    return next(when for when, vertices in drawn if vertices >= whole) / 1000


def _pan(page: Page) -> float:
    """Frames in a second in which the map drew, while a hand drags it to and fro: a move in every frame, as browsers
    tell of them."""
    box = page.locator("canvas").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    rate: float = page.evaluate(_DRAG, [x, y, PANNING * 1000])
    page.mouse.move(x + 80, y)  # no click, which would choose something
    page.mouse.up()
    return rate


def _size(request: Request) -> float:
    """What went over the line for a request, in kB; nothing where that is unknown, of what the test itself answered."""
    try:
        sizes: Any = request.sizes()
    except Error:
        return 0.0
    return sizes["responseBodySize"] / 1000
