internal import BackbonesCLibrary

/// What of this process is in memory.
package enum ResidentMemory {
  /// Bytes now; 0 where the system does not tell.
  package static var bytes: Int { field("/proc/self/statm", after: " ") * Int(getpagesize()) }

  /// The most bytes so far; 0 where the system does not tell.
  package static var peakBytes: Int { field("/proc/self/status", after: "VmHWM:") << 10 }

  /// The first number after a text in a file of the system.
  private static func field(_ path: String, after text: String) -> Int {
    guard let file = fopen(path, "r") else { return 0 }
    defer { fclose(file) }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      let count = fread(buffer.baseAddress!, 1, buffer.count - 1, file)
      buffer[count] = 0
      guard let found = strstr(buffer.baseAddress!, text) else { return 0 }
      return strtol(found + text.utf8.count, nil, 10)
    }
  }
}
