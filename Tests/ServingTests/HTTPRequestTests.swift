import Testing

@testable import Serving

@Suite struct HTTPRequestTests {
  private func read(_ text: String) -> HTTPRequest.Reading { HTTPRequest.read(Array(text.utf8)) }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\nHOST:localhost\n\n",
    "GET /?a=1#b HTTP/1.0\r\nAccept: a\r\nHost: \t localhost \r\n\r\nbody",
  ]) func requests(_ text: String) {
    #expect(read(text) == .request(HTTPRequest(method: "GET", path: "/", host: "localhost")))
  }

  @Test(arguments: ["", "GET", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n"])
  func more(_ text: String) { #expect(read(text) == .incomplete) }

  @Test(arguments: [
    "\r\n", "GET /\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n", "GET http://a/ HTTP/1.1\r\n\r\n", "\u{16}\u{3}\u{1}\n\n",
    "GET / HTTP/2\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", String(repeating: "a", count: 17 << 10),
  ]) func garbage(_ text: String) { #expect(read(text) == .garbage) }

  @Test(arguments: [
    ("localhost", true), ("LOCALHOST:80", true), ("127.0.0.1:8128", true), ("[::1]", true), ("[::1]:1", true),
    ("example.org", false), ("localhost.example.org", false), ("127.0.0.1.nip.io", false), ("localhost:80.a", false),
    ("", false), ("127.0.0.2", false),
  ]) func hosts(_ host: String, _ expected: Bool) {
    #expect(HTTPRequest(method: "GET", path: "/", host: host).isForLoopback == expected)
  }

  @Test func aRequestWithoutHostIsForNobody() {
    #expect(!HTTPRequest(method: "GET", path: "/", host: nil).isForLoopback)
  }

  @Test func messagesAreReadAsTheyWereWritten() throws {
    let page = [UInt8]((0..<100_000).map { UInt8(truncatingIfNeeded: $0) })
    let packets = try Message.page(7, page).map { try #require(Message($0.bytes[...])) }
    #expect(packets.map(\.kind) == [.page, .page, .pageEnd] && packets.allSatisfy { $0.version == 7 })
    #expect(packets.flatMap(\.payload) == page)
    #expect(Message.page(1, []).map(\.kind) == [.pageEnd])
    #expect(Message([]) == nil && Message([99] + [UInt8](repeating: 0, count: 20)) == nil)
  }
}
