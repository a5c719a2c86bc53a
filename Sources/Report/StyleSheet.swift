/// The look of the report on a laptop's screen and on A4 paper. Holds no `<`, `&` or URL.
enum StyleSheet {
  static let css = screen + figures + tables + print

  private static let screen = """

    :root { --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --tint: #f6f8fa; }
    * { box-sizing: border-box; }
    html { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
      color: var(--ink); background: #fff; }
    body { max-width: 1180px; margin: 0 auto; padding: 40px 32px 80px; counter-reset: figure table; }
    .kicker { margin: 0; color: var(--soft); font-size: 0.9rem; letter-spacing: 0.02em; }
    h1 { font-size: 2.1rem; line-height: 1.2; margin: 4px 0 6px; overflow-wrap: anywhere; }
    .subtitle { margin: 0; color: var(--soft); }
    h2 { font-size: 1.4rem; line-height: 1.3; margin: 56px 0 12px; padding-top: 14px; border-top: 1px solid var(--line); }
    h3 { font-size: 1.1rem; margin: 32px 0 8px; }
    h4 { font-size: 0.9rem; font-weight: 600; margin: 0 0 6px; }
    p, li { max-width: 78ch; }
    code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.85em; }
    code { overflow-wrap: anywhere; }
    pre.file { background: var(--tint); border: 1px solid var(--line); border-radius: 6px; padding: 14px 18px; line-height: 1.45;
      white-space: pre-wrap; overflow-wrap: anywhere; }
    .finding { margin-top: 28px; padding: 4px 24px 10px; background: #eef5fb; border-left: 5px solid #0072b2; border-radius: 4px; }
    .notices { margin-top: 20px; padding: 4px 24px 10px; background: #fdf5e4; border-left: 5px solid #e69f00; border-radius: 4px; }
    .finding h2, .notices h2 { border: 0; padding: 0; margin: 14px 0 4px; font-size: 1.15rem; }
    .finding p { max-width: 95ch; margin: 8px 0; }
    .note, .notes li { color: var(--soft); font-size: 0.9rem; max-width: 100ch; }
    .missing { color: var(--soft); font-style: italic; }
    nav { margin-top: 14px; font-size: 0.9rem; }
    nav a { margin-right: 18px; white-space: nowrap; }
    a { color: #0b62a4; }
    .finding ul, .notices ul { margin: 4px 0 14px; padding-left: 22px; }
    .finding li, .notices li { max-width: 95ch; margin: 3px 0; }
    summary { cursor: pointer; }

    """

  private static let figures = """
    figure { margin: 20px 0 32px; }
    figcaption { color: var(--soft); font-size: 0.9rem; max-width: 110ch; margin-top: 10px; }
    figcaption::before { counter-increment: figure; content: "Figure " counter(figure) ". "; font-weight: 600; color: var(--ink); }
    .picture, .pixels, .color-scale { image-rendering: pixelated; }
    .picture { display: block; width: 100%; height: auto; }
    .samples { display: grid; grid-template-columns: 1fr 1fr; gap: 20px 28px; }
    .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(120px, 1fr)); gap: 6px; }
    table.maps { border-collapse: collapse; width: auto; }
    table.maps th, table.maps td { border: 0; padding: 0 10px 10px 0; vertical-align: top; text-align: left; }
    table.maps thead th { font-size: 0.9rem; padding-bottom: 4px; overflow-wrap: anywhere; }
    table.maps td { width: 218px; }
    table.maps tbody th { padding-right: 16px; }
    .outline { fill: none; stroke: #fff; stroke-width: 0.8; }
    .share { font-size: 0.85rem; color: var(--soft); font-variant-numeric: tabular-nums; }
    .color-scale { width: 128px; height: 12px; vertical-align: -1px; }
    .swatch { display: inline-block; width: 11px; height: 11px; border-radius: 2px; vertical-align: -1px; }
    .legend { margin: 0 0 8px; font-size: 0.9rem; }
    .key { display: inline-block; margin-right: 20px; }
    .key svg { vertical-align: -2px; margin-right: 6px; }
    .plots { display: flex; flex-wrap: wrap; gap: 16px 12px; }
    .plot { max-width: 100%; height: auto; font-family: inherit; }
    .plot text { font-size: 11.5px; fill: var(--ink); }
    .plot .plot-title { font-size: 13px; font-weight: 600; }
    .plot .category { font-size: 12.5px; font-weight: 600; text-anchor: middle; }
    .plot .tick, .plot .axis-title { fill: var(--soft); font-variant-numeric: tabular-nums; }
    .grid { stroke: #e4e8ec; stroke-width: 1; }
    .axis { stroke: #6e7781; stroke-width: 1; }
    .threshold { stroke: #57606a; stroke-width: 1; stroke-dasharray: 5 4; }
    .mark { fill-opacity: 0.75; stroke-width: 1.1; }
    .whisker { stroke-width: 1.2; }
    .box { stroke-width: 1.2; }
    .median { stroke-width: 2.6; }
    .cross { fill: none; stroke-width: 1.6; }
    .curve { fill: none; stroke-width: 1.2; stroke-opacity: 0.5; }
    .curve.discarded { stroke-dasharray: 2 3; stroke-opacity: 0.9; }

    """

  private static let tables = """
    .table { overflow-x: auto; margin: 16px 0 28px; }
    .table table { border-collapse: collapse; font-size: 0.875rem; line-height: 1.35; }
    caption { caption-side: top; text-align: left; color: var(--soft); font-size: 0.9rem; padding-bottom: 8px; }
    caption::before { counter-increment: table; content: "Table " counter(table) ". "; font-weight: 600; color: var(--ink); }
    .table th, .table td { padding: 5px 12px 5px 0; text-align: left; vertical-align: top; border-bottom: 1px solid #eaeef2;
      overflow-wrap: break-word; }
    .table th { font-weight: 600; vertical-align: bottom; border-bottom: 1.5px solid #6e7781; }
    .table .number { text-align: right; font-variant-numeric: tabular-nums; }
    .table td.number { white-space: nowrap; }
    .quartiles { display: block; color: var(--soft); font-size: 0.8rem; }
    abbr { text-decoration: underline dotted #8c959f; text-underline-offset: 3px; }
    .grouped tbody { border-bottom: 1.5px solid var(--line); }
    .grouped td, .grouped tbody th { border-bottom: 0; }
    .grouped tbody th { vertical-align: top; font-weight: 400; }
    .grouped tbody th:first-child { min-width: 8.5rem; }
    .grouped th, .grouped td { padding-right: 10px; }
    .table table:not(.grouped) td:last-child, .table table:not(.grouped) th:last-child { padding-right: 0; }
    .reason { white-space: pre-wrap; overflow-wrap: anywhere; }

    """

  private static let print = """
    @page { size: A4; margin: 14mm 13mm; }
    @media print {
      html { font-size: 10pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      body { max-width: none; padding: 0; }
      h2 { margin-top: 24px; }
      h2, h3, h4, caption, .legend { break-after: avoid; }
      figure, tr, .finding, .notices, .class-samples { break-inside: avoid; }
      .experiment { break-before: page; }
      .table { overflow: visible; }
      .table table { font-size: 7.6pt; }
      .table th, .table td { padding-right: 6px; }
      .quartiles { font-size: 6.8pt; }
      table.maps td { width: 126px; }
      .pictures { grid-template-columns: repeat(4, 1fr); }
      .plots.spread .plot { max-width: 49%; }
      .plots.row { flex-wrap: nowrap; }
      .plots.row .plot { flex: 0 1 auto; min-width: 0; }
      .table, .grouped tbody { break-inside: avoid; }
      .table.long { break-inside: auto; }
      thead { display: table-header-group; }
      nav { display: none; }
    }

    """
}
