extension Script {
  /// Elements, changed only where they differ; numbers and times in words.
  static let basics = #"""
    const byId = (id) => document.getElementById(id);
    const make = (name, className, text) => {
      const element = document.createElement(name);
      if (className) element.className = className;
      if (text !== undefined) element.textContent = text;
      return element;
    };
    const setText = (element, text) => { if (element.textContent !== text) element.textContent = text; };
    const setData = (element, name, value) => {
      if (value === undefined || value === null || value === false) {
        if (name in element.dataset) delete element.dataset[name];
      } else if (element.dataset[name] !== String(value)) element.dataset[name] = value;
    };
    const setHidden = (element, isHidden) => { if (element.hidden !== isHidden) element.hidden = isHidden; };
    const setLabel = (element, text) => {
      if (element.getAttribute("aria-label") !== text) element.setAttribute("aria-label", text);
    };
    const setWidth = (element, width) => { if (element.style.width !== width) element.style.width = width; };

    const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
    const number = (value, digits = 3) => (isNumber(value) ? value.toPrecision(digits).replace(/e([+-])0?/, "e$1") : "");
    const rate = (value) => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
    const share = (value) => (isNumber(value) ? value.toFixed(3) : "");
    const median = (values) => {
      if (values.length === 0) return undefined;
      const sorted = [...values].sort((a, b) => a - b);
      const middle = sorted.length >> 1;
      return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    };
    const time = (seconds) => {
      const whole = Math.round(seconds), two = (part) => String(part).padStart(2, "0");
      if (whole < 60) return `${whole} s`;
      if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
      return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
    };
    const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
    """#
}
