"""Notes every card that glides over a page from now on, as `window.glided`."""

GLIDES = """
() => {
  window.glided = [];
  new MutationObserver((all) => {
    for (const { addedNodes } of all)
      for (const node of addedNodes) if (node.classList?.contains("gliding")) window.glided.push(node.innerText);
  }).observe(document.body, { childList: true, subtree: true });
}
"""
