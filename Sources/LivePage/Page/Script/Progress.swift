extension Script {
  /// The head of the page: what is run, how far it is, how long it will take.
  static let progress = #"""
    const parts = [["done", "done"], ["diverged", "diverged"], ["given_up", "given up"], ["running", "running"], ["waiting", "waiting"]];
    const stateWords = { running: "running", complete: "complete", interrupted: "stopped", failed: "failed" };
    const bars = new Map(), counts = new Map();
    for (const [name, words] of parts) {
      const bar = make("i", `of-${name}`);
      byId("bar").append(bar);
      const item = make("li"), value = make("b", "", "0");
      item.append(make("i", `of-${name}`), value, words);
      byId("counts").append(item);
      bars.set(name, bar);
      counts.set(name, value);
    }

    const drawStudy = () => {
      const { name, question, part } = model.study;
      setText(byId("name"), name);
      document.title = `${name} – heatsweep`;
      setText(byId("question"), question ?? "");
      setHidden(byId("question"), !question);
      setText(byId("part"), part ? `A part of the study: ${part}` : "");
      setHidden(byId("part"), !part);
      makeTrialHead();
      makeResults();
    };

    const drawProgress = () => {
      const progress = model.progress, finished = progress.done + progress.diverged + progress.given_up;
      for (const [name] of parts) {
        setText(counts.get(name), String(progress[name]));
        setWidth(bars.get(name), `${(100 * progress[name]) / Math.max(1, progress.planned)}%`);
      }
      setLabel(byId("bar"), `${finished} of ${counted(progress.planned, "trial")} finished`);
      const times = [`${finished} of ${counted(progress.planned, "trial")} finished`];
      if (isNumber(progress.seconds)) times.push(`${time(progress.seconds)} since the coordinator began`);
      if (isNumber(progress.trials_per_hour)) times.push(`${rate(progress.trials_per_hour)} trials an hour`);
      if (progress.state === "running" && finished < progress.planned)
        times.push(isNumber(progress.seconds_left) ? `about ${time(progress.seconds_left)} left` : "time left not known yet");
      if (progress.workers_lost > 0) times.push(`${counted(progress.workers_lost, "worker")} lost`);
      if (progress.epoch > 1) times.push(`start ${progress.epoch} of the coordinator`);
      setText(byId("times"), times.join(" · "));
      drawState();
    };

    const drawState = () => {
      const state = isConnected ? (model.progress?.state ?? "waiting") : model.progress?.state === "running" ? "lost" : model.progress?.state;
      setData(byId("state"), "state", state ?? "waiting");
      setText(byId("state"), state === "lost" ? "connection lost" : (stateWords[state] ?? "connecting"));
    };
    """#
}
