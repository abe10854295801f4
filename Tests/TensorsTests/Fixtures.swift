import Foundation
import BackbonesTensors
import Testing

/// What `Scripts/facts tensors` wrote.
enum Fixtures {
  static func path(_ name: String) throws -> String {
    let file = (name as NSString)
    return try #require(
      Bundle.module.path(
        forResource: file.deletingPathExtension, ofType: file.pathExtension, inDirectory: "Fixtures"))
  }

  /// The path of what `Scripts/facts checkpoints` wrote.
  static func checkpoint(_ name: String) throws -> String {
    URL(filePath: try path("c.npy")).deletingLastPathComponent().appending(path: "Checkpoints/\(name)").path
  }

  /// The array of a type, as the script's definition has it.
  static func array(_ type: ElementType, _ shape: TensorShape) -> Tensor {
    Tensor(shape, (0..<shape.count).map { element(37 * $0 % 101, type) })
  }

  private static func element(_ number: Int, _ type: ElementType) -> Float {
    switch type {
    case .bool: number > 50 ? 1 : 0
    case .uint64, .uint32, .uint16, .uint8: Float(number)
    case .int64, .int32, .int16, .int8: Float(number - 50)
    case .float64, .float32, .float16, .bfloat16: Float(number - 50) / 8
    }
  }
}

/// Expects an error of `code` whose message holds `text`.
func expectError(
  _ code: BackboneError.Code, saying text: String, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> some Any
) {
  let error = #expect(throws: BackboneError.self, sourceLocation: sourceLocation) { _ = try body() }
  #expect(error?.code == code, sourceLocation: sourceLocation)
  #expect(error?.message.contains(text) == true, "\(error?.message ?? "")", sourceLocation: sourceLocation)
}
