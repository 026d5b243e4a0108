use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arrow::array::{Decimal128Array, Int64Array, RecordBatch, StringArray};

use super::*;
use crate::source::profile::Kind;
use crate::source::{Compression, Detail, Encoding, HeaderLine, WorkbookKind};

const CHINESE: &str = "客户编号,金额\n甲001,\"1,234.50\"\n乙002,12\n";

fn encoded(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let start = mark.then_some('\u{feff}');
    let units = start.into_iter().chain(text.chars()).collect::<String>();
    units.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn encodings_are_recognised() {
    let longer = format!("{CHINESE}{}", "丙003,7\n".repeat(100));
    for (bytes, encoding) in [
        (longer.clone().into_bytes(), Encoding::Utf8),
        ([b"\xef\xbb\xbf", longer.as_bytes()].concat(), Encoding::Utf8),
        (encoded(encoding_rs::GB18030, &longer), Encoding::Gb18030),
        (utf16(&longer, false, true), Encoding::Utf16Le),
        (utf16(&longer, true, true), Encoding::Utf16Be),
        (utf16(&longer, false, false), Encoding::Utf16Le),
        (utf16(&longer, true, false), Encoding::Utf16Be),
    ] {
        let source = given("orders.csv", &bytes).open().map(|source| (source.detail().clone(), source.column_names()));
        let (detail, names) = source.unwrap();
        assert_eq!(detail, Detail::Csv { compression: Compression::None, encoding, delimiter: ',' });
        assert_eq!(names, ["客户编号", "金额"]);
        let file = given("orders.csv", &bytes);
        let rows = cells(&all(&file.open().unwrap()));
        assert_eq!(rows[0], ["甲001", "1,234.50"], "{encoding:?}");
        assert_eq!(rows.len(), 102);
    }
}

#[test]
fn a_sign_far_down_the_file_decides_the_encoding() {
    let text = format!("id,name\n{}9,客户\n", "1,plain\n".repeat(50_000));
    let file = given("a.csv", encoded(encoding_rs::GB18030, &text));
    let source = file.open().unwrap();
    assert!(matches!(source.detail(), Detail::Csv { encoding: Encoding::Gb18030, .. }));
    assert_eq!(cells(&all(&source)).last().unwrap()[1], "客户");
}

#[test]
fn delimiters_and_packing_are_recognised() {
    let text = "a,b;c\n1,5;x\n2,5;\"y;\nz\"\n";
    let file = given("t.csv", text);
    let source = file.open().unwrap();
    assert!(matches!(source.detail(), Detail::Csv { delimiter: ';', .. }));
    let batches = all(&source);
    assert_eq!(cells(&batches)[1], ["2,5", "y;\nz"]);
    assert_eq!((batches[0].rows.clone(), batches[0].lines.clone()), (vec![1, 2], vec![2, 3]));

    for (text, delimiter) in [("a\tb\n1\t2\n", '\t'), ("a|b\n1|2\n", '|'), ("sep=;\na;b\n1;2\n", ';'), ("a\n1\n", ',')]
    {
        let file = given("t.txt", text);
        let source = file.open().unwrap();
        assert!(matches!(source.detail(), Detail::Csv { delimiter: found, .. } if *found == delimiter), "{text}");
        assert_eq!(cells(&all(&source)).concat().concat().len(), source.columns().len(), "{text}");
    }

    let zst = zstd::encode_all(text.as_bytes(), 3).unwrap();
    for (name, bytes, compression) in
        [("t.gz", gzip(text.as_bytes()), Compression::Gzip), ("t", zst, Compression::Zstd)]
    {
        let file = given(name, bytes);
        let source = file.open().unwrap();
        assert!(matches!(source.detail(), Detail::Csv { compression: found, .. } if *found == compression));
        assert_eq!(cells(&all(&source)).len(), 2);
    }
}

#[test]
fn headers_are_trimmed_numbered_and_placed() {
    let file = given("t.csv", "report\n\n a ,,\"c\"\"d\"\n1,2,3\n,,\n4,NULL, \n");
    let options = OpenOptions { header: HeaderLine::Line(3), ..OpenOptions::default() };
    let source = file.open_with(options).unwrap();
    assert_eq!(source.column_names(), ["a", "column_2", "c\"d"]);
    assert_eq!(cells(&all(&source)), [["1", "2", "3"], ["4", "-", "-"]].map(|row| row.map(str::to_owned).to_vec()));

    let file = given("t.csv", "1,2\n3,4\n");
    let options = OpenOptions { header: HeaderLine::None, ..OpenOptions::default() };
    let source = file.open_with(options).unwrap();
    assert_eq!(source.column_names(), ["column_1", "column_2"]);
    assert_eq!(all(&source)[0].rows, [1, 2]);
}

#[test]
fn bad_rows_stand_beside_the_good() {
    let long = "x".repeat(10 << 20);
    let text = format!("id,note\n1,ok\n2\n3,a,b\n4,{long}\n5,\"a\" b\n6,nul\0\n7,ok,\n8,ok\n");
    let file = given("t.csv", text);
    let source = file.open().unwrap();
    let batches = all(&source);
    let bad: Vec<_> =
        batches.iter().flat_map(|b| &b.bad).map(|b| (b.row, b.line, b.reason.as_str(), b.column.as_deref())).collect();
    assert_eq!(
        bad,
        [
            (2, 3, "too-few-fields", None),
            (3, 4, "too-many-fields", None),
            (4, 5, "cell-too-long", Some("note")),
            (5, 6, "stray-quote", Some("note")),
            (6, 7, "nul-character", Some("note")),
        ]
    );
    let rows: Vec<u64> = batches.iter().flat_map(|b| b.rows.clone()).collect();
    assert_eq!(rows, [1, 7, 8]);
    let too_long = batches.iter().flat_map(|b| &b.bad).find(|b| b.row == 4).unwrap();
    assert_eq!(too_long.value.chars().count(), 201);
    assert_eq!(too_long.expected, "a cell of at most `1048576` bytes");
    assert_eq!(batches[0].bad[1].cells, ["3", "a", "b"]);
    let profile = file.profile();
    assert_eq!((profile.rows, profile.bad_rows), (8, 5));
}

#[test]
fn json_lines_give_the_union_of_their_keys() {
    let text = "{\"id\":\"007\",\"amount\":2.50}\n\n{\"id\":\"8\",\"tags\":[1,2],\"amount\":null}\n{oops}\n[1]\n{\"id\":1,\"id\":2}\n";
    let file = given("t.jsonl", text);
    let source = file.open().unwrap();
    assert_eq!(source.column_names(), ["id", "amount", "tags"]);
    let batches = all(&source);
    assert_eq!(cells(&batches), [["007", "2.50", "-"], ["8", "-", "[1,2]"]].map(|row| row.map(str::to_owned).to_vec()));
    let bad: Vec<_> = batches[0].bad.iter().map(|b| (b.row, b.line, b.reason.as_str())).collect();
    assert_eq!(bad, [(3, 4, "not-a-json-object"), (4, 5, "not-a-json-object"), (5, 6, "key-twice")]);
    assert_eq!(batches[0].lines, [1, 3]);
}

#[test]
fn workbooks_of_every_kind_read_alike() {
    for (name, kind) in
        [("orders.xlsx", WorkbookKind::Xlsx), ("orders.xls", WorkbookKind::Xls), ("orders.ods", WorkbookKind::Ods)]
    {
        let source = open(fixture(name), OpenOptions::default(), &Watch::new()).unwrap();
        assert!(
            matches!(source.detail(), Detail::Excel { kind: found, sheet, .. } if *found == kind && sheet == "订单")
        );
        assert_eq!(source.column_names(), ["客户编号", "下单时间", "数量", "金额", "备注"]);
        let batches = all(&source);
        let mut rows = cells(&batches);
        rows.iter_mut().for_each(|row| row[1] = row[1].replace('T', " ").replace(" 00:00:00", ""));
        let expected = [
            ["C001", "2024-01-05 08:26:00", "2", "0.3", "-"],
            ["C002", "2024-01-06", "-1", "-19.99", "退货"],
            ["C003", "2024-02-29 23:59:59", "3", "1234.5", "ok"],
        ];
        assert_eq!(rows, expected.map(|row| row.map(str::to_owned).to_vec()), "{name}");
        assert_eq!(batches[0].lines, [2, 3, 5], "{name}");
        assert_eq!(batches[0].rows, [1, 2, 3], "{name}");
    }
}

#[test]
fn a_failed_formula_matters_only_where_it_is_read() {
    let source = open(fixture("orders.xlsx"), OpenOptions::default(), &Watch::new()).unwrap();
    let bad = &all(&source)[0].bad;
    assert_eq!(
        (bad[0].row, bad[0].line, bad[0].reason.as_str(), bad[0].value.as_str()),
        (4, 6, "formula-failed", "#N/A")
    );
    let options = ReadOptions { columns: Some(vec!["客户编号".to_owned()]), ..ReadOptions::default() };
    let batches: Vec<_> = read(&source, &options, &Watch::new()).unwrap().map(Result::unwrap).collect();
    assert_eq!(cells(&batches).concat(), ["C001", "C002", "C003", "C004"]);
    let column = profile(&source, &Watch::new()).unwrap().column("金额").cloned().unwrap();
    assert_eq!((column.kind, column.failed_formulas), (Kind::Decimal, 1));
}

#[test]
fn parquet_keeps_its_types() {
    let amounts =
        Decimal128Array::from(vec![Some(1050_i128), None, Some(-200)]).with_precision_and_scale(18, 2).unwrap();
    let batch = RecordBatch::try_from_iter([
        ("id", Arc::new(StringArray::from(vec!["001", "2", "3"])) as arrow::array::ArrayRef),
        ("amount", Arc::new(amounts)),
        ("n", Arc::new(Int64Array::from(vec![1, 2, 3]))),
    ])
    .unwrap();
    let mut bytes = Vec::new();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let file = given("t.parquet", &bytes);
    let source = file.open().unwrap();
    assert_eq!(source.detail(), &Detail::Parquet { rows: 3, row_groups: 1 });
    assert_eq!(all(&source)[0].columns[1].as_ref(), batch.column(1).as_ref());
    let profile = file.profile();
    let kinds: Vec<_> = profile.columns.iter().map(|column| column.kind).collect();
    assert_eq!(kinds, [Kind::Text, Kind::Decimal, Kind::Integer]);
    assert_eq!(profile.columns[1].min.as_deref(), Some("-2.00"));
    let cut = given("t.parquet", &bytes[..bytes.len() - 9]).open().unwrap_err();
    assert_eq!(cut.code(), "file-truncated");
}

#[test]
fn progress_ends_at_the_end_and_cancelling_stops() {
    let text = format!("a,b\n{}", "1,2\n".repeat(1_000_000));
    let file = given("t.csv", text);
    let seen = Arc::new(AtomicU64::new(0));
    let listener = Arc::clone(&seen);
    let watch = Watch::new().with_listener(move |progress| {
        assert!(progress.done <= progress.total);
        listener.store(progress.done, Ordering::Relaxed);
    });
    let source = file.open_with(OpenOptions::default()).unwrap();
    profile(&source, &watch).unwrap();
    assert_eq!(seen.load(Ordering::Relaxed), source.bytes());
    let mut batches = read(&source, &ReadOptions::default(), &watch).unwrap();
    assert!(batches.next().unwrap().is_ok());
    watch.cancel();
    let error = batches.find_map(Result::err).unwrap();
    assert_eq!(error.code(), "cancelled");
    assert!(batches.next().is_none());
}

fn assert_send<T: Send>() {}

#[test]
fn everything_can_move_to_a_blocking_thread() {
    assert_send::<Source>();
    assert_send::<super::super::Batches>();
    assert_send::<Watch>();
    assert_send::<SourceError>();
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_files_are_answered(which in 0_usize..6, at in proptest::collection::vec((0.0..1.0_f64, 0_u8..=255), 1..6), cut in 0.0..1.5_f64) {
        let text = "id,日期,金额\n1,2024-01-05,\"2,5\"\n2,x,y\n";
        let mut bytes = match which {
            0 => std::fs::read(fixture("orders.xlsx")).unwrap(),
            1 => std::fs::read(fixture("orders.xls")).unwrap(),
            2 => std::fs::read(fixture("orders.ods")).unwrap(),
            3 => gzip(text.as_bytes()),
            4 => zstd::encode_all(text.as_bytes(), 3).unwrap(),
            _ => text.as_bytes().to_vec(),
        };
        let place = |share: f64, length: usize| ((length as f64 * share) as usize).min(length);
        let length = bytes.len();
        for (share, byte) in at {
            bytes[place(share, length - 1)] = byte;
        }
        bytes.truncate(place(cut, length));
        let file = given("t", &bytes);
        if let Ok(source) = file.open() {
            let _ = profile(&source, &Watch::new());
        }
    }
}
