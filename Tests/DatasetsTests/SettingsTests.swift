import Datasets
import Documents
import Foundation
import Testing

@Suite struct SettingsTests {
  @Test func everyFieldIsRead() throws {
    let read = try settings(
      """
      acdc: acdc
      slices: all
      frames: [ES]
      classes: [NOR, DCM]
      inside: [2]
      regions: {fat: [3], marker: [1]}
      spacing: 1.5
      crop: {size: [128, 120], center: mask}
      size: [64, 60]
      intensities: {percentiles: [1, 99]}
      color: rgb
      split: {training: 0.6, validation: 0.2, test: 0.2}
      balance: oversample
      """)
    var expected = DatasetSettings(source: .acdc(directory: try Golden.url("acdc").standardizedFileURL.path))
    expected.slices = .all
    expected.phases = [.endSystole]
    expected.classes = ["NOR", "DCM"]
    expected.codes.inside = [2]
    expected.codes.fat = [3]
    expected.codes.marker = [1]
    expected.spacing = 1.5
    expected.crop = Crop(size: PixelSize(rows: 128, columns: 120), center: .mask)
    expected.size = PixelSize(rows: 64, columns: 60)
    expected.intensities = .percentiles(low: 1, high: 99)
    expected.color = .rgb
    expected.shares = PartShares(training: 0.6, validation: 0.2, test: 0.2)
    expected.balance = .oversample
    #expect(read == expected)
    #expect(read.name == "acdc")
    let again = try JSONDecoder().decode(DatasetSettings.self, from: JSONEncoder().encode(read))
    #expect(again == read)
  }

  @Test func whatIsLeftOut() throws {
    let table = try settings("table: table/images.csv")
    #expect(table == DatasetSettings(source: .table(path: try Golden.url("table/images.csv").standardizedFileURL.path)))
    #expect(try settings("acdc: acdc").codes.inside == [1, 2, 3])
    let preprocessed = try settings("preprocessed: preprocessed")
    #expect(preprocessed.codes.inside == [11, 12, 13, 14])
    #expect(preprocessed.codes.fat == [15])
    #expect(try settings("preprocessed: preprocessed\ninside: [15]").codes.fat == [])
    #expect(try settings("table: table/images.csv\nintensities: full").intensities == .full)
    #expect(
      try settings("table: table/images.csv\nintensities: {range: [-200, 300.5]}").intensities
        == .range(low: -200, high: 300.5))
  }

  @Test func arraysMayBeFilesOfTheirOwn() throws {
    let read = try settings(
      """
      npy:
        images: preprocessed/first_mris_preprocessed.npy
        labels: preprocessed/first_labels.npy
        masks: preprocessed/first_seg_masks.npy
      """)
    var names = ArrayNames()
    let folder = try Golden.url("preprocessed").standardizedFileURL.path
    names.images = folder + "/first_mris_preprocessed.npy"
    names.labels = folder + "/first_labels.npy"
    names.masks = folder + "/first_seg_masks.npy"
    #expect(read.source == .arrays(names))
    #expect(
      message { _ = try read.prepare(seed: 1) }
        == "\(folder)/first_mris_preprocessed.npy: expected at least 3 patients of class `HCM`, one for each of training, "
        + "validation, test, found 2")
  }

  @Test(arguments: [
    ("{}", "study.yaml:1: data: expected one of `table`, `npz`, `npy`, `preprocessed` and `acdc`, found none"),
    (
      "{table: table/images.csv, npz: arrays/all.npz}",
      "study.yaml:1: data: expected one of `table`, `npz`, `npy`, `preprocessed` and `acdc`, found `table` and `npz`"
    ),
    ("tables: x", "study.yaml:2: data.tables: expected a known field, found an unknown one; did you mean `table`?"),
    ("table: [a]", "study.yaml:2: data.table: expected the path of a CSV file, found a list"),
    (
      "acdc: table/images.csv", "study.yaml:2: data.acdc: expected a directory, found a file at GOLDEN/table/images.csv"
    ),
    ("table: acdc", "study.yaml:2: data.table: expected a CSV file, found a directory at GOLDEN/acdc"),
    ("table: none.csv", "study.yaml:2: data.table: expected a CSV file, found nothing at GOLDEN/none.csv"),
    (
      "npy: {images: a.npy}",
      "study.yaml:2: data.npy.images: expected a file .npy of NumPy's, found nothing at GOLDEN/a.npy"
    ),
    ("npy: {labels: arrays/all.npz}", "study.yaml:2: data.npy: expected the field `images`, found none"),
    (
      "TABLE\narrays: {images: x}",
      "study.yaml:3: data.arrays: expected none, since only `npz` has names of arrays, found one"
    ),
    (
      "npz: arrays/all.npz\nslices: all",
      "study.yaml:3: data.slices: expected none, since arrays have no volumes, found one"
    ),
    ("TABLE\nframes: [ED]", "study.yaml:3: data.frames: expected none, since only `acdc` has frames, found one"),
    ("acdc: acdc\nframes: [ED, ED]", "study.yaml:3: data.frames: expected each frame once, found a list"),
    ("acdc: acdc\nframes: [XX]", "study.yaml:3: data.frames[0]: expected `ED` or `ES`, found `XX`"),
    ("TABLE\nclasses: [a]", "study.yaml:3: data.classes: expected 2 to 100 classes, found 1"),
    ("TABLE\nclasses: [a, a]", "study.yaml:3: data.classes[1]: expected each class once, found `a`"),
    ("TABLE\ninside: [0]", "study.yaml:3: data.inside[0]: expected a whole number from 1 to 255, found `0`"),
    ("TABLE\ninside: [1, 1]", "study.yaml:3: data.inside[1]: expected each code once, found `1`"),
    (
      "TABLE\ninside: [1]\nregions: {fat: [1]}",
      "study.yaml:4: data.regions: expected each code in one region, found 1 in two"
    ),
    ("TABLE\nspacing: 0", "study.yaml:3: data.spacing: expected a number from 0.01 to 100.0, found `0`"),
    ("TABLE\nsize: [32]", "study.yaml:3: data.size: expected rows and columns, such as [128, 128], found a list"),
    ("TABLE\nsize: [31, 32]", "study.yaml:3: data.size[0]: expected a whole number from 32 to 512, found `31`"),
    ("TABLE\ncrop: {center: mask}", "study.yaml:3: data.crop: expected the field `size`, found none"),
    (
      "TABLE\ncrop: {size: [8, 8], center: heart}",
      "study.yaml:3: data.crop.center: expected `mask` or `image`, found `heart`"
    ),
    (
      "TABLE\ncrop: {size: [8, 8]}",
      "study.yaml:1: data: expected `size` beside a crop that has not 32 to 512 rows and columns, found none"
    ),
    ("TABLE\nintensities: {}", "study.yaml:3: data.intensities: expected either percentiles or range, found none"),
    (
      "TABLE\nintensities: {percentiles: [5, 1]}",
      "study.yaml:3: data.intensities.percentiles: expected two numbers, the low one first, found 5.0 and 1.0"
    ),
    (
      "TABLE\nintensities: auto",
      "study.yaml:3: data.intensities: expected `full`, `{percentiles: [low, high]}` or `{range: [low, high]}`, found `auto`"
    ),
    ("TABLE\ncolor: red", "study.yaml:3: data.color: expected `gray` or `rgb`, found `red`"),
    (
      "TABLE\nsplit: {training: 0.7, validation: 0.1, test: 0.1}",
      "study.yaml:3: data.split: expected shares that add up to 1, found a sum of 0.9"
    ),
    ("TABLE\nsplit: {training: 0.7}", "study.yaml:3: data.split: expected the field `validation`, found none"),
    (
      "TABLE\nbalance: both", "study.yaml:3: data.balance: expected `none`, `oversample` or `undersample`, found `both`"
    ),
  ])
  func mistakesHaveTheirLine(yaml: String, expected: String) throws {
    let yaml = yaml.replacingOccurrences(of: "TABLE", with: "table: table/images.csv")
    let golden = try Golden.url("").standardizedFileURL.path
    #expect(message { _ = try settings(yaml) }?.replacingOccurrences(of: golden, with: "GOLDEN") == expected)
  }

  @Test func withoutADirectoryFilesAreNotLookedFor() throws {
    let document = try DocumentField(document: "table: none.csv", file: "study.yaml", expected: "a study")
    #expect(try DatasetSettings(document, directory: nil).source == .table(path: "none.csv"))
  }
}
