internal import BackbonesTensors

/// A colour: red, green, blue.
struct Color {
  let red, green, blue: UInt8
}

/// An image that is being drawn. What would lie outside is cut off.
struct Canvas {
  let width: Int
  let height: Int
  private var pixels: [UInt8]

  /// A sheet of one colour.
  ///
  /// - Throws: `.environment` where the machine has too little memory.
  init(width: Int, height: Int, _ color: Color) throws(BackboneError) {
    try requireMemory(3 * width * height)
    (self.width, self.height) = (width, height)
    pixels = [UInt8](repeating: 0, count: 3 * width * height)
    fill(x: 0, y: 0, width: width, height: height, color)
  }

  /// What has been drawn.
  var image: RasterImage {
    get throws(BackboneError) { try RasterImage(width: width, height: height, pixels: pixels) }
  }

  /// Colours a rectangle.
  mutating func fill(x left: Int, y top: Int, width: Int, height: Int, _ color: Color) {
    for y in max(top, 0)..<max(min(top + height, self.height), max(top, 0)) {
      for x in max(left, 0)..<max(min(left + width, self.width), max(left, 0)) {
        let i = 3 * (y * self.width + x)
        (pixels[i], pixels[i + 1], pixels[i + 2]) = (color.red, color.green, color.blue)
      }
    }
  }

  /// Puts an image that lies inside.
  mutating func put(_ image: RasterImage, x left: Int, y top: Int) {
    precondition(left >= 0 && top >= 0 && left + image.width <= width && top + image.height <= height)
    for y in 0..<image.height {
      let (to, from) = (3 * ((top + y) * width + left), 3 * y * image.width)
      pixels.replaceSubrange(to..<to + 3 * image.width, with: image.pixels[from..<from + 3 * image.width])
    }
  }

  /// Writes a line of text, a dot of the font being `scale` x `scale` pixels.
  mutating func write(_ text: some StringProtocol, x left: Int, y top: Int, scale: Int, _ color: Color) {
    for (index, character) in text.enumerated() {
      for dot in PixelFont.ink(of: character) {
        let x = left + scale * (index * PixelFont.advance + dot.x)
        fill(x: x, y: top + scale * dot.y, width: scale, height: scale, color)
      }
    }
  }
}
