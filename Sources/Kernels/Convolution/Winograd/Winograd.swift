import Loops

/// 3 x 3 convolution by Winograd's F(4 x 4, 3 x 3) or F(6 x 6, 3 x 3) (Lavin and Gray, 2016): 36 multiplications where direct
/// convolution needs 144, or 64 where it needs 324, as so many matrix products over the channels.
///
/// The gradient of the input is the convolution of the cotangent with the weights turned round, and so the same code. The
/// gradient of the weights multiplies transformed input tiles by transformed cotangent tiles, the adjoint of the forward pass.
/// No transformed tiles are kept from pass to pass: transforming again, in cache, takes less time than writing to memory and
/// reading back.
enum Winograd {
  /// The convolution of `input` with `weights`.
  static func convolve(
    _ input: Buffer, _ weights: WinogradWeights, _ grid: TileGrid, into output: Convolution.Output,
    _ finish: Finish = .nothing
  ) {
    let pass = Pass(
      input: input.pointer, grid: grid, inputs: weights.inputs, outputs: weights.outputs, output: output, finish: finish
    )
    let (rows, panels) = (weights.inputs, weights.outputs / panelWidth)
    let plan = WinogradPlan.convolution(grid, inputs: rows, outputs: weights.outputs)
    if plan.isWhole {
      let transformed = weights.transformed(grid.tile)
      Threads.divide(plan.tileBlocks) { blocks in
        let tiles = Matrices(grid.tile, rows: plan.tilesPerBlock, panels: rows / panelWidth)
        let products = Matrices(grid.tile, rows: plan.tilesPerBlock, panels: panels)
        for block in blocks {
          let range = plan.tiles(inBlock: block)
          pass.transformInput(range, 0..<rows / panelWidth, into: tiles.matrices)
          pass.multiply(range, tiles.matrices, transformed.matrices, 0..<panels, into: products.matrices)
        }
      }
    } else {
      let tiles = Matrices(grid.tile, rows: plan.tilesPerBlock, panels: rows / panelWidth)
      for block in 0..<plan.tileBlocks {
        let range = plan.tiles(inBlock: block)
        Threads.divide(rows / panelWidth) {
          pass.transformInput(range, $0, into: tiles.matrices.droppingPanels($0.lowerBound))
        }
        Threads.divide(plan.panelBlocks) { blocks in
          let transformed = Matrices(grid.tile, rows: rows, panels: plan.panelsPerBlock)
          let products = Matrices(grid.tile, rows: plan.tilesPerBlock, panels: plan.panelsPerBlock)
          for block in blocks {
            let panels = plan.panels(inBlock: block)
            weights.transform(panels, into: transformed.matrices)
            pass.multiply(range, tiles.matrices, transformed.matrices, panels, into: products.matrices)
          }
        }
      }
    }
  }
}

/// Memory for matrices in Winograd's domain.
struct Matrices {
  let buffer: Buffer
  let matrices: FrequencyMatrices

  init(_ tile: TileSize, rows: Int, panels: Int) {
    buffer = Buffer(uninitialized: FrequencyMatrices.count(tile, rows: rows, panels: panels))
    matrices = FrequencyMatrices(buffer.pointer, tile, rows: rows, panels: panels)
  }

  init(buffer: Buffer, matrices: FrequencyMatrices) {
    self.buffer = buffer
    self.matrices = matrices
  }
}

/// The parts of a convolution that its blocks share.
private struct Pass {
  let input: UnsafePointer<Float>
  let grid: TileGrid
  let inputs: Int
  let outputs: Int
  let output: Convolution.Output
  let finish: Finish

  func transformInput(_ tiles: Range<Int>, _ panels: Range<Int>, into target: FrequencyMatrices) {
    loops.transformInput(ImageTiles(grid, channels: inputs, tiles: tiles, panels: panels), of: input, into: target)
  }

  /// Multiplies a block of tiles by a block of weights, and brings the products back to the output image.
  func multiply(
    _ range: Range<Int>, _ tiles: FrequencyMatrices, _ weights: FrequencyMatrices, _ panels: Range<Int>,
    into products: FrequencyMatrices
  ) {
    var product = PanelProduct(
      rows: range.count, panels: panels.count,
      .init(
        tiles.pointer, rowStride: panelWidth, runs: tiles.panels, runStride: tiles.panelStride, runLength: panelWidth,
        innerStride: 1),
      .init(weights.pointer, rowStride: panelWidth, panelStride: weights.panelStride),
      into: .init(products.pointer, rowStride: panelWidth, panelStride: products.panelStride))
    product.repetition = .init(
      count: grid.tile.frequencies, left: tiles.frequencyStride, right: weights.frequencyStride,
      result: products.frequencyStride)
    loops.multiply(product)
    let place = ImageTiles(grid, channels: outputs, tiles: range, panels: panels)
    switch output {
    case .whole(let image): loops.transformOutput(place, from: products, into: image, finish)
    case .pooled(let values, let corners):
      loops.transformPooledOutput(place, from: products, into: values, corners: corners, finish)
    }
  }
}
