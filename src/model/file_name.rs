//! What a file is called where its folders are left out.

/// The last part of a path that tells one file from another. All chats of an iPhone are called `_chat.txt` and all of Messenger
/// `message_1.json`: there the archive or folder in which they lie has the name.
pub fn base_name(path: &str) -> &str {
    let (folder, last) = split(path);
    if last.eq_ignore_ascii_case("_chat.txt") && !folder.is_empty() {
        return split(folder).1;
    }
    let is_page = last
        .strip_prefix("message_")
        .and_then(|rest| rest.strip_suffix(".json"))
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    if is_page && !folder.is_empty() {
        let (_, of) = split(folder);
        return &path[path.len() - last.len() - 1 - of.len()..];
    }
    last
}

/// What lies before the last part of a path, and the last part.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once(['/', '\\']).unwrap_or(("", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_what_tells_it_from_others() {
        for (path, expected) in [
            ("a/b/contacts.csv", "contacts.csv"),
            ("contacts.csv", "contacts.csv"),
            (
                "phone/WhatsApp Chat - Ana.zip/_chat.txt",
                "WhatsApp Chat - Ana.zip",
            ),
            ("WhatsApp Chat - Bo\\_chat.txt", "WhatsApp Chat - Bo"),
            ("_chat.txt", "_chat.txt"),
            ("inbox/ana_1/message_1.json", "ana_1/message_1.json"),
            ("ana_1/message_2.json", "ana_1/message_2.json"),
            ("message_1.json", "message_1.json"),
            ("x/message_a.json", "message_a.json"),
            ("", ""),
        ] {
            assert_eq!(base_name(path), expected, "{path}");
        }
    }
}
