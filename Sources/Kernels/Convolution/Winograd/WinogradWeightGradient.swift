import Loops

/// The gradient of a convolution's weights: over all tiles, the products of input tiles, transposed, with cotangent tiles. The
/// adjoint of the forward pass.
struct WinogradWeightGradient {
  private let input: UnsafePointer<Float>
  private let cotangent: UnsafePointer<Float>
  private let grid: TileGrid
  private let inputs: Int
  private let outputs: Int
  private let plan: WinogradPlan
  private let gradient: Buffer

  static func compute(input: Buffer, cotangent: Buffer, shape: ConvolutionShape) -> Buffer {
    let gradient = Buffer(uninitialized: shape.weightCount)
    WinogradWeightGradient(input: input, cotangent: cotangent, shape: shape, gradient: gradient).run()
    return gradient
  }

  private init(input: Buffer, cotangent: Buffer, shape: ConvolutionShape, gradient: Buffer) {
    self.input = UnsafePointer(input.pointer)
    self.cotangent = UnsafePointer(cotangent.pointer)
    self.gradient = gradient
    grid = shape.tileGrid(isPooled: false)
    (inputs, outputs) = (shape.inputChannels, shape.outputChannels)
    plan = .weightGradient(grid, inputs: inputs, outputs: outputs)
  }

  private func run() {
    if !plan.isWhole {
      sumByPanels()
    } else if plan.tileBlocks > 1 {
      sumByTiles()
    } else {
      sumByFrequencies()
    }
  }

  /// Large weights: threads take panels of the output channels, each with all tiles.
  private func sumByPanels() {
    let shared = plan.tileBlocks == 1 ? transformedInput() : nil
    Threads.divide(plan.panelBlocks) { panelBlocks in
      let inputTiles = shared ?? inputMatrices()
      let cotangentTiles = Matrices(grid.tile, rows: plan.tilesPerBlock, panels: plan.panelsPerBlock)
      let sums = Matrices(grid.tile, rows: inputs, panels: plan.panelsPerBlock)
      for panelBlock in panelBlocks {
        let panels = plan.panels(inBlock: panelBlock)
        for block in 0..<plan.tileBlocks {
          if shared == nil { transformInput(block, 0..<inputs / panelWidth, into: inputTiles.matrices) }
          transformCotangent(block, panels, into: cotangentTiles.matrices)
          addProducts(
            block, inputTiles.matrices, cotangentTiles.matrices, panels.count, to: sums.matrices, accumulates: block > 0
          )
        }
        finish(panels, sums.matrices)
      }
    }
  }

  /// Many tiles: threads take groups of their blocks, each with a sum of its own. The groups are the same for any number of threads,
  /// and so is the order in which they are added.
  private func sumByTiles() {
    let groups = min(Self.groups, plan.tileBlocks)
    let panels = outputs / panelWidth
    let sums = (0..<groups).map { _ in Matrices(grid.tile, rows: inputs, panels: panels) }
    // The compiler lets an array go after its last mention, and knows nothing of pointers into its elements.
    defer { extendLifetime(sums) }
    Threads.divide(groups) { range in
      let inputTiles = inputMatrices()
      let cotangentTiles = Matrices(grid.tile, rows: plan.tilesPerBlock, panels: panels)
      for group in range {
        let blocks = plan.tileBlocks * group / groups..<plan.tileBlocks * (group + 1) / groups
        for block in blocks {
          transformInput(block, 0..<inputs / panelWidth, into: inputTiles.matrices)
          transformCotangent(block, 0..<panels, into: cotangentTiles.matrices)
          addProducts(
            block, inputTiles.matrices, cotangentTiles.matrices, panels, to: sums[group].matrices,
            accumulates: block > blocks.lowerBound)
        }
      }
    }
    Threads.divide(sums[0].buffer.count, smallest: 1 << 14) { range in
      for other in sums.dropFirst() {
        for index in range { sums[0].buffer.pointer[index] += other.buffer.pointer[index] }
      }
    }
    finishInParallel(sums[0].matrices)
  }

  /// Few tiles: threads take channels, then frequencies.
  private func sumByFrequencies() {
    let panels = outputs / panelWidth
    let inputTiles = transformedInput()
    let cotangentTiles = Matrices(grid.tile, rows: plan.tilesPerBlock, panels: panels)
    let sums = Matrices(grid.tile, rows: inputs, panels: panels)
    Threads.divide(panels) {
      transformCotangent(0, $0, into: cotangentTiles.matrices.droppingPanels($0.lowerBound))
    }
    Threads.divide(grid.tile.frequencies) {
      addProducts(
        0, frequencies: $0, inputTiles.matrices, cotangentTiles.matrices, panels, to: sums.matrices, accumulates: false)
    }
    finishInParallel(sums.matrices)
  }

  private static let groups = 4

  private func inputMatrices() -> Matrices {
    Matrices(grid.tile, rows: plan.tilesPerBlock, panels: inputs / panelWidth)
  }

  /// The only block's input tiles.
  private func transformedInput() -> Matrices {
    let tiles = inputMatrices()
    Threads.divide(inputs / panelWidth) {
      transformInput(0, $0, into: tiles.matrices.droppingPanels($0.lowerBound))
    }
    return tiles
  }

  private func transformInput(_ block: Int, _ panels: Range<Int>, into target: FrequencyMatrices) {
    loops.transformInput(
      ImageTiles(grid, channels: inputs, tiles: plan.tiles(inBlock: block), panels: panels), of: input, into: target)
  }

  private func transformCotangent(_ block: Int, _ panels: Range<Int>, into target: FrequencyMatrices) {
    loops.transformCotangent(
      ImageTiles(grid, channels: outputs, tiles: plan.tiles(inBlock: block), panels: panels), of: cotangent,
      into: target)
  }

  private func addProducts(
    _ block: Int, frequencies: Range<Int>? = nil, _ inputTiles: FrequencyMatrices,
    _ cotangentTiles: FrequencyMatrices, _ panels: Int, to sums: FrequencyMatrices, accumulates: Bool
  ) {
    let frequencies = frequencies ?? 0..<grid.tile.frequencies
    let first = frequencies.lowerBound
    var product = PanelProduct(
      rows: panelWidth, panels: panels,
      .init(
        inputTiles.panel(0, frequency: first), rowStride: 1, runLength: plan.tiles(inBlock: block).count,
        innerStride: panelWidth),
      .init(cotangentTiles.panel(0, frequency: first), rowStride: panelWidth, panelStride: cotangentTiles.panelStride),
      into: .init(sums.panel(0, frequency: first), rowStride: panelWidth, panelStride: sums.panelStride),
      accumulates: accumulates)
    product.repetition = .init(
      count: frequencies.count, left: inputTiles.frequencyStride, right: cotangentTiles.frequencyStride,
      result: sums.frequencyStride)
    product.innerRepetition = .init(
      count: inputTiles.panels, left: inputTiles.panelStride, right: 0, result: panelWidth * panelWidth)
    loops.multiply(product)
  }

  private func finish(_ panels: Range<Int>, _ sums: FrequencyMatrices) {
    loops.transformWeightGradient(
      WeightPanels(gradient.pointer, rows: inputs, channels: outputs, panels: panels), from: sums)
  }

  private func finishInParallel(_ sums: FrequencyMatrices) {
    Threads.divide(outputs / panelWidth) { finish($0, sums.droppingPanels($0.lowerBound)) }
  }
}
