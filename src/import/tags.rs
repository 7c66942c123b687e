//! What pages of Google Voice and exports of Outlook say: elements with a class, their attributes, and the text behind them.

use std::borrow::Cow;

/// An element of a page as far as it is of use.
#[derive(Debug, Clone, Copy)]
pub struct Tag<'a> {
    /// Its name, in the case of the page.
    pub name: &'a str,
    inside: &'a str,
    text: &'a str,
}

/// The elements of a page in order, closed or not, and their ends.
pub fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    html.split('<').skip(1).filter_map(|piece| {
        let (inside, text) = piece.split_once('>')?;
        // The end of an element has the name of the element behind a slash.
        let mut signs = inside.char_indices().skip(1);
        let end = signs.find(|(_, c)| c.is_whitespace() || *c == '/');
        let end = end.map_or(inside.len(), |(end, _)| end);
        let (name, inside) = inside.split_at(end);
        (!name.trim().is_empty()).then_some(Tag { name, inside, text })
    })
}

impl<'a> Tag<'a> {
    /// The value of an attribute, as it is written.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.inside;
        loop {
            let (before, after) = rest.split_once('=')?;
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, behind) = after[1..].split_once(quote)?;
            if before.trim() == name {
                return Some(value);
            }
            rest = behind;
        }
    }

    /// The value of an attribute, as it is meant.
    pub fn value(&self, name: &str) -> Option<String> {
        self.attribute(name).map(meant)
    }

    /// Whether a class is among its classes.
    pub fn is(&self, class: &str) -> bool {
        let classes = self.attribute("class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|one| one == class)
    }

    /// The text up to the next element.
    pub fn text(&self) -> String {
        meant(self.text)
    }
}

fn meant(text: &str) -> String {
    let text = text.trim();
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_and_text_are_found_in_any_order() {
        let html = "<p>x<a rel='tag' class=\"tel home\" href=\"tel:+49 1\"><span class=\"fn\">A &amp; B</span>&nbsp;<br/><abbr title=\"a=b\"";
        let found: Vec<Tag<'_>> = tags(html).collect();
        let a = found.iter().find(|tag| tag.is("tel")).unwrap();
        assert_eq!(
            (a.attribute("href"), a.attribute("title")),
            (Some("tel:+49 1"), None)
        );
        assert_eq!(
            found.iter().find(|tag| tag.is("fn")).unwrap().text(),
            "A & B"
        );
        assert_eq!(
            found.last().unwrap().name,
            "br",
            "one that is not closed is none"
        );
    }
}
