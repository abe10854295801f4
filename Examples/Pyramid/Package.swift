// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "Pyramid",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Backbones", path: "../..")],
  targets: [
    .executableTarget(name: "Pyramid", dependencies: [.product(name: "Backbones", package: "Backbones")])
  ]
)
