//! The records of an old workbook (xls, et): whether its cells lie where a sheet has cells. A library that believes a
//! damaged record asks for more memory than there is.

/// No table of reports has more cells, empty ones between them counted.
const MOST_CELLS: u64 = 4 << 20;

/// A sheet has so many columns.
const COLUMNS: u16 = 256;

/// Whether all sheets of the stream `Workbook` or `Book` have a size that can be read. Follows [MS-XLS] 2.4.
pub fn is_sound(stream: &[u8]) -> bool {
    let u16_at = |bytes: &[u8], at: usize| -> Option<u16> {
        Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
    };
    let u32_at = |bytes: &[u8], at: usize| -> Option<u32> {
        Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
    };
    let fits = |rows: u32, columns: u16| u64::from(rows) * u64::from(columns) <= MOST_CELLS;
    let (mut at, mut rows, mut columns) = (0, 0u32, 0u16);
    while let (Some(kind), Some(len)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let own = stream.get(at + 4..at + 4 + usize::from(len)).unwrap_or(&[]);
        at += 4 + usize::from(len);
        match kind {
            // A sheet begins.
            0x0809 | 0x0409 | 0x0209 | 0x0009 => (rows, columns) = (0, 0),
            // The sheet's own word on its size: rows in two or in four bytes each.
            0x0200 => {
                let size = if own.len() < 14 {
                    (u16_at(own, 2).map(u32::from), u16_at(own, 6))
                } else {
                    (u32_at(own, 4), u16_at(own, 10))
                };
                if let (Some(rows), Some(columns)) = size
                    && (rows > 1 << 16 || columns > COLUMNS || !fits(rows, columns))
                {
                    return false;
                }
            }
            // Numbers, words, truth values, formulas: the row, the column.
            0x0203 | 0x0204 | 0x0205 | 0x0006 | 0x0206 | 0x0406 | 0x027E | 0x00BD | 0x00D6
            | 0x00FD => {
                let (Some(row), Some(column)) = (u16_at(own, 0), u16_at(own, 2)) else {
                    return false;
                };
                rows = rows.max(u32::from(row) + 1);
                columns = columns.max(column.saturating_add(1));
                if columns > COLUMNS || !fits(rows, columns) {
                    return false;
                }
            }
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_sound;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let len = u16::try_from(body.len()).unwrap_or(0);
        [&kind.to_le_bytes(), &len.to_le_bytes(), body].concat()
    }

    #[test]
    fn a_size_beyond_any_sheet_is_refused() {
        let size = |rows: u32, columns: u16| {
            let body = [
                &0u32.to_le_bytes()[..],
                &rows.to_le_bytes(),
                &[0, 0],
                &columns.to_le_bytes(),
                &[0, 0],
            ];
            record(0x0200, &body.concat())
        };
        assert!(is_sound(&size(3_000, 12)));
        assert!(!is_sound(&size(2_000_000_000, 12)));
        assert!(!is_sound(&size(65_536, 256)));
        let cell = |row: u16, column: u16| {
            let body = [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 6]];
            record(0x00FD, &body.concat())
        };
        assert!(is_sound(&[cell(40_000, 3), cell(2, 40)].concat()));
        assert!(!is_sound(&cell(1, 60_000)));
        assert!(is_sound(b"\x00\x02"));
    }
}
