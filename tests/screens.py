"""What is wrong with a page that a real Chromium shows: for people who do not see it, and for those who magnify it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def axe_faults(page: Page) -> list[str]:
    """What axe finds on the page, a line a fault with the first place where it is."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{page.url} {one['id']}: {one['help']} {one['nodes'][0]['html'][:200]}" for one in found]


STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (one) => one && one !== document.body && one !== document.documentElement &&
    (["auto", "scroll"].includes(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const hidden = (one) => one.closest(".vh, .skip, [hidden], template") || !one.checkVisibility();
  const out = [...document.querySelectorAll("body *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1) && !hidden(one) && !scrolls(one);
  }).map((one) => one.outerHTML.slice(0, 160));
  const scrolled = document.documentElement.scrollWidth;
  return scrolled > width ? [`scrolls to ${scrolled}`, ...out] : out;
}"""


# Two frames for what answers the new width, then whatever moves until it stands: the admin's sidebar slides away.
AT_REST = """async () => {
  for (const _frame of [1, 2]) await new Promise(requestAnimationFrame);
  const ending = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map((one) => one.finished));
}"""


def sticking_out(page: Page) -> list[str]:
    """What sticks out sideways on a screen of 320 × 256 points: a wide screen at 400 %."""
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 256})
    page.evaluate(AT_REST)
    found = page.evaluate(STICKING_OUT)
    if before:
        page.set_viewport_size(before)
    return [f"{page.url} {one}" for one in found]


class Looker:
    """Looks at the pages that one opens, and remembers what is wrong with each."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []
        self.seen = 0

    def look(self) -> None:
        self.seen += 1
        self.found += [*axe_faults(self.page), *sticking_out(self.page)]

    def look_at(self, *addresses: str) -> None:
        for address in addresses:
            self.page.goto(address)
            self.look()
