/// Measures a page from within, once it is laid out.
enum Inspection {
  /// Expects `medium`; posts what `Browser.Findings` has, as JSON in Base64, to the window around it.
  static let script = #"""
    const errors = [];
    addEventListener("error", (event) => errors.push(String(event.message || event.target.tagName)), true);
    if (medium === "print" || medium === "dark") {
      for (const sheet of document.styleSheets)
        for (const rule of sheet.cssRules)
          if (rule instanceof CSSMediaRule)
            rule.media.mediaText = rule.media.mediaText.includes(medium) ? "all" : "not all";
    }
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
    // Text on the cells of a heat map lies on colours that are drawn, not set.
    const isFaint = (element) => {
      if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) return false;
      if (element.matches("title, desc, style, script, .on-dark, .on-light")) return false;
      const style = getComputedStyle(element);
      const [a, b] = [luminance(element instanceof SVGElement ? style.fill : style.color), luminance(ground(element))];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
    };
    for (const details of document.querySelectorAll("details")) details.open = true;
    const name = (element) => (element.closest("figure")?.id ?? "?") + ": " + element.textContent.slice(0, 40);
    addEventListener("load", () => {
      const empty = [], cut = [], overlapping = [];
      const drawings = [...document.querySelectorAll("figure svg.plot")];
      for (const drawing of drawings) {
        const box = drawing.getBoundingClientRect();
        if (box.width < 40 || box.height < 40) empty.push(name(drawing));
        for (const picture of drawing.querySelectorAll("image")) {
          const own = picture.getBoundingClientRect();
          if (own.width < 20 || own.height < 20) empty.push(name(picture));
        }
        const texts = [...drawing.querySelectorAll("text")].map((text) => [text, text.getBoundingClientRect()]);
        for (const [text, own] of texts)
          if (own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1)
            cut.push(name(text));
        texts.forEach(([text, own], index) => {
          for (const [other, its] of texts.slice(index + 1)) {
            const width = Math.min(own.right, its.right) - Math.max(own.left, its.left);
            const height = Math.min(own.bottom, its.bottom) - Math.max(own.top, its.top);
            if (width > 2 && height > 3) overlapping.push(name(text) + " | " + other.textContent.slice(0, 40));
          }
        });
      }
      const findings = {
        viewport: innerWidth, width: document.documentElement.scrollWidth,
        figures: document.querySelectorAll("figure").length, drawings: drawings.length, empty, cut, overlapping, errors,
        faint: [...document.body.querySelectorAll("*")].filter(isFaint).map(name),
      };
      const bytes = new TextEncoder().encode(JSON.stringify(findings));
      parent.postMessage("BEGIN" + btoa(String.fromCharCode(...bytes)) + "END", "*");
    });
    """#
}
