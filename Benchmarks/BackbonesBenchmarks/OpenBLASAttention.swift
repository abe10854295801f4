import Backbones
import CBackbonesKernels
import CBackbonesOpenBLAS

/// Attention as two OpenBLAS products per head, with the full score matrix between them: the baseline for the engine's
/// kernel. The engine itself has no such path.
final class OpenBLASAttention {
  private let heads: Int
  private let scale: Float
  private let queries: Int, keys: Int
  private let q: Tensor, k: Tensor, v: Tensor
  private var scores: [Float]
  private var output: [Float]

  init(_ operation: Attention, q: TensorShape, k: TensorShape, v: TensorShape) {
    (heads, scale) = (operation.heads, operation.scale)
    (queries, keys) = (q[1], k[1])
    self.q = SyntheticParameters.input([1, q[1], q.channels], seed: 1)
    self.k = SyntheticParameters.input([1, k[1], k.channels], seed: 2)
    self.v = SyntheticParameters.input([1, v[1], v.channels], seed: 3)
    scores = [Float](repeating: 0, count: queries * keys)
    output = [Float](repeating: 0, count: queries * v.channels)
  }

  /// Computes all heads of one image.
  func run() {
    let (size, valueSize) = (q.shape.channels / heads, v.shape.channels / heads)
    let (width, valueWidth) = (q.shape.channels, v.shape.channels)
    q.withElements { q in
      k.withElements { k in
        v.withElements { v in
          for head in 0..<heads {
            cblas_sgemm(
              CblasRowMajor, CblasNoTrans, CblasTrans, blasint(queries), blasint(keys), blasint(size), scale,
              q.baseAddress! + head * size, blasint(width), k.baseAddress! + head * size, blasint(width), 0, &scores,
              blasint(keys))
            scores.withUnsafeMutableBufferPointer {
              bb_softmax($0.baseAddress!, keys, $0.baseAddress!, keys, Int64(queries), Int32(keys))
            }
            output.withUnsafeMutableBufferPointer {
              cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasNoTrans, blasint(queries), blasint(valueSize), blasint(keys), 1,
                scores, blasint(keys), v.baseAddress! + head * valueSize, blasint(valueWidth), 0,
                $0.baseAddress! + head * valueSize, blasint(valueWidth))
            }
          }
        }
      }
    }
  }
}
