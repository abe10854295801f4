import Backbones

extension FeaturesCommand {
  /// The pixels that one cell depends on.
  struct ReceptiveResult: Encodable {
    let image: String
    let cells: [Cell]

    struct Cell: Encodable {
      let cell: String
      let joinedBy: [String]
      /// Of the network's input.
      let input: Box
      /// Of the photo, without layers that join all positions where these make the field infinite; null for nothing.
      let photo: Box, local: Box?

      /// What is written below its picture: `feature:1:20,28  25 x 26`.
      var caption: String { "\(cell)  \(photo.lines[1] - photo.lines[0]) x \(photo.columns[1] - photo.columns[0])" }
    }

    /// Lines and columns, each from the first on to before the last number.
    struct Box: Encodable, CustomStringConvertible {
      let lines: [Int], columns: [Int]

      init(_ lines: Range<Int>, _ columns: Range<Int>) {
        self.lines = [lines.lowerBound, lines.upperBound]
        self.columns = [columns.lowerBound, columns.upperBound]
      }

      var description: String { "\(lines[0])..<\(lines[1]) x \(columns[0])..<\(columns[1])" }
    }
  }

  /// Prints, and draws, which pixels of each photo the chosen cells depend on.
  func showReceptivePixels(of model: Model, _ preprocessing: Preprocessing, _ progress: inout Progress) throws {
    for (number, path) in images.enumerated() {
      let photo = try RasterImage(contentsOf: path, maxPixels: photos.maxPixels ?? RasterImage.filePixelLimit)
      let size = ImageSize(photo.height, photo.width)
      var cells: [ReceptiveResult.Cell] = [], drawn: [ReceptivePicture.Cell] = []
      for cell in receptive {
        progress.report("following \(cell.text)")
        let pixels = try model.receptivePixels(of: cell.output, line: cell.line, column: cell.column)
        let all = try preprocessing.source(ofLines: pixels.lines, columns: pixels.columns, in: size)
        let local = try preprocessing.source(ofLines: pixels.localLines, columns: pixels.localColumns, in: size)
        let hasLocal = !pixels.joinedBy.isEmpty && !local.lines.isEmpty && !local.columns.isEmpty
        let result = ReceptiveResult.Cell(
          cell: cell.text, joinedBy: pixels.joinedBy, input: .init(pixels.lines, pixels.columns),
          photo: .init(all.lines, all.columns), local: hasLocal ? .init(local.lines, local.columns) : nil)
        cells.append(result)
        drawn.append(
          ReceptivePicture.Cell(
            lines: all.lines, columns: all.columns, inner: hasLocal ? local : nil, caption: result.caption))
      }
      if let picture {
        progress.report("drawing \(picture)")
        try ReceptivePicture(photo: photo, cells: drawn).draw().writePNG(to: picture)
      }
      progress.end()
      let result = ReceptiveResult(image: path, cells: cells)
      let text = (number > 0 ? "\n" : "") + text(of: result, size)
      try Console.show(result, asJSON: format.asJSON, onOneLine: true, text)
    }
  }

  private func text(of result: ReceptiveResult, _ size: ImageSize) -> String {
    var table = Table(
      ("cell", .left), ("lines x columns of the photo", .left), ("of the input", .left), ("joined by", .left),
      ("else, of the photo", .left))
    for cell in result.cells {
      let joints = cell.joinedBy
      table.add(
        cell.cell, cell.photo.description, cell.input.description,
        joints.first.map { $0 + (joints.count > 1 ? " + \(joints.count - 1)" : "") } ?? "",
        joints.isEmpty ? "" : cell.local?.description ?? "nothing")
    }
    return "\(result.image), \(size.width) x \(size.height)\n\(table.text)"
  }
}
