extension Script {
  /// What is known of the study, and what of it is new since it was drawn last.
  static let model = #"""
    const model = { tag: null, study: null, progress: null, trials: new Map(), workers: new Map(), maps: [], onTrial: new Map() };
    const changed = { study: false, progress: false, maps: false, trials: new Set(), workers: new Set() };

    // Takes in everything, or what changed since the version that is known.
    const apply = (snapshot) => {
      model.tag = `${snapshot.instance}.${snapshot.version}`;
      if (snapshot.since === 0) {
        const study = JSON.stringify(snapshot.study);
        if (study !== JSON.stringify(model.study)) {
          model.study = snapshot.study;
          changed.study = true;
        }
        const [trials, workers] = [new Set(snapshot.trials.map((t) => t.number)), new Set(snapshot.workers.map((w) => w.name))];
        for (const number of [...model.trials.keys()])
          if (!trials.has(number)) { model.trials.delete(number); changed.trials.add(number); }
        for (const name of [...model.workers.keys()]) if (!workers.has(name)) forget(name);
      }
      if (snapshot.progress) { model.progress = snapshot.progress; changed.progress = true; }
      for (const trial of snapshot.trials) { model.trials.set(trial.number, trial); changed.trials.add(trial.number); }
      for (const name of snapshot.gone_workers) forget(name);
      for (const worker of snapshot.workers) {
        leave(worker.name);
        model.workers.set(worker.name, worker);
        changed.workers.add(worker.name);
        if (worker.trial) model.onTrial.set(worker.trial, worker.name);
      }
      if (snapshot.maps) { model.maps = snapshot.maps; changed.maps = true; }
      draw();
    };
    const leave = (name) => {
      const trial = model.workers.get(name)?.trial;
      if (trial && model.onTrial.get(trial) === name) model.onTrial.delete(trial);
    };
    const forget = (name) => { leave(name); model.workers.delete(name); changed.workers.add(name); };

    // Everything that waits is drawn at once, before the next frame; not at all while nobody looks.
    let isDrawingPlanned = false;
    const draw = () => {
      if (isDrawingPlanned) return;
      isDrawingPlanned = true;
      requestAnimationFrame(() => {
        isDrawingPlanned = false;
        const now = { ...changed };
        Object.assign(changed, { study: false, progress: false, maps: false, trials: new Set(), workers: new Set() });
        if (now.study) drawStudy();
        if (now.progress) drawProgress();
        if (now.workers.size) drawWorkers(now.workers);
        if (now.trials.size) drawTrials(now.trials);
        if (now.trials.size || now.study) drawResults(now.study ? null : now.trials);
        if (now.maps || now.study) drawMaps();
      });
    };
    """#
}
