//! Inline binary values (photos, logos, sounds, keys) → `data:` URIs, the form of vCard 4.0.

/// A `data:` URI for base64, its media type told by the property, its TYPE and the first bytes.
pub(super) fn data_uri(name: &str, types: &[String], payload: &str) -> String {
    let declared = types.iter().find_map(|word| declared(name, word));
    let kind = declared
        .or_else(|| sniffed(payload))
        .unwrap_or_else(|| "application/octet-stream".to_owned());
    format!("data:{kind};base64,{payload}")
}

fn declared(name: &str, word: &str) -> Option<String> {
    let word = word.to_ascii_lowercase();
    if word.contains('/')
        && word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'+' | b'.'))
    {
        return Some(word);
    }
    let kind = match (name, word.as_str()) {
        ("PHOTO" | "LOGO", "jpg" | "jpeg") => "image/jpeg",
        ("PHOTO" | "LOGO", "png" | "gif" | "bmp" | "tiff" | "webp") => {
            return Some(format!("image/{word}"));
        }
        ("SOUND", "wave" | "wav") => "audio/wav",
        ("SOUND", "basic" | "pcm" | "aiff" | "mpeg" | "ogg") => {
            return Some(format!("audio/{word}"));
        }
        ("KEY", "x509") => "application/pkix-cert",
        ("KEY", "pgp") => "application/pgp-keys",
        _ => return None,
    };
    Some(kind.to_owned())
}

fn sniffed(payload: &str) -> Option<String> {
    let known = [
        ("/9j/", "image/jpeg"),
        ("iVBORw", "image/png"),
        ("R0lGOD", "image/gif"),
        ("UklGR", "image/webp"),
    ];
    known
        .iter()
        .find(|(start, _)| payload.starts_with(start))
        .map(|(_, kind)| (*kind).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_media_type_is_declared_or_seen() {
        let cases = [
            ("PHOTO", "JPEG", "AAAA", "data:image/jpeg;base64,AAAA"),
            ("PHOTO", "pref", "iVBORw0", "data:image/png;base64,iVBORw0"),
            (
                "KEY",
                "X509",
                "MII",
                "data:application/pkix-cert;base64,MII",
            ),
            (
                "LOGO",
                "image/svg+xml",
                "PHN2",
                "data:image/svg+xml;base64,PHN2",
            ),
            (
                "X-BLOB",
                "work",
                "AAAA",
                "data:application/octet-stream;base64,AAAA",
            ),
        ];
        for (name, kind, payload, uri) in cases {
            assert_eq!(data_uri(name, &[kind.to_owned()], payload), uri);
        }
    }
}
