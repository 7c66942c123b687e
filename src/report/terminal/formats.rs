//! What can be read, as a list for a terminal.

use super::{Look, Page};
use crate::import::READABLE;

/// Every kind of file: what of it is read, how one comes by it, how it looks.
pub fn formats(look: Look) -> String {
    let mut page = Page::new(look);
    for readable in READABLE {
        page.gap();
        let kind = page.paint.bold(readable.kind);
        page.line(&kind);
        page.item("  read     ", readable.what);
        page.item("  export   ", readable.export);
        for (at, line) in readable.example.iter().enumerate() {
            let lead = if at == 0 {
                "  example  "
            } else {
                "           "
            };
            page.line(&format!("{lead}{line}"));
        }
    }
    page.gap();
    page.item(
        "",
        "All of these also inside a zip, a .tgz or a folder, such as a whole Takeout. Files are recognised by what is in them; files that are not read are named.",
    );
    page.finish()
}
