internal import BackbonesGraphs

extension RegNet {
  static let variants = Variants<RegNet> { table in
    table["regnetv_040"] = RegNet(
      w0: 96, wa: 31.41, wm: 2.24, depth: 22, group: 64, seRatio: 0.25, preactivation: true, activation: .silu)
    table["regnetv_064"] = RegNet(
      w0: 112, wa: 33.22, wm: 2.27, depth: 25, group: 72, seRatio: 0.25, shortcut: .average, preactivation: true,
      activation: .silu)
    table["regnetx_002"] = RegNet(w0: 24, wa: 36.44, wm: 2.49, depth: 13, group: 8)
    table["regnetx_004"] = RegNet(w0: 24, wa: 24.48, wm: 2.54, depth: 22, group: 16)
    table["regnetx_004_tv"] = RegNet(w0: 24, wa: 24.48, wm: 2.54, depth: 22, group: 16, rounding: .divisible)
    table["regnetx_006"] = RegNet(w0: 48, wa: 36.97, wm: 2.24, depth: 16, group: 24)
    table["regnetx_008"] = RegNet(w0: 56, wa: 35.73, wm: 2.28, depth: 16, group: 16)
    table["regnetx_016"] = RegNet(w0: 80, wa: 34.01, wm: 2.25, depth: 18, group: 24)
    table["regnetx_032"] = RegNet(w0: 88, wa: 26.31, wm: 2.25, depth: 25, group: 48)
    table["regnetx_040"] = RegNet(w0: 96, wa: 38.65, wm: 2.43, depth: 23, group: 40)
    table["regnetx_064"] = RegNet(w0: 184, wa: 60.83, wm: 2.07, depth: 17, group: 56)
    table["regnetx_080"] = RegNet(w0: 80, wa: 49.56, wm: 2.88, depth: 23, group: 120)
    table["regnetx_120"] = RegNet(w0: 168, wa: 73.36, wm: 2.37, depth: 19, group: 112)
    table["regnetx_160"] = RegNet(w0: 216, wa: 55.59, wm: 2.1, depth: 22, group: 128)
    table["regnetx_320"] = RegNet(w0: 320, wa: 69.86, wm: 2.0, depth: 23, group: 168)
    table["regnety_002"] = RegNet(w0: 24, wa: 36.44, wm: 2.49, depth: 13, group: 8, seRatio: 0.25)
    table["regnety_004"] = RegNet(w0: 48, wa: 27.89, wm: 2.09, depth: 16, group: 8, seRatio: 0.25)
    table["regnety_006"] = RegNet(w0: 48, wa: 32.54, wm: 2.32, depth: 15, group: 16, seRatio: 0.25)
    table["regnety_008"] = RegNet(w0: 56, wa: 38.84, wm: 2.4, depth: 14, group: 16, seRatio: 0.25)
    table["regnety_008_tv"] = RegNet(
      w0: 56, wa: 38.84, wm: 2.4, depth: 14, group: 16, rounding: .divisible, seRatio: 0.25)
    table["regnety_016"] = RegNet(w0: 48, wa: 20.71, wm: 2.65, depth: 27, group: 24, seRatio: 0.25)
    table["regnety_032"] = RegNet(w0: 80, wa: 42.63, wm: 2.66, depth: 21, group: 24, seRatio: 0.25)
    table["regnety_040"] = RegNet(w0: 96, wa: 31.41, wm: 2.24, depth: 22, group: 64, seRatio: 0.25)
    table["regnety_040_sgn"] = RegNet(
      w0: 96, wa: 31.41, wm: 2.24, depth: 22, group: 64, seRatio: 0.25, activation: .silu, norm: .groups(of: 16))
    table["regnety_064"] = RegNet(w0: 112, wa: 33.22, wm: 2.27, depth: 25, group: 72, seRatio: 0.25)
    table["regnety_080"] = RegNet(w0: 192, wa: 76.82, wm: 2.19, depth: 17, group: 56, seRatio: 0.25)
    table["regnety_080_tv"] = RegNet(
      w0: 192, wa: 76.82, wm: 2.19, depth: 17, group: 56, rounding: .divisible, seRatio: 0.25)
    table["regnety_120"] = RegNet(w0: 168, wa: 73.36, wm: 2.37, depth: 19, group: 112, seRatio: 0.25)
    table["regnety_160"] = RegNet(w0: 200, wa: 106.23, wm: 2.48, depth: 18, group: 112, seRatio: 0.25)
    table["regnety_320"] = RegNet(w0: 232, wa: 115.89, wm: 2.53, depth: 20, group: 232, seRatio: 0.25)
    table["regnety_640"] = RegNet(w0: 352, wa: 147.48, wm: 2.4, depth: 20, group: 328, seRatio: 0.25)
    table["regnety_1280"] = RegNet(w0: 456, wa: 160.83, wm: 2.52, depth: 27, group: 264, seRatio: 0.25)
    table["regnety_2560"] = RegNet(w0: 640, wa: 230.83, wm: 2.53, depth: 27, group: 373, seRatio: 0.25)
    table["regnetz_005"] = RegNet(
      w0: 16, wa: 10.7, wm: 2.51, depth: 21, group: 4, seRatio: 0.25, expansion: 4, shortcut: .none, linear: true,
      final: 1024, activation: .silu)
    table["regnetz_040"] = RegNet(
      w0: 48, wa: 14.5, wm: 2.226, depth: 28, group: 8, seRatio: 0.25, expansion: 4, shortcut: .none, linear: true,
      activation: .silu)
    table["regnetz_040_h"] = RegNet(
      w0: 48, wa: 14.5, wm: 2.226, depth: 28, group: 8, seRatio: 0.25, expansion: 4, shortcut: .none, linear: true,
      final: 1536, activation: .silu)
  }
}
