import BackbonesCLibrary

/// The target that the environment names; libFuzzer takes no arguments of ours.
private let target: FuzzTarget = {
  let name = getenv("BACKBONES_FUZZ").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    fatalError("BACKBONES_FUZZ is '\(name)'; expected one of \(FuzzTarget.allCases.map(\.rawValue))")
  }
  return target
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target.read(UnsafeRawBufferPointer(start: bytes, count: count))
  return 0
}
