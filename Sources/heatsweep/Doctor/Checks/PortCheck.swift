import ZeroMQ

/// Whether a coordinator could listen where it is asked to.
struct PortCheck {
  let endpoint: Endpoint

  var findings: [Finding] {
    do {
      let socket = try Socket(.router, in: Context())
      _ = try socket.bind(endpoint.description)
      return [.good("port", "\(endpoint) is free")]
    } catch {
      return [
        .problem(
          "port", "\(error)",
          remedy: "choose another with --bind, or end the program that has it: ss --listening --processes")
      ]
    }
  }
}
