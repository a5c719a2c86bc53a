extension ElementWise {
  /// x plus `bias`, one element for each of the contiguous channels.
  public static func addBias(_ x: Buffer, _ bias: Buffer) -> Buffer {
    let channels = bias.count
    precondition(channels > 0 && x.count.isMultiple(of: channels), "a bias needs whole rows of channels")
    let result = Buffer(uninitialized: x.count)
    let whole = channels / 8 * 8
    for start in stride(from: 0, to: x.count, by: channels) {
      let (from, to) = (x.pointer + start, result.pointer + start)
      for channel in stride(from: 0, to: whole, by: 8) {
        (Lanes(at: from + channel) + Lanes(at: bias.pointer + channel)).store(to: to + channel)
      }
      for channel in whole..<channels { to[channel] = from[channel] + bias.pointer[channel] }
    }
    return result
  }
}
