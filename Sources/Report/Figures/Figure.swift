/// A numbered figure with its caption; the number is counted by the style sheet.
func figure(id: String? = nil, caption: Markup, @MarkupBuilder content: () -> Markup) -> Markup {
  let body = content()
  let attributes: Attributes = id.map { ["id": $0] } ?? [:]
  return element("figure", attributes) {
    body
    element("figcaption") { caption }
  }
}

/// The arms' colours and shapes with their names, for figures that do not name the arms otherwise.
func legend(_ arms: [ArmAnalysis]) -> Markup {
  element("p", ["class": "legend"]) {
    for arm in arms {
      element("span", ["class": "key"]) {
        element("svg", ["width": "14", "height": "14", "viewBox": "0 0 14 14", "aria-hidden": "true"]) {
          arm.style.mark(x: 7, y: 7, radius: 4.5, title: arm.name)
        }
        arm.name
      }
    }
  }
}

/// A picture of 105 x 135 pixels.
func picture(_ dataURI: String, alternative: String) -> Markup {
  element(
    "img",
    [
      "src": dataURI, "alt": alternative, "class": "picture", "width": "\(ExampleImage.width)",
      "height": "\(ExampleImage.height)",
    ])
}
