import BackbonesCLibrary

/// The target that the environment names; libFuzzer takes no arguments of ours.
private let target: FuzzTarget = {
  let name = getenv("BACKBONES_FUZZ").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    fatalError("BACKBONES_FUZZ is '\(name)'; expected one of \(FuzzTarget.allCases.map(\.rawValue))")
  }
  return target
}()

/// What libFuzzer calls with each input. libFuzzer's own limit of time is the clock's on the wall, which goes on while a busy
/// machine computes something else.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let start = processorSeconds()
  target.read(UnsafeRawBufferPointer(start: bytes, count: count))
  let seconds = processorSeconds() - start
  precondition(seconds < 1, "an input took \(seconds) s of the processor")
  return 0
}

private func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
