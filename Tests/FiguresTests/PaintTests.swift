import Foundation
import Testing

@testable import Figures

@Suite struct PaintTests {
  /// Relative luminance by WCAG 2.2.
  private func luminance(_ hex: String) -> Double {
    let value = Int(hex.dropFirst(), radix: 16) ?? 0
    let channels = [value >> 16, value >> 8 & 255, value & 255].map { channel -> Double in
      let c = Double(channel) / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  private func contrast(_ a: String, _ b: String) -> Double {
    let (high, low) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)
  }

  @Test(arguments: 0..<Paint.seriesCount) func seriesStandOutFromBothPages(_ index: Int) throws {
    let color = try #require(Paint.series(index).color)
    #expect(contrast(color.light, "#ffffff") >= 3)
    #expect(contrast(color.dark, "#1b1f24") >= 3)
  }

  @Test(arguments: [Paint.muted, .forward, .backward]) func wordsAreReadableOnBothPages(_ paint: Paint) throws {
    let color = try #require(paint.color)
    #expect(contrast(color.light, "#ffffff") >= 4.5)
    #expect(contrast(color.dark, "#1b1f24") >= 4.5)
  }

  @Test func seriesPastThePaletteChangeTheirDash() {
    #expect(Paint.series(0).color?.name == Paint.series(6).color?.name)
    #expect(Paint.series(0).dash != Paint.series(6).dash)
  }
}
