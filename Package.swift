// swift-tools-version: 6.2
import PackageDescription

/// The kernels are written for AVX2 with fused multiply-add, and their hot loops once more for AVX-512; every other module stays
/// at the platform's baseline, so that the program can start on any CPU and say in one line what is missing.
#if arch(x86_64)
  let vectorInstructions = ["-Xcc", "-march=x86-64-v3"]
  let wideVectorInstructions = ["-Xcc", "-march=x86-64-v4"]
  let wideLoops: [Target.Dependency] = ["Loops16"]
#else
  let vectorInstructions: [String] = []
  let wideVectorInstructions: [String] = []
  let wideLoops: [Target.Dependency] = []
#endif

let package = Package(
  name: "heatsweep",
  products: [.executable(name: "heatsweep", targets: ["heatsweep"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(name: "CClock"),
    .systemLibrary(name: "CProcessor"),
    .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
    .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"])]),
    .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),

    // Unchecked: bounds and overflow checks would cost the inner loops, so that preconditions in this module only document;
    // callers check shapes first (`Value`, the primitives).
    // `Loops8` and `Loops16` are the same sources, `LoopBodies`, through symbolic links: once for registers of 8 floats and once
    // for registers of 16. `Kernels` takes one or the other when the program starts.
    .target(name: "Loops"),
    .target(
      name: "Loops8", dependencies: ["CProcessor", "Loops"],
      swiftSettings: [.unsafeFlags(["-Ounchecked"] + vectorInstructions)]),
    .target(
      name: "Loops16", dependencies: ["CProcessor", "Loops"],
      swiftSettings: [.define("LANES16"), .unsafeFlags(["-Ounchecked"] + wideVectorInstructions)]),
    .target(
      name: "Kernels", dependencies: ["COneDNN", "CProcessor", "Loops", "Loops8"] + wideLoops,
      swiftSettings: [.unsafeFlags(["-Ounchecked"] + vectorInstructions)]),
    .target(name: "Autodiff", dependencies: ["Kernels"]),
    .target(name: "Files", dependencies: ["CSodium"]),
    .target(name: "Networks", dependencies: ["Autodiff", "Files"]),
    .target(name: "Attribution", dependencies: ["Networks"]),
    .target(
      name: "ModelExchange",
      dependencies: ["Files", "Networks", .product(name: "SwiftProtobuf", package: "swift-protobuf")]),
    .target(
      name: "TensorBoard",
      dependencies: ["Files", .product(name: "SwiftProtobuf", package: "swift-protobuf")]),
    .target(name: "Images", dependencies: ["Files"]),
    .target(name: "CardiacMRI", dependencies: ["Images", "Kernels"]),
    .target(name: "Statistics"),
    .target(name: "Search"),
    .target(name: "Documents", dependencies: ["Yams"]),
    // libpng (Debian: libpng-dev) with code of ours in C, which no system library target may have.
    .target(name: "CPNG", linkerSettings: [.linkedLibrary("png")]),
    .target(name: "ImageFiles", dependencies: ["CPNG", "CZlib"]),
    .target(name: "Datasets", dependencies: ["Documents", "Files", "ImageFiles", "Images", "Kernels"]),
    .target(
      name: "Studies",
      dependencies: ["Attribution", "CardiacMRI", "Datasets", "Documents", "Files", "Images", "Search"]),
    .target(name: "Coordination"),
    .target(name: "ZeroMQ", dependencies: ["CZeroMQ"]),
    .target(
      name: "Cluster",
      dependencies: [
        "Coordination", "Documents", "Files", "ZeroMQ",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Logging", package: "swift-log"),
      ]),
    .target(
      name: "Report",
      dependencies: ["Attribution", "CardiacMRI", "Datasets", "Files", "Images", "Statistics", "Studies", "CZlib"]),
    .target(
      name: "LivePage",
      dependencies: [
        "Files", .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .executableTarget(
      name: "heatsweep",
      dependencies: [
        "CClock", "COneDNN", "CProcessor", "Kernels", "Autodiff", "Networks", "Attribution", "CardiacMRI", "Images",
        "Coordination",
        "Cluster", "Datasets", "Documents", "Files", "ImageFiles", "LivePage", "ModelExchange", "Report", "Statistics",
        "Studies", "TensorBoard", "ZeroMQ",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"), .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .executableTarget(name: "sweep-fixture", dependencies: ["Cluster", "Files"], path: "Tests/Fixtures/SweepFixture"),
    .target(name: "TestKit", dependencies: ["Networks", "Coordination"]),

    .testTarget(name: "FilesTests", dependencies: ["Files"]),
    .testTarget(name: "LoopsTests", dependencies: ["Kernels", "Loops", "Loops8"] + wideLoops),
    .testTarget(name: "KernelsTests", dependencies: ["Kernels", "TestKit"]),
    .testTarget(name: "AutodiffTests", dependencies: ["Autodiff", "TestKit"], resources: [.copy("Golden")]),
    .testTarget(name: "NetworksTests", dependencies: ["Networks", "TestKit"], resources: [.copy("Golden")]),
    .testTarget(name: "AttributionTests", dependencies: ["Attribution", "TestKit"], resources: [.copy("Golden")]),
    .testTarget(
      name: "ModelExchangeTests", dependencies: ["Attribution", "ModelExchange", "TestKit"],
      resources: [.copy("Python")]),
    .testTarget(name: "TensorBoardTests", dependencies: ["TensorBoard", "TestKit"], resources: [.copy("Python")]),
    .testTarget(name: "ImagesTests", dependencies: ["Images"]),
    .testTarget(name: "CardiacMRITests", dependencies: ["CardiacMRI", "Files", "Images"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], resources: [.copy("Golden")]),
    .testTarget(name: "SearchTests", dependencies: ["Search"], resources: [.copy("Golden")]),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents"]),
    .testTarget(
      name: "DatasetsTests", dependencies: ["Datasets", "Documents", "Files", "ImageFiles", "Images", "Kernels"],
      resources: [.copy("Golden")]),
    .testTarget(name: "ImageFilesTests", dependencies: ["ImageFiles", "CZlib"], resources: [.copy("Golden")]),
    .testTarget(name: "StudiesTests", dependencies: ["CardiacMRI", "Images", "Kernels", "Studies"]),
    .testTarget(name: "CoordinationTests", dependencies: ["Coordination", "TestKit"]),
    .testTarget(name: "ZeroMQTests", dependencies: ["ZeroMQ"]),
    .testTarget(
      name: "ClusterTests",
      dependencies: [
        "Cluster", "Coordination", "Files", "ZeroMQ", "TestKit", "sweep-fixture",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(name: "ReportTests", dependencies: ["CardiacMRI", "Images", "Report", "CZlib"]),
    .testTarget(name: "LivePageTests", dependencies: ["LivePage", "TestKit"]),
    .testTarget(
      name: "heatsweepTests",
      dependencies: [
        "heatsweep", "Documents", "ImageFiles", "Images", "Kernels", "LivePage", "ModelExchange", "Networks", "Report",
        "TensorBoard", "TestKit", "ZeroMQ",
      ],
      resources: [.copy("Golden")]),
  ],
  swiftLanguageModes: [.v6]
)
