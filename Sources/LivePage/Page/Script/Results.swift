extension Script {
  /// Curves and distributions, experiment by experiment.
  static let results = #"""
    const results = new Map();
    const makeResults = () => {
      results.clear();
      byId("results").replaceChildren(...model.study.experiments.map((experiment) => {
        const section = make("section"), legend = make("ul", "legend"), grid = make("div", "charts");
        const none = make("p", "soft", "No model is finished yet.");
        section.append(make("h2", "", `Experiment ${experiment.name}`), legend, none, grid);
        const own = { experiment, none, charts: [], trialsByArm: new Map(), dots: [] };
        for (const arm of experiment.arms) {
          const item = make("li"), dot = make("i");
          dot.style.background = colorOf(arm);
          own.dots.push([dot, arm]);
          item.append(dot, arm.name);
          legend.append(item);
        }
        const add = (title, plan) => own.charts.push(new Chart(title, plan));
        add("Validation accuracy by epoch", (width) => curvePlan(experiment, (t) => t.validation_accuracy, own.trialsByArm, width));
        add("Validation loss by epoch", (width) => curvePlan(experiment, (t) => t.validation_loss, own.trialsByArm, width));
        for (const measure of experiment.measures)
          add(measure.title, (width) => stripPlan(experiment, measure, own.trialsByArm, width));
        grid.append(...own.charts.map((chart) => chart.element));
        results.set(experiment.name, own);
        return section;
      }));
    };

    // Draws the charts of the experiments in which one of these trials is; null: all.
    const drawResults = (numbers) => {
      const concerned = new Set(numbers === null ? results.keys() : [...numbers].map((number) => model.trials.get(number))
        .filter((trial) => trial && trial.validation_accuracy.length > 0).map((trial) => trial.experiment));
      for (const own of results.values()) {
        if (!concerned.has(own.experiment.name)) continue;
        own.trialsByArm = Map.groupBy([...model.trials.values()].filter((trial) => trial.experiment === own.experiment.name)
          .sort((a, b) => a.number - b.number), (trial) => trial.arm);
        for (const chart of own.charts) chart.draw();
        setHidden(own.none, own.charts.some((chart) => !chart.element.hidden));
      }
    };

    isDark.addEventListener("change", () => {
      for (const own of results.values()) {
        for (const [dot, arm] of own.dots) dot.style.background = colorOf(arm);
        for (const chart of own.charts) chart.draw();
      }
      drawMaps();
    });
    """#
}
