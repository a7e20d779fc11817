import Diagnostics
import Foundation
import Running
import Testing

struct FileOutputTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "tangent-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func content(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func writesAndReplaces() throws {
    try withFolder { folder in
      let path = folder + "/a.html"
      try writeAtomically(Array("one".utf8), to: path)
      #expect(content(path) == "one")
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      try writeAtomically([], to: path)
      #expect(content(path) == "")
      let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(permissions == 0o640)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.html"])
    }
  }

  @Test func linksKeepPointing() throws {
    try withFolder { folder in
      try writeAtomically(Array("one".utf8), to: folder + "/real")
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "real")
      try writeAtomically(Array("two".utf8), to: folder + "/link")
      #expect(content(folder + "/real") == "two")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "real")
    }
  }

  @Test func failuresLeaveNothingBehind() throws {
    try withFolder { folder in
      // A folder in the place of the file.
      try FileManager.default.createDirectory(atPath: folder + "/d", withIntermediateDirectories: false)
      #expect(throws: Fault.self) { try writeAtomically([1], to: folder + "/d") }
      // A folder that is missing.
      let fault = #expect(throws: Fault.self) { try writeAtomically([1], to: folder + "/no/a.html") }
      #expect(fault?.code == .cannotWrite)
      #expect(fault?.message == "cannot write '\(folder)/no/a.html': No such file or directory")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["d"])
    }
  }

  @Test func onlyTheFileThatWasReadIsReplaced() throws {
    try withFolder { folder in
      let path = folder + "/lesson.md"
      try writeAtomically(Array("one".utf8), to: path)
      try replaceFile(path, Array("one".utf8), by: Array("two".utf8))
      #expect(content(path) == "two")
      // Somebody saved it meanwhile.
      let fault = #expect(throws: Fault.self) { try replaceFile(path, Array("one".utf8), by: Array("three".utf8)) }
      #expect(fault?.message == "cannot write '\(path)': it was changed meanwhile; it stays as it is now")
      try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
      #expect(throws: Fault.self) { try replaceFile(path, Array("two".utf8), by: Array("three".utf8)) }
      #expect(throws: Fault.self) { try replaceFile("/dev/null", [], by: [1]) }
      #expect(throws: Fault.self) { try replaceFile(folder + "/none.md", [], by: [1]) }
      #expect(content(path) == "two")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["lesson.md"])
    }
  }

  @Test func aFullDeviceIsAFailure() {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    #expect(throws: Fault.self) { try writeAtomically([1], to: "/dev/full") }
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may write anywhere"))
  func anUnwritableFolderKeepsTheOldFile() throws {
    try withFolder { folder in
      let path = folder + "/a.html"
      try writeAtomically(Array("one".utf8), to: path)
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
      defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder) }
      #expect(throws: Fault.self) { try writeAtomically(Array("two".utf8), to: path) }
      #expect(content(path) == "one")
    }
  }
}
