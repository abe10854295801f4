import BackbonesTensors
import Testing

@Suite struct MemoryTests {
  @Test("Memory is aligned, also where it is empty")
  func aligned() throws {
    for count in [0, 1, 1000] {
      let memory = try AlignedMemory(reserving: count)
      #expect(memory.count == count)
      #expect(UInt(bitPattern: memory.floats) % UInt(AlignedMemory.alignment) == 0)
    }
  }

  @Test("Memory that cannot be had is an error")
  func moreThanThereIs() {
    let error = BackboneError(
      .environment, "no memory for 4503599627370496 bytes: take smaller or fewer images, or a smaller model")
    #expect(throws: error) {
      _ = try AlignedMemory(reserving: 1 << 50)
    }
  }
}
