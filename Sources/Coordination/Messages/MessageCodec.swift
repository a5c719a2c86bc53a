import Foundation

/// Messages as frames: a header `heatsweep 2 KIND`, a JSON object, and for assignments, results and pieces of files the bytes. In
/// Python: `header, body, *payload = socket.recv_multipart(); json.loads(body)`.
public enum MessageCodec {
  /// Raised whenever a message changes its meaning.
  public static let protocolVersion = 2
  private static let magic = "heatsweep"

  public static func encode(_ message: WorkerMessage) throws -> [Data] {
    switch message {
    case .hello(let body): try frames("hello", body)
    case .ready(let body): try frames("ready", body)
    case .heartbeat(let body): try frames("heartbeat", body)
    case .progress(let body): try frames("progress", body)
    case .result(let body): try frames("result", body) + [body.payload]
    case .failure(let body): try frames("failure", body)
    case .offer(let body): try frames("offer", body)
    case .chunk(let body): try frames("chunk", body) + [body.payload]
    case .want(let body): try frames("want", body)
    case .inquire(let body): try frames("inquire", body)
    case .bye(let body): try frames("bye", body)
    }
  }

  public static func encode(_ message: CoordinatorMessage) throws -> [Data] {
    switch message {
    case .welcome(let body): try frames("welcome", body)
    case .reject(let body): try frames("reject", body)
    case .resync(let body): try frames("resync", body)
    case .assign(let body): try frames("assign", body) + [body.payload]
    case .acknowledge(let body): try frames("acknowledge", body)
    case .cancel(let body): try frames("cancel", body)
    case .heartbeat(let body): try frames("heartbeat", body)
    case .want(let body): try frames("want", body)
    case .receipt(let body): try frames("receipt", body)
    case .chunk(let body): try frames("chunk", body) + [body.payload]
    case .absent(let body): try frames("absent", body)
    case .data(let body): try frames("data", body)
    case .drain(let body): try frames("drain", body)
    }
  }

  /// Reads what a worker sent. Throws `MalformedMessage` for anything else, whatever the bytes.
  public static func decodeWorkerMessage(_ frames: [Data]) throws -> WorkerMessage {
    let envelope = try Envelope(frames)
    switch envelope.kind {
    case "hello": return .hello(try envelope.body())
    case "ready": return .ready(try envelope.body())
    case "heartbeat": return .heartbeat(try envelope.body())
    case "progress": return .progress(try envelope.body())
    case "result":
      var report: ResultReport = try envelope.body(payloads: 1)
      report.payload = frames[2]
      return .result(report)
    case "failure": return .failure(try envelope.body())
    case "offer": return .offer(try envelope.body())
    case "chunk": return .chunk(try envelope.chunk())
    case "want": return .want(try envelope.body())
    case "inquire": return .inquire(try envelope.body())
    case "bye": return .bye(try envelope.body())
    default: throw MalformedMessage("a worker does not send '\(envelope.kind)'")
    }
  }

  /// Reads what a coordinator sent. Throws `MalformedMessage` for anything else, whatever the bytes.
  public static func decodeCoordinatorMessage(_ frames: [Data]) throws -> CoordinatorMessage {
    let envelope = try Envelope(frames)
    switch envelope.kind {
    case "welcome": return .welcome(try envelope.body())
    case "reject": return .reject(try envelope.body())
    case "resync": return .resync(try envelope.body())
    case "assign":
      var assignment: Assignment = try envelope.body(payloads: 1)
      assignment.payload = frames[2]
      return .assign(assignment)
    case "acknowledge": return .acknowledge(try envelope.body())
    case "cancel": return .cancel(try envelope.body())
    case "heartbeat": return .heartbeat(try envelope.body())
    case "want": return .want(try envelope.body())
    case "receipt": return .receipt(try envelope.body())
    case "chunk": return .chunk(try envelope.chunk())
    case "absent": return .absent(try envelope.body())
    case "data": return .data(try envelope.body())
    case "drain": return .drain(try envelope.body())
    default: throw MalformedMessage("a coordinator does not send '\(envelope.kind)'")
    }
  }

  private static func frames(_ kind: String, _ body: some Encodable) throws -> [Data] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [Data("\(magic) \(protocolVersion) \(kind)".utf8), try encoder.encode(body)]
  }

  /// Header and JSON frame of a message whose sizes were found acceptable.
  private struct Envelope {
    let kind: String
    private let json: Data
    private let payload: Data?

    init(_ frames: [Data]) throws {
      guard (2...3).contains(frames.count) else { throw MalformedMessage("\(frames.count) frames instead of 2 or 3") }
      guard frames[0].count <= MessageLimits.header, frames[1].count <= MessageLimits.json,
        frames.dropFirst(2).allSatisfy({ $0.count <= MessageLimits.payload })
      else { throw MalformedMessage("a frame is too long") }
      let words = String(decoding: frames[0], as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
      // Only letters, as the kind is quoted where there is none such.
      guard words.count == 3, words[0] == MessageCodec.magic, words[2].utf8.allSatisfy({ 97...122 ~= $0 }) else {
        throw MalformedMessage("not a heatsweep header")
      }
      kind = String(words[2])
      // These two keep their form for ever, so that a worker of another version can be told why it is not taken.
      guard words[1] == "\(MessageCodec.protocolVersion)" || kind == "hello" || kind == "reject" else {
        throw MalformedMessage(
          "protocol version '\(String(words[1]).plain(8))' instead of \(MessageCodec.protocolVersion)")
      }
      json = frames[1]
      payload = frames.count == 3 ? frames[2] : nil
    }

    func body<Body: Decodable & BoundedMessage>(payloads expected: Int = 0) throws -> Body {
      let payloads = payload == nil ? 0 : 1
      guard payloads == expected else {
        throw MalformedMessage("'\(kind)' has \(payloads) payload frames instead of \(expected)")
      }
      let body: Body
      do {
        body = try JSONDecoder().decode(Body.self, from: json)
      } catch {
        throw MalformedMessage("'\(kind)' is not the JSON object it should be")
      }
      guard body.isWithinBounds else { throw MalformedMessage("'\(kind)' has a value out of range") }
      return body
    }

    func chunk() throws -> Chunk {
      var chunk: Chunk = try body(payloads: 1)
      chunk.payload = payload ?? Data()
      guard (1...MessageLimits.chunk).contains(chunk.payload.count) else {
        throw MalformedMessage("a piece of \(chunk.payload.count) bytes")
      }
      return chunk
    }
  }
}

/// A message that was not understood. The receiver drops it; it changes nothing.
public struct MalformedMessage: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
