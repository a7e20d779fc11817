import Foundation
import Testing

/// Every file in `Tests/Cases/cells`, run with the real catalog.
@Suite struct CaseTests {
  private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Cases/cells")

  static let files: [String] =
    (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
    .filter { $0.hasSuffix(".swift") }.sorted()

  @Test func casesAreFound() {
    #expect(CaseTests.files.count >= 80)
  }

  @Test(arguments: files) func giveWhatTheySay(_ name: String) throws {
    let text = try String(contentsOf: CaseTests.folder.appendingPathComponent(name), encoding: .utf8)
    let differences = try onLargeStack {
      let file = CaseFile(text)
      return file.differences(from: CaseRun(file.cells))
    }
    #expect(differences.isEmpty, "\(name): \(differences.joined(separator: "\n"))")
  }
}
