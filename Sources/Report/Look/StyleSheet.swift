/// The look of the report on a phone, on a laptop's screen, light or dark, and on A4 paper. Holds no `<`, `&` or URL.
enum StyleSheet {
  static let page =
    variables(.light) + layout + tables + figures + FigureStyle.css(.light) + """
      @media screen and (prefers-color-scheme: dark) {
      \(variables(.dark))\(FigureStyle.css(.dark))}

      """ + phone + print

  private static func variables(_ palette: Palette) -> String {
    """
    :root { color-scheme: light dark; --paper: \(palette.paper.css); --ink: \(palette.ink.css); --soft: \(palette.soft.css);
      --line: \(palette.line.css); --tint: \(palette.tint.css); --link: \(palette.link.css); --answer: \(palette.answer.css);
      --warning: \(palette.warning.css); --marked: \(palette.marked.css); }

    """
  }

  private static let layout = """
    * { box-sizing: border-box; }
    html { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
      color: var(--ink); background: var(--paper); -webkit-text-size-adjust: 100%; }
    body { max-width: 1180px; margin: 0 auto; padding: 40px 32px 80px; }
    .kicker { margin: 0; color: var(--soft); font-size: 0.9rem; letter-spacing: 0.02em; }
    h1 { font-size: 2.1rem; line-height: 1.2; margin: 4px 0 6px; overflow-wrap: anywhere; }
    .subtitle { margin: 0; color: var(--soft); }
    h2 { font-size: 1.4rem; line-height: 1.3; margin: 56px 0 12px; padding-top: 14px; border-top: 1px solid var(--line);
      overflow-wrap: anywhere; }
    #question h2 { border: 0; margin-top: 22px; }
    h3 { font-size: 1.1rem; margin: 32px 0 8px; overflow-wrap: anywhere; }
    p, li { max-width: 78ch; overflow-wrap: anywhere; }
    code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.85em; }
    pre.file { background: var(--tint); border: 1px solid var(--line); border-radius: 6px; padding: 14px 18px; line-height: 1.45;
      white-space: pre-wrap; overflow-wrap: anywhere; }
    .answer, .warning { margin-top: 24px; padding: 4px 24px 10px; border-left: 5px solid; border-radius: 4px; }
    .answer { background: var(--answer); border-color: #0072b2; }
    .warning { background: var(--warning); border-color: #b87a00; }
    .answer h2, .warning h2 { border: 0; padding: 0; margin: 14px 0 4px; font-size: 1.2rem; }
    .answer h3 { margin: 14px 0 2px; font-size: 1rem; }
    .answer p, .answer li, .warning li { max-width: 100ch; }
    .answer ul, .warning ul { margin: 4px 0 14px; padding-left: 20px; }
    .answer li, .warning li { margin: 7px 0; }
    .answer .soft, .warning .soft { color: var(--ink); opacity: 1; }
    .note { color: var(--soft); font-size: 0.9rem; max-width: 100ch; }
    .soft { color: var(--soft); font-size: 0.88em; }
    .missing { color: var(--soft); font-style: italic; }
    .marked { color: var(--ink); background: var(--marked); padding: 0 4px; border-radius: 3px; font-weight: 600; }
    nav { margin-top: 14px; font-size: 0.9rem; }
    nav ul { list-style: none; margin: 0; padding: 0; }
    nav li { display: inline-block; margin-right: 18px; line-height: 1.9; }
    a { color: var(--link); }
    a:focus-visible, summary:focus-visible, .table:focus-visible, .panels:focus-visible { outline: 3px solid var(--link);
      outline-offset: 2px; }
    .skip { position: absolute; left: -999px; }
    .skip:focus { left: 8px; top: 8px; background: var(--paper); padding: 6px 12px; }
    details { margin: 16px 0 24px; border: 1px solid var(--line); border-radius: 6px; padding: 0 16px; }
    summary { cursor: pointer; padding: 10px 0; font-weight: 600; }

    """

  private static let tables = """
    .table { overflow-x: auto; margin: 16px 0 4px; }
    .table + .note { margin: 0 0 26px; }
    table { border-collapse: collapse; min-width: min(100%, 34rem); font-size: 0.875rem; line-height: 1.35; }
    caption { caption-side: top; text-align: left; color: var(--soft); font-size: 0.9rem; padding-bottom: 8px;
      max-width: min(100ch, 100vw - 58px); }
    caption b, figcaption b { color: var(--ink); }
    th, td { padding: 5px 12px 5px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
    th { font-weight: 600; }
    thead th { vertical-align: bottom; border-bottom: 1.5px solid var(--soft); }
    tbody th { font-weight: 500; min-width: 8.5rem; max-width: 22rem; overflow-wrap: break-word; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    td.number { white-space: nowrap; }
    td { max-width: 32rem; overflow-wrap: break-word; }
    td .soft, th .soft { display: block; font-size: 0.8rem; }
    th:last-child, td:last-child { padding-right: 2px; }

    """

  private static let figures = """
    figure { margin: 22px 0 34px; }
    figcaption { color: var(--soft); font-size: 0.9rem; max-width: 110ch; margin-top: 10px; }
    .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 0 0 8px; padding: 0; font-size: 0.9rem; }
    .key svg { vertical-align: -2px; margin-right: 6px; }
    .panels { display: flex; flex-wrap: wrap; gap: 18px 14px; align-items: flex-start; overflow-x: auto; }
    .plot { flex: none; max-width: 100%; height: auto; }
    .plot.wide { max-width: none; }

    """

  private static let phone = """
    @media screen and (max-width: 600px) {
      body { padding: 20px 16px 60px; }
      h1 { font-size: 1.6rem; }
      h2 { margin-top: 40px; }
      .answer, .warning { padding: 2px 14px 8px; }
      details { padding: 0 10px; }
    }

    """

  private static let print = """
    @page { size: A4; margin: 14mm 13mm; }
    @media print {
      html { font-size: 10pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      body { max-width: none; padding: 0; }
      h2 { margin-top: 24px; }
      h2, h3, caption, .legend { break-after: avoid; }
      figcaption { break-before: avoid; }
      caption { break-inside: avoid; }
      .marked { padding: 0; }
      .plot, tr, li, .warning { break-inside: avoid; }
      .starts-page { break-before: page; }
      .table, .panels { overflow: visible; }
      table { font-size: 7.4pt; }
      th, td { padding-right: 6px; overflow-wrap: anywhere; }
      td.number { white-space: normal; overflow-wrap: normal; }
      tbody th { min-width: 0; }
      td .soft, th .soft { font-size: 6.6pt; }
      .dense table { font-size: 6pt; }
      .dense th, .dense td { padding-right: 4px; }
      .dense td .soft { font-size: 5.4pt; }
      .panels { gap: 10px 8px; }
      .plot { max-width: calc(50% - 4px); }
      .plot.narrow { max-width: calc(33.3% - 6px); }
      .plot.wide { max-width: 100%; }
      #trials { display: none; }
      .table { break-inside: avoid; }
      .table.long { break-inside: auto; }
      thead { display: table-header-group; }
      details { border: 0; padding: 0; }
      details::details-content { content-visibility: visible; display: block; }
      nav, .skip, .download { display: none; }
    }

    """
}
