//! What several test files share: samples, and texts that are reports.
#![allow(dead_code, reason = "each test file uses a part")]

#[cfg(feature = "window")]
pub mod window;

use duizhao::engine::extract::Readers;
use duizhao::engine::{self, read};
use duizhao::model::analysed::AnalysedFile;

/// The built-in samples: name and text.
pub fn samples() -> Vec<(&'static str, &'static str)> {
    duizhao::app::update::SAMPLES.to_vec()
}

/// A text as if it had been read from a file of that name.
pub fn analyse(text: &str, name: &str) -> AnalysedFile {
    engine::analyse(read::pasted(text), name)
}

/// The same by the rules alone: what their tables are tested with.
pub fn by_rules(text: &str, name: &str) -> AnalysedFile {
    let fix = duizhao::model::fix::Fix::default();
    engine::analyse_by(Readers::Rules, read::pasted(text), name, &fix)
}

/// A small report of 云溪市 for 2026 with this goals passage and these tasks.
pub fn report(goals: &str, tasks: &str) -> String {
    format!(
        "2026年云溪市政府工作报告\n——2026年1月28日在云溪市第九届人民代表大会第五次会议上\n云溪市市长 沈若舟\n各位代表：\n现在，我代表市人民政府，向大会报告政府工作，请予审议，并请市政协委员和列席人员提出意见。\n一、2025年工作回顾\n过去一年，全市上下同心协力，地区生产总值增长5.1%，各项事业稳步前进。\n二、2026年工作总体要求和主要目标\n今年全市经济社会发展主要预期目标是：{goals}\n三、2026年重点工作\n（一）抓好各项工作。{tasks}\n四、加强政府自身建设\n坚持依法行政，提高效能。\n各位代表，让我们团结一心，奋力谱写云溪发展新篇章！\n"
    )
}

/// The whole of a file analysed, one line for each item, as a person can judge it.
pub fn listing(file: &AnalysedFile) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for analysed in &file.reports {
        let m = &analysed.report.meta;
        let show = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let _ = writeln!(
            out,
            "{} | {} | {} | {} | {} | {} {} | {}",
            show(&m.title),
            show(&m.region),
            m.level.map_or("-", |level| level.word()),
            m.plan_year.map_or("-".to_owned(), |y| y.to_string()),
            show(&m.delivered),
            show(&m.speaker_title),
            show(&m.speaker),
            show(&m.meeting)
        );
        for s in &analysed.report.sections {
            let _ = writeln!(
                out,
                "# {} {}",
                s.role.word(),
                s.title.as_deref().unwrap_or("-")
            );
        }
        for item in &analysed.found.items {
            let value = item.value.as_ref().map_or("relative".to_owned(), |v| {
                let high = v.high.map_or(String::new(), |h| format!("-{h}"));
                format!("{}{high} {} {:?}", v.low, v.unit, v.bound)
            });
            let _ = writeln!(
                out,
                "{:?} | {} | {} {} | {:?}{} | {value} | {:?} | {}{} | {}",
                item.kind,
                item.quote.replace('\n', "⏎"),
                item.indicator,
                item.canonical,
                item.measure,
                item.direction.map_or(String::new(), |d| format!(" {d:?}")),
                item.force,
                item.period
                    .map_or("-".to_owned(), duizhao::model::goal::Period::word),
                if item.tier == duizhao::model::goal::Tier::Stretch {
                    " stretch"
                } else {
                    ""
                },
                if item.is_doubtful() { "?" } else { "" },
            );
        }
        for unused in &analysed.found.unused {
            let _ = writeln!(out, "unused | {} | {}", unused.quote, unused.why.key());
        }
    }
    out
}
