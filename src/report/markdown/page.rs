//! A Markdown text in the making: headings, paragraphs, tables. What is given to it is escaped already.

/// A Markdown text in the making.
#[derive(Debug, Default)]
pub struct Page {
    text: String,
}

impl Page {
    /// An empty page.
    pub fn new() -> Self {
        Self::default()
    }

    /// A heading of a level.
    pub fn heading(&mut self, level: usize, text: &str) {
        self.block(&format!("{} {text}", "#".repeat(level)));
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.block(text);
    }

    /// A list.
    pub fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = items.into_iter().map(|item| format!("- {item}")).collect();
        if !lines.is_empty() {
            self.block(&lines.join("\n"));
        }
    }

    /// A table; a head that ends in `:` stands over a column of numbers.
    pub fn table<const N: usize>(
        &mut self,
        head: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) {
        self.row(head.map(|name| name.trim_end_matches(':')));
        self.row(head.map(|name| if name.ends_with(':') { "---:" } else { "---" }));
        for row in rows {
            self.row(row.each_ref().map(String::as_str));
        }
        self.text.push('\n');
    }

    /// The text.
    pub fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
        self.text
    }

    fn row<const N: usize>(&mut self, cells: [&str; N]) {
        self.text.push('|');
        for cell in cells {
            self.text.push(' ');
            self.text.push_str(cell);
            self.text.push_str(" |");
        }
        self.text.push('\n');
    }

    fn block(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }
}
