use proptest::prelude::*;

use super::scanner::{End, Flaw, Record, Scanner};

type Cells = Vec<Vec<u8>>;

/// Gives out at most three bytes at a time, so that every boundary is crossed.
struct Drops<'a>(&'a [u8]);

impl std::io::Read for Drops<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.0.len().min(into.len()).min(3);
        into[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn scan(text: &str, delimiter: u8, max_cell: usize) -> (Vec<(u64, Cells, Option<Flaw>)>, End) {
    let mut scanner = Scanner::new(Drops(text.as_bytes()), delimiter, true, max_cell);
    let mut record = Record::default();
    let mut out = Vec::new();
    loop {
        let end = scanner.read(&mut record).unwrap();
        if end != End::Record {
            return (out, end);
        }
        let mut start = 0;
        let cells = record.ends.iter().map(|&end| {
            let cell = record.bytes[start..end].to_vec();
            start = end;
            cell
        });
        out.push((record.line, cells.collect(), record.flaw));
    }
}

#[test]
fn lines_are_those_of_the_file() {
    let (records, end) = scan("a,b\r\n\"x\r\ny\nz\",2\n\n3,4\r5,6", b',', 100);
    assert_eq!(end, End::File);
    let lines: Vec<u64> = records.iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines, [1, 2, 5, 6, 7]);
    assert_eq!(records[1].1, [b"x\r\ny\nz".to_vec(), b"2".to_vec()]);
    assert_eq!(records[4].1, [b"5".to_vec(), b"6".to_vec()]);
}

#[test]
fn a_long_cell_is_cut_and_the_next_row_is_whole() {
    let text = format!("a,{}\nb,2\nc,\"{}\"\n", "x".repeat(50), "y\n".repeat(30));
    let (records, _) = scan(&text, b',', 10);
    assert_eq!(records[0].2, Some(Flaw::CellTooLong(1)));
    assert_eq!(records[0].1[1], b"xxxxxxxxxx");
    assert_eq!(records[1].1, [b"b".to_vec(), b"2".to_vec()]);
    assert_eq!(records[2].2, Some(Flaw::CellTooLong(1)));
    assert_eq!(records.len(), 3);
}

#[test]
fn quotes_that_do_not_fit_are_found() {
    let (records, _) = scan("\"5\" pipe\",b\nc\"d,\"e\" \n", b',', 100);
    assert_eq!(records[0].2, Some(Flaw::StrayQuote(0)));
    assert_eq!((records[1].2, records[1].1[1].as_slice()), (None, b"e".as_slice()));
    assert_eq!(records[1].1[0], b"c\"d");
    assert_eq!(scan("a\n\"b,c\nd", b',', 100).1, End::InQuotes);
}

fn by_library(text: &str, delimiter: u8) -> Vec<Cells> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    reader.byte_records().map(|record| record.unwrap().iter().map(<[u8]>::to_vec).collect()).collect()
}

fn cell() -> impl Strategy<Value = String> {
    prop::string::string_regex("[ab,;\"\r\n 元]{0,6}").unwrap()
}

proptest! {
    #[test]
    fn written_tables_are_read_as_the_csv_library_reads_them(
        table in prop::collection::vec(prop::collection::vec(cell(), 1..4), 0..6),
        delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        crlf: bool,
    ) {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new());
        for row in &table {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let (records, end) = scan(&text, delimiter, 1000);
        prop_assert_eq!(end, End::File);
        let cells: Vec<Cells> = records.into_iter().map(|(_, cells, flaw)| { assert_eq!(flaw, None); cells }).collect();
        let blank = |row: &Cells| row.len() == 1 && row[0].is_empty();
        let kept: Vec<Cells> = cells.into_iter().filter(|row| !blank(row)).collect();
        let expected: Vec<Cells> = by_library(&text, delimiter).into_iter().filter(|row| !blank(row)).collect();
        prop_assert_eq!(kept, expected);
    }

    #[test]
    fn any_text_ends(text in "[a,\"\r\n\0元 ]{0,40}", max in 1_usize..8) {
        let _ = scan(&text, b',', max);
    }
}
