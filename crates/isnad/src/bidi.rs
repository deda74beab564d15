//! Right-to-left words in left-to-right output: isolate marks keep terminals from dragging neighbours along.

/// First-strong isolate: what follows takes its own direction.
const FSI: char = '\u{2068}';
/// End of an isolate.
const PDI: char = '\u{2069}';

/// Wraps a whole quote in isolate marks where it holds right-to-left letters.
pub fn isolated(quote: &str) -> String {
    if quote.chars().any(is_rtl) { format!("{FSI}{quote}{PDI}") } else { quote.to_owned() }
}

/// Wraps every run of right-to-left words of a line in isolate marks; other text, and runs isolated already, stay.
pub fn isolate_runs(line: &str) -> String {
    if !line.chars().any(is_rtl) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len() + 12);
    let mut depth = 0usize;
    // bytes of the run under way: from its first letter to behind its last
    let mut run: Option<(usize, usize)> = None;
    let mut written = 0;
    let mut close = |run: &mut Option<(usize, usize)>, out: &mut String| {
        if let Some((start, end)) = run.take() {
            out.push_str(&line[written..start]);
            out.push(FSI);
            out.push_str(&line[start..end]);
            out.push(PDI);
            written = end;
        }
    };
    for (at, c) in line.char_indices() {
        match c {
            FSI => depth += 1,
            PDI => depth = depth.saturating_sub(1),
            _ if depth > 0 => continue,
            _ if is_rtl(c) => {
                let start = run.map_or(at, |(start, _)| start);
                run = Some((start, at + c.len_utf8()));
                continue;
            }
            ' ' | '-' | '\u{64b}'..='\u{65f}' => continue,
            _ => {}
        }
        close(&mut run, &mut out);
    }
    close(&mut run, &mut out);
    out.push_str(&line[written..]);
    out
}

/// Letters of the Hebrew, Arabic and neighbouring blocks.
fn is_rtl(c: char) -> bool {
    c.is_alphabetic() && matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_isolated_once() {
        for (line, want) in [
            ("killed 12 │ army", "killed 12 │ army"),
            ("12 مصدر أمني │ x", "12 \u{2068}مصدر أمني\u{2069} │ x"),
            ("مالي │ النيجر", "\u{2068}مالي\u{2069} │ \u{2068}النيجر\u{2069}"),
            ("\u{2068}14 جنديا\u{2069} x", "\u{2068}14 جنديا\u{2069} x"),
        ] {
            assert_eq!(isolate_runs(line), want);
        }
        assert_eq!(isolated("14 جنديا"), "\u{2068}14 جنديا\u{2069}");
    }
}
