extension Script {
  /// Axes on a canvas: from values to pixels, with ticks at round numbers.
  static let axes = #"""
    class Scale {
      // Covers the values, and ends on round numbers.
      constructor(values, start, end, { whole = false, intervals = 4 } = {}) {
        let low = Infinity, high = -Infinity;
        for (const value of values) { if (value < low) low = value; if (value > high) high = value; }
        if (low > high) [low, high] = [0, 1];
        const isShare = low >= 0 && high <= 1 && !whole;
        if (high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-9) {
          const margin = low === 0 ? 0.5 : Math.abs(low) / 10;
          [low, high] = whole ? [low - 0.5, high + 0.5] : [low - margin, high + margin];
        }
        let step = Scale.roundStep((high - low) / intervals);
        if (whole) step = Math.max(1, step);
        else [low, high] = [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
        // Nothing is drawn where no share can be.
        if (isShare) [low, high] = [Math.max(0, low), Math.min(1, high)];
        Object.assign(this, { low, high, start, end });
        const decimals = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        this.ticks = [];
        for (let index = Math.ceil(low / step - 1e-9); index * step <= high + step * 1e-6; index += 1)
          this.ticks.push([index * step, (index * step).toFixed(decimals)]);
      }

      static roundStep(minimum) {
        const power = 10 ** Math.floor(Math.log10(minimum));
        return ([1, 2, 5, 10].find((factor) => factor * power >= minimum * 0.999) ?? 10) * power;
      }

      at(value) { return this.start + ((value - this.low) / (this.high - this.low)) * (this.end - this.start); }
    }

    const isDark = matchMedia("(prefers-color-scheme: dark)");
    const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const colorOf = (arm) => (isDark.matches ? arm.dark : arm.light);

    // Equal dots beside each other where they would overlap: offsets across the axis, at most `room` from the middle.
    const swarm = (positions, diameter, room) => {
      const offsets = new Array(positions.length).fill(0), placed = [];
      const candidates = [0];
      for (let offset = diameter / 3; offset <= room; offset += diameter / 3) candidates.push(offset, -offset);
      const order = positions.map((_, index) => index).sort((a, b) => positions[a] - positions[b]);
      for (const index of order) {
        while (placed.length && positions[placed[0]] < positions[index] - diameter) placed.shift();
        const isFree = (offset) => placed.every((other) =>
          (offsets[other] - offset) ** 2 + (positions[other] - positions[index]) ** 2 >= diameter * diameter * 0.98);
        offsets[index] = candidates.find(isFree) ?? candidates[index % candidates.length];
        placed.push(index);
      }
      return offsets;
    };
    """#
}
