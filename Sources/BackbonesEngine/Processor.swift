internal import CBackbonesKernels

/// A small model of the processor, by which methods and sizes are chosen.
///
/// It is read from the processor (cpuid), never timed, so that a machine gives the same bits in every run. The maker decides what
/// changes bits, the caches the sizes of blocks.
public struct Processor: Sendable, Hashable, Encodable {
  /// Who made it.
  public enum Maker: String, Sendable, Hashable, Encodable {
    case amd = "AMD", intel = "Intel", apple = "Apple", other
  }

  /// Who made it.
  public let maker: Maker
  /// The design of its cores, as its maker calls it (`Zen 4`, `Sapphire Rapids`); nil for one that is not in the table.
  public let generation: String?
  /// Bytes of the caches for data that a core sees, the first level first; nil where the processor does not say.
  public let cacheBytes: [Int?]

  package init(maker: Maker, generation: String? = nil, cacheBytes: [Int?] = [nil, nil, nil]) {
    (self.maker, self.generation, self.cacheBytes) = (maker, generation, cacheBytes)
  }

  /// The one that this process runs on.
  public static let current: Processor = {
    let found = bb_processor_in_use()
    let name = withUnsafeBytes(of: found.maker) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    let maker: Maker =
      switch name {
      case "AuthenticAMD": .amd
      case "GenuineIntel": .intel
      case "Apple": .apple
      default: .other
      }
    let caches = [found.cache_bytes.0, found.cache_bytes.1, found.cache_bytes.2]
    return Processor(
      maker: maker, generation: generation(of: maker, family: Int(found.family), model: Int(found.model)),
      cacheBytes: caches.map { $0 > 0 ? Int($0) : nil })
  }()

  /// Any processor: choices then follow from the set of instructions alone (`EngineOptions.portable`).
  public static let portable = Processor(maker: .other)

  /// Whether seven products and their sums (Strassen's method) take less time than eight products. With AVX-512 on AMD's they do: 4 % less
  /// at the median on a Zen 4, in layers of 128 channels and more. With AVX2, whose tiles have half as many rows and columns, making the
  /// sums of weights takes what the method saves (`Scripts/calibrate --cpu avx2`). On an Intel Emerald Rapids, whose multiply-adds wait
  /// for the second-level cache more, vit_medium_patch16_reg1_gap_256 took 3 to 8 % longer with sums that were made beforehand.
  package var sumsPay: Bool { maker != .intel && EnvironmentOverride.instructionSetInUse != "avx2" }

  /// The design that a number of family and model means, by the makers' lists.
  private static func generation(of maker: Maker, family: Int, model: Int) -> String? {
    generations.first { $0.maker == maker && $0.family == family && $0.models.contains(model) }?.name
  }

  private static let generations: [(maker: Maker, family: Int, models: [Int], name: String)] = [
    (.amd, 0x17, Array(0x00...0x2F), "Zen"),
    (.amd, 0x17, Array(0x30...0xFF), "Zen 2"),
    (.amd, 0x19, Array(0x00...0x0F) + Array(0x20...0x5F), "Zen 3"),
    (.amd, 0x19, Array(0x10...0x1F) + Array(0x60...0xAF), "Zen 4"),
    (.amd, 0x1A, Array(0x00...0xFF), "Zen 5"),
    (.intel, 6, [0x3C, 0x3F, 0x45, 0x46], "Haswell"),
    (.intel, 6, [0x3D, 0x47, 0x4F, 0x56], "Broadwell"),
    (.intel, 6, [0x4E, 0x5E, 0x55, 0x8E, 0x9E, 0xA5, 0xA6], "Skylake"),
    (.intel, 6, [0x6A, 0x6C, 0x7D, 0x7E, 0xA7], "Ice Lake"),
    (.intel, 6, [0x8C, 0x8D], "Tiger Lake"),
    (.intel, 6, [0x97, 0x9A, 0xB7, 0xBA, 0xBF], "Alder Lake"),
    (.intel, 6, [0x8F], "Sapphire Rapids"),
    (.intel, 6, [0xCF], "Emerald Rapids"),
    (.intel, 6, [0xAD, 0xAE], "Granite Rapids"),
  ]
}
