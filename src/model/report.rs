//! One report inside a text: where it lies, what it is, how it is divided.

use serde::{Deserialize, Serialize};
use strum::EnumString;

use crate::text::span::CharSpan;

/// The level of government that reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The State Council.
    Nation,
    /// A province, autonomous region or municipality.
    Province,
    /// A prefecture-level city, prefecture, autonomous prefecture or league.
    Prefecture,
    /// A county, district, banner, county-level city; also the cities run by their province directly.
    County,
    /// A township, town or street.
    Township,
}

impl Level {
    /// The word for it in the lexicon and in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nation => "nation",
            Self::Province => "province",
            Self::Prefecture => "prefecture",
            Self::County => "county",
            Self::Township => "township",
        }
    }

    /// The level of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        [
            Self::Nation,
            Self::Province,
            Self::Prefecture,
            Self::County,
            Self::Township,
        ]
        .into_iter()
        .find(|level| level.word() == word)
    }
}

/// What a report says of itself. Names in simplified characters; `None` where the text does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// 2022年咸阳市政府工作报告
    pub title: Option<String>,
    /// 咸阳市
    pub region: Option<String>,
    /// prefecture
    pub level: Option<Level>,
    /// 陕西省
    pub province: Option<String>,
    /// GB/T 2260 code, 610400.
    pub region_code: Option<String>,
    /// The year whose work is planned.
    pub plan_year: Option<i32>,
    /// 2022-03-28
    pub delivered: Option<String>,
    /// 冷劲松
    pub speaker: Option<String>,
    /// 代市长
    pub speaker_title: Option<String>,
    /// 咸阳市第九届人民代表大会第一次会议
    pub meeting: Option<String>,
    /// What told the region; the text tells the rest.
    pub region_from: Option<Origin>,
    /// What told the year.
    pub year_from: Option<Origin>,
}

/// What told a region or a year, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A user.
    User,
    /// The report's own words.
    Text,
    /// Its title.
    Title,
    /// The file's name.
    FileName,
    /// The name of the folder that holds the file.
    Folder,
}

/// What a section is for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// Title, meeting, salutation.
    Preamble,
    /// What was done.
    Review,
    /// What is aimed at.
    Goals,
    /// What will be done.
    Tasks,
    /// The government's own conduct.
    SelfBuilding,
    /// The last call.
    Closing,
}

impl Role {
    /// All of them, in the order of a report.
    pub const ALL: [Self; 6] = [
        Self::Preamble,
        Self::Review,
        Self::Goals,
        Self::Tasks,
        Self::SelfBuilding,
        Self::Closing,
    ];

    /// The word for it in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Preamble => "preamble",
            Self::Review => "review",
            Self::Goals => "goals",
            Self::Tasks => "tasks",
            Self::SelfBuilding => "self_building",
            Self::Closing => "closing",
        }
    }
}

/// A stretch of a report with one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is for.
    pub role: Role,
    /// Its heading, as written.
    pub title: Option<String>,
    /// Where it lies in the file's text.
    pub span: CharSpan,
}

/// A heading, for the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 for 一、, 2 for （一）, 3 for 1.
    pub depth: u8,
    /// Its words, shortened.
    pub title: String,
    /// Where it stands in the file's text.
    pub span: CharSpan,
}

/// One report of a file.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Which one of its file it is, those left out counted too.
    pub place: usize,
    /// Where it lies in the file's text.
    pub span: CharSpan,
    /// What it says of itself.
    pub meta: Meta,
    /// Its parts in order, without gaps worth a goal.
    pub sections: Vec<Section>,
    /// Its headings in order.
    pub outline: Vec<Heading>,
}
