import CBackbonesKernels
import Foundation
import Testing

@Suite("Instruction sets")
struct InstructionSetTests {
  @Test("have kernels where the processor has them, and what every processor has is among them")
  func available() {
    for number in 0..<BB_SET_COUNT.rawValue {
      let set = bb_set(rawValue: number)
      #expect((bb_kernels_of(set) != nil) == InstructionSet.available.contains { $0.set == set })
    }
    #expect(bb_kernels_of(BB_SET_COUNT) == nil)
    #if arch(arm64)
      #expect(InstructionSet.available.map(\.testDescription) == ["neon"])
    #else
      #expect(InstructionSet.available.first?.testDescription == "baseline")
    #endif
  }

  @Test("the preferred one is in use, or the one that BACKBONES_CPU names")
  func inUse() {
    let value = ProcessInfo.processInfo.environment["BACKBONES_CPU"].flatMap { $0.isEmpty ? nil : $0 }
    let named = InstructionSet.available.first { $0.testDescription == value }
    let choice = bb_set_in_use()
    #expect(choice.set == (named ?? InstructionSet.available.last)?.set)
    #expect(choice.requested.map { String(cString: $0) } == value)
    #expect((choice.refused != 0) == (value != nil && named == nil))
  }
}

/// An instruction set that this processor has.
struct InstructionSet: Sendable, CustomTestStringConvertible {
  let set: bb_set

  /// The preferred one last.
  static let available = (0..<BB_SET_COUNT.rawValue).filter { bb_sets_available() >> $0 & 1 == 1 }
    .map { InstructionSet(set: bb_set(rawValue: $0)) }

  var testDescription: String { String(cString: bb_set_name(set)) }
}
