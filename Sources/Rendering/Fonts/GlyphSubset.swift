import CHarfBuzz

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Latin Modern Math, cut down to the glyphs that a page uses.
///
/// The only file that knows HarfBuzz, which is opened at first use. Safe to call from any thread.
public enum GlyphSubset {
  /// Whether both the library and the font are on this machine.
  public static var isAvailable: Bool { library != nil && sourceFont != nil }

  /// Opens the library and the font, so that a later ``font(for:)`` need not; for a thread that has nothing to do.
  public static func prepare() { _ = isAvailable }

  /// An OpenType font with the glyphs of `scalars` and those that their layout can turn into (script sizes, stretched
  /// delimiters), with its MATH table and without hints; `nil` when the library or the font is missing. About 1 ms.
  public static func font(for scalars: [Unicode.Scalar]) -> [UInt8]? {
    guard let library, let sourceFont, let input = library.subset_input_create_or_fail() else { return nil }
    defer { library.subset_input_destroy(input) }
    library.subset_input_set_flags(input, UInt32(TANGENT_HB_SUBSET_FLAGS_NO_HINTING))
    let characters = library.subset_input_unicode_set(input)
    for scalar in scalars { library.set_add(characters, scalar.value) }
    let features = library.subset_input_set(input, Int32(TANGENT_HB_SUBSET_SETS_LAYOUT_FEATURE_TAG))
    library.set_clear(features)
    for feature in mathematicalFeatures { library.set_add(features, feature) }
    guard let subset = library.subset_or_fail(sourceFont.face, input) else { return nil }
    defer { library.face_destroy(subset) }
    return bytes(of: subset, library)
  }

  /// Script-size forms, flattened accents and dotless letters: the features that layout of mathematics asks for.
  private static let mathematicalFeatures = ["ssty", "flac", "dtls"].map { name in
    name.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
  }

  private static func bytes(of face: OpaquePointer, _ library: tangent_harfbuzz) -> [UInt8]? {
    let blob = library.face_reference_blob(face)
    defer { library.blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = library.blob_get_data(blob, &length), length > 0 else { return nil }
    return [UInt8](UnsafeRawBufferPointer(start: data, count: Int(length)))
  }

  private static let library: tangent_harfbuzz? = {
    var table = tangent_harfbuzz()
    let names = ["libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"]
    return names.contains { tangent_harfbuzz_open($0, &table) == 1 } ? table : nil
  }()

  /// A face over the mapped font file; both live as long as the process.
  private struct SourceFont: @unchecked Sendable {
    let face: OpaquePointer
  }

  private static let sourceFont: SourceFont? = {
    guard let library else { return nil }
    for path in fontPaths {
      guard let file = mapped(path),
        let blob = library.blob_create(file.data, UInt32(file.count), Int32(TANGENT_HB_MEMORY_MODE_READONLY), nil, nil)
      else { continue }
      defer { library.blob_destroy(blob) }
      if let face = library.face_create(blob, 0) { return SourceFont(face: face) }
    }
    return nil
  }()

  private static let fontPaths = [
    "/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/lm-math/latinmodern-math.otf",
    "/usr/share/fonts/opentype/latinmodern-math.otf",
    "/usr/local/share/fonts/latinmodern-math.otf",
  ]

  private static func mapped(_ path: String) -> (data: UnsafePointer<CChar>, count: Int)? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let count = Int(lseek(descriptor, 0, SEEK_END))
    guard count > 0, let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      return nil
    }
    return (UnsafePointer(start.assumingMemoryBound(to: CChar.self)), count)
  }
}
