import CBackbonesKernelChecks
import CBackbonesKernels
import Testing

/// The checks are C (Tests/KernelChecks), so that an emulator can run them too. Each compares a kernel with its
/// definition in double precision: over random shapes, strides, batches and tails, whole and in parts to the bit.
@Suite("Kernels")
struct KernelTests {
  @Test("agree with their definitions on every instruction set", arguments: Kernel.all, InstructionSet.available)
  func agree(kernel: Kernel, set: InstructionSet) {
    let (differences, report) = kernel.check(on: set)
    #expect(differences == 0, "\(report)")
  }

  @Test("that are faulty fail their checks", arguments: Kernel.all, [BB_FAULT_IDLE, BB_FAULT_NAN])
  func faultsAreSeen(kernel: Kernel, fault: bb_fault) throws {
    let set = try #require(InstructionSet.available.last)
    #expect(kernel.check(on: set, fault: fault).differences > 0)
  }

  @Test("are run by a team of threads, each task once, for one caller at a time")
  func team() {
    let (differences, report) = reported { bb_check_team($0.baseAddress, $0.count) }
    #expect(differences == 0, "\(report)")
  }
}

/// A kernel of kernels.def, by its number there.
struct Kernel: Sendable, CustomTestStringConvertible {
  let number: Int32

  static let all = (0..<Int32(BB_CHECK_COUNT)).map(Kernel.init)

  var testDescription: String { String(cString: bb_check_name(number)) }

  func check(on set: InstructionSet, fault: bb_fault = BB_FAULT_NONE) -> (differences: Int32, report: String) {
    reported { bb_check_kernel(number, set.set, fault, $0.baseAddress, $0.count) }
  }
}

private func reported(
  _ check: (UnsafeMutableBufferPointer<CChar>) -> Int32
) -> (differences: Int32, report: String) {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { text in
    let differences = check(text)
    return (differences, String(cString: text.baseAddress!))
  }
}
