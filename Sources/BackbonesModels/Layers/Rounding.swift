/// The multiple of `divisor` nearest to `value`, but not below `roundLimit` of it: the rounding of channel counts that
/// MobileNet brought.
func makeDivisible(_ value: Double, by divisor: Int = 8, roundLimit: Double = 0.9) -> Int {
  let nearest = max(divisor, Int(value + Double(divisor) / 2) / divisor * divisor)
  return Double(nearest) < roundLimit * value ? nearest + divisor : nearest
}
