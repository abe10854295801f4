// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of the library; its folder has its name. Every name has the package's in it, so that none collides with a
/// module of a program that depends on it. Docs/Architecture.md says what each may know.
func module(_ name: String, imports: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: strict)
}

func tests(_ name: String, of modules: [Target.Dependency], resources: [Resource] = []) -> Target {
  .testTarget(name: name, dependencies: modules, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "Backbones",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Backbones", targets: ["Backbones"]),
    .library(name: "BackbonesHub", targets: ["BackbonesHub"]),
    .library(name: "BackbonesExtraction", targets: ["BackbonesExtraction"]),
    .library(name: "BackbonesComparison", targets: ["BackbonesComparison"]),
    .executable(name: "backbones", targets: ["BackbonesCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // System libraries
    .systemLibrary(
      name: "CBackbonesOpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .systemLibrary(
      name: "CBackbonesLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"]), .brew(["lapack"])]),
    .systemLibrary(name: "CBackbonesPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CBackbonesJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
    .systemLibrary(name: "CBackbonesZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    // C: element loops, and what Swift cannot call itself
    .target(name: "CBackbonesKernels"),
    .target(
      name: "CBackbonesImageCodecs", dependencies: ["CBackbonesPNG", "CBackbonesJPEG"],
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "CBackbonesResources", resources: [.copy("Resources")]),
    .target(name: "CBackbonesTransfer", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),

    // The library, in the order in which data flows
    module("BackbonesCLibrary", imports: []),
    module("BackbonesTensors", imports: ["CBackbonesKernels", "CBackbonesZlib", "BackbonesCLibrary"]),
    module("BackbonesDigests", imports: ["CBackbonesTransfer", "BackbonesTensors"]),
    module("BackbonesGraphs", imports: ["BackbonesCLibrary", "BackbonesTensors"]),
    module(
      "BackbonesLinearAlgebra",
      imports: ["CBackbonesKernels", "CBackbonesLAPACKE", "CBackbonesOpenBLAS", "BackbonesCLibrary"]),
    module(
      "BackbonesEngine",
      imports: [
        "CBackbonesKernels", "BackbonesCLibrary", "BackbonesLinearAlgebra", "BackbonesTensors", "BackbonesGraphs",
      ]),
    module("BackbonesReference", imports: ["BackbonesCLibrary", "BackbonesTensors", "BackbonesGraphs"]),
    module("BackbonesModels", imports: ["BackbonesCLibrary", "BackbonesTensors", "BackbonesGraphs"]),
    module(
      "BackbonesWeights",
      imports: [
        "CBackbonesKernels", "BackbonesCLibrary", "BackbonesLinearAlgebra", "BackbonesTensors", "BackbonesGraphs",
        "BackbonesModels", "BackbonesEngine",
      ]),
    module(
      "BackbonesImages",
      imports: [
        "CBackbonesImageCodecs", "CBackbonesKernels", "CBackbonesLAPACKE", "CBackbonesOpenBLAS",
        "BackbonesCLibrary", "BackbonesLinearAlgebra", "BackbonesTensors",
      ]),
    module(
      "Backbones",
      imports: [
        "BackbonesCLibrary", "BackbonesTensors", "BackbonesGraphs", "BackbonesEngine", "BackbonesModels",
        "BackbonesWeights", "BackbonesImages",
      ]),
    module(
      "BackbonesComparison",
      imports: ["BackbonesTensors", "BackbonesGraphs", "BackbonesEngine", "BackbonesReference", "Backbones"]),
    module(
      "BackbonesHub",
      imports: [
        "CBackbonesTransfer", "BackbonesCLibrary", "BackbonesTensors", "BackbonesDigests", "BackbonesEngine",
        "BackbonesModels", "BackbonesWeights", "Backbones",
      ]),
    module(
      "BackbonesExtraction",
      imports: [
        "CBackbonesKernels", "CBackbonesLAPACKE", "CBackbonesOpenBLAS", "BackbonesCLibrary", "BackbonesLinearAlgebra",
        "BackbonesTensors", "BackbonesDigests", "BackbonesEngine", "BackbonesGraphs", "BackbonesImages", "Backbones",
      ]),
    .executableTarget(
      name: "BackbonesCLI",
      dependencies: [
        "Backbones", "BackbonesComparison", "BackbonesCLibrary", "BackbonesDigests", "BackbonesExtraction",
        "BackbonesHub", "CBackbonesResources",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Benchmarks
    .target(name: "CBackbonesPeak", dependencies: ["CBackbonesKernels"], path: "Benchmarks/CBackbonesPeak"),
    .executableTarget(
      name: "BackbonesBenchmarks",
      dependencies: [
        "Backbones", "CBackbonesKernels", "CBackbonesOpenBLAS", "CBackbonesPeak",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/BackbonesBenchmarks", swiftSettings: strict),

    // Tests
    .target(
      name: "BackbonesTestSupport", dependencies: ["CBackbonesZlib", "BackbonesTensors"], path: "Tests/Support",
      resources: [.copy("../Fixtures"), .copy("hub_stub.py")], swiftSettings: strict),
    tests("TensorsTests", of: ["BackbonesTensors", "BackbonesTestSupport"], resources: [.copy("Fixtures")]),
    tests(
      "ImagesTests", of: ["BackbonesImages", "BackbonesTensors", "BackbonesTestSupport"],
      resources: [.copy("Fixtures"), .copy("../../Sources/CBackbonesResources/Resources/coffee.png")]),
    tests(
      "WeightsTests",
      of: [
        "BackbonesWeights", "BackbonesModels", "BackbonesEngine", "BackbonesGraphs", "BackbonesTensors",
        "BackbonesTestSupport",
      ],
      resources: [.copy("Fixtures")]),
    tests(
      "HubTests",
      of: [
        "BackbonesHub", "Backbones", "BackbonesDigests", "BackbonesEngine", "BackbonesGraphs", "BackbonesModels",
        "BackbonesTensors", "BackbonesWeights", "BackbonesTestSupport",
      ]),
    .target(
      name: "CBackbonesKernelChecks", dependencies: ["CBackbonesKernels"], path: "Tests/KernelChecks",
      exclude: ["main.c"]),
    tests("KernelsTests", of: ["CBackbonesKernelChecks", "CBackbonesKernels"]),
    tests("LinearAlgebraTests", of: ["BackbonesLinearAlgebra", "BackbonesTestSupport"]),
    tests("ModelsTests", of: ["BackbonesModels", "BackbonesGraphs", "BackbonesTensors", "BackbonesTestSupport"]),
    tests(
      "EngineTests",
      of: [
        "BackbonesEngine", "BackbonesModels", "BackbonesGraphs", "BackbonesTensors", "BackbonesTestSupport",
        "BackbonesWeights",
      ]),
    .executableTarget(
      name: "OperatorChecks",
      dependencies: ["BackbonesEngine", "BackbonesReference", "BackbonesGraphs", "BackbonesTensors"],
      path: "Tests/OperatorChecks", swiftSettings: strict),
    tests(
      "ComparisonTests",
      of: [
        "BackbonesComparison", "BackbonesEngine", "BackbonesGraphs", "BackbonesReference", "BackbonesTensors",
        "BackbonesTestSupport", "BackbonesWeights",
      ]),
    tests("OperatorTests", of: ["OperatorChecks", "BackbonesEngine", "BackbonesTestSupport"]),
    tests(
      "CommandLineTests",
      of: [
        "Backbones", "BackbonesCLI", "BackbonesExtraction", "BackbonesReference", "BackbonesModels", "BackbonesEngine",
        "BackbonesGraphs",
        "BackbonesImages", "BackbonesTensors",
        "BackbonesTestSupport", "BackbonesWeights",
      ]),
    .executableTarget(
      name: "BackbonesSoak",
      dependencies: ["Backbones", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Tests/Soak", swiftSettings: strict),
    .target(
      name: "BackbonesFuzzing",
      dependencies: [
        "BackbonesCLibrary", "BackbonesTensors", "BackbonesGraphs", "BackbonesEngine", "BackbonesImages",
        "BackbonesWeights",
      ],
      path: "Tests/Fuzzing", exclude: ["Corpora"], swiftSettings: strict),
    .target(name: "CBackbonesAllocations", path: "Tests/Allocations"),
    tests(
      "BackbonesTests", of: ["CBackbonesAllocations", "Backbones", "BackbonesTestSupport"],
      resources: [.copy("Fixtures")]),
    tests("GuideTests", of: ["BackbonesHub", "Backbones", "BackbonesCLI", "BackbonesTestSupport"]),
  ]
)
