//! One request for one file, from the window and from the command line alike, so that both write the same bytes.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::engine::board::{self, Key};
use crate::engine::compare;
use crate::engine::compare::side::Side;
use crate::engine::labels::Language;
use crate::engine::picture;
use crate::engine::words::SharedSegmenter;
use crate::model::analysed::{Chosen, Source};
use crate::model::goal::Kind;

use super::audit::{self, Audit};
use super::board::Form;
use super::comparison::{self, Party};
use super::items;
use super::json::{self, Failure};
use super::table::Table;
use super::words::{self, WordsPicture};
use super::{ExportError, Format, ledger, with_sheets};

/// What a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Goals, tasks, results, one a row.
    #[default]
    Items,
    /// Reports by indicators.
    Board,
    /// The first two reports side by side.
    Comparison,
    /// What became of the goals of the first in the second.
    Ledger,
    /// Everything, so that another person can check it.
    Audit,
    /// A picture of the board.
    Picture,
    /// Counts of words, or every hit.
    Words,
    /// A picture of words.
    WordsPicture,
    /// All that was read, as the JSON of the command line.
    Extraction,
    /// The pairs of sentences of the first two reports, as the JSON of the command line.
    Alignment,
}

impl Content {
    /// Those of the export dialog, in its order.
    pub const ALL: [Self; 8] = [
        Self::Items,
        Self::Board,
        Self::Picture,
        Self::Words,
        Self::WordsPicture,
        Self::Comparison,
        Self::Ledger,
        Self::Audit,
    ];

    /// Whether it is a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Picture | Self::WordsPicture)
    }

    /// Whether it is about words.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Words | Self::WordsPicture)
    }

    /// Whether it is about two reports.
    pub const fn compares(self) -> bool {
        matches!(self, Self::Comparison | Self::Ledger | Self::Alignment)
    }

    /// The formats it can be written in, the usual one first.
    pub const fn formats(self) -> &'static [Format] {
        match self {
            Self::Picture | Self::WordsPicture => &Format::PICTURES,
            Self::Audit => &[Format::Html],
            Self::Extraction | Self::Alignment => &[Format::Json],
            _ => &Format::TABLES,
        }
    }
}

/// What a file is to hold and in which form.
#[derive(Clone, Debug)]
pub struct Request {
    /// What it holds.
    pub content: Content,
    /// In which format.
    pub format: Format,
    /// In which language its heads are.
    pub language: Language,
    /// Of which reports.
    pub reports: Vec<Chosen>,
    /// The files that could not be read, for [`Content::Extraction`].
    pub failures: Vec<Failure>,
    /// What the user did, for [`Content::Audit`].
    pub audit: Arc<Audit>,
    /// The lists of [`Content::Items`].
    pub kinds: Vec<Kind>,
    /// The keys of columns left out.
    pub without: Vec<String>,
    /// How the board is.
    pub board: board::Ask,
    /// Which picture of the board.
    pub picture: picture::Kind,
    /// The column the picture is of; the first when none.
    pub picture_of: Option<Key>,
    /// What is counted.
    pub words: words::Ask,
    /// What splits the texts into words.
    pub segmenter: Arc<SharedSegmenter>,
    /// Which picture of words.
    pub words_picture: WordsPicture,
    /// A workbook of the board draws its first column.
    pub chart: bool,
}

impl Request {
    /// A request with nothing set but what it holds.
    pub fn new(content: Content, format: Format, language: Language) -> Self {
        Self {
            content,
            format,
            language,
            reports: Vec::new(),
            failures: Vec::new(),
            audit: Arc::default(),
            kinds: vec![Kind::Goal],
            without: Vec::new(),
            board: board::Ask::default(),
            picture: picture::Kind::default(),
            picture_of: None,
            words: words::Ask::default(),
            segmenter: Arc::default(),
            words_picture: WordsPicture::default(),
            chart: false,
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// Where a library refuses, or the reports are too few for what is asked.
    pub fn write(&self) -> Result<Written, ExportError> {
        let sources = self.sources();
        if self.content.counts() {
            return self.counted(&sources);
        }
        let bytes = match self.content {
            Content::Picture => {
                let wanted = picture::Ask {
                    kind: self.picture,
                    of: self.picture_of,
                    board: self.board.clone(),
                };
                let scene = picture::scene(&sources, &wanted, picture::PAPER, self.language);
                super::picture(&scene, self.format)
            }
            Content::Audit => Ok(audit::page(&sources, &self.audit, self.language).into_bytes()),
            Content::Extraction => Ok(json::write(&self.reports, &self.failures)?),
            Content::Alignment => {
                let [old, new] = self.pair()?;
                let found = compare::align(side(old), side(new));
                Ok(json::comparison(&old.name, &new.name, &found)?)
            }
            _ => {
                let table = self.table(&sources)?;
                let kept = table.only(|_, key| !self.without.iter().any(|own| own == key));
                super::table(&kept, self.format)
            }
        };
        bytes.map(|bytes| Written { bytes, note: None })
    }

    fn sources(&self) -> Vec<Source<'_>> {
        self.reports.iter().filter_map(Chosen::source).collect()
    }

    /// The first two.
    fn pair(&self) -> Result<[&Chosen; 2], ExportError> {
        match self.reports.as_slice() {
            [old, new, ..] => Ok([old, new]),
            _ => Err(ExportError::NoPair),
        }
    }

    fn table(&self, sources: &[Source<'_>]) -> Result<Table, ExportError> {
        match self.content {
            Content::Comparison => {
                let two = self.pair()?;
                let sides = two.map(side);
                let found = compare::align(sides[0], sides[1]);
                let differences = compare::differences(sides, &found);
                let parties = two.map(party);
                Ok(comparison::table(
                    parties,
                    &found,
                    &differences,
                    self.language,
                ))
            }
            Content::Ledger => {
                let two = self.pair()?;
                let [Some(before), Some(after)] =
                    two.map(|chosen| chosen.file.reports.get(chosen.index))
                else {
                    return Err(ExportError::NoReport);
                };
                let found = compare::align(side(two[0]), side(two[1]));
                let entries = compare::ledger::ledger(before, after, &found);
                Ok(ledger::table(two.map(party), &entries, self.language))
            }
            Content::Board => {
                let form = if self.format.is_read() {
                    Form::Reading
                } else {
                    Form::Data
                };
                let table = super::board::table(sources, &self.board, form, self.language);
                let mut table = with_sheets(table, sources, self.language);
                table.chart = table.shaded.first().copied().filter(|_| self.chart);
                Ok(table)
            }
            _ => {
                let table = items::table(sources, &self.kinds, self.language);
                Ok(with_sheets(table, sources, self.language))
            }
        }
    }

    fn counted(&self, sources: &[Source<'_>]) -> Result<Written, ExportError> {
        let segmenter = self.segmenter.get();
        let reports = words::indexed(&self.reports, segmenter);
        let (ask, language) = (&self.words, self.language);
        let (bytes, table) = if self.content == Content::WordsPicture {
            let place = (self.words_picture, picture::PAPER);
            let (scene, table) = words::picture(sources, &reports, segmenter, ask, place, language);
            let bytes = super::picture(&scene, self.format)?;
            (bytes, with_sheets(table, sources, language))
        } else {
            let table = words::table(sources, &reports, segmenter, ask, language);
            let table = with_sheets(table, sources, language);
            (super::table(&table, self.format)?, table)
        };
        let note = Some(words::note(&table));
        Ok(Written { bytes, note })
    }
}

fn side(chosen: &Chosen) -> Side<'_> {
    Side::of(&chosen.file, chosen.index)
}

fn party(chosen: &Chosen) -> Party<'_> {
    Party {
        file: &chosen.file,
        name: &chosen.name,
        place: chosen.index,
    }
}

/// A file that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How words were counted, for a file beside it where [`Format::tells`] is false.
    pub note: Option<String>,
}
