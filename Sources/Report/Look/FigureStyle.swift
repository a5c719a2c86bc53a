/// The look of what is drawn in figures, with the colours written out: drawing programs that open a figure's file know no variables.
enum FigureStyle {
  static func css(_ palette: Palette) -> String {
    let (ink, soft, line, paper) = (palette.ink.css, palette.soft.css, palette.line.css, palette.paper.css)
    return """
      .plot { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }
      .plot text { font-size: 11.5px; fill: \(ink); }
      .plot .panel-title { font-size: 13px; font-weight: 600; }
      .plot .value { font-size: 12px; font-weight: 600; }
      .plot .small { font-size: 10.5px; }
      .plot .tick, .plot .axis-title { fill: \(soft); }
      .plot .on-dark { fill: #ffffff; }
      .plot .on-light { fill: #14181d; }
      .grid { stroke: \(line); stroke-width: 1; stroke-opacity: 0.6; }
      .axis { stroke: \(soft); stroke-width: 1; }
      .threshold { stroke: \(soft); stroke-width: 1.2; stroke-dasharray: 5 4; }
      .mark { fill-opacity: 0.75; stroke-width: 1.1; }
      .hollow { fill: \(paper); }
      .interval { stroke-width: 2.2; fill: none; }
      .median { stroke-width: 3; }
      .box { fill-opacity: 0.16; }
      .cross { fill: none; stroke-width: 1.6; }
      .curve { fill: none; stroke-width: 1.3; stroke-opacity: 0.6; }
      .curve.lost { stroke-dasharray: 2 3; stroke-opacity: 0.9; }
      .curve.main { stroke-width: 2.4; stroke-opacity: 1; }
      .front { fill: none; stroke: \(soft); stroke-width: 1.4; stroke-dasharray: 6 3; }
      .frame { fill: none; stroke: \(ink); stroke-width: 2.5; }
      .outline { fill: none; stroke: #ffffff; stroke-width: 0.9; }

      """
        + palette.arms.enumerated().map { index, color in
          ".a\(index).fill { fill: \(color.css); }\n.a\(index).stroke { stroke: \(color.css); }\n"
        }.joined()
  }
}
