import Files
import Foundation

/// The page: one file with its own style and script, and no reference to anything beyond the server.
enum LivePage {
  static let html = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>heatsweep</title>
    <link rel="icon" href="data:,">
    <style>\(PageStyle.css)</style>
    </head>
    \(PageBody.html)
    <script type="module">\(script)</script>
    </html>

    """

  /// Nothing but this style and this script, and what this server has.
  static let contentSecurityPolicy = [
    "default-src 'none'", "script-src '\(digest(script))'", "style-src '\(digest(PageStyle.css))'",
    "img-src 'self' data:",
    "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  ].joined(separator: "; ")

  private static let script = [
    Script.basics, Script.model, Script.progress, Script.rows, Script.axes, Script.charts, Script.results, Script.maps,
    Script.connection,
  ].joined(separator: "\n")

  /// As a content security policy names a text (CSP level 3, section 2.3.1).
  private static func digest(_ text: String) -> String {
    let digits = Array(sha256(Array(text.utf8)))
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    return "sha256-\(Data(bytes).base64EncodedString())"
  }
}

/// The page's script, a part for each of its tasks. All parts are one module: what one declares, those after it know.
enum Script {}
