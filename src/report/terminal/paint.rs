//! Bold, dim and coloured type by ANSI codes (ECMA-48 SGR), or nothing where no colour is wanted.

/// Paints text, or leaves it as it is.
#[derive(Debug, Clone, Copy)]
pub struct Paint(
    /// Whether to paint.
    pub bool,
);

impl Paint {
    /// What a line is about.
    pub fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    /// What can be skipped.
    pub fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    /// What agrees.
    pub fn green(self, text: &str) -> String {
        self.with("32", text)
    }

    /// What needs a look.
    pub fn yellow(self, text: &str) -> String {
        self.with("33", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.0 {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
