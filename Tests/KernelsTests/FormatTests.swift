import CBackbonesKernels
import Testing

extension OnEveryCPU {
  @Suite struct Formats {
    /// The value of sixteen bits by IEEE 754's definition; nil for what is not a number.
    private func value(half bits: UInt16) -> Float? {
      let (exponent, fraction) = (Int(bits >> 10 & 31), Int(bits & 1023))
      let sign: Float = bits >> 15 == 1 ? -1 : 1
      switch exponent {
      case 31: return fraction == 0 ? sign * .infinity : nil
      case 0: return sign * Float(fraction) * 0x1p-24
      default: return sign * Float(sign: .plus, exponent: exponent - 25, significand: Float(1024 + fraction))
      }
    }

    @Test(arguments: KernelSet.all) func everyHalfIsReadAndWrittenBack(_ set: KernelSet) throws {
      let halves = (0...UInt16.max).map { $0 }
      var (floats, back) = ([Float](repeating: 0, count: halves.count), halves)
      set.kernels.from_float16(halves, &floats, halves.count)
      set.kernels.to_float16(floats, &back, halves.count)
      for (half, (float, again)) in zip(halves, zip(floats, back)) {
        guard let expected = value(half: half) else {
          try #require(float.isNaN && value(half: again) == nil)
          continue
        }
        try #require(float == expected && float.sign == expected.sign && again == half, "\(half)")
      }
    }

    @Test(arguments: KernelSet.all) func halvesRoundToNearestAndTiesToEven(_ set: KernelSet) throws {
      var floats: [Float] = []
      var expected: [UInt16] = []
      for bits in UInt16(0)..<0x7bff {
        let (low, high) = (value(half: bits)!, value(half: bits + 1)!)
        let middle = (low + high) / 2
        floats += [middle.nextDown, middle, middle.nextUp]
        expected += [bits, bits & 1 == 0 ? bits : bits + 1, bits + 1]
      }
      floats += [65519.996, 65520, 1e30]
      expected += [0x7bff, 0x7c00, 0x7c00]
      var found = [UInt16](repeating: 0, count: floats.count)
      set.kernels.to_float16(floats, &found, floats.count)
      #expect(found == expected)
    }

    @Test(arguments: KernelSet.all) func brainFloatsAreTheUpperHalvesOfFloats(_ set: KernelSet) throws {
      let halves = (0..<1003).map { UInt16($0 * 65 % 65536) }
      var floats = [Float](repeating: 0, count: halves.count)
      set.kernels.from_bfloat16(halves, &floats, halves.count)
      #expect(floats.map(\.bitPattern) == halves.map { UInt32($0) << 16 })
    }

    @Test(arguments: KernelSet.all) func syntheticNumbersAreArithmeticOnTheKey(_ set: KernelSet) throws {
      let (key, gain, offset) = (UInt64(0x0123_4567_89AB_CDEF), Float(0.37), Float(1.1))
      var numbers = Numbers(seed: key)
      let expected = (0..<1001).map { _ in
        let product = gain * Float(Double(numbers.bits() >> 40) * 0x1p-23 - 1)
        return offset + product
      }
      var found = [Float](repeating: 0, count: expected.count)
      set.kernels.synthesize(&found, found.count, key, gain, offset)
      #expect(found == expected)
    }
  }
}
