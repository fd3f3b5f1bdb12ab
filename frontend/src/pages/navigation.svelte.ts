import { createContext } from "svelte";
import { parseRoute, type Route } from "./route";

/** The present page, kept equal to the address bar. */
export class Navigation {
  route: Route = $state.raw(parseRoute(location));

  /** Follows back, forward and links of our own; returns what undoes that. */
  listen(): () => void {
    const moved = (): void => {
      this.route = parseRoute(location);
    };
    const clicked = (event: MouseEvent): void => {
      this.#follow(event);
    };
    addEventListener("popstate", moved);
    document.addEventListener("click", clicked);
    return () => {
      removeEventListener("popstate", moved);
      document.removeEventListener("click", clicked);
    };
  }

  /** Whether the page before this one in the browser's history is the board as it is now. */
  get fromNow(): boolean {
    return (history.state as { fromNow?: boolean } | null)?.fromNow === true;
  }

  go(path: string, state: object | null = null): void {
    history.pushState(state, "", path);
    this.route = parseRoute(location);
  }

  replace(path: string): void {
    history.replaceState(history.state, "", path);
    this.route = parseRoute(location);
  }

  #follow(event: MouseEvent): void {
    const link = ownLink(event);
    if (link === null) return;
    event.preventDefault();
    this.go(link.pathname + link.search + link.hash);
  }
}

/** The link of this app that a plain click means, if any. */
function ownLink(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.origin !== location.origin || link.target !== "") return null;
  if (link.hasAttribute("download") || link.pathname.startsWith("/api/")) return null;
  return link.pathname === location.pathname && link.hash !== "" ? null : link;
}

export const [getNavigation, setNavigation] = createContext<Navigation>();
