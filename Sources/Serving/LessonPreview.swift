import Diagnostics
import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One lesson that is watched: its page, and the processes that make it.
final class LessonPreview {
  /// A version that is being run.
  private struct Run {
    /// The process; unknown until it says so.
    var process: Int32?
    var generation: Int
    /// When something must have been heard.
    var deadline: Double
    var cell: (number: Int, count: Int, start: Double)?
    /// Formulas are being proved: the cells have run.
    var isProving = false
    var isToldToStop = false
    var page: [UInt8] = []
  }

  /// So many copies of a process are kept at most.
  private static let generationCount = 12
  /// Seconds after which a cell that runs is worth a word.
  private static let patience = 0.3
  /// Seconds that a process has for a sign of life, for reading a lesson, and for stopping a cell.
  private static let (hearing, reading, grace) = (5.0, 60.0, 2.0)

  let path: String
  let name: String
  let files: LocalFiles
  /// Complete pages are numbered; 0 stands for none yet.
  private(set) var version: UInt32 = 0
  private(set) var page: [UInt8]
  /// What is to be said besides the page; empty for nothing.
  private(set) var status = "" { didSet { if status != oldValue { hasNews = true } } }
  /// Something has changed since it was last told.
  var hasNews = false

  private var lastVersion: UInt32 = 0
  private var lastBytes: [UInt8]?
  private var run: Run?
  private var channels: [Int32] = []
  /// The processes that wait, by generation.
  private var waiting: [Int: Int32] = [:]

  init(_ path: String) {
    self.path = path
    name = path.split(separator: "/").last.map(String.init) ?? path
    files = LocalFiles(folder: FileWatch.folder(of: path))
    page = PreviewPages.waiting(for: name)
  }

  // MARK: Versions

  /// Runs the file as it is now, if it is another than before.
  func reload() {
    do throws(Fault) {
      let bytes = try readFile(path)
      if status.hasPrefix(Self.unreadable) { status = "" }
      if bytes == lastBytes { return }
      lastBytes = bytes
      start()
    } catch {
      lastBytes = nil
      status = Self.unreadable + error.message
    }
  }

  private static let unreadable = "waiting for the lesson: "

  private func start() {
    stopRun()
    lastVersion += 1
    resume()
  }

  /// Goes on from the last copy that waits; a new process where there is none.
  private func resume() {
    guard let generation = waiting.keys.max() else { return startAnew() }
    let isAlive = waiting[generation].map { kill($0, 0) == 0 } == true
    guard isAlive, Message(.run, lastVersion).send(to: channels[generation]) else {
      dropCopy(generation)
      return resume()
    }
    run = Run(process: nil, generation: generation + 1, deadline: now() + Self.hearing)
  }

  private func startAnew() {
    closeChannels()
    let pairs = (0..<Self.generationCount).compactMap { _ in Sockets.pair() }
    let child = pairs.isEmpty ? -1 : fork()
    if child == 0 {
      for (server, _) in pairs { close(server) }
      LessonWorker.work(path, pairs.map(\.1), lastVersion)
    }
    for (_, worker) in pairs { close(worker) }
    channels = pairs.map(\.0)
    for channel in channels { Sockets.configure(channel) }
    guard child > 0 else {
      status = "no process can be started: \(String(cString: strerror(errno)))"
      return
    }
    run = Run(process: child, generation: 0, deadline: now() + Self.reading)
  }

  private func stopRun() {
    if let process = run?.process { kill(process, SIGKILL) }
    run = nil
  }

  private func dropCopy(_ generation: Int) {
    if let process = waiting.removeValue(forKey: generation) { kill(process, SIGKILL) }
  }

  private func closeChannels() {
    for generation in Array(waiting.keys) { dropCopy(generation) }
    for channel in channels { close(channel) }
    channels = []
  }

  func end() {
    stopRun()
    closeChannels()
  }

  // MARK: What processes say

  /// The channels that may have something to say.
  var descriptors: [Int32] { channels }

  func read(_ channel: Int32) {
    guard let generation = channels.firstIndex(of: channel) else { return }
    while true {
      switch Message.receive(from: channel, flags: Int32(MSG_DONTWAIT)) {
      case .message(let message): take(message, generation)
      case .nothing: return
      case .end: return lose(generation)
      }
      // A new process has new channels.
      if !channels.indices.contains(generation) || channels[generation] != channel { return }
    }
  }

  /// Nobody is left at the other end.
  private func lose(_ generation: Int) {
    if run != nil { return fail("the run has ended\(place) without a word") }
    closeChannels()
  }

  private func take(_ message: Message, _ generation: Int) {
    if message.kind == .waits {
      // Of two on one channel, only the later is spoken to.
      dropCopy(generation)
      waiting[generation] = message.process
      if run?.process == message.process {
        run?.process = nil
        run?.generation = generation + 1
        run?.deadline = now() + Self.hearing
      }
      return
    }
    guard message.version == lastVersion, run != nil else {
      // A version that is out of date by now.
      if message.kind == .hello { kill(message.process, SIGKILL) }
      return
    }
    take(message)
  }

  private func take(_ message: Message) {
    switch message.kind {
    case .run, .waits: break
    case .hello:
      run?.process = message.process
      run?.deadline = now() + Self.reading
    case .cell:
      let numbers = message.numbers
      guard numbers.count == 3 else { return }
      let limit = Double(numbers[2]) / 1000
      run?.cell = (numbers[0], numbers[1], now())
      run?.deadline = now() + limit
      run?.isToldToStop = false
    case .formula:
      guard let limit = message.numbers.first else { return }
      run?.cell = nil
      run?.isProving = true
      run?.deadline = now() + Double(limit) / 1000
    case .mismatch:
      if let generation = run?.generation { dropCopy(generation - 1) }
      run = nil
      resume()
    case .page: run?.page += message.payload
    case .pageEnd:
      page = (run?.page ?? []) + message.payload
      version = message.version
      run = nil
      status = ""
      hasNews = true
    case .unreadable:
      run = nil
      lastBytes = nil
      status = Self.unreadable + String(decoding: message.payload, as: UTF8.self)
    case .crashed:
      let signal = message.numbers.first.flatMap { strsignal(Int32($0)) }
      let name = signal.map { String(cString: $0) } ?? "unknown signal"
      fail("Tangent crashed\(place) (\(name)); this is a mistake of Tangent's, please report it with the lesson")
    }
  }

  private var place: String {
    if run?.isProving == true { return " in a checked formula" }
    return run?.cell.map { " in cell \($0.number)" } ?? ""
  }

  private func fail(_ reason: String) {
    stopRun()
    closeChannels()
    status = reason
  }

  // MARK: Time

  /// When ``tick()`` should be called, at the latest.
  var deadline: Double? { run.map { min($0.deadline, now() + 0.25) } }

  /// Looks after a run that takes long.
  func tick() {
    guard let run else { return }
    if let process = run.process, kill(process, 0) != 0 { return fail("the run was ended\(place)") }
    if let cell = run.cell, now() - cell.start > Self.patience {
      status = "running cell \(cell.number) of \(cell.count)"
    }
    if now() >= run.deadline { urge(run) }
  }

  /// Stops a cell whose time is over, a run that does not stop, and a copy that does not answer.
  private func urge(_ late: Run) {
    guard let process = late.process else {
      dropCopy(late.generation - 1)
      run = nil
      return resume()
    }
    guard late.cell != nil, !late.isToldToStop else { return fail("the run does not stop\(place), and was ended") }
    kill(process, SIGUSR1)
    run?.isToldToStop = true
    run?.deadline = now() + Self.grace
  }
}
