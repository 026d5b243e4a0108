use super::*;
use crate::source::{Encoding, Format};

/// Code, message with the file's path as `FILE`, and hint.
fn words(file: &Given, options: OpenOptions) -> [String; 3] {
    let error = match file.open_with(options) {
        Err(error) => error,
        Ok(source) => profile(&source, &Watch::new()).unwrap_err(),
    };
    assert_eq!(error.value("file"), file.path.to_str());
    let message = error.to_string().replace(file.path.to_str().unwrap(), "FILE");
    [error.code().to_owned(), message, error.hint().to_owned()]
}

fn check(name: &str, bytes: impl AsRef<[u8]>, options: OpenOptions, expected: [&str; 3]) {
    assert_eq!(words(&given(name, bytes), options), expected);
}

#[test]
fn the_file_itself() {
    let file = Given { path: PathBuf::from("/no/such/file.csv"), ..given("x", "") };
    let expected = [
        "file-missing",
        "file `FILE` does not exist; expected a CSV, JSON lines, Excel or Parquet file",
        "check the path; names are case-sensitive",
    ];
    assert_eq!(words(&file, OpenOptions::default()), expected);
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(open(folder.path(), OpenOptions::default(), &Watch::new()).unwrap_err().code(), "not-a-file");

    let empty = ["file-empty", "file `FILE` is empty; expected a header and at least one row", "export the file again"];
    check("t.csv", "", OpenOptions::default(), empty);
    check("t.csv", "\u{feff} \r\n\n", OpenOptions::default(), empty);
    check("t.csv.gz", gzip(b""), OpenOptions::default(), empty);
    check(
        "t.csv",
        "a,b\n\n",
        OpenOptions::default(),
        [
            "no-rows",
            "file `FILE` has a header but no rows; expected at least one row below it",
            "export the file again, or say `--header none` if the first line is a row",
        ],
    );
}

#[test]
fn files_that_are_no_tables() {
    let binary: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    check(
        "t.csv",
        &binary,
        OpenOptions::default(),
        [
            "format-not-supported",
            "file `FILE` is a binary file; expected CSV, JSON lines, Excel or Parquet",
            "export the table as CSV, Excel or Parquet",
        ],
    );
    for (bytes, found) in [
        (b"%PDF-1.7 ...".as_slice(), "a PDF document"),
        (b"<html><table><tr><td>1", "a web page or XML document"),
        (b"[\n {\"a\":1}]", "a JSON array"),
        (b"BZh91AY", "a bzip2 archive"),
    ] {
        let error = given("t.csv", bytes).open().unwrap_err();
        assert_eq!((error.code(), error.value("found")), ("format-not-supported", Some(found)));
    }
    let options = OpenOptions { format: Some(Format::Excel), ..OpenOptions::default() };
    check(
        "t.xlsx",
        "a,b\n1,2\n",
        options,
        [
            "format-mismatch",
            "file `FILE` is `csv` by its content; expected `excel` as asked for",
            "leave out `--file-format`, or use `--file-format csv`",
        ],
    );
}

#[test]
fn json_that_is_not_in_lines() {
    let expected = [
        "json-not-lines",
        "file `FILE` has no line that is a JSON object; expected JSON lines, one whole object a line",
        "write each object on one line, for example with `jq -c .`; a file that only ends in .json is read as it is with \
         `--file-format csv`",
    ];
    check("t.json", "{\n  \"a\": 1,\n  \"b\": 2\n}\n", OpenOptions::default(), expected);
    check("t.json", "a,b\n1,2\n", OpenOptions::default(), expected);
}

#[test]
fn truncated_archives() {
    // text that packs badly, so that the cut falls far inside
    let text: String = (0..60_000_u32).map(|n| format!("{},{}\n", n, n.wrapping_mul(2_654_435_761))).collect();
    let text = format!("a,b\n{text}");
    let packed = gzip(text.as_bytes());
    let [code, message, hint] = words(&given("t.csv.gz", &packed[..packed.len() / 2]), OpenOptions::default());
    assert_eq!((code.as_str(), hint.as_str()), ("file-truncated", "copy or download the file again"));
    assert!(message.starts_with("gzip file `FILE` ends too early after line `"), "{message}");

    let packed = zstd::encode_all(text.as_bytes(), 3).unwrap();
    let error = given("t.csv.zst", &packed[..packed.len() / 2]).open().unwrap_err();
    assert_eq!(error.code(), "file-truncated");
    assert!(error.value("line").unwrap().parse::<u64>().unwrap() > 1000);

    let xlsx = std::fs::read(fixture("orders.xlsx")).unwrap();
    check(
        "t.xlsx",
        &xlsx[..xlsx.len() / 2],
        OpenOptions::default(),
        [
            "file-truncated",
            "Excel file `FILE` ends too early; expected a complete file",
            "copy or download the file again",
        ],
    );
    let mut damaged = gzip(text.as_bytes());
    let middle = damaged.len() / 2;
    damaged[middle..middle + 64].fill(0x55);
    assert_eq!(given("t.csv.gz", &damaged).open().unwrap_err().code(), "file-damaged");
}

#[test]
fn archives_that_unpack_too_large() {
    // the ratio is looked at from 64 MiB on
    let text = format!("a,b\n{}", "1,2\n".repeat(17 << 20));
    let packed = zstd::encode_all(text.as_bytes(), 3).unwrap();
    let options = OpenOptions { max_unpacked_ratio: 100, ..OpenOptions::default() };
    check(
        "t.csv.zst",
        packed,
        options,
        [
            "unpacks-too-large",
            "file `FILE` unpacks to more than `100` times its size; expected less",
            "unpack the file yourself if you trust it, and import the unpacked file",
        ],
    );
    let options = OpenOptions { max_unpacked_bytes: 1000, ..OpenOptions::default() };
    let error = open(fixture("orders.xlsx"), options, &Watch::new()).unwrap_err();
    assert_eq!((error.code(), error.value("limit")), ("unpacks-too-large", Some("`1000` bytes")));
}

#[test]
fn text_that_cannot_be_decoded() {
    let expected = [
        "text-not-decodable",
        "file `FILE` line `3` (byte `15`) is not text in the encodings tried: `utf-8, gb18030`; expected one encoding \
         throughout",
        "name the encoding with `--encoding`: utf-8, utf-16le, utf-16be, gb18030 or windows-1252",
    ];
    // Windows-1252: not valid in either; then valid GB18030 by chance, but no Chinese
    check("t.csv", b"id,name\n1,a\n2,\xe9 x\n", OpenOptions::default(), expected);
    let by_chance = given("t.csv", b"id,city\n1,M\xfcnster\n2,K\xf6ln\n");
    assert_eq!(by_chance.open().unwrap_err().code(), "text-not-decodable");
    let options = OpenOptions { encoding: Some(Encoding::Windows1252), ..OpenOptions::default() };
    assert_eq!(cells(&all(&by_chance.open_with(options).unwrap()))[0][1], "Münster");
    let options = OpenOptions { encoding: Some(Encoding::Utf8), ..OpenOptions::default() };
    let error = by_chance.open_with(options).unwrap_err();
    assert_eq!((error.value("tried"), error.value("line")), (Some("utf-8"), Some("2")));
}

#[test]
fn headers_and_delimiters() {
    check(
        "t.csv",
        "id,name, id \n1,2,3\n",
        OpenOptions::default(),
        [
            "column-twice",
            "file `FILE` has two columns `id`, at positions `1` and `3`; expected different names",
            "rename one of the two columns in the file",
        ],
    );
    let options = OpenOptions { delimiter: Some(b';'), ..OpenOptions::default() };
    check(
        "t.csv",
        "a,b\n1,2\n",
        options,
        [
            "delimiter-not-found",
            "delimiter `;` does not occur in the header of file `FILE`, but `,` does; expected the delimiter between \
             the column names",
            "leave out `--delimiter`, or use `--delimiter ','`",
        ],
    );
    check(
        "t.csv",
        "a,b\n1,2\n3,\"x\n4,5\n",
        OpenOptions::default(),
        [
            "quote-not-closed",
            "file `FILE` row `2` (line `3`) opens a quote that is never closed; expected a closing `\"` before the end \
             of the file",
            "close the quote in that line, or read quotes as plain text with `--no-quotes`",
        ],
    );
    let wide: String = (0..5000).map(|n| format!("c{n},")).collect::<String>() + "\n1\n";
    assert_eq!(given("t.csv", wide).open().unwrap_err().code(), "too-many-columns");
}

#[test]
fn sheets() {
    let with_sheet = |sheet: &str| {
        let options = OpenOptions { sheet: Some(sheet.to_owned()), ..OpenOptions::default() };
        open(fixture("orders.xlsx"), options, &Watch::new())
    };
    let error = with_sheet("Sheet9").unwrap_err();
    assert_eq!(error.code(), "sheet-missing");
    assert!(error.to_string().ends_with("has no sheet `Sheet9`; expected one of `订单`, `说明`, `empty`"), "{error}");
    assert_eq!(error.hint(), "name one of these with `--sheet`");
    assert_eq!(with_sheet("说明").unwrap().column_names(), ["a", "b"]);
    assert_eq!(with_sheet("empty").unwrap_err().code(), "file-empty");
}

#[test]
fn a_file_that_changes_after_it_was_opened() {
    let file = given("t.csv", "a\n1\n");
    let source = file.open().unwrap();
    std::fs::write(&file.path, "a\n1\n2\n").unwrap();
    assert_eq!(profile(&source, &Watch::new()).unwrap_err().code(), "file-changed");
}
