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
  public static var isAvailable: Bool { library != nil && sourcePath != nil }

  /// Opens the library and the font, so that a later ``font(for:)`` need not; for a thread that has nothing to do.
  public static func prepare() {
    if isAvailable { WebFont.prepare() }
  }

  /// What a page with these characters embeds; `nil` when the library or the font is missing. About 2 ms.
  public static func font(for characters: MathCharacters) -> WebFont? {
    openType(for: characters).map(WebFont.init(openType:))
  }

  /// An OpenType font with the glyphs of `characters` and those that their layout can turn into (stretched delimiters,
  /// and in scripts those for small sizes), with its MATH table and without hints; `nil` when the library or the font
  /// is missing. About 1 ms.
  static func openType(for characters: MathCharacters) -> [UInt8]? {
    guard let library, let sourcePath, let file = FontFile(path: sourcePath) else { return nil }
    defer { file.unmap() }
    let mode = Int32(TANGENT_HB_MEMORY_MODE_READONLY)
    let data = UnsafeRawPointer(file.bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
    guard let blob = library.blob_create(data, UInt32(file.bytes.count), mode, nil, nil) else { return nil }
    defer { library.blob_destroy(blob) }
    guard let face = library.face_create(blob, 0) else { return nil }
    defer { library.face_destroy(face) }
    let scripts = glyphs(of: characters.inScripts, face, library)
    let stretched = glyphs(of: characters.stretched, face, library)
    file.keepScriptForms { scripts.contains($0) }
    file.keepLargerForms { stretched.contains($0) }
    return subset(face, characters, library)
  }

  private static func subset(
    _ face: OpaquePointer, _ characters: MathCharacters, _ library: tangent_harfbuzz
  ) -> [UInt8]? {
    guard let input = library.subset_input_create_or_fail() else { return nil }
    defer { library.subset_input_destroy(input) }
    library.subset_input_set_flags(input, UInt32(TANGENT_HB_SUBSET_FLAGS_NO_HINTING))
    let set = library.subset_input_unicode_set(input)
    for scalar in characters.all { library.set_add(set, scalar.value) }
    let features = library.subset_input_set(input, Int32(TANGENT_HB_SUBSET_SETS_LAYOUT_FEATURE_TAG))
    library.set_clear(features)
    for feature in mathematicalFeatures { library.set_add(features, feature) }
    guard let subset = library.subset_or_fail(face, input) else { return nil }
    defer { library.face_destroy(subset) }
    return bytes(of: subset, library)
  }

  private static func glyphs(
    of scalars: Set<Unicode.Scalar>, _ face: OpaquePointer, _ library: tangent_harfbuzz
  ) -> Set<UInt32> {
    guard let font = library.font_create(face) else { return [] }
    defer { library.font_destroy(font) }
    var glyphs: Set<UInt32> = []
    for scalar in scalars {
      var glyph: UInt32 = 0
      if library.font_get_nominal_glyph(font, scalar.value, &glyph) != 0 { glyphs.insert(glyph) }
    }
    return glyphs
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

  private static let sourcePath = fontPaths.first { access($0, R_OK) == 0 }

  private static let fontPaths = [
    "/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/lm-math/latinmodern-math.otf",
    "/usr/share/fonts/opentype/latinmodern-math.otf",
    "/usr/local/share/fonts/latinmodern-math.otf",
  ]
}
