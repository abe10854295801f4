import CBackbonesKernels
import Foundation
import Testing

@Suite struct CPUTests {
  @Test func everySetUpToTheBestHasKernels() {
    #if arch(arm64)
      #expect(KernelSet.all.map(\.testDescription) == ["neon"])
    #else
      #expect(KernelSet.all.map(\.testDescription).first == "baseline")
    #endif
    #expect(bb_kernels_of(bb_cpu(rawValue: bb_cpu_best().rawValue + 1)) == nil)
  }

  /// A test run without BACKBONES_CPU uses the best; with it, the one that was asked for.
  @Test func theSetInUseIsTheOneAskedFor() {
    let wish = ProcessInfo.processInfo.environment["BACKBONES_CPU"]
    let expected = KernelSet.all.first { $0.testDescription == wish } ?? KernelSet.all.last
    #expect(bb_cpu_in_use() == expected?.cpu)
  }
}
