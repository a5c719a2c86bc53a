import Autodiff
import Foundation
import Testing
import heatsweep

@Suite struct StepProfileTests {
  private let settings = StepSettings(model: .compact, loss: .heatmap, batch: 2)

  private func object(_ profile: StepProfile) throws -> [String: any Sendable] {
    try #require(try JSONSerialization.jsonObject(with: Data(profile.json.utf8)) as? [String: any Sendable])
  }

  /// Whatever was measured, the rows add up to the step.
  @Test func rowsAddUpToTheStep() {
    var step = BenchStep(settings, seed: 1)
    let profile = step.profile(settings, steps: 2)
    #expect(abs(profile.rows.reduce(0) { $0 + $1.total } - profile.milliseconds) < 1e-9 * profile.milliseconds)
    #expect(abs(profile.rows.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    #expect(profile.rows.allSatisfy { $0.total >= 0 && $0.total >= $0.forward + $0.backward + $0.secondOrder })
  }

  @Test func aStepIsTakenApartByLayer() throws {
    var step = BenchStep(settings, seed: 1)
    let rows = step.profile(settings, steps: 1).rows
    #expect(
      rows.map(\.place) == [
        "conv1", "conv2", "conv3", "conv4", "conv5", "pooling", "dense1", "dense2", "loss", "heatmap", "adam", "other",
      ])
    for row in rows.prefix(8) { #expect(row.forward > 0 && row.backward > 0, "\(row.place)") }
    for row in rows.prefix(5) {
      #expect(try #require(row.forwardRate) > 0 && #require(row.backwardRate) > 0, "\(row.place)")
    }
    // The map's slope goes through the head alone.
    #expect(rows.filter { $0.secondOrder > 0 }.map(\.place).contains(["pooling", "dense1", "dense2"]))
    #expect(rows.prefix(4).allSatisfy { $0.secondOrder == 0 })
  }

  @Test func crossEntropyHasNoSecondOrder() {
    let settings = StepSettings(model: .compact, loss: .cce, batch: 1)
    var step = BenchStep(settings, seed: 1)
    let rows = step.profile(settings, steps: 1).rows
    #expect(rows.allSatisfy { $0.secondOrder == 0 && $0.place != "heatmap" })
  }

  /// 6 ms of a two-image step are in places; 10 ms passed.
  @Test func whatNoPlaceTookIsOther() throws {
    let profile = StepProfile(
      settings: settings, steps: 1,
      spent: [
        Profile.Label("conv1", .forward): .milliseconds(2), Profile.Label("conv1", .backward): .milliseconds(3),
        Profile.Label("surprise", .forward): .milliseconds(1),
      ], elapsed: .milliseconds(10), pageFaults: 7)
    #expect(profile.rows.map(\.place) == ["conv1", "surprise", "other"])
    #expect(profile.rows.map(\.total) == [2.5, 0.5, 2])
    #expect(profile.rows.map(\.share) == [0.5, 0.1, 0.4])
    // 2 x 9 x 105 x 135 x 1 x 16 operations in 1 ms, and as many for the weights' gradient in 1.5 ms.
    #expect(abs(try #require(profile.rows[0].forwardRate) - 4.0824) < 1e-6)
    #expect(abs(try #require(profile.rows[0].backwardRate) - 2.7216) < 1e-6)

    let object = try object(profile)
    #expect(object["engine"] as? String == "heatsweep" && object["model"] as? String == "compact")
    #expect(object["loss"] as? String == "heatmap" && object["batch"] as? Int == 2 && object["threads"] as? Int == 1)
    #expect(object["ms_per_image"] as? Double == 5 && object["page_faults_per_step"] as? Int == 7)
    let row = try #require((object["rows"] as? [[String: any Sendable]])?.first)
    #expect(row["place"] as? String == "conv1" && row["share"] as? Double == 0.5)
    #expect(row["forward_ms_per_image"] as? Double == 1 && row["backward_ms_per_image"] as? Double == 1.5)
    #expect(row["second_order_ms_per_image"] as? Double == 0 && row["ms_per_image"] as? Double == 2.5)
    #expect(row["forward_gflops"] as? Double != nil && row["backward_gflops"] as? Double != nil)
    #expect(try !profile.json.contains("\n"))
    #expect(profile.text.contains("conv1") && profile.text.contains("50.0%"))
  }
}
