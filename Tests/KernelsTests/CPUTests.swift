import CKernels
import Testing

extension OnEveryCPU {
  @Suite struct Choice {
    @Test func everySetUpToTheBestCanBeUsed() throws {
      for name in cpus {
        try use(name)
        #expect(String(cString: bb_cpu_name(bb_cpu_in_use())) == name)
      }
    }

    @Test func setsBeyondTheBestAreRefused() {
      let before = bb_cpu_in_use()
      #expect(bb_cpu_use(bb_cpu(rawValue: bb_cpu_best().rawValue + 1)) == 0)
      #expect(bb_cpu_in_use() == before)
    }
  }
}
