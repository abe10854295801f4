import ArgumentParser
import Backbones

/// Parsers for `transform:`. Text that cannot be parsed is a usage error with its reason.
enum Parse {
  /// `224x320`, height first, or `224` for a square.
  static func size(_ text: String) throws -> ImageSize {
    guard let size = ImageSize(brief: text) else {
      throw ValidationError("expected HEIGHTxWIDTH, such as 224x320, or one number for a square")
    }
    return size
  }

  /// `2,4` or `-2`.
  static func indices(_ text: String) throws -> [Int] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let index = Int(part) else {
        throw ValidationError("expected whole numbers with commas between, such as 2,4 or -2")
      }
      return index
    }
  }

  /// `5,-1` or `rollout`.
  static func attention(_ text: String) throws -> [AttentionChoice] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let choice = AttentionChoice(parsing: String(part)) else {
        throw ValidationError("expected numbers of attentions with commas between, such as 5,-1, or rollout")
      }
      return choice
    }
  }

  /// `4,8,16,32`, or `8x16` of two sides: fine to coarse, each once.
  static func strides(_ text: String) throws -> [ImageSize] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let stride = ImageSize(brief: part) else {
        throw ValidationError("expected strides with commas between, such as 4,8,16,32, or 8x16 of height and width")
      }
      return stride
    }.fineToCoarse
  }

  /// `logits,feature:-1`.
  static func outputs(_ text: String) throws -> [RequestedOutput] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      RequestedOutput(text: String(part), name: try OutputName(parsing: String(part)))
    }
  }

  /// `node:layer3.2.act3:5,6`, or `hidden:17` for a token.
  static func cell(_ text: String) throws -> RequestedCell {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let places = parts[parts.count - 1].split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count > 1, 1...2 ~= places.count, places.allSatisfy({ $0 != nil }) else {
      throw ValidationError("expected an output, a colon and a cell, such as feature:2:5,6")
    }
    let output = try OutputName(parsing: parts.dropLast().joined(separator: ":"))
    return RequestedCell(text: text, output: output, line: places[0]!, column: places.count > 1 ? places[1]! : 0)
  }

  /// A whole number that is not less than the least.
  static func number(from least: Int, to most: Int = .max) -> @Sendable (String) throws -> Int {
    { text in
      guard let value = Int(text), (least...most).contains(value) else {
        throw ValidationError("expected a whole number from \(least)" + (most == .max ? "" : " to \(most)"))
      }
      return value
    }
  }

  /// Bytes: `300MB` (millions), `512MiB`, `2GB`, `1000000`.
  static func bytes(_ text: String) throws -> Int {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), let unit = Quantity.factor(of: text.dropFirst(digits.count)), number > 0,
      number * unit < 1e18
    else { throw ValidationError("expected bytes, such as 300MB or 2GiB") }
    return Int(number * unit)
  }

  /// 8, 16 or 32, or two of them, `8x16`.
  static func outputStride(_ text: String) throws -> ImageSize {
    guard let stride = ImageSize(brief: text), [stride.height, stride.width].allSatisfy([8, 16, 32].contains) else {
      throw ValidationError("expected 8, 16 or 32, or two of them as HEIGHTxWIDTH")
    }
    return stride
  }

  /// A distance that is accepted.
  static func tolerance(_ text: String) throws -> Double {
    guard let tolerance = Double(text), tolerance >= 0, tolerance.isFinite else {
      throw ValidationError("expected a number from 0, such as 1e-4")
    }
    return tolerance
  }

  /// A time in seconds.
  static func seconds(_ text: String) throws -> Double {
    guard let seconds = Double(text), seconds >= 0, seconds <= 86_400 else {
      throw ValidationError("expected seconds, from 0 to 86400")
    }
    return seconds
  }
}

/// An output with the text that asked for it.
struct RequestedOutput: Hashable {
  let text: String
  let name: OutputName
}

/// A cell of an output.
struct RequestedCell: Hashable {
  let text: String
  let output: OutputName
  let line: Int, column: Int
}
