/// Scripts by which shells complete commands, made from the verbs' own tables.
enum Completions {
  static let shells = ["bash", "zsh", "fish"]

  /// `nil` for a shell that is not known.
  static func script(for shell: String, _ verbs: [Verb]) -> String? {
    switch shell {
    case "bash": bash(verbs)
    case "zsh": zsh(verbs)
    case "fish": fish(verbs)
    default: nil
    }
  }

  private static func names(_ verb: Verb) -> [String] { (verb.options + [.help]).flatMap(\.names) }

  private static func words(_ verbs: [Verb]) -> String { (verbs.map(\.name) + ["help"]).joined(separator: " ") }

  // MARK: Bash

  private static func bash(_ verbs: [Verb]) -> String {
    let choices = verbs.flatMap { verb in
      verb.options.filter { !$0.choices.isEmpty }.flatMap { option in
        option.names.map { name in
          "    '\(verb.name) \(name)') COMPREPLY=($(compgen -W '\(option.choices.joined(separator: " "))' -- \"$word\")); return;;"
        }
      }
    }
    let options = verbs.map { verb in
      "    \(verb.name)) COMPREPLY=($(compgen -W '\(names(verb).joined(separator: " "))' -- \"$word\"));;"
    }
    return """
      _tangent() {
        local word="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" verb="${COMP_WORDS[1]}"
        COMPREPLY=()
        if [ "$COMP_CWORD" -eq 1 ] || { [ "$COMP_CWORD" -eq 2 ] && [ "$verb" = help ]; }; then
          COMPREPLY=($(compgen -W '\(words(verbs))' -- "$word"))
          return
        fi
        case "$verb $previous" in
      \(choices.joined(separator: "\n"))
        esac
        case "$word" in -*) ;; *) return;; esac
        case "$verb" in
      \(options.joined(separator: "\n"))
        esac
      }
      complete -o default -F _tangent tangent
      """
  }

  // MARK: Zsh

  private static func zsh(_ verbs: [Verb]) -> String {
    let list = verbs.map { "    \(quoted($0.name + ":" + escaped($0.abstract)))" }.joined(separator: "\n")
    let cases = verbs.map { verb in
      let options = (verb.options + [.help]).flatMap(zsh)
      return "    \(verb.name)) _arguments \((options + ["'*:file:_files'"]).joined(separator: " ")) ;;"
    }
    return """
      #compdef tangent
      _tangent() {
        local -a verbs
        verbs=(
      \(list)
          'help:Show help information.'
        )
        if (( CURRENT == 2 )) || [[ $words[2] == help ]]; then
          _describe verb verbs
          return
        fi
        local verb=$words[2]
        shift words
        (( CURRENT-- ))
        case $verb in
      \(cases.joined(separator: "\n"))
        esac
      }
      if [[ $funcstack[1] == _tangent ]]; then _tangent "$@"; else compdef _tangent tangent; fi
      """
  }

  private static func zsh(_ option: Option) -> [String] {
    let value = option.value.map { value in
      ":\(escaped(value)):" + (option.choices.isEmpty ? "_files" : "(\(option.choices.joined(separator: " ")))")
    }
    return option.names.map { quoted("\($0)[\(escaped(option.help))]" + (value ?? "")) }
  }

  /// Colons and brackets end parts of a specification.
  private static func escaped(_ text: String) -> String {
    text.map { "[]:\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  // MARK: Fish

  private static func fish(_ verbs: [Verb]) -> String {
    let first = verbs.map { verb in
      "complete -c tangent -n __fish_use_subcommand -f -a \(verb.name) -d \(quoted(verb.abstract))"
    }
    let options = verbs.flatMap { verb in
      (verb.options + [.help]).map { option in
        let names = option.names.map { $0.hasPrefix("--") ? "-l \($0.dropFirst(2))" : "-s \($0.dropFirst())" }
        let values = option.choices.isEmpty ? "" : " -f -a \(quoted(option.choices.joined(separator: " ")))"
        let value = option.value == nil || option.isOptional ? "" : " -r" + values
        return "complete -c tangent -n '__fish_seen_subcommand_from \(verb.name)' \(names.joined(separator: " "))"
          + value + " -d \(quoted(option.help))"
      }
    }
    return (first + options).joined(separator: "\n")
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
}
