/// Scripts that look at a page from within.
enum PageWatch {
  /// Counts what the page's scripts change, and how long they keep the page from answering.
  static let counting = #"""
    globalThis.watch = { changes: 0, tasks: [], rows: 0, frames: 0 };
    const frame = () => { watch.frames += 1; requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => watch.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask", buffered: true });
    addEventListener("DOMContentLoaded", () => {
      new MutationObserver((changes) => {
        watch.changes += changes.length;
        for (const change of changes)
          for (const node of change.addedNodes) if (node.nodeName === "TR") watch.rows += 1;
      }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    """#

  /// Texts whose contrast against their ground is below 4.5, and how much wider than the window the page is.
  static let looks = #"""
    (() => {
      const channels = (color) => (color.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
      const luminance = (color) => {
        const [r, g, b] = channels(color).slice(0, 3).map((part) => {
          const value = part / 255;
          return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (element) => {
        for (; element; element = element.parentElement) {
          const color = getComputedStyle(element).backgroundColor;
          if ((channels(color)[3] ?? 1) > 0.5) return color;
        }
        return "rgb(255, 255, 255)";
      };
      const faint = [...document.body.querySelectorAll("*")].filter((element) => {
        if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) return false;
        if (element.matches("script, style") || element.getClientRects().length === 0) return false;
        const [a, b] = [luminance(getComputedStyle(element).color), luminance(ground(element))];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
      }).map((element) => `${element.nodeName} ${element.textContent.slice(0, 40)}`);
      return { faint, excess: document.documentElement.scrollWidth - innerWidth };
    })()
    """#
}
