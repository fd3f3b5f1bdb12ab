// What does not fit on the screen, as sentences. Lengths are CSS pixels.
(touch) => {
  const faults = [];
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden");
  const name = (element) => {
    const words = (element.getAttribute("aria-label") ?? element.textContent).replace(/\s+/g, " ").trim().slice(0, 50);
    return `${element.tagName.toLowerCase()}.${element.className} “${words}”`;
  };
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} wide, the window ${innerWidth}`);

  const tight = "button, .button, h1, h2, h3, legend, label, summary, p, article, .slip, li, dt, dd, td, th";
  for (const element of all(tight)) {
    const { display, overflowY } = getComputedStyle(element);
    if (display === "inline" || display === "contents") continue;
    const wide = element.scrollWidth - element.clientWidth;
    const high = element.scrollHeight - element.clientHeight;
    if (wide > 1) faults.push(`${name(element)} is cut by ${wide} at the side`);
    if (high > 1 && (overflowY === "hidden" || overflowY === "clip")) faults.push(`${name(element)} is cut by ${high} below`);
  }

  const target = (element) => element.closest("label") ?? element;
  const small = ({ width, height }) => width < 43.5 || height < 43.5;
  for (const element of touch ? all("button, a[href], input, select, textarea, summary") : []) {
    const { width, height } = target(element).getBoundingClientRect();
    if (small({ width, height }) && getComputedStyle(element).display !== "inline")
      faults.push(`${name(target(element))} is ${width.toFixed(0)} × ${height.toFixed(0)} for a finger`);
  }
  return [...new Set(faults)];
}
