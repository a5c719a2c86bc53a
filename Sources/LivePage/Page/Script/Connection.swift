extension Script {
  /// Follows the server, and goes on by itself when it was away.
  static let connection = #"""
    let isConnected = false, source = null, heard = performance.now(), lostSince = null, delay = 500;

    const connect = () => {
      source?.close();
      heard = performance.now();
      source = new EventSource(`/api/events${model.tag ? `?since=${encodeURIComponent(model.tag)}` : ""}`);
      source.addEventListener("open", () => {
        [isConnected, lostSince, delay] = [true, null, 500];
        setHidden(byId("connection"), true);
        drawState();
      });
      source.addEventListener("message", (event) => {
        heard = performance.now();
        apply(JSON.parse(event.data));
      });
      source.addEventListener("error", lose);
    };
    const lose = async () => {
      source.close();
      isConnected = false;
      lostSince = lostSince ?? Date.now();
      drawState();
      sayLost();
      setTimeout(connect, delay);
      delay = Math.min(5000, delay * 1.5);
    };
    const sayLost = async () => {
      let text = model.progress && model.progress.state !== "running"
        ? `The study has ended (${stateWords[model.progress.state]}); this is its last state. The report is in its output directory.`
        : `Connection lost at ${new Date(lostSince).toLocaleTimeString()}. What is shown is as of then; the page goes on by itself.`;
      try {
        const { status } = await fetch("/api/state", { method: "HEAD" });
        if (status === 401) text = "This page needs the address with its token, as heatsweep printed it when it began.";
        if (status === 503) text = "The server has too many connections; close another page of this study.";
      } catch { }
      if (isConnected) return;
      setText(byId("connection"), text);
      setHidden(byId("connection"), false);
    };
    // A running study is heard of every second or two; a connection may be gone without a word.
    setInterval(() => {
      if (isConnected && model.progress?.state === "running" && performance.now() - heard > 30000) lose();
    }, 5000);

    // The token is in a cookie now; in the address it could be seen, and be copied by accident.
    if (location.search) history.replaceState(null, "", location.pathname);
    connect();
    """#
}
