"""What the page of an attempt does by itself, waited for before one goes on."""

from playwright.sync_api import Page, Request, expect

# Playwright's pages never lose the focus: as when somebody comes back to the window.
COME_BACK = "window.dispatchEvent(new Event('focus'))"
# How many answers this browser holds (answer-store.js). What is still being put down is counted,
# for one who reads waits for those who write.
KEPT = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("parcours", 1);
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const counting = opening.result.transaction("answers").objectStore("answers").count();
    counting.onsuccess = () => resolve(counting.result);
    opening.result.close();
  };
})"""


def is_awake(page: Page) -> None:
    """Its scripts are there, and what is given from now on is saved at once."""
    expect(page.locator("[data-save-state]")).not_to_contain_text("Press “Save”")


def kept(page: Page) -> int:
    """The scripts of the page have opened their store before, so this waits for them too."""
    found: int = page.evaluate(KEPT)
    return found


def come_back(page: Page) -> None:
    """Until the page has asked how the attempt stands, and was answered.

    It asks no sooner than five seconds after it did before, and no longer than five: on a busy
    machine one comes back again.
    """
    answered: list[Request] = []

    def note(request: Request) -> None:
        if request.url.endswith("/now/"):
            answered.append(request)

    page.on("requestfinished", note)
    for _ in range(120):
        page.evaluate(COME_BACK)
        page.wait_for_timeout(500)
        if answered:
            page.remove_listener("requestfinished", note)
            return
    raise AssertionError("nobody asked how the attempt stands")
