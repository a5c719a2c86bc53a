import Report
import ZeroMQ

/// The libraries that this program runs with: their versions, and what of them is needed.
struct LibraryCheck {
  var findings: [Finding] {
    let versions = SoftwareVersions.current
    let curve: Finding
    do {
      try Curve.require()
      curve = .good("ZeroMQ", "\(versions.zeroMQ), with CURVE")
    } catch {
      curve = .problem(
        "ZeroMQ", "\(versions.zeroMQ), built without CURVE: studies run on this machine alone",
        remedy: "install a libzmq that was built with libsodium, such as Debian's libzmq5")
    }
    return [
      .good("heatsweep", versions.heatsweep), .good("oneDNN", versions.oneDNN), curve,
      .good("SQLite", versions.sqlite),
    ]
  }
}
