//! One article while it is read: the chart with what the basic stages have found in it.

use crate::actors::ActorMention;
use crate::among::{among, first_from, ordered};
use crate::dates::DateMention;
use crate::numbers::{Number, Numbers};
use crate::places::PlaceMention;
use crate::quantities::Quantity;
use crate::vocabulary::{Group, Small, Start, Vocabulary, Word};
use isnad_language::{Chart, Features, Marks, Match, Tokens};
use isnad_model::{Evidence, Field, Target};
use jiff::civil::Date;
use std::cell::OnceCell;
use std::ops::Range;

/// Headline and body in one chart, with the typed mentions of the stages so far.
#[derive(Debug)]
pub(crate) struct Reading<'p> {
    pub vocabulary: &'p Vocabulary,
    pub chart: Chart,
    /// Headline, line break, body.
    pub source: String,
    /// Bytes of the headline.
    pub title_bytes: usize,
    /// Sentences of the headline.
    pub title_sentences: usize,
    pub numbers: Numbers,
    pub dates: Vec<DateMention>,
    /// For every token the date it belongs to; [`NO_DATE`] where it belongs to none.
    date_of: Vec<u32>,
    /// Tokens of places.
    in_place: Vec<bool>,
    /// For every actor as far as he and those before him reach.
    reach: Vec<usize>,
    pub places: Vec<PlaceMention>,
    pub actors: Vec<ActorMention>,
    pub quantities: Vec<Quantity>,
    /// The country that the article is about.
    pub country: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Tokens inside a phrase of several words that the lexicon knows.
    pub covered: Vec<bool>,
    /// Whether it speaks of protesters or protests more than once; asked for each of its incidents.
    pub crowded: OnceCell<bool>,
    /// For every sentence the marks of all its tokens.
    sentence_marks: Vec<Marks>,
    /// Sentences that stand in a text without paragraphs.
    run_on: Vec<bool>,
    /// For every token the normal form of one byte that it has; 0 where it has a longer one.
    bytes: Vec<u8>,
}

const NO_DATE: u32 = u32::MAX;

/// As far as an account reaches that goes on without being told anew whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Account {
    Paragraph(u32),
    Sentence(usize),
}

/// A paragraph of so many sentences is a text whose paragraphs were lost, as archives keep them.
const RUN_ON: usize = 6;
/// Words from "since" to what happened then at most.
const SINCE: usize = 10;
/// Words of a place's name at most.
const NAME_WORDS: usize = 6;

/// Which sentences stand in so long a paragraph, as the text is written; and of those the parts that begin at `turns`.
fn run_on(sentences: &[isnad_text::Sentence], turns: &[usize]) -> Vec<bool> {
    let parts = |s: &isnad_text::Sentence| 1 + turns.iter().filter(|t| s.range().contains(t)).count();
    let of = |p: &[isnad_text::Sentence]| (p.len() >= RUN_ON, p.iter().map(parts).sum());
    sentences
        .chunk_by(|a, b| a.paragraph == b.paragraph)
        .map(of)
        .flat_map(|(long, parts): (bool, usize)| std::iter::repeat_n(long, parts))
        .collect()
}

impl<'p> Reading<'p> {
    /// A text whose words are marked in its chart.
    pub(crate) fn new(vocabulary: &'p Vocabulary, mut chart: Chart, source: String, title_bytes: usize) -> Self {
        let title_sentences = chart
            .text
            .sentences()
            .iter()
            .take_while(|s| (chart.text.tokens()[s.start as usize].start as usize) < title_bytes)
            .count();
        let turns = crate::lines::turns(&chart, title_sentences);
        let run_on = run_on(chart.text.sentences(), &turns);
        chart.part(&turns);
        let mut covered = vec![false; chart.len()];
        for m in chart.matches() {
            if m.end - m.start > 1 {
                covered[m.start as usize + 1..m.end as usize].fill(true);
            }
        }
        let byte = |t: usize| chart.text.single_byte(t).unwrap_or(0);
        let bytes = (0..chart.len()).map(byte).collect();
        let marks = |s: &isnad_text::Sentence| s.range().fold(Marks::NONE, |marks, t| marks | chart.marks(t));
        Self {
            sentence_marks: chart.text.sentences().iter().map(marks).collect(),
            run_on,
            bytes,
            vocabulary,
            chart,
            source,
            title_bytes,
            title_sentences,
            numbers: Numbers::default(),
            dates: Vec::new(),
            date_of: Vec::new(),
            in_place: Vec::new(),
            reach: Vec::new(),
            places: Vec::new(),
            actors: Vec::new(),
            quantities: Vec::new(),
            country: None,
            published: None,
            covered,
            crowded: OnceCell::new(),
        }
    }

    /// Whether a name means this group here: in an article about this country, of this year.
    pub(crate) fn knows(&self, group: &Group) -> bool {
        group.known_in(self.country.as_deref(), self.published.map(|day| day.year()))
    }

    /// The country whose adjective starts at a token, with its end and its form.
    pub(crate) fn demonym(&self, t: usize) -> Option<(usize, Features, String)> {
        self.vocabulary.find(&self.chart, t, |w| match w {
            Word::Demonym(c) => Some(c.clone()),
            _ => None,
        })
    }

    /// Words that start at a token.
    #[inline]
    pub(crate) fn words(&self, token: usize) -> impl Iterator<Item = (&Match, &Word)> {
        self.vocabulary.at(&self.chart, token)
    }

    #[inline]
    pub(crate) fn is(&self, token: usize, small: Small) -> bool {
        self.has(token, small.mark())
    }

    /// Whether a word of a class, of three tokens at most, ends right before a token: "among *them* three".
    pub(crate) fn ends(&self, before: usize, small: Small) -> bool {
        (before.saturating_sub(3)..before).any(|t| self.vocabulary.small(&self.chart, t, small) == Some(before))
    }

    /// Whether a word with one of these marks starts at a token.
    #[inline]
    pub(crate) fn has(&self, token: usize, marks: Marks) -> bool {
        self.chart.marks(token).any(marks)
    }

    /// The tokens of a run at which a word with one of these marks starts, in order.
    #[inline]
    pub(crate) fn marked(&self, tokens: Range<usize>, marks: Marks) -> Tokens<'_> {
        self.chart.marked(tokens, marks)
    }

    /// Whether any of the small words starts in a run of tokens.
    #[inline(always)]
    pub(crate) fn any(&self, tokens: Range<usize>, smalls: &[Small]) -> bool {
        self.any_of(tokens, smalls.iter().fold(Marks::NONE, |marks, s| marks | s.mark()))
    }

    /// Whether a word of an incident starts in a run of tokens.
    pub(crate) fn any_trigger(&self, tokens: Range<usize>) -> bool {
        self.any_of(tokens, Word::TRIGGER)
    }

    /// Whether a site of a kind is named in a run of tokens.
    pub(crate) fn any_site(&self, tokens: Range<usize>, kind: impl Fn(Target) -> bool) -> bool {
        self.any_of(tokens.clone(), Word::SITE)
            && self
                .marked(tokens, Word::SITE)
                .any(|t| self.words(t).any(|(_, w)| matches!(w, Word::Site(x) if x.target.is_some_and(&kind))))
    }

    /// Whether a word with one of these marks starts in a run of tokens.
    pub(crate) fn any_of(&self, tokens: Range<usize>, marks: Marks) -> bool {
        let sentence = self.chart.sentence_of(tokens.start);
        let within = self.chart.text.sentences().get(sentence).is_some_and(|s| tokens.end <= s.end as usize);
        if within && !self.sentence_marks[sentence].any(marks) {
            return false;
        }
        self.chart.any_marked(tokens, marks)
    }

    /// Whether a word for "since" stands before a token in its clause: "since the leader was toppled and *killed* in 2011".
    pub(crate) fn since(&self, floor: usize, token: usize) -> bool {
        let clause = token.saturating_sub(SINCE).max(floor)..token;
        clause.rev().take_while(|t| !self.mark(*t, ",.;:")).any(|t| self.is(t, Small::Since))
    }

    /// Whether the token is a mark of one of these normal forms.
    #[inline]
    pub(crate) fn mark(&self, token: usize, marks: &str) -> bool {
        match self.bytes.get(token) {
            Some(&byte) if byte != 0 => marks.as_bytes().contains(&byte),
            _ => false,
        }
    }

    pub(crate) fn sentence(&self, index: usize) -> Range<usize> {
        self.chart.text.sentences()[index].range()
    }

    pub(crate) fn sentences(&self) -> usize {
        self.chart.text.sentences().len()
    }

    /// The account in which a sentence stands: its paragraph; itself, in a text that is written without paragraphs.
    pub(crate) fn account(&self, s: usize) -> Account {
        if self.run_on[s] { Account::Sentence(s) } else { Account::Paragraph(self.chart.text.sentences()[s].paragraph) }
    }

    /// Whether a sentence stands in a text written without paragraphs, where any sentence may turn to something else.
    pub(crate) fn run_on(&self, s: usize) -> bool {
        self.run_on[s]
    }

    /// The words of a run of tokens as the article writes them.
    pub(crate) fn words_of(&self, tokens: Range<usize>) -> &str {
        &self.source[self.chart.bytes(tokens)]
    }

    /// Evidence for a run of tokens; a run never crosses from headline to body.
    pub(crate) fn evidence(&self, tokens: Range<usize>, rule: impl Into<String>) -> Evidence {
        let bytes = self.chart.bytes(tokens);
        let (field, base) =
            if bytes.start < self.title_bytes { (Field::Title, 0) } else { (Field::Text, self.title_bytes + 1) };
        Evidence { field, start: (bytes.start - base) as u32, end: (bytes.end - base) as u32, rule: rule.into() }
    }

    /// Marks the tokens at which something starts.
    fn start(&mut self, what: Start, tokens: impl Iterator<Item = usize>) {
        for token in tokens {
            self.chart.mark(token, what as usize);
            if let Some(marks) = self.sentence_marks.get_mut(self.chart.sentence_of(token)) {
                *marks |= what.mark();
            }
        }
    }

    /// Takes in the places of the article.
    pub(crate) fn set_places(&mut self, places: Vec<PlaceMention>) {
        debug_assert!(ordered(&places), "places stand in the order of the text");
        self.start(Start::Place, places.iter().map(|p| p.tokens.start));
        self.in_place = vec![false; self.chart.len()];
        for p in &places {
            self.in_place[p.tokens.clone()].fill(true);
        }
        self.places = places;
    }

    /// Takes in the actors of the article.
    pub(crate) fn set_actors(&mut self, actors: Vec<ActorMention>) {
        debug_assert!(ordered(&actors), "actors stand in the order of the text");
        self.start(Start::Actor, actors.iter().map(|a| a.tokens.start));
        let reach = actors.iter().scan(0, |end, a| {
            *end = a.tokens.end.max(*end);
            Some(*end)
        });
        self.reach = reach.collect();
        self.actors = actors;
    }

    /// Takes in the quantities of the article.
    pub(crate) fn set_quantities(&mut self, quantities: Vec<Quantity>) {
        debug_assert!(
            ordered(&quantities) && quantities.is_sorted_by(|a, b| a.tokens.end <= b.tokens.start),
            "quantities stand one behind the other"
        );
        self.start(Start::Quantity, quantities.iter().map(|q| q.tokens.start));
        self.quantities = quantities;
    }

    /// Whether a place, an actor or a quantity starts at a token.
    #[inline]
    pub(crate) fn anything_starts(&self, token: usize) -> bool {
        self.has(token, Start::ANY)
    }

    /// Whether a token belongs to the name of a known place that a word leads to: "in Palmyra", written like "she destroys".
    pub(crate) fn names_place(&self, token: usize) -> bool {
        let led = |p: &PlaceMention| {
            let start = p.tokens.start;
            let before = || start > 0 && (self.is(start - 1, Small::Locative) || self.has(start - 1, Word::CUE));
            p.prepositional || p.span.start < start || before()
        };
        self.in_place(token) && self.places.iter().any(|p| p.tokens.contains(&token) && p.id.is_some() && led(p))
    }

    /// Whether a token belongs to a name of several words that is a known place.
    pub(crate) fn in_long_name(&self, token: usize) -> bool {
        let from = token.saturating_sub(NAME_WORDS);
        let named = |p: &PlaceMention| p.tokens.len() > 1 && p.id.is_some() && p.tokens.contains(&token);
        (from..=token).any(|t| self.places_at(t).any(named))
    }

    /// The places that start at a token.
    #[inline]
    pub(crate) fn places_at(&self, token: usize) -> impl Iterator<Item = &PlaceMention> {
        let places = if self.has(token, Start::Place.mark()) { self.places_in(token..token + 1) } else { &[] };
        places.iter()
    }

    /// The places that start within a run of tokens.
    #[inline]
    pub(crate) fn places_in(&self, run: Range<usize>) -> &[PlaceMention] {
        among(&self.places, run)
    }

    /// The actors that start within a run of tokens.
    #[inline]
    pub(crate) fn actors_in(&self, run: Range<usize>) -> &[ActorMention] {
        among(&self.actors, run)
    }

    /// The quantities that start within a run of tokens.
    #[inline]
    pub(crate) fn quantities_in(&self, run: Range<usize>) -> &[Quantity] {
        among(&self.quantities, run)
    }

    /// The dates that start within a run of tokens.
    #[inline]
    pub(crate) fn dates_in(&self, run: Range<usize>) -> &[DateMention] {
        among(&self.dates, run)
    }

    /// The numbers that start within a run of tokens.
    #[inline]
    pub(crate) fn numbers_in(&self, run: Range<usize>) -> &[Number] {
        among(&self.numbers.numbers, run)
    }

    /// The number that ends right before a token.
    #[inline]
    pub(crate) fn number_before(&self, token: usize) -> Option<&Number> {
        let behind = first_from(&self.numbers.numbers, token);
        self.numbers.numbers[..behind].last().filter(|n| n.range.end == token)
    }

    /// The quantity that a token belongs to.
    #[inline]
    pub(crate) fn quantity_over(&self, token: usize) -> Option<&Quantity> {
        let behind = first_from(&self.quantities, token + 1);
        self.quantities[..behind].last().filter(|q| q.tokens.contains(&token))
    }

    /// As far as the actors reach that start before a token.
    pub(crate) fn actors_reach(&self, before: usize) -> usize {
        first_from(&self.actors, before).checked_sub(1).map_or(0, |k| self.reach[k])
    }

    /// Whether a token belongs to the name of a place.
    #[inline]
    pub(crate) fn in_place(&self, token: usize) -> bool {
        self.in_place.get(token).copied().unwrap_or(false)
    }

    /// The actors that start at a token.
    #[inline]
    pub(crate) fn actors_at(&self, token: usize) -> impl Iterator<Item = &ActorMention> {
        let actors = if self.has(token, Start::Actor.mark()) { self.actors_in(token..token + 1) } else { &[] };
        actors.iter()
    }

    /// Takes in the dates of the article.
    pub(crate) fn set_dates(&mut self, dates: Vec<DateMention>) {
        debug_assert!(ordered(&dates), "dates stand in the order of the text");
        self.start(Start::Date, dates.iter().map(|d| d.range.start));
        self.date_of = vec![NO_DATE; self.chart.len()];
        for (k, d) in dates.iter().enumerate().rev() {
            self.date_of[d.range.clone()].fill(k as u32);
        }
        self.dates = dates;
    }

    /// The date that a token belongs to.
    #[inline]
    pub(crate) fn date_at(&self, token: usize) -> Option<&DateMention> {
        self.dates.get(*self.date_of.get(token)? as usize)
    }

    /// The index of the date that a token belongs to.
    #[inline]
    pub(crate) fn date_of(&self, token: usize) -> Option<usize> {
        self.date_of.get(token).map(|k| *k as usize).filter(|k| *k < self.dates.len())
    }
}
