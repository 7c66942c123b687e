//! Which letters a text has: far cheaper to compare than the text.

/// The set of the letters of a text: most texts are shown to be far apart by it alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Letters(u32);

impl Letters {
    /// Of a folded text; what is no letter counts as one.
    pub fn of(text: &str) -> Self {
        let bit = |byte: u8| match byte {
            b'a'..=b'z' => u32::from(byte - b'a'),
            _ => 26,
        };
        Self(text.bytes().fold(0, |set, byte| set | 1 << bit(byte)))
    }

    /// Whether there is anything but letters: "Guest 1" and "Guest 11" are no slips.
    pub fn has_digits(self) -> bool {
        self.0 >> 26 != 0
    }

    /// How many letters are in one of the sets alone.
    pub fn apart(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }

    /// Whether all letters of this set are in the other.
    pub fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// How many letters of this set the other has not.
    pub fn beyond(self, other: Self) -> u32 {
        (self.0 & !other.0).count_ones()
    }
}
