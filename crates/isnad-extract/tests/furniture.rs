//! What a page prints around an article changes nothing in what is read of the article.

use isnad_extract::Extractor;
use isnad_language::{embedded, embedded_codes};
use isnad_model::{Article, Claim, Report};
use isnad_places::Gazetteer;

/// Headline, then the body's paragraphs.
const ARTICLES: [[&str; 4]; 2] = [
    [
        "مقتل سبعة جنود في هجوم على ثكنة شمال بوركينا فاسو",
        "قتل سبعة جنود وأصيب أربعة آخرون في هجوم شنه مسلحون على ثكنة للجيش في بلدة جيبو، وفق ما أفاد مصدر أمني لوكالة فرانس برس.",
        "وأوضح المصدر أن المهاجمين وصلوا على متن دراجات نارية فجر الثلاثاء وأحرقوا ثلاث آليات.",
        "وكان هجوم مماثل قد أودى بحياة 12 مدنيا في قرية أربيندا في العاشر من أبريل.",
    ],
    [
        "غارات على ريف إدلب تقتل تسعة مدنيين",
        "قتل تسعة مدنيين، بينهم ثلاثة أطفال، في غارات جوية شنتها طائرات حربية على بلدة أريحا في ريف إدلب أمس الأربعاء، بحسب الدفاع المدني.",
        "وقال المرصد السوري لحقوق الإنسان إن الحصيلة بلغت 11 قتيلا.",
        "وقصفت قوات النظام بالمدفعية قرية البارة دون وقوع إصابات.",
    ],
];

/// Lines that stand before the text, and lines that stand behind it.
const FURNITURE: [(&[&str], &[&str]); 18] = [
    (&["كتبت: سلمى عبد الرحمن"], &[]),
    (&["إعداد: هيئة التحرير"], &[]),
    (&["سلمى عبد الرحمن - الواحة"], &[]),
    (&["الخميس 16 مايو 2024"], &[]),
    (&["الخميس - 2024/05/16"], &[]),
    (&["16-05-2024 | 10:35"], &[]),
    (&["1035 (GMT+03:00) - 16/05/24"], &[]),
    (&["الخميس، 16 أيار/مايو 2024، آخر تحديث 10:35 (GMT+0300)"], &[]),
    (&["تاريخ النشر: 16/05/2024", "آخر تحديث: 11:20"], &[]),
    (&["دورية في شوارع المدينة (أرشيف)"], &[]),
    (&[], &["كلمات دلالية: هجوم، قتلى، داعش، النيجر، نيامي"]),
    (&[], &["تاريخ النشر: 16/05/2024"]),
    (&[], &["#النيجر #داعش #هجوم #قتلى"]),
    (&[], &["رابط الخبر بصحيفة الواحة: مقتل عشرة في هجوم على قاعدة للجيش في النيجر"]),
    (&[], &["اقرأ أيضا: مقتل عشرة في هجوم على قاعدة للجيش في النيجر"]),
    (&[], &["مواضيع ذات صلة", "مقتل عشرة في هجوم على قاعدة للجيش في النيجر", "خطف ثلاثة عمال إغاثة قرب غاو"]),
    (&[], &["قد يهمك أيضا:", "قتلى في انفجار لغم شمال مالي"]),
    (&["سلمى عبد الرحمن", "الخميس 16 مايو 2024"], &["جميع الحقوق محفوظة للواحة 2024"]),
];

/// What a coder takes over: where in the text it stands may change, what is read may not.
fn read(extractor: &Extractor, lang: &str, title: &str, body: String) -> Vec<String> {
    let article = Article {
        lang: Some(lang.to_owned()),
        published: Some("2024-05-16".parse().expect("a day")),
        title: title.to_owned(),
        text: body,
        ..Article::default()
    };
    let said = |c: &Claim| format!("{:?} {:?} {} {:?} {:?}", c.measure, c.of, c.quote, c.sources, c.stance);
    let told = |r: &Report| {
        let claims: Vec<String> = r.claims.iter().map(said).collect();
        let places: Vec<&str> = r.locations.iter().map(|l| l.name.as_str()).collect();
        let (kind, actors) = (r.sub_event_type.name(), r.actors.iter().map(|a| (&a.id, a.role)).collect::<Vec<_>>());
        format!("{} {kind} {:?} {places:?} {actors:?} {claims:?}", r.main, r.date)
    };
    extractor.worker().extract(&article).reports.iter().map(told).collect()
}

fn extractor() -> Extractor {
    let packs = embedded_codes().map(|c| embedded(c).expect("built in").expect("the pack is sound")).collect();
    Extractor::new(packs, Gazetteer::embedded()).expect("the packs fit the stages")
}

#[test]
fn furniture_of_the_page_changes_no_report() {
    let extractor = extractor();
    for [title, body @ ..] in ARTICLES {
        let bare = read(&extractor, "ar", title, body.join("\n"));
        assert_eq!(bare.len(), 2, "two incidents: {bare:#?}");
        for (before, behind) in FURNITURE.iter().copied().chain([(&[title][..], &[][..])]) {
            let lines = [before, &body, behind].concat();
            for ending in ["\n", "\r\n", "\n\n", "     "] {
                assert_eq!(read(&extractor, "ar", title, lines.join(ending)), bare, "{before:?} … {behind:?}");
            }
        }
    }
}

#[test]
fn a_link_between_paragraphs_is_no_incident() {
    let extractor = extractor();
    let [title, first, rest @ ..] = ARTICLES[1];
    let bare = read(&extractor, "ar", title, [first, rest[0], rest[1]].join("\n"));
    for link in ["شاهد أيضا: قتلى في تفجير وسط بغداد", "اقرأ أيضا\nقتلى في تفجير وسط بغداد"]
    {
        assert_eq!(read(&extractor, "ar", title, [first, link, rest[0], rest[1]].join("\n")), bare, "{link}");
    }
}

#[test]
fn a_link_behind_the_last_sentence_is_no_part_of_it() {
    let extractor = extractor();
    let [title, body @ ..] = ARTICLES[0];
    let bare = read(&extractor, "ar", title, body.join("\n"));
    let page = body.join("\n") + " رابط الخبر بصحيفة الواحة: خطف عشرة عمال قرب غاو";
    assert_eq!(read(&extractor, "ar", title, page), bare);
}

#[test]
fn a_page_dates_its_article() {
    let article = |body: &str| Article { lang: Some("ar".to_owned()), text: body.to_owned(), ..Article::default() };
    let body = "قتل سبعة جنود في هجوم على ثكنة للجيش في بلدة جيبو الثلاثاء.\nوأصيب أربعة آخرون.";
    let extractor = extractor();
    for page in [
        format!("سلمى عبد الرحمن\nنشر بتاريخ: 16/05/2024\n{body}"),
        format!("واغادوغو | الخميس 16 ماي 2024\n{body}"),
        format!("{body}\nتاريخ النشر: 16/05/2024\nجميع الحقوق محفوظة"),
    ] {
        let read = extractor.worker().extract(&article(&page));
        assert_eq!(read.published, Some("2024-05-16".parse().expect("a day")), "{page}");
        let days: Vec<String> = read.reports.iter().filter_map(|r| Some(r.date?.start().to_string())).collect();
        assert_eq!(days, ["2024-05-14"], "{page}");
    }
}

#[test]
fn a_page_older_than_its_archive_dates_its_article() {
    let extractor = extractor();
    let [title, rest @ ..] = ARTICLES[0];
    let plain = read(&extractor, "ar", title, rest.join("\n"));
    let article = Article {
        lang: Some("ar".to_owned()),
        published: Some("2025-03-02".parse().expect("a day")),
        title: title.to_owned(),
        text: format!("1035 (GMT+03:00) - 16/05/24\n{}", rest.join("\n")),
        ..Article::default()
    };
    let dates: Vec<String> =
        extractor.worker().extract(&article).reports.iter().map(|r| format!("{:?}", r.date)).collect();
    assert!(!dates.is_empty());
    for (date, told) in dates.iter().zip(&plain) {
        assert!(told.contains(date), "{date}: {told}");
    }
}

#[test]
fn first_lines_that_tell_something_are_the_lead() {
    let extractor = extractor();
    let body = ["هجوم على ثكنة للجيش", "قتل سبعة جنود في هجوم على ثكنة للجيش في بلدة جيبو أمس.", "وأصيب أربعة."];
    let [told] = &read(&extractor, "ar", "", body.join("\n"))[..] else { panic!("one incident") };
    assert!(told.contains("قتل سبعة جنود"), "{told}");
}

#[test]
fn words_of_furniture_are_known_in_the_next_article() {
    let extractor = extractor();
    let article = |lines: &[&str]| Article {
        lang: Some("ar".to_owned()),
        published: Some("2024-05-16".parse().expect("a day")),
        text: lines.join("\n"),
        ..Article::default()
    };
    let next = article(&["قتل سبعة جنود في هجوم على ثكنة للجيش في كايا أمس."]);
    let alone = extractor.worker().extract(&next);
    assert_eq!(alone.reports[0].locations[0].name, "Kaya");
    let mut worker = extractor.worker();
    worker.extract(&article(&["اقرأ أيضا: هجوم في كايا", "قتل ستة في غارة على أريحا أمس."]));
    assert_eq!(worker.extract(&next), alone);
}

#[test]
fn french_pages_have_furniture_too() {
    let extractor = extractor();
    let body = ["Sept soldats ont été tués mardi dans une attaque près de Djibo.", "Quatre autres ont été blessés."];
    let bare = read(&extractor, "fr", "Attaque près de Djibo", body.join("\n"));
    let page = ["Publié le 16/05/2024", body[0], body[1], "Lire aussi : dix morts dans une attaque à Gao"];
    assert_eq!(read(&extractor, "fr", "Attaque près de Djibo", page.join("\n")), bare);
    assert!(!bare.is_empty());
}
