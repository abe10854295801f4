// swift-tools-version: 6.1
import PackageDescription

// A program that depends on Backbones and has modules and types of its own with the most obvious names. It must build.
let package = Package(
  name: "Dependent",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Backbones", path: "../..")],
  targets: [
    .target(name: "Engine"),
    .target(name: "Images", dependencies: ["Engine"]),
    .executableTarget(
      name: "Dependent", dependencies: ["Engine", "Images", .product(name: "Backbones", package: "Backbones")]),
  ]
)
