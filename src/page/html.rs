//! HTML in the making: whatever a file says becomes text and never markup.

use std::io::{self, Write};

use crate::report::plain::plain;

/// A text as HTML shows it, in elements and in quoted attributes; what steers the display without being seen is taken out.
pub(super) fn escape(text: &str) -> String {
    let text = plain(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A part of a page in the making.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// Markup of ours.
    pub(super) fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Markup of ours with figures in it.
    pub(super) fn markup(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to a String does not fail.
        let _ = std::fmt::Write::write_fmt(&mut self.0, markup);
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        self.0.push_str(&escape(text));
    }

    /// An element that holds a text; `open` is its name with its attributes.
    pub(super) fn element(&mut self, open: &str, text: &str) {
        let name = open.split(' ').next().unwrap_or(open);
        self.markup(format_args!("<{open}>{}</{name}>", escape(text)));
    }

    /// A list of texts; nothing where there are none.
    pub(super) fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().collect();
        if items.is_empty() {
            return;
        }
        self.raw("<ul>");
        items.iter().for_each(|item| self.element("li", item));
        self.raw("</ul>\n");
    }

    /// A table; a head that ends in `:` stands over a column of figures.
    pub(super) fn table<const N: usize>(
        &mut self,
        caption: &str,
        head: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) {
        let of = |name: &str| {
            if name.ends_with(':') {
                " class=\"n\""
            } else {
                ""
            }
        };
        self.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        self.text(caption);
        self.raw("\"><table>");
        self.element("caption class=\"sr\"", caption);
        self.raw("<thead><tr>");
        for name in head {
            let class = of(name);
            let name = escape(name.trim_end_matches(':'));
            self.markup(format_args!("<th scope=\"col\"{class}>{name}</th>"));
        }
        self.raw("</tr></thead><tbody>\n");
        for row in rows {
            self.raw("<tr>");
            for (name, cell) in head.iter().zip(row) {
                let class = of(name);
                self.markup(format_args!(
                    "<td{class} dir=\"auto\">{}</td>",
                    escape(&cell)
                ));
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody></table></div>\n");
    }

    /// The markup.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// Writes a template in which `{{name}}` stands for each part. What is put in is not looked at again.
pub(super) fn fill(
    template: &str,
    out: &mut dyn Write,
    mut part: impl FnMut(&str, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut pieces = template.split("{{");
    out.write_all(pieces.next().unwrap_or_default().as_bytes())?;
    for piece in pieces {
        match piece.split_once("}}") {
            Some((name, rest)) => {
                part(name, out)?;
                out.write_all(rest.as_bytes())?;
            }
            None => out.write_all(piece.as_bytes())?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_text() {
        let mut html = Html::default();
        html.element("p class=\"a\"", "<b>\"it's\" & \u{202e}more");
        assert_eq!(
            html.finish(),
            "<p class=\"a\">&lt;b&gt;&quot;it&#39;s&quot; &amp; more</p>"
        );
    }

    #[test]
    fn what_is_put_in_is_no_template() {
        let mut filled = Vec::new();
        fill("a {{x}} b {{y}}", &mut filled, |name, out| match name {
            "x" => out.write_all(b"{{y}}"),
            _ => out.write_all(b"2"),
        })
        .unwrap();
        assert_eq!(filled, b"a {{y}} b 2");
    }
}
