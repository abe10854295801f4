package import BackbonesTensors
internal import Synchronization

/// Where the packed forms of one model's weights are kept between processes: a file of a folder, which all of them map.
///
/// The file's name follows from the model, from where its weights are, from the instruction set and from the program's build: layouts,
/// and what is folded into weights, are code, and so another build never reads what this one wrote. What it packs from must be
/// the same too, `SourceIdentity.state`; where it is not, the file is made anew in its place.
package final class PackedCache: Sendable {
  private let path: String
  private let key: String
  /// What was there when the model was made.
  private let file: PackedFile?
  private let state: Mutex<State>

  private struct State {
    /// Names of the forms that are in the file.
    var kept: Set<String>
    /// Why no more is written.
    var fault: BackboneError?
  }

  /// Called where a file cannot be written.
  private static let observer = Mutex<(@Sendable (BackboneError) -> Void)?>(nil)

  /// From now on, `observer` is called where a file cannot be written: for a command, which says so.
  package static func observe(_ observer: @escaping @Sendable (BackboneError) -> Void) {
    Self.observer.withLock { $0 = observer }
  }

  /// The cache of a model in a folder, which is made where it is not there.
  ///
  /// - Parameters:
  ///   - model: the model's name, by which people find the file.
  ///   - variant: all else that what is packed follows from, but for the values of parameters.
  ///   - source: where the values come from.
  /// - Throws: `.inputOutput` where there is no such folder and none can be made.
  package init(
    in folder: String, model: String, variant: String, of source: SourceIdentity
  ) throws(BackboneError) {
    try makeDirectory(folder)
    let build = FileStamp(of: executablePath).map { "\($0)" } ?? "unknown"
    let place = [model, variant, source.place, EnvironmentOverride.instructionSetInUse, build].joined(separator: "\n")
    key = "\(place)\n\(source.state)"
    let name = String(decoding: model.utf8.prefix(100).map { $0.isPlain ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    path = "\(folder)/\(name)-\(String(stableHash(place), radix: 16)).packed"
    file = PackedFile(path, key: key)
    state = Mutex(State(kept: file.map { Set($0.names) } ?? []))
  }

  /// A form that an earlier process packed, of so many floats; nil where there is none.
  func form(_ name: String, floats: Int) -> AlignedMemory? { file?.form(name, floats: floats) }

  /// Writes forms, where some are not in the file, with those that are. What goes wrong ends no inference: `fault` has it.
  func keep(_ forms: [String: AlignedMemory]) {
    let fault = state.withLock { state -> BackboneError? in
      guard state.fault == nil, !state.kept.isSuperset(of: forms.keys) else { return nil }
      do throws(BackboneError) {
        // Another process may have put a file there meanwhile.
        let current = PackedFile(path, key: key)
        try PackedFile.write(forms, and: current, key: key, to: path)
        state.kept = Set(forms.keys).union(current.map { Array($0.names) } ?? [])
      } catch {
        state.fault = error
      }
      return state.fault
    }
    if let fault { Self.observer.withLock { $0 }?(fault) }
  }

  /// Why the last forms could not be written; nil where they were. A model tries once.
  package var fault: BackboneError? { state.withLock { $0.fault } }
}

extension UInt8 {
  /// Whether it may stand in any file's name.
  fileprivate var isPlain: Bool {
    switch Character(Unicode.Scalar(self)) {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": true
    default: false
    }
  }
}
