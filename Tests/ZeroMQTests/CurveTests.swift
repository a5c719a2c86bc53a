import Foundation
import Testing
import ZeroMQ

struct CurveTests {
  @Test func aPairIsFoundAgainFromItsSecretKey() throws {
    let keys = try CurveKeyPair.make()
    #expect(Curve.isKey(keys.publicKey) && Curve.isKey(keys.secretKey))
    #expect(keys.publicKey != keys.secretKey)
    #expect(try CurveKeyPair(secretKey: keys.secretKey) == keys)
    #expect(try CurveKeyPair.make() != keys)
  }

  @Test(arguments: [
    "", "short", String(repeating: "0", count: 39), String(repeating: "0", count: 41),
    String(repeating: "~", count: 40),
    String(repeating: "\u{0}", count: 40), String(repeating: "é", count: 20), String(repeating: "#", count: 40),
  ])
  func whatIsNoKeyIsRefused(text: String) throws {
    #expect(!Curve.isKey(text))
    #expect(try CurveKeyPair(secretKey: text) == nil)
  }
}
