"""What a device keeps of the boards that were open on it."""

from playwright.sync_api import Page

KEPT = """
async (name) => {
  const found = (await indexedDB.databases()).some((one) => one.name === "themeroom");
  if (!found) return 0;
  const opening = indexedDB.open("themeroom");
  const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
  const counting = database.transaction(name).objectStore(name).count();
  const count = await new Promise((done) => (counting.onsuccess = () => done(counting.result)));
  database.close();
  return count;
}
"""
"""How many things this device keeps."""
NEXT_FRAME = "requestAnimationFrame"
LEFT_OVER = f"""
async (name) => {{
  const late = performance.now() + 10_000;
  while ((await ({KEPT})(name)) > 0 && performance.now() < late) await new Promise({NEXT_FRAME});
  return ({KEPT})(name);
}}
"""
"""How many things this device keeps, once that is none or will not become so."""


def is_kept(page: Page) -> None:
    """Waits until the pages and the board are on this device."""
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    page.evaluate(
        f"async (name) => {{ while ((await ({KEPT})(name)) === 0) await new Promise({NEXT_FRAME}); }}", "boards"
    )


def nothing_waits(page: Page) -> None:
    """This device keeps no change any more: a settled one is taken off the disk a moment later."""
    assert page.evaluate(LEFT_OVER, "commands") == 0
