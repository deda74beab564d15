//! Names that stand nowhere: behind a place word that demands one, between quotation marks, of two words.

use super::find::{Candidate, Finder, cue_before};
use super::{CueHit, lead};
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use isnad_text::Kind as TokenKind;

/// A place of fewer people is no more than a word of another name right behind an unknown one.
const HAMLET: u32 = 100_000;
/// Longest name between quotation marks that stands nowhere.
const QUOTED: usize = 3;

impl<'g> Finder<'_, '_, 'g> {
    /// The words between two quotation marks right behind a place word: "the village of 'X Y'".
    pub(super) fn quoted(&self, at: usize) -> Option<Candidate<'g>> {
        let r = self.r;
        let tokens = r.chart.text.tokens();
        if !tokens[at].quote.opens {
            return None;
        }
        let cue = cue_before(r, at).filter(|c| c.start + 1 == at && !(c.cue.weak || c.cue.capital))?;
        let end = r.sentence(r.chart.sentence_of(at)).end.min(at + QUOTED);
        let last = (at..end).take_while(|t| tokens[*t].kind == TokenKind::Word).find(|t| tokens[*t].quote.closes)?;
        (last > at).then_some(Candidate {
            tokens: at..last + 1,
            set: None,
            cue: Some(cue),
            features: Features::NONE,
            clitic: 0,
            guess: false,
        })
    }

    /// A name that stands nowhere: behind a place word that demands one, or beside a known one between two places.
    pub(super) fn unknown(&self, at: usize, cue: Option<CueHit>) -> Option<Candidate<'g>> {
        let r = self.r;
        if let Some(two) = self.compound(at, cue) {
            return Some(two);
        }
        if !self.free(at) {
            return None;
        }
        let tokens = at..at + 1;
        let quoted = r.chart.text.tokens()[at].quote.opens;
        let demanded = cue.is_some_and(|c| {
            let listed = c.start == at;
            // "three villages, namely X and Y"
            let namely = || (c.start + 1..at).all(|t| r.is(t, Small::Placeword)) && r.is(at - 1, Small::Namely);
            let adjacent = c.start + 1 == at || listed || namely();
            let definite = !listed && self.definite(c);
            let plural = c.many && !listed;
            let followed = at + 1 < r.chart.len() && (r.mark(at + 1, ",") || self.conjunction(at + 1).is_some());
            // an adjective agrees with its noun: "the village's", "a big town"
            let named = !c.cue.loose || self.located(at);
            // "local factions and tribes": what is joined on to an adjective written like a place word
            let adjective = !listed && self.conjunction(at).is_some() && self.after_noun(c.start);
            adjacent
                && named
                && !adjective
                && !(c.cue.weak || c.cue.capital)
                && (!definite || quoted)
                && (!plural || followed)
        });
        if demanded {
            let clitic = cue.filter(|c| c.start == at).and_then(|_| self.conjunction(at));
            let features = if clitic.is_some() { Features::CONJUNCTION } else { Features::NONE };
            return Some(Candidate { tokens, set: None, cue, features, clitic: clitic.unwrap_or(0), guess: false });
        }
        let between = at > 0 && r.is(at - 1, Small::Between);
        let known_beside = || {
            (at + 1..(at + 3).min(r.chart.len()))
                .any(|t| self.named(t, cue_before(r, t), false).is_some_and(|c| c.features.has(Features::CONJUNCTION)))
        };
        // a word with the article that stands nowhere is a noun unless a place word demands a name
        let definite = self.heads.at(at).definite;
        let led = !between && !definite && lead::to_place(r, at, Features::NONE);
        let guess = led && !self.pointed_out(at);
        (led || between && known_beside()).then_some(Candidate {
            tokens,
            set: None,
            cue,
            features: Features::NONE,
            clitic: 0,
            guess,
        })
    }

    /// Whether a word behind a place word of any sort ("area") is its name and no adjective: it carries the article, or
    /// words that say where it lies follow.
    fn located(&self, at: usize) -> bool {
        let head = self.heads.at(at);
        head.definite || self.followed(at) || self.bare(at) && head.conjunction.is_none() && self.ended(at)
    }

    /// Whether words that say where something lies stand right behind a word.
    fn followed(&self, at: usize) -> bool {
        let r = self.r;
        let next = at + 1;
        next < r.sentence(r.chart.sentence_of(at)).end
            && r.words(next).any(|(m, w)| match w {
                Word::Cue(_) => m.features.prepositional(),
                Word::Compass(_) | Word::Small(Small::Near | Small::Locative) => true,
                _ => false,
            })
    }

    /// "In X (in the north of the country)", "in X, west of the capital": whether a compass word right behind a bare name says
    /// where it lies.
    fn pointed_out(&self, at: usize) -> bool {
        let r = self.r;
        let next = at + 1 + usize::from(at + 1 < r.chart.len() && r.mark(at + 1, "(,"));
        next < r.sentence(r.chart.sentence_of(at)).end
            && at > 0
            && r.is(at - 1, Small::Locative)
            && r.has(next, Word::COMPASS)
            && self.heads.at(at).conjunction.is_none()
            // "in his neck, east of …"
            && !r.vocabulary.morphology.owned(r.chart.norm(at), r.words_of(at..at + 1))
    }

    /// Whether a word lacks the ending of the adjectives of a place word.
    fn bare(&self, at: usize) -> bool {
        !self.r.vocabulary.morphology.bare(self.r.words_of(at..at + 1))
    }

    /// "In the area of X, …", "in the area of X before dawn": whether something leads to the place word before a name, and
    /// the phrase ends behind it.
    fn ended(&self, at: usize) -> bool {
        let (r, next) = (self.r, at + 1);
        let sentence = r.sentence(r.chart.sentence_of(at));
        let cue = at - 1;
        let led = cue > sentence.start && lead::lead_word(r, cue)
            || r.chart.matches_at(cue).iter().any(|m| m.features.has(Features::WITH));
        led && (next >= sentence.end
            || r.chart.text.tokens()[next].kind != TokenKind::Word
            || r.covered[next]
            || r.date_at(next).is_some()
            || r.is(next, Small::Temporal))
    }

    /// A name of two words behind a place word, told by the first of them ("the village of Beit X").
    pub(super) fn compound(&self, at: usize, cue: Option<CueHit>) -> Option<Candidate<'g>> {
        let r = self.r;
        // "the villages of X and Tell Y"
        let listed = cue.is_some_and(|c| c.start == at);
        let cue = cue.filter(|c| (listed || c.start + 1 == at) && !c.cue.weak && !c.cue.capital)?;
        let next = at + 1;
        let word =
            next < r.sentence(r.chart.sentence_of(at)).end && r.chart.text.tokens()[next].kind == TokenKind::Word;
        let goes_on = || r.words(next).all(|(_, w)| names(w)) && !self.heads.at(next).ordinary;
        let begins = || self.free(at) && !self.heads.at(at).definite && self.heads.at(at).conjunction.is_none();
        let bare = || !self.heads.at(next).definite && self.heads.at(next).conjunction.is_none();
        let nameless = || self.free(next) && bare() && self.named(next, None, false).is_none();
        // "the quarters of X Y and Z"
        let row = || cue.many && word && self.word(next + 1) && self.conjunction(next + 1).is_some();
        // "the area of X Y", where a hamlet somewhere is called Y
        let hamlet = || {
            let small = |c: Candidate<'g>| c.set.is_some_and(|s| s.first().population < HAMLET && !s.first().notable);
            self.heads.at(at).heads.is_empty()
                && self.free(next)
                && bare()
                && self.named(next, None, false).is_some_and(small)
        };
        let two = || begins() && (self.unheard(next) || nameless() || hamlet()) && (self.closed(next) || row());
        // "the commune of X son of Y": a man's name
        let son = word && r.is(next, Small::Son) && begins() && self.word(next + 1);
        // "the governor of the state X Y": a man's name
        let told = listed || !self.definite(cue) || r.chart.text.tokens()[at].quote.opens;
        // "the village of Umm X", "the quarter of Hassan X"
        let named = || self.heads.at(at).given && goes_on() && self.heads.at(next).conjunction.is_none();
        if !(word && told && (r.is(at, Small::Compound) && goes_on() || !listed && (son || named() || two()))) {
            return None;
        }
        let clitic = self.conjunction(at).filter(|_| listed).unwrap_or(0);
        Some(Candidate {
            tokens: at..at + if son { 3 } else { 2 },
            set: None,
            cue: Some(cue),
            features: if listed { Features::CONJUNCTION } else { Features::NONE },
            clitic,
            guess: false,
        })
    }

    /// Whether a place word carries the article.
    pub(super) fn definite(&self, cue: CueHit) -> bool {
        self.r.chart.matches_at(cue.start).iter().any(|m| m.features.has(Features::DEFINITE))
    }

    /// Whether a word of the same sentence stands at a token.
    fn word(&self, at: usize) -> bool {
        let r = self.r;
        at < r.sentence(r.chart.sentence_of(at - 1)).end && r.chart.text.tokens()[at].kind == TokenKind::Word
    }

    /// Whether a word stands nowhere, with no clitic or article that would make it a verb or an adjective.
    fn unheard(&self, at: usize) -> bool {
        let head = self.heads.at(at);
        self.free(at) && !head.definite && head.conjunction.is_none() && head.heads.is_empty()
    }

    /// Whether a phrase ends behind a word: a mark, a preposition, a place word, a date.
    fn closed(&self, at: usize) -> bool {
        let (r, next) = (self.r, at + 1);
        next >= r.sentence(r.chart.sentence_of(at)).end
            || r.chart.text.tokens()[next].kind != TokenKind::Word
            || r.covered[next]
            || r.date_at(next).is_some()
            || r.words(next)
                .any(|(_, w)| matches!(w, Word::Small(_) | Word::Cue(_) | Word::Compass(_) | Word::Demonym(_)))
    }

    /// A word that stands nowhere.
    fn free(&self, at: usize) -> bool {
        let r = self.r;
        r.chart.text.tokens()[at].kind == TokenKind::Word
            // "as" written on a word is mostly the first letter of a name: "Cross", written like "as Russians"
            && r.chart.matches_at(at).iter().all(|m| m.features.has(Features::AS))
            && r.chart.norm(at).chars().nth(2).is_some()
            && !self.heads.at(at).ordinary
            && !self.for_the(at)
    }

    /// Whether the word begins with a preposition grown together with the article ("for the").
    fn for_the(&self, at: usize) -> bool {
        self.heads.at(at).altered
    }
}

/// Whether a word known for something else may be the second of a name: no word that goes on with the sentence.
fn names(word: &Word) -> bool {
    matches!(word, Word::Measure(_) | Word::Thing(_) | Word::Site(_) | Word::Means(_))
}
