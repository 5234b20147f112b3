//! `ERRORS.md`: every code and every hint, made from the tables of the crate.

use std::{fmt::Write as _, fs, path::Path};

use anyhow::{Context, Result};
use oauth4wasm::protocol::{
    catalog::{CODES, HINTS, RESERVED},
    hint::Hint,
};

/// The name of the page, in the package and beside the reference.
pub(crate) const PAGE: &str = "ERRORS.md";

const HEAD: &str = "\
# Errors of oauth4wasm

`message` says what happened, at which endpoint, and what was expected. `code` is for programs. `hint`, where there is one, says what
to do next; `console.log(error)` shows it. It is an own, enumerable property, a text for people: do not compare it.

```js
try {
  await oauth.processPushedAuthorizationResponse(as, client, response)
} catch (error) {
  console.error(error.message, error.hint ?? '')
  throw error
}
```

In Rust, `client::Error::hint()` yields it, and `Display` says it behind the message.
";

/// Writes the page into a folder.
pub(crate) fn write(folder: &Path) -> Result<()> {
    let file = folder.join(PAGE);
    fs::write(&file, page()).with_context(|| format!("cannot write {}", file.display()))
}

fn page() -> String {
    let mut page = String::from(HEAD);
    // Writing to a String does not fail.
    let _ = writeln!(page, "\n## Codes\n\n| code | class | it means | `cause` | what helps |\n|---|---|---|---|---|");
    for row in &CODES {
        let class = row.class;
        let _ =
            writeln!(page, "| {} | `{class}` | {} | {} | {} |", anchored(row.code), row.meaning, row.cause, row.cure);
    }
    let reserved = RESERVED.map(|code| format!("`{code}`")).join(", ");
    let _ = writeln!(page, "\nExported as constants, and the code of no error in this version: {reserved}.");
    let _ = writeln!(page, "\n## Hints\n\n| hint | it comes with | its text |\n|---|---|---|");
    for (row, hint) in HINTS.iter().zip(Hint::all()) {
        let _ = writeln!(page, "| {} | {} | {} |", anchored(row.id), row.occasion, hint.text());
    }
    page
}

fn anchored(name: &str) -> String {
    format!("<a id=\"{name}\"></a>`{name}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_one_line_with_an_anchor_of_its_own() {
        let page = page();
        let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| <a id=")).collect();
        assert_eq!(rows.len(), CODES.len() + HINTS.len());
        for (row, columns) in rows.iter().zip(CODES.map(|_| 5).into_iter().chain(HINTS.map(|_| 3))) {
            assert_eq!(row.matches('|').count(), columns + 1, "{row}");
        }
        for name in CODES.iter().map(|row| row.code).chain(HINTS.iter().map(|row| row.id)) {
            assert_eq!(page.matches(&anchored(name)).count(), 1, "{name}");
        }
    }
}
