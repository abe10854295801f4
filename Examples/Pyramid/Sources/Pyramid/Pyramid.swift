import Backbones

/// A feature pyramid of any backbone, as a detector's neck would ask for it.
@main
struct Pyramid {
  static func main() throws {
    let name = CommandLine.arguments.dropFirst().first ?? "regnety_032"

    // Synthetic weights stand in for a file: `WeightSource` reads .safetensors files and hub directories.
    let model = try Model(name, weights: .synthetic(seed: 1))

    // Known before anything is computed: what a neck needs to be built.
    let info = try model.featureInfo()
    print("\(name): \(model.parameterCount) parameters")
    for (module, (channels, reduction)) in zip(info.modules, zip(info.channels, info.reductions)) {
      print("  \(module): \(channels) channels, one pixel for \(reduction)")
    }

    let size = model.inputSize
    let images = SyntheticParameters.input([2, model.inputChannels, size.height, size.width], seed: 1)
    for map in try model.features(images) { print("  \(map.shape)") }
  }
}
