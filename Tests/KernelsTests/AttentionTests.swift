import CBackbonesKernels
import Foundation
import Testing

extension OnEveryCPU {
  @Suite struct Attention {
    @Test(arguments: KernelSet.all) func agreesWithItsDefinitionHoweverQueriesAreSplit(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 11)
      for _ in 0..<80 {
        let (queries, keys) = (numbers.integer(1...70), numbers.integer(1...70))
        let (size, valueSize) = (numbers.integer(1...70), numbers.integer(1...70))
        let (qStride, kStride, vStride) = (size + 1, size + numbers.integer(0...2), valueSize + numbers.integer(0...2))
        let (outStride, biasStride) = (valueSize + 3, keys + numbers.integer(0...2))
        let q = Floats(queries * qStride, from: &numbers)
        let k = Floats(keys * kStride, from: &numbers)
        let v = Floats(keys * vStride, from: &numbers)
        let bias = numbers.coin() ? Floats(queries * biasStride, from: &numbers) : nil
        let (whole, parts) = (Floats(queries * outStride, value: 777), Floats(queries * outStride, value: 777))
        let scratch = Floats(bb_attention_scratch(Int32(keys), Int32(size), Int32(valueSize)))
        var head = bb_attention_head(
          q: q.pointer, k: k.pointer, v: v.pointer, q_stride: qStride, k_stride: kStride, v_stride: vStride,
          bias: bias.map { UnsafePointer($0.pointer) }, bias_stride: biasStride, out: whole.pointer,
          out_stride: outStride, keys: Int32(keys), head_size: Int32(size), value_size: Int32(valueSize), scale: 0.3)
        set.kernels.attention(&head, 0, Int32(queries), scratch.pointer)
        head.out = parts.pointer
        for piece in pieces(queries, upTo: 30, from: &numbers) {
          set.kernels.attention(&head, Int32(piece.lowerBound), Int32(piece.upperBound), scratch.pointer)
        }
        #expect(whole.values == parts.values)

        var expected = [Double](repeating: 777, count: queries * outStride)
        for i in 0..<queries {
          let scores = (0..<keys).map { j in
            (0..<size).reduce(0.0) { $0 + Double(q[i * qStride + $1]) * Double(k[j * kStride + $1]) } * 0.3
              + Double(bias?[i * biasStride + j] ?? 0)
          }
          let powers = scores.map { exp($0 - scores.max()!) }
          let total = powers.reduce(0, +)
          for column in 0..<valueSize {
            expected[i * outStride + column] =
              (0..<keys).reduce(0.0) { $0 + powers[$1] / total * Double(v[$1 * vStride + column]) }
          }
        }
        expectClose(
          whole.values, expected, tolerance: Tolerance.sum(of: keys),
          "\(queries) queries, \(keys) keys, \(size), \(valueSize)")
      }
    }
  }
}
