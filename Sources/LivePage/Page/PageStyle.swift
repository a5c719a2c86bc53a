/// The page's look on a phone and on a desk, light and dark. Text has a contrast of at least 4.5 against its ground.
enum PageStyle {
  static let css = colors + layout + tables + charts + phone

  private static let colors = """
    :root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --tint: #f3f5f7;
      --link: #0b62a4; --good: #1a7f46; --busy: #0b62a4; --odd: #8a5a00; --bad: #b3261e; --idle: #57606a; --rest: #c9d1d9; }
    @media (prefers-color-scheme: dark) {
      :root { --paper: #11161c; --ink: #e8ecf0; --soft: #a3adb8; --line: #3a434d; --tint: #1b222a; --link: #74b8f0;
        --good: #4cc38a; --busy: #74b8f0; --odd: #e6b422; --bad: #ff7b72; --idle: #a3adb8; --rest: #3a434d; }
    }

    """

  private static let layout = """
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    html { font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif;
      color: var(--ink); background: var(--paper); -webkit-text-size-adjust: 100%; }
    body { max-width: 1240px; margin: 0 auto; padding: 28px 28px 64px; }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: 2px 0 4px; overflow-wrap: anywhere; }
    h2 { font-size: 1.2rem; margin: 40px 0 10px; padding-top: 12px; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
    h3 { font-size: 0.95rem; margin: 0 0 6px; overflow-wrap: anywhere; }
    p { margin: 4px 0; max-width: 90ch; }
    a { color: var(--link); }
    .kicker { color: var(--soft); font-size: 0.9rem; }
    .soft { color: var(--soft); font-size: 0.9rem; }
    .count { color: var(--soft); font-weight: 400; font-size: 0.95rem; margin-left: 6px; }
    .badge { display: inline-block; padding: 0 8px; border: 1px solid; border-radius: 999px; font-size: 0.8rem; line-height: 1.5;
      white-space: nowrap; color: var(--idle); }
    .badge[data-state="running"] { color: var(--busy); }
    .badge[data-state="done"], .badge[data-state="complete"] { color: var(--good); }
    .badge[data-state="discarded"], .badge[data-state="diverged"], .badge[data-state="retrying"],
    .badge[data-state="interrupted"] { color: var(--odd); }
    .badge[data-state="given_up"], .badge[data-state="failed"], .badge[data-state="lost"] { color: var(--bad); }
    #connection { margin-top: 12px; padding: 8px 14px; border-left: 4px solid var(--odd); background: var(--tint); border-radius: 4px; }
    #progress { margin-top: 22px; }
    #bar { display: flex; height: 18px; border-radius: 5px; overflow: hidden; background: var(--rest); }
    #bar i { display: block; width: 0; transition: width 0.3s; }
    #counts { display: flex; flex-wrap: wrap; gap: 4px 20px; list-style: none; margin: 10px 0 2px; padding: 0;
      font-variant-numeric: tabular-nums; }
    #counts b { font-size: 1.15rem; margin-right: 5px; }
    #counts i { display: inline-block; width: 10px; height: 10px; border-radius: 3px; margin-right: 6px; }
    .of-done { background: var(--good); } .of-diverged { background: var(--odd); } .of-given_up { background: var(--bad); }
    .of-running { background: var(--busy); } .of-waiting { background: var(--rest); }
    #filters { display: flex; flex-wrap: wrap; gap: 6px; margin: 0 0 10px; }
    #filters button { font: inherit; font-size: 0.85rem; padding: 3px 12px; border-radius: 999px; border: 1px solid var(--line);
      background: var(--paper); color: var(--ink); cursor: pointer; }
    #filters button[aria-pressed="true"] { border-color: var(--link); color: var(--link); background: var(--tint); }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }

    """

  private static let tables = """
    .table { overflow-x: auto; contain: content; }
    .table.tall { max-height: 30rem; overflow-y: auto; border-bottom: 1px solid var(--line); }
    table { border-collapse: collapse; width: 100%; font-size: 0.87rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
    th, td { padding: 5px 14px 5px 0; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
    th { font-weight: 600; color: var(--soft); }
    tbody th { font-weight: 500; color: var(--ink); }
    .tall thead th { position: sticky; top: 0; z-index: 1; background: var(--paper); box-shadow: inset 0 -1px var(--line);
      border-bottom: 0; }
    td.text { white-space: normal; min-width: 16rem; overflow-wrap: anywhere; }
    .number { text-align: right; }
    thead .number { white-space: normal; min-width: 5.5rem; max-width: 9rem; vertical-align: bottom; }
    thead th { vertical-align: bottom; }
    .meter { display: inline-block; vertical-align: middle; width: 90px; height: 8px; border-radius: 4px; overflow: hidden;
      background: var(--rest); margin-right: 8px; }
    .meter i { display: block; height: 100%; width: 0; background: var(--busy); }
    .meter[data-off] { visibility: hidden; }
    tr[data-silent] td, tr[data-silent] th { color: var(--odd); }
    #workers .empty { display: none; }
    #worker-rows:empty { display: none; }
    #workers:has(#worker-rows:empty) .table { display: none; }
    #workers:has(#worker-rows:empty) .empty { display: block; }
    #trial-table[data-show="running"] tbody tr:not([data-group="running"]),
    #trial-table[data-show="finished"] tbody tr:not([data-group="finished"]),
    #trial-table[data-show="problems"] tbody tr:not([data-group="problems"]),
    #trial-table[data-show="waiting"] tbody tr:not([data-group="waiting"]) { display: none; }

    """

  private static let charts = """
    .legend { display: flex; flex-wrap: wrap; gap: 2px 18px; list-style: none; margin: 0 0 10px; padding: 0; font-size: 0.9rem; }
    .legend i, .dot { display: inline-block; width: 10px; height: 10px; border-radius: 50%; margin-right: 6px; }
    .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 350px), 1fr)); gap: 20px 24px; }
    .chart { min-width: 0; }
    .chart canvas { display: block; width: 100%; }
    #tip { position: fixed; z-index: 2; pointer-events: none; padding: 3px 9px; border-radius: 4px; font-size: 0.82rem;
      background: var(--ink); color: var(--paper); max-width: 80vw; white-space: pre; }
    #models { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 350px), 1fr)); gap: 18px 24px; margin-top: 12px; }
    .model div { display: grid; grid-template-columns: repeat(4, 1fr); gap: 6px; }
    .model figure { margin: 0; min-width: 0; }
    .model img { display: block; width: 100%; height: auto; border-radius: 3px; background: var(--tint); }
    .model figcaption { font-size: 0.78rem; color: var(--soft); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }

    """

  private static let phone = """
    @media (max-width: 640px) {
      body { padding: 16px 14px 48px; }
      h1 { font-size: 1.5rem; }
      h2 { margin-top: 28px; }
      .minor { display: none; }
      .meter { display: block; width: 84px; margin: 3px 0; }
      .meter[data-off] { display: none; }
      th, td { padding-right: 10px; }
      td.text { min-width: 11rem; }
      #counts { gap: 2px 16px; }
    }
    @media (prefers-reduced-motion: reduce) { #bar i { transition: none; } }

    """
}
