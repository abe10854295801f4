// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// One room of the architecture; its name is its folder's. See Docs/Architecture.md for what each may know.
func room(_ name: String, imports: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: strict)
}

func tests(_ name: String, of rooms: [Target.Dependency], resources: [Resource] = []) -> Target {
  .testTarget(name: name, dependencies: rooms, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "Backbones",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Backbones", targets: ["Backbones"]),
    .executable(name: "backbones", targets: ["BackbonesCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // System libraries
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .systemLibrary(
      name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"]), .brew(["lapack"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(name: "CJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),

    // C: element loops, and what Swift cannot call itself
    .target(name: "CKernels"),
    .target(name: "CImageCodecs", dependencies: ["CPNG", "CJPEG"]),

    // The rooms, in the order data flows
    room("Tensors", imports: ["CKernels"]),
    room("Graphs", imports: ["Tensors"]),
    room("LinearAlgebra", imports: ["CKernels", "COpenBLAS"]),
    room("Engine", imports: ["CKernels", "LinearAlgebra", "Tensors", "Graphs"]),
    room("Architectures", imports: ["Tensors", "Graphs"]),
    room("Weights", imports: ["CKernels", "Tensors", "Graphs", "Engine"]),
    room("Images", imports: ["CImageCodecs", "CKernels", "CLAPACKE", "COpenBLAS", "LinearAlgebra", "Tensors"]),
    room("Backbones", imports: ["Tensors", "Graphs", "Engine", "Architectures", "Weights", "Images"]),
    .executableTarget(
      name: "BackbonesCLI",
      dependencies: ["Backbones", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      resources: [.copy("Resources")],
      swiftSettings: strict),

    // Benchmarks
    .target(name: "CPeak", dependencies: ["CKernels"], path: "Benchmarks/CPeak"),
    .executableTarget(
      name: "KernelBenchmarks",
      dependencies: [
        "Backbones", "CKernels", "COpenBLAS", "CPeak",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/KernelBenchmarks", swiftSettings: strict),

    // Tests
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(
      name: "TestSupport", dependencies: ["CZlib", "Tensors"], path: "Tests/Support",
      resources: [.copy("Fixtures")], swiftSettings: strict),
    tests("TensorsTests", of: ["Tensors", "TestSupport"], resources: [.copy("Fixtures")]),
    tests("ImagesTests", of: ["Images", "Tensors", "TestSupport"], resources: [.copy("Fixtures")]),
    tests(
      "WeightsTests", of: ["Weights", "Engine", "Graphs", "Tensors", "TestSupport"],
      resources: [.copy("Fixtures")]),
    tests("KernelsTests", of: ["CKernels"]),
    tests("LinearAlgebraTests", of: ["LinearAlgebra", "TestSupport"]),
    tests("ArchitecturesTests", of: ["Architectures", "Graphs", "Tensors", "TestSupport"]),
    tests("EngineTests", of: ["Engine", "Architectures", "Graphs", "Tensors", "TestSupport", "Weights"]),
    tests(
      "CommandLineTests",
      of: ["BackbonesCLI", "Architectures", "Engine", "Graphs", "Images", "Tensors", "TestSupport", "Weights"]),
    .target(name: "Allocations", path: "Tests/Allocations"),
    tests("BackbonesTests", of: ["Allocations", "Backbones", "TestSupport"], resources: [.copy("Fixtures")]),
    tests("GuideTests", of: ["Backbones", "BackbonesCLI", "TestSupport"]),
  ]
)
