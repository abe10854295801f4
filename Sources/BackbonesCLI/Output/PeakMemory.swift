import BackbonesCLibrary
import Backbones

/// The most memory that the process had at once, in bytes.
func peakMemory() -> Int {
  // What `getrusage` says on Linux counts the process that this one was forked from.
  let own = ResidentMemory.peakBytes
  if own > 0 { return own }
  var usage = rusage()
  #if canImport(Darwin)
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
  #elseif canImport(Musl)
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss * 1024
  #else
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  #endif
}
