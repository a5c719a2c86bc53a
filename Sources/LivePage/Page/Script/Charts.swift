extension Script {
  /// A canvas with a title, drawn anew when its data or its size changed; and the two kinds of drawing.
  static let charts = #"""
    // To ask for a width would lay out the page at every drawing; it is told when one changes, and at first.
    const chartOf = new WeakMap();
    const sizes = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) {
        const chart = chartOf.get(target);
        if (chart.width === contentRect.width) continue;
        chart.width = contentRect.width;
        chart.draw();
      }
    });
    class Chart {
      constructor(title, paint) {
        Object.assign(this, { paint, hits: [], width: 0 });
        this.element = make("div", "chart");
        this.canvas = make("canvas");
        this.canvas.setAttribute("role", "img");
        this.element.append(make("h3", "", title), this.canvas);
        this.title = title;
        chartOf.set(this.element, this);
        sizes.observe(this.element);
        this.canvas.addEventListener("pointermove", (event) => this.point(event));
        this.canvas.addEventListener("pointerleave", () => setHidden(byId("tip"), true));
      }

      // Without data there is nothing to see.
      draw() {
        const width = this.width, plan = this.paint(width);
        setHidden(this.element, plan === null);
        this.hits = [];
        // A chart that was hidden has no width before it is laid out, and is drawn then.
        if (plan === null || width === 0) return;
        const ratio = Math.max(1, devicePixelRatio);
        [this.canvas.width, this.canvas.height] = [Math.round(width * ratio), Math.round(plan.height * ratio)];
        if (this.canvas.style.height !== `${plan.height}px`) this.canvas.style.height = `${plan.height}px`;
        const pen = this.canvas.getContext("2d");
        pen.scale(ratio, ratio);
        pen.font = `11.5px ${getComputedStyle(document.body).fontFamily}`;
        pen.lineJoin = "round";
        plan.draw(pen, this.hits);
        setLabel(this.canvas, `${this.title}: ${plan.summary}`);
        setData(this.canvas, "marks", this.hits.length);
      }

      point(event) {
        const tip = byId("tip"), box = this.canvas.getBoundingClientRect();
        const [x, y] = [event.clientX - box.left, event.clientY - box.top];
        let best = null, least = 14 ** 2;
        for (const hit of this.hits) {
          const distance = (hit.x - x) ** 2 + (hit.y - y) ** 2;
          if (distance < least) [best, least] = [hit, distance];
        }
        setHidden(tip, best === null);
        if (best === null) return;
        setText(tip, best.text);
        tip.style.left = `${Math.max(4, Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 4))}px`;
        tip.style.top = `${Math.max(4, event.clientY - 30)}px`;
      }
    }
    const line = (pen, points) => {
      pen.beginPath();
      points.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      pen.stroke();
    };
    const disc = (pen, x, y, radius, isFull) => {
      pen.beginPath();
      pen.arc(x, y, radius, 0, 2 * Math.PI);
      if (isFull) pen.fill(); else pen.stroke();
    };
    // Ticks of a horizontal axis: lines in each of the strips from one height to another, and numbers below.
    const verticalGrid = (pen, scale, strips, bottom, width) => {
      [pen.strokeStyle, pen.fillStyle, pen.lineWidth, pen.textAlign] = [ink("--line"), ink("--soft"), 1, "center"];
      for (const [value, label] of scale.ticks) {
        const x = Math.round(scale.at(value)) + 0.5, half = pen.measureText(label).width / 2;
        for (const [top, end] of strips) line(pen, [[x, top], [x, end]]);
        pen.fillText(label, Math.min(Math.max(half, x), width - half), bottom + 15);
      }
    };

    // A measure arm by arm: a dot a model, hollow where it does not count, and the median of those that do.
    const stripPlan = (experiment, measure, trialsByArm, width) => {
      const rows = experiment.arms.map((arm) => {
        const trials = (trialsByArm.get(arm.name) ?? []).filter((trial) => isNumber(trial.measures[measure.name]));
        return { arm, trials, middle: median(trials.filter((t) => t.state === "done").map((t) => t.measures[measure.name])) };
      });
      const values = rows.flatMap((row) => row.trials.map((trial) => trial.measures[measure.name]));
      if (values.length === 0) return null;
      const rowHeight = 48, height = rows.length * rowHeight + 22;
      const summary = rows.map((row) =>
        `${row.arm.name}: ${counted(row.trials.length, "model")}${isNumber(row.middle) ? `, median ${share(row.middle)}` : ""}`);
      return { height, summary: summary.join("; "), draw: (pen, hits) => {
        const scale = new Scale(values, 6, width - 12);
        verticalGrid(pen, scale, rows.map((_, index) => [index * rowHeight + 18, (index + 1) * rowHeight - 3]), height - 22, width);
        rows.forEach((row, index) => {
          const top = index * rowHeight, middle = top + 31, color = colorOf(row.arm);
          [pen.fillStyle, pen.textAlign] = [ink("--ink"), "left"];
          pen.fillText(row.arm.name, 0, top + 13, width * 0.55);
          pen.textAlign = "right";
          pen.fillStyle = ink("--soft");
          if (isNumber(row.middle)) pen.fillText(`median ${share(row.middle)}`, width - 2, top + 13);
          const positions = row.trials.map((trial) => scale.at(trial.measures[measure.name]));
          const offsets = swarm(positions, 6.4, 11);
          [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = [color, color, 1.2];
          row.trials.forEach((trial, place) => {
            const [x, y] = [positions[place], middle + offsets[place]];
            pen.globalAlpha = 0.8;
            disc(pen, x, y, 3, trial.state === "done");
            hits.push({ x, y, text: `${trial.key}: ${share(trial.measures[measure.name])}` });
          });
          pen.globalAlpha = 1;
          if (isNumber(row.middle)) {
            pen.lineWidth = 2.5;
            line(pen, [[scale.at(row.middle), middle - 14], [scale.at(row.middle), middle + 14]]);
          }
        });
      } };
    };

    // A value after each epoch: a thin line a model, a thick one for each arm's median.
    const curvePlan = (experiment, values, trialsByArm, width) => {
      const arms = experiment.arms.map((arm) => ({ arm, trials: (trialsByArm.get(arm.name) ?? []).filter((t) => values(t).some(isNumber)) }));
      const all = arms.flatMap(({ trials }) => trials.flatMap((trial) => values(trial).filter(isNumber)));
      if (all.length === 0) return null;
      const epochs = Math.max(...arms.flatMap(({ trials }) => trials.map((trial) => values(trial).length)));
      const height = 208;
      const summary = arms.map(({ arm, trials }) => {
        const last = median(trials.map((trial) => values(trial).at(-1)).filter(isNumber));
        return `${arm.name}: ${counted(trials.length, "model")}${isNumber(last) ? `, median at the end ${number(last)}` : ""}`;
      });
      return { height, summary: summary.join("; "), draw: (pen, hits) => {
        const y = new Scale(all, height - 26, 8);
        const left = Math.max(...y.ticks.map(([, label]) => pen.measureText(label).width)) + 8;
        const x = new Scale(epochs > 1 ? [1, epochs] : [1], left + 6, width - 8, { whole: true, intervals: 6 });
        [pen.strokeStyle, pen.fillStyle, pen.lineWidth, pen.textAlign] = [ink("--line"), ink("--soft"), 1, "right"];
        for (const [value, label] of y.ticks) {
          const place = Math.round(y.at(value)) + 0.5;
          line(pen, [[left, place], [width, place]]);
          pen.fillText(label, left - 5, place + 4);
        }
        verticalGrid(pen, x, [], height - 26, width);
        const medians = [];
        for (const { arm, trials } of arms) {
          [pen.strokeStyle, pen.fillStyle] = [colorOf(arm), colorOf(arm)];
          // The more there are, the fainter: what matters is where they are dense.
          const alpha = Math.min(0.45, Math.max(0.1, 6 / trials.length));
          for (const trial of trials) {
            const points = values(trial).map((value, index) => [x.at(index + 1), y.at(value), value]).filter(([, , v]) => isNumber(v));
            [pen.lineWidth, pen.globalAlpha] = [1, alpha];
            pen.setLineDash(trial.state === "done" ? [] : [2, 3]);
            if (epochs > 1 && points.length > 1) line(pen, points);
            else for (const [px, py] of points) disc(pen, px, py, 2.5, trial.state === "done");
            points.forEach(([px, py, value], index) =>
              hits.push({ x: px, y: py, text: `${trial.key}, epoch ${index + 1}: ${number(value, 4)}` }));
          }
          const middles = [];
          for (let epoch = 0; epoch < epochs; epoch += 1) {
            const middle = median(trials.map((trial) => values(trial)[epoch]).filter(isNumber));
            if (isNumber(middle)) middles.push([x.at(epoch + 1), y.at(middle)]);
          }
          if (middles.length > 1) medians.push([arm, middles]);
          else for (const [px, py] of middles) medians.push([arm, [[px - 9, py], [px + 9, py]]]);
        }
        pen.setLineDash([]);
        pen.globalAlpha = 1;
        for (const [arm, points] of medians)
          for (const [color, thickness] of [[ink("--paper"), 4.6], [colorOf(arm), 2.4]]) {
            [pen.strokeStyle, pen.lineWidth] = [color, thickness];
            line(pen, points);
          }
      } };
    };
    """#
}
