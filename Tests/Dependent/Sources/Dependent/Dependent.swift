import Backbones
import Engine
import Images

/// A network of the program's own, by the public protocol `Architecture`.
struct Tiny: Architecture {
  func build(_ image: Value, head: Head, in g: Scope) {
    let x = g.activate((g / "conv").convolution(image, 4, kernel: 3, stride: 2), .relu)
    (g / "conv").feature(x)
    g.hidden(x)
    g.classifierHead(x, head, classifier: g / "fc")
  }
}

@main struct Dependent {
  static func main() throws {
    // Names of the standard library and of the program itself mean what they meant.
    let slice: Slice<[Int]> = Slice(base: [1, 2, 3], bounds: 1..<3)
    let image = Image(shape: Shape(sides: slice.count))
    _ = Window()
    let model = try Model(
      architecture: Tiny(), named: "tiny", weights: .synthetic(seed: 0),
      options: ModelOptions(classes: 2, pooling: .average, inputSize: 16))
    let photo = try RasterImage(width: 16, height: 16, pixels: Array(repeating: 128, count: 3 * 256))
    let scores = try model(Preprocessing(inputSize: model.inputSize).tensor(of: photo))
    print(image.shape.sides, scores.shape, scores[0, 1].isFinite)
  }
}
