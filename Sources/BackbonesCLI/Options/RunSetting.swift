import ArgumentParser
import Backbones

/// What is other in the second of two runs: `weights=FILE`, `size=256x320`, `strict`, `compact`, `gemm=openblas`, `threads=1`.
enum RunSetting: CustomStringConvertible {
  case weights(String)
  case size(ImageSize)
  case strict, compact
  case products(EngineOptions.Products)
  case threads(Int)

  /// Reads the text form.
  init(parsing text: String) throws {
    guard let setting = Self.read(text) else {
      throw ValidationError("expected weights=FILE, size=HxW, strict, compact, gemm=own, gemm=openblas or threads=N")
    }
    self = setting
  }

  private static func read(_ text: String) -> RunSetting? {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let value = parts.count > 1 ? parts[1] : nil
    switch (parts[0], value) {
    case ("weights", let text?): return text.isEmpty ? nil : .weights(text)
    case ("size", let text?): return (try? Parse.size(text)).map { .size($0) }
    case ("strict", nil): return .strict
    case ("compact", nil): return .compact
    case ("gemm", let text?): return EngineOptions.Products(rawValue: text).map { .products($0) }
    case ("threads", let text?): return (try? Parse.number(from: 1, to: 1024)(text)).map { .threads($0) }
    default: return nil
    }
  }

  /// The text form.
  var description: String {
    switch self {
    case .weights(let text): "weights=\(text)"
    case .size(let size): "size=\(size)"
    case .strict: "strict"
    case .compact: "compact"
    case .products(let products): "gemm=\(products.rawValue)"
    case .threads(let threads): "threads=\(threads)"
    }
  }
}
