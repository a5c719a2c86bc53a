import Datasets
import Testing

@Suite struct CropTests {
  /// 3 x 4 pixels, 1 to 12.
  private let image = (1...12).map { UInt8($0) }
  private let size = PixelSize(rows: 3, columns: 4)

  private func window(_ rows: Int, _ columns: Int, around box: (Range<Int>, Range<Int>)? = nil) -> CropWindow {
    CropWindow(size: PixelSize(rows: rows, columns: columns), rows: box?.0 ?? 0..<3, columns: box?.1 ?? 0..<4)
  }

  @Test func theMiddleOfAnImage() {
    #expect(window(1, 2).cut(image, from: size) == [6, 7])
    #expect(window(3, 4).cut(image, from: size) == image)
  }

  @Test func outsideIsBlack() {
    #expect(
      window(5, 6).cut(image, from: size)
        == [0, 0, 0, 0, 0, 0] + [0, 1, 2, 3, 4, 0] + [0, 5, 6, 7, 8, 0] + [0, 9, 10, 11, 12, 0] + [0, 0, 0, 0, 0, 0])
    #expect(window(2, 2, around: (0..<1, 0..<1)).cut(image, from: size) == [0, 0, 0, 1])
    #expect(window(1, 1, around: (9..<10, 0..<1)).cut(image, from: size) == [0])
    #expect(window(1, 1, around: (0..<1, 9..<10)).cut(image, from: size) == [0])
  }

  /// Half a pixel goes up and to the left, beyond the image's edge too.
  @Test func halfAPixel() {
    #expect(window(2, 3) == CropWindow(size: PixelSize(rows: 2, columns: 3), rows: 0..<2, columns: 0..<3))
    #expect((window(4, 5).row, window(4, 5).column) == (-1, -1))
    #expect((window(6, 7).row, window(6, 7).column) == (-2, -2))
  }

  @Test func colorsStayTogether() {
    let colors = (1...24).map { Float($0) }
    #expect(window(1, 1).cut(colors, from: PixelSize(rows: 2, columns: 4), channels: 3) == [16, 17, 18])
  }

  @Test func theBoxAroundAllMasks() {
    let isInside = (0...255).map { $0 == 2 }
    let masks: [[UInt8]] = [[0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 1]]
    let box = CropWindow.box(around: masks, isInside: isInside, width: 4)
    #expect(box?.rows == 0..<2)
    #expect(box?.columns == 1..<4)
    #expect(CropWindow.box(around: [[1, 0, 0, 1]], isInside: isInside, width: 2) == nil)
  }
}
