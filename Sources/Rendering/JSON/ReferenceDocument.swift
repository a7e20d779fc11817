import Prelude

/// What `tangent doc --json` says to editors, schema 1: keys are added, never renamed or removed.
///
/// ```
/// {"schema": 1, "entries": [
///   {"name": "diff", "owner": null | "Tensor", "area", "declaration", "sentence", "example": null | "..."}]}
/// ```
public enum ReferenceDocument {
  public static func document(_ entries: [Reference.Entry]) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("schema", 1)
      writer.key("entries")
      writer.array(entries) { writer, entry in
        writer.object {
          $0.member("name", entry.name)
          $0.member("owner", entry.owner)
          $0.member("area", entry.area)
          $0.member("declaration", entry.declaration)
          $0.member("sentence", entry.sentence)
          $0.member("example", entry.example.isEmpty ? nil : entry.example)
        }
      }
    }
    return writer.text + "\n"
  }
}
