/// Measures a page from within, once it is laid out.
enum Inspection {
  /// Expects `medium`; posts what `Browser.Findings` has, as JSON in Base64, to the window around it.
  static let script = #"""
    const errors = [];
    addEventListener("error", (event) => errors.push(String(event.message || event.target.tagName)), true);
    if (medium === "print") {
      for (const sheet of document.styleSheets)
        for (const rule of sheet.cssRules)
          if (rule instanceof CSSMediaRule)
            rule.media.mediaText = rule.media.mediaText === "print" ? "all" : "not all";
    }
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
      };
      const bytes = new TextEncoder().encode(JSON.stringify(findings));
      parent.postMessage("BEGIN" + btoa(String.fromCharCode(...bytes)) + "END", "*");
    });
    """#
}
