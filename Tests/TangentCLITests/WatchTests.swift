import Foundation
import Testing

/// The preview, over sockets as a browser would, and in a browser.
@Suite struct WatchTests {
  private let lesson = "# Watched\n\n```swift\n1 + 1\n```\n\n```swift\n\"second\"\n```\n"

  @Test func aSaveMakesANewPage() throws {
    let preview = try Preview(["lesson.md": lesson])
    defer { preview.stop() }
    let events = try preview.events()
    let first = try events.page(after: "0")
    #expect(try preview.get("/1/").body.contains("<pre class=\"out\">2</pre>"))
    try preview.folder.write(lesson.replacingOccurrences(of: "1 + 1", with: "40 + 2"))
    let second = try events.page(after: first)
    #expect(try preview.get("/1/").body.contains("<pre class=\"out\">42</pre>"))
    // As most editors do it.
    try preview.folder.write(lesson.replacingOccurrences(of: "1 + 1", with: "renamed"), as: ".new")
    rename(preview.folder[".new"].path, preview.folder["lesson.md"].path)
    _ = try events.page(after: second)
    let failed = try preview.get("/1/").body
    #expect(failed.contains("<code>undefined-name</code>") && failed.contains("second"))
  }

  @Test func deletionAndReturn() throws {
    let preview = try Preview(["lesson.md": lesson])
    defer { preview.stop() }
    let events = try preview.events()
    let first = try events.page(after: "0")
    try FileManager.default.removeItem(at: preview.folder["lesson.md"])
    #expect(try events.status().hasPrefix("waiting for the lesson: cannot read"))
    #expect(try preview.get("/1/").body.contains("second"), "the last page stays")
    try preview.folder.write(lesson + "It is back.\n")
    _ = try events.page(after: first)
    #expect(try preview.get("/1/").body.contains("It is back."))
  }

  @Test func aBurstOfSavesEndsInTheLast() throws {
    let preview = try Preview(["lesson.md": lesson])
    defer { preview.stop() }
    let events = try preview.events()
    var version = try events.page(after: "0")
    for number in 1...50 { try preview.folder.write(lesson + "Save \(number).\n") }
    while !(try preview.get("/1/").body.contains("Save 50.")) { version = try events.page(after: version) }
  }

  /// A cell that is stuck, one that ends the process's memory of itself, and a lesson that cannot be read as one.
  @Test func whatALessonDoesIsItsOwn() throws {
    let loop = "```swift\n//| time-limit: 0.05\nvar n = 0\nwhile true { n += 1 }\n```\n"
    let preview = try Preview(["lesson.md": loop])
    defer { preview.stop() }
    let events = try preview.events()
    let first = try events.page(after: "0")
    #expect(try preview.get("/1/").body.contains("<code>time-limit</code>"))
    try Data([0xFF, 0x00, 0xFE]).write(to: preview.folder["lesson.md"])
    let second = try events.page(after: first)
    #expect(try preview.get("/1/").body.contains("<code>invalid-utf8</code>"))
    try preview.folder.write(lesson)
    _ = try events.page(after: second)
    #expect(try preview.get("/1/").body.contains("second"))
  }

  @Test func severalLessons() throws {
    let preview = try Preview(["a.md": lesson, "b.md": "[back](a.md) [data](data.csv)\n"])
    defer { preview.stop() }
    try preview.folder.write("1,2\n", as: "data.csv")
    let list = try preview.get("/").body
    #expect(list.contains("<a href=\"/1/\">a.md</a>") && list.contains("<a href=\"/2/\">b.md</a>"))
    _ = try preview.events(2).page(after: "0")
    #expect(try preview.get("/2/").body.contains("href=\"data.csv\""))
    #expect(try preview.get("/2/data.csv").body == "1,2\n")
    #expect(try preview.get("/2/a.md").head.contains("Location: /1/\r\n"))
  }

  @Test func nothingElseIsGivenAway() throws {
    let preview = try Preview(["lesson.md": lesson])
    defer { preview.stop() }
    try preview.folder.write("secret", as: ".hidden")
    try FileManager.default.createSymbolicLink(
      at: preview.folder["link.txt"], withDestinationURL: URL(fileURLWithPath: "/etc/passwd"))
    for path in [
      "/1/.hidden", "/1/link.txt", "/1/../lesson.md", "/1/%2e%2e/x", "/1//etc/passwd", "/1/%00", "/1/%zz", "/2/", "/x",
      "/1/missing", "/etc/passwd",
    ] {
      #expect(try preview.get(path).head.hasPrefix("HTTP/1.1 404 "), "\(path)")
    }
    #expect(try preview.get("/1/", host: "example.org").head.hasPrefix("HTTP/1.1 403 "))
    #expect(try preview.send("POST /1/ HTTP/1.1\r\nHost: localhost\r\n\r\n").contains("405 Method Not Allowed\r\n"))
    #expect(try preview.send("nonsense\r\n\r\n").hasPrefix("HTTP/1.1 400 "))
    let isInert = try preview.get("/1/lesson.md").head.contains("Location: /1/")
    #expect(isInert, "the lesson is its page")
  }

  @Test func slowClientsHoldNobodyUp() throws {
    let preview = try Preview(["lesson.md": lesson])
    defer { preview.stop() }
    let silent = try (0..<300).map { _ in try Client(port: preview.port) }
    for client in silent.prefix(50) { client.write("GET /1/ HT") }
    #expect(try preview.get("/").head.contains("302 Found"))
    withExtendedLifetime(silent) {}
  }

  @Test(arguments: [SIGINT, SIGTERM]) func stops(_ signal: Int32) throws {
    let preview = try Preview(["lesson.md": lesson])
    _ = try preview.events().page(after: "0")
    #expect(preview.stop(signal) == 0)
  }

  @Test func misuse() throws {
    #expect(try tangent("watch", "nowhere.md", "--no-open").status == 3)
    #expect(try tangent("watch", "nowhere.md", "--port", "99999").status == 2)
  }

  @Test(.enabled(if: Chromium.path != nil, "no Chromium is installed here"))
  func aBrowserKeepsItsPlace() throws {
    let filler = (1...60).map { "## Part \($0)\n\nText of part \($0).\n\n" }.joined()
    let text =
      "# Long\n\n" + filler + "```swift\n//| label: cell\nlet k = 6\nk * 7\n```\n\n> [!HINT]\n> Folded.\n\n# End\n"
    let preview = try Preview(["lesson.md": text])
    defer { preview.stop() }
    _ = try preview.events().page(after: "0")
    let browser = try Chromium(at: preview.address + "1/")
    defer { browser.end() }
    let shown = try browser.evaluate(
      """
      document.querySelector("details.hint").open = true
      document.querySelector("#part-50").scrollIntoView()
      window.mark = document.querySelector("#part-50")
      document.querySelector("#cell .out").textContent
      """)
    #expect(shown == "42")
    /// What the page holds once it has another version.
    func next(_ expression: String) throws -> String {
      try browser.evaluate(
        """
        new Promise((resolve) => {
          const before = document.documentElement.dataset.version
          const look = () => {
            if (document.documentElement.dataset.version === window.seen) return
            window.seen = document.documentElement.dataset.version
            watcher.disconnect()
            resolve(String(\(expression)))
          }
          const watcher = new MutationObserver(look)
          watcher.observe(document.documentElement, { attributes: true })
          look()
        })
        """)
    }
    let place = "Math.round(window.mark.getBoundingClientRect().top)"
    let state =
      "[document.querySelector(\"#cell .out\").textContent, document.querySelector(\"details.hint\").open, "
      + "window.mark.isConnected, \(place), document.querySelector(\"#cell .stale\") !== null].join(\" \")"
    let top = try browser.evaluate(place)
    _ = try browser.evaluate("window.seen = document.documentElement.dataset.version; 1")
    try preview.folder.write(
      text.replacingOccurrences(of: "# Long\n", with: "# Long\n\nMore above.\n\nAnd more.\n")
        .replacingOccurrences(of: "k * 7", with: "k * 8"))
    var found = try next(state)
    #expect(found == "48 true true \(top) false")
    try preview.folder.write(text.replacingOccurrences(of: "k * 7", with: "k * missing"))
    found = try next(state)
    #expect(found == "48 true true \(top) true", "the error beside the last good result")
    try preview.folder.write(text)
    found = try next(state)
    #expect(found == "42 true true \(top) false")
  }
}

// MARK: - A running preview

/// `tangent watch` with lessons of its own.
private final class Preview {
  let folder: Folder
  let address: String
  let port: UInt16
  private let process = Process()

  init(_ lessons: [String: String]) throws {
    folder = try Folder()
    for (name, text) in lessons { try folder.write(text, as: name) }
    process.executableURL = URL(fileURLWithPath: tangentPath)
    process.arguments = ["watch"] + lessons.keys.sorted() + ["--no-open", "--port", "0"]
    process.currentDirectoryURL = folder.url
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let words = line.split(separator: " ")
    address = try #require(words.first { $0.hasPrefix("http://127.0.0.1:") }.map(String.init))
    port = try #require(address.dropLast().split(separator: ":").last.flatMap { UInt16($0) })
  }

  @discardableResult func stop(_ signal: Int32 = SIGTERM) -> Int32 {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    folder.remove()
    return process.terminationStatus
  }

  func send(_ text: String) throws -> String {
    let client = try Client(port: port)
    client.write(text)
    return client.readAll()
  }

  func get(_ path: String, host: String = "localhost") throws -> (head: String, body: String) {
    let answer = try send("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
    let end = try #require(answer.range(of: "\r\n\r\n"), "\(answer)")
    return (String(answer[..<end.upperBound]), String(answer[end.upperBound...]))
  }

  func events(_ lesson: Int = 1) throws -> Events {
    let client = try Client(port: port)
    client.write("GET /\(lesson)/.events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return Events(client)
  }
}

/// A stream of server-sent events.
private final class Events {
  private let client: Client
  private var text = ""

  init(_ client: Client) { self.client = client }

  private func data(_ name: String, where isWanted: (String) -> Bool) throws -> String {
    while true {
      while let end = text.range(of: "\n\n") {
        let event = text[..<end.lowerBound]
        text = String(text[end.upperBound...])
        guard event.contains("event: \(name)\n"), let data = event.range(of: "data: ") else { continue }
        if isWanted(String(event[data.upperBound...])) { return String(event[data.upperBound...]) }
      }
      text += try #require(client.read(), "the stream has ended")
    }
  }

  func page(after version: String) throws -> String { try data("page") { $0 != version && $0 != "0" } }
  func status() throws -> String { try data("status") { !$0.isEmpty } }
}

/// A connection to this machine that waits.
private final class Client {
  private let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)

  init(port: UInt16) throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) == 0 }
    }
    try #require(isConnected)
    // A server that says nothing fails the test instead of holding it up.
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// What has come; `nil` at the end.
  func read() -> String? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }

  func readAll() -> String {
    var text = ""
    while let part = read() { text += part }
    return text
  }
}

/// A headless Chromium, spoken to over its debugging pipe: messages of JSON that end with a zero byte.
private final class Chromium {
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let folder: Folder
  private var number = 0
  private var session: String?
  private var unread = Data()

  init(at address: String) throws {
    folder = try Folder()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // Its pipe is the descriptors 3 and 4.
    let options =
      "--headless --no-sandbox --disable-gpu --remote-debugging-pipe --user-data-dir=\(folder.url.path)/profile"
    process.arguments = ["-c", "exec \(Self.path ?? "") \(options) about:blank 3<&0 4>&1"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let target = try call("Target.createTarget", ["url": "about:blank"])
    let attached = try call("Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
    session = attached["sessionId"] as? String
    _ = try call("Page.enable", [:])
    _ = try call("Page.navigate", ["url": address])
    while try message()["method"] as? String != "Page.loadEventFired" {}
  }

  func end() {
    process.terminate()
    process.waitUntilExit()
    folder.remove()
  }

  /// The value of an expression, or what its promise gives.
  func evaluate(_ expression: String) throws -> String {
    let answer = try call(
      "Runtime.evaluate", ["expression": expression, "awaitPromise": true, "returnByValue": true])
    let result = try #require(answer["result"] as? [String: Any])
    return "\(result["value"] ?? result["description"] ?? "")"
  }

  private func call(_ method: String, _ parameters: [String: Any]) throws -> [String: Any] {
    number += 1
    var request: [String: Any] = ["id": number, "method": method, "params": parameters]
    if let session { request["sessionId"] = session }
    input.fileHandleForWriting.write(try JSONSerialization.data(withJSONObject: request) + [0])
    while true {
      let answer = try message()
      if answer["id"] as? Int == number { return answer["result"] as? [String: Any] ?? [:] }
    }
  }

  private func message() throws -> [String: Any] {
    while true {
      if let end = unread.firstIndex(of: 0) {
        let data = unread[unread.startIndex..<end]
        unread = Data(unread[(end + 1)...])
        return try JSONSerialization.jsonObject(with: Data(data)) as? [String: Any] ?? [:]
      }
      let more = output.fileHandleForReading.availableData
      try #require(!more.isEmpty, "the browser has ended")
      unread += more
    }
  }
}
