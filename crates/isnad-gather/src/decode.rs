//! Bytes to text: UTF-8 where it is UTF-8, else the encoding that the bytes betray.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;
use std::borrow::Cow;

/// In what encoding bytes turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// As it should be.
    Utf8,
    /// UTF-8 with this many broken places, the first at this byte; each became U+FFFD.
    Damaged {
        /// First broken byte.
        first: usize,
        /// How many places were broken.
        places: usize,
    },
    /// An older encoding, by its WHATWG name.
    Legacy {
        /// Name.
        name: &'static str,
        /// Whether some bytes fitted not even that and became U+FFFD.
        damaged: bool,
    },
    /// No text at all.
    Binary,
}

/// Decodes bytes of an unknown encoding. A byte-order mark decides where there is one; then UTF-8 where it fits;
/// bytes that are nearly all UTF-8 count as damaged UTF-8, all others as what a detector makes of them.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Charset) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = &bytes[mark..];
        if encoding != encoding_rs::UTF_8 {
            let (text, damaged) = encoding.decode_without_bom_handling(rest);
            return (text, Charset::Legacy { name: encoding.name(), damaged });
        }
        return without_mark(rest);
    }
    without_mark(bytes)
}

fn without_mark(bytes: &[u8]) -> (Cow<'_, str>, Charset) {
    let first = match std::str::from_utf8(bytes) {
        Ok(text) if looks_binary(bytes) => return (Cow::Borrowed(text), Charset::Binary),
        Ok(text) => return (Cow::Borrowed(text), Charset::Utf8),
        Err(e) => e.valid_up_to(),
    };
    if looks_binary(bytes) {
        return (Cow::Borrowed(""), Charset::Binary);
    }
    let (sound, broken) = census(bytes);
    if sound > 4 * broken {
        return (String::from_utf8_lossy(bytes), Charset::Damaged { first, places: broken });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    (text, Charset::Legacy { name: encoding.name(), damaged })
}

/// How many characters beyond ASCII are sound UTF-8, and how many places are not.
fn census(bytes: &[u8]) -> (usize, usize) {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    (sound, broken)
}

/// Zero bytes stand in no text; looking at the beginning is enough to know a picture or an archive.
fn looks_binary(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(4096)].contains(&0) || bytes.starts_with(b"%PDF-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "قالت مصادر محلية إن مسلحين هاجموا قرية صغيرة قرب النهر، وأوقعوا عددا من الجرحى بين السكان.";

    #[test]
    fn utf8_passes_through_and_a_mark_is_dropped() {
        assert_eq!(decode(SENTENCE.as_bytes()), (Cow::Borrowed(SENTENCE), Charset::Utf8));
        let marked = format!("\u{feff}{SENTENCE}");
        assert_eq!(decode(marked.as_bytes()), (Cow::Borrowed(SENTENCE), Charset::Utf8));
    }

    #[test]
    fn older_arabic_encodings_are_known() {
        for encoding in [encoding_rs::WINDOWS_1256, encoding_rs::ISO_8859_6] {
            let (bytes, ..) = encoding.encode(SENTENCE);
            let (text, charset) = decode(&bytes);
            assert_eq!(text, SENTENCE, "{}", encoding.name());
            assert!(matches!(charset, Charset::Legacy { damaged: false, .. }), "{charset:?}");
        }
        let utf16: Vec<u8> = [0xfeff].into_iter().chain(SENTENCE.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&utf16), (Cow::Borrowed(SENTENCE), Charset::Legacy { name: "UTF-16BE", damaged: false }));
    }

    #[test]
    fn broken_utf8_stays_utf8() {
        let mut bytes = SENTENCE.as_bytes().to_vec();
        bytes[21] = 0xff;
        let (text, charset) = decode(&bytes);
        assert!(text.contains('\u{fffd}') && text.contains("مسلحين"), "{text}");
        assert!(matches!(charset, Charset::Damaged { first: 19..=21, places: 1..=2 }), "{charset:?}");
    }

    #[test]
    fn pictures_are_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").1, Charset::Binary);
    }
}
