extension Script {
  /// The tables of workers, trials and failures. A row is made once for its key, and changed where it differs.
  static let rows = #"""
    // Rows of a table body by key, kept in the order of `compare`.
    class Rows {
      constructor(body, compare, makeRow) { Object.assign(this, { body, compare, makeRow, rows: new Map(), order: [] }); }

      get(key) {
        let row = this.rows.get(key);
        if (row) return row;
        row = this.makeRow(key);
        this.rows.set(key, row);
        // Rows come in order, mostly.
        let place = this.order.length;
        while (place > 0 && this.compare(this.order[place - 1], key) > 0) place -= 1;
        this.body.insertBefore(row.element, this.rows.get(this.order[place])?.element ?? null);
        this.order.splice(place, 0, key);
        return row;
      }

      remove(key) {
        const row = this.rows.get(key);
        if (!row) return;
        row.element.remove();
        this.rows.delete(key);
        this.order.splice(this.order.indexOf(key), 1);
      }

      get size() { return this.rows.size; }
    }
    const byName = new Intl.Collator("en", { numeric: true }).compare;
    const makeCells = (names) => {
      const element = make("tr"), row = { element };
      names.forEach(([name, className], index) => {
        row[name] = make(index === 0 ? "th" : "td", className);
        if (index === 0) row[name].scope = "row";
        element.append(row[name]);
      });
      return row;
    };
    const addMeter = (cell) => {
      const meter = make("span", "meter"), fill = make("i"), text = make("span");
      meter.append(fill);
      cell.append(meter, text);
      return (fraction, words) => {
        setData(meter, "off", isNumber(fraction) ? null : "");
        setWidth(fill, `${Math.round(100 * (fraction ?? 0))}%`);
        setText(text, words);
      };
    };
    const addBadge = (cell) => {
      const badge = make("span", "badge");
      cell.append(badge);
      return (state) => { setData(badge, "state", state); setText(badge, state.replace("_", " ")); };
    };

    const workerRows = new Rows(byId("worker-rows"), byName, () => {
      const row = makeCells([["name"], ["host", "minor"], ["trial"], ["progress"], ["finished", "number minor"], ["heard", "minor"]]);
      row.meter = addMeter(row.progress);
      return row;
    });
    const drawWorkers = (names) => {
      for (const name of names) {
        const worker = model.workers.get(name);
        if (!worker) { workerRows.remove(name); continue; }
        const row = workerRows.get(name);
        setText(row.name, worker.name);
        setText(row.host, worker.host);
        setText(row.trial, worker.trial ?? "waiting");
        row.meter(worker.trial ? (worker.fraction ?? 0) : undefined, worker.trial ? (worker.description ?? "starting") : "");
        setText(row.finished, String(worker.finished));
        setText(row.heard, worker.seconds_silent > 0 ? `${time(worker.seconds_silent)} ago` : "now");
        setData(row.element, "silent", worker.is_silent ? "" : null);
        const trial = worker.trial && trialByKey.get(worker.trial);
        if (trial !== undefined) changedRows.add(trial);
      }
      const unlisted = model.progress?.unlisted_workers ?? 0;
      setText(byId("worker-count"), String(workerRows.size + unlisted) + (unlisted ? `, ${workerRows.size} of them listed` : ""));
      drawTrialProgress();
    };

    const groups = {
      waiting: "waiting", running: "running", retrying: "problems", done: "finished", stopped: "finished",
      discarded: "problems", diverged: "problems", given_up: "problems",
    };
    const trialByKey = new Map(), changedRows = new Set();
    let trialMeasures = [];
    const makeTrialHead = () => {
      const titles = new Map();
      for (const experiment of model.study.experiments)
        for (const measure of experiment.measures.slice(0, 3)) titles.set(measure.name, measure.title);
      trialMeasures = [...titles].slice(0, 4);
      byId("trial-head").replaceChildren(
        ...[["trial"], ["state"], ["progress"], ["worker", "minor"], ["attempts", "number minor"], ["validation accuracy", "number minor"]]
          .concat(trialMeasures.map(([, title], index) => [title, index === 0 ? "number" : "number minor"]), [["time", "number minor"]])
          .map(([title, className]) => make("th", className, title)));
      for (const key of [...trialRows.rows.keys()]) { trialRows.remove(key); changed.trials.add(key); }
    };
    const trialRows = new Rows(byId("trial-rows"), (a, b) => a - b, () => {
      const row = makeCells([
        ["key"], ["state"], ["progress"], ["worker", "minor"], ["attempts", "number minor"], ["accuracy", "number minor"],
        ...trialMeasures.map(([name], index) => [`of ${name}`, index === 0 ? "number" : "number minor"]), ["time", "number minor"],
      ]);
      row.badge = addBadge(row.state);
      row.meter = addMeter(row.progress);
      return row;
    });
    const failureRows = new Rows(byId("failure-rows"), (a, b) => a - b, () => {
      const row = makeCells([["key"], ["state"], ["attempts", "number minor"], ["reason", "text"]]);
      row.badge = addBadge(row.state);
      return row;
    });

    const drawTrials = (numbers) => {
      for (const number of numbers) {
        const trial = model.trials.get(number);
        if (!trial) { trialRows.remove(number); failureRows.remove(number); continue; }
        trialByKey.set(trial.key, number);
        const row = trialRows.get(number);
        setText(row.key, trial.key);
        row.badge(trial.state);
        setData(row.element, "group", groups[trial.state]);
        setText(row.attempts, trial.attempts > 0 ? String(trial.attempts) : "");
        setText(row.accuracy, share(trial.validation_accuracy.at(-1)));
        for (const [name] of trialMeasures) setText(row[`of ${name}`], share(trial.measures[name]));
        setText(row.time, isNumber(trial.seconds) ? time(trial.seconds) : "");
        changedRows.add(number);
        drawFailure(trial);
      }
      setText(byId("trial-count"), String(model.progress?.planned ?? trialRows.size)
        + (model.progress && model.progress.planned > trialRows.size ? `, the first ${trialRows.size} listed` : ""));
      drawTrialProgress();
    };
    const drawFailure = (trial) => {
      if (!trial.reason) failureRows.remove(trial.number);
      else {
        const row = failureRows.get(trial.number);
        setText(row.key, trial.key);
        row.badge(trial.state);
        setText(row.attempts, String(trial.attempts));
        setText(row.reason, trial.reason);
      }
      setHidden(byId("failures"), failureRows.size === 0);
      setText(byId("failure-count"), String(failureRows.size));
    };
    // What a worker does stands at its trial too.
    const drawTrialProgress = () => {
      for (const number of changedRows) {
        const trial = model.trials.get(number), row = trialRows.rows.get(number);
        if (!trial || !row) continue;
        const worker = trial.state === "running" ? model.workers.get(model.onTrial.get(trial.key)) : undefined;
        row.meter(worker ? (worker.fraction ?? 0) : undefined, worker ? (worker.description ?? "starting") : "");
        setText(row.worker, worker?.name ?? trial.worker ?? "");
      }
      changedRows.clear();
    };

    byId("filters").addEventListener("click", (event) => {
      const show = event.target.dataset?.show;
      if (!show) return;
      byId("trial-table").dataset.show = show;
      for (const button of byId("filters").children) button.setAttribute("aria-pressed", String(button.dataset.show === show));
    });
    """#
}
