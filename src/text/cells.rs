//! Lines of lists that were kept in a table: their cells, whatever parts them.

/// The cells of a line that hold anything, parted by tabs, commas or semicolons, without quotation marks around them.
pub fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split(['\t', ',', '，', ';', '；'])
        .map(|cell| cell.trim().trim_matches('"').trim())
        .filter(|cell| !cell.is_empty())
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn cells_are_parted_by_what_programs_write() {
        let parted: Vec<&str> = cells("低空经济\t 5,\"具身智能\"，; nz").collect();
        assert_eq!(parted, ["低空经济", "5", "具身智能", "nz"]);
        assert_eq!(cells(" ,\t").count(), 0);
    }
}
