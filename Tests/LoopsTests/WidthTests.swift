#if arch(x86_64)
  import Kernels
  import Loops
  import Loops16
  import Loops8
  import Testing

  /// The two widths must give the same bits: a convolution is the same on a CPU with AVX-512 and on one without.
  @Suite(.enabled(if: InstructionSet.current == .lanes16, "needs a CPU with AVX-512, and leave to use it"))
  struct WidthTests {
    private static let widths: [any VectorLoops.Type] = [Loops8.Bodies.self, Loops16.Bodies.self]

    /// Rows and panels that are whole and broken tiles of either width.
    @Test(arguments: [1, 4, 5, 6, 8, 13, 14, 22, 24, 40], [1, 2, 3])
    func products(rows: Int, panels: Int) {
      let inner = 32
      let left = memory(rows * inner, seed: 1)
      let right = memory(panels * inner * panelWidth, seed: 2)
      let results = Self.widths.map { width in
        let result = memory(panels * rows * panelWidth, seed: 3)
        for accumulates in [false, true] {
          width.multiply(
            PanelProduct(
              rows: rows, panels: panels, .init(left.pointer, rowStride: inner, runLength: inner, innerStride: 1),
              .init(right.pointer, rowStride: panelWidth, panelStride: inner * panelWidth),
              into: .init(result.pointer, rowStride: panelWidth, panelStride: rows * panelWidth),
              accumulates: accumulates))
        }
        return result.array
      }
      #expect(results[0] == results[1])
      let expected = (0..<inner).reduce(0.0) { $0 + Double(left[$1]) * Double(right[$1 * panelWidth]) }
      #expect(abs(Double(results[0][0]) - 2 * expected) < 1e-4)
    }

    /// Images apart, one below the other, and side by side.
    @Test(
      arguments: [(7, 9, false), (8, 8, false), (13, 6, true), (26, 5, false), (14, 16, true)],
      [(3, TileSize.four), (4, .four), (3, .six), (4, .six)])
    func transforms(size: (height: Int, width: Int, isPooled: Bool), batch: (count: Int, tile: TileSize)) {
      let (height, width, isPooled) = size
      let (batch, tile) = batch
      let channels = 48
      let grid = TileGrid(tile, batch: batch, height: height, width: width, isPooled: isPooled)
      let tiles = ImageTiles(grid, channels: channels, tiles: 0..<grid.count, panels: 0..<channels / panelWidth)
      let image = memory(batch * height * width * channels, seed: 4)
      let bias = memory(channels, seed: 5)
      let results = Self.widths.map { loops in
        let count = FrequencyMatrices.count(tile, rows: grid.count, panels: channels / panelWidth)
        let buffers = (0..<2).map { _ in Buffer(repeating: 0, count: count) }
        let matrices = buffers.map {
          FrequencyMatrices($0.pointer, tile, rows: grid.count, panels: channels / panelWidth)
        }
        loops.transformInput(tiles, of: image.pointer, into: matrices[0])
        loops.transformCotangent(tiles, of: image.pointer, into: matrices[1])
        let whole = Buffer(repeating: 0, count: image.count)
        loops.transformOutput(tiles, from: matrices[0], into: whole.pointer, .biasRelu(bias.pointer))
        let pooled = (0..<2).map { _ in Buffer(repeating: 0, count: batch * (height / 2) * (width / 2) * channels) }
        loops.transformPooledOutput(
          tiles, from: matrices[0], into: pooled[0].pointer, corners: pooled[1].pointer, .nothing)
        return (buffers + [whole] + pooled).map(\.array)
      }
      #expect(results[0] == results[1])
      #expect(results[0].allSatisfy { $0.contains { $0 != 0 } })
    }

    @Test(arguments: TileSize.allCases) func weights(tile: TileSize) {
      let (rows, channels) = (16, 48)
      let weights = memory(9 * rows * channels, seed: 6)
      let results = Self.widths.map { loops in
        let buffer = Buffer(repeating: 0, count: FrequencyMatrices.count(tile, rows: rows, panels: 2))
        let matrices = FrequencyMatrices(buffer.pointer, tile, rows: rows, panels: 2)
        loops.transformWeights(
          WeightPanels(weights.pointer, rows: rows, channels: channels, panels: 1..<3), into: matrices)
        let gradient = Buffer(repeating: 0, count: weights.count)
        loops.transformWeightGradient(
          WeightPanels(gradient.pointer, rows: rows, channels: channels, panels: 1..<3), from: matrices)
        return [buffer.array, gradient.array]
      }
      #expect(results[0] == results[1])
      #expect(results[0].allSatisfy { $0.contains { $0 != 0 } })
    }

    private func memory(_ count: Int, seed: UInt64) -> Buffer {
      var random = RandomGenerator(seed: seed)
      return Buffer((0..<count).map { _ in Float(random.uniform(in: -1...1)) })
    }
  }
#endif
