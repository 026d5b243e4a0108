use super::super::TimeUnit;
use super::super::field::Field;
use super::super::reader::Reader;
use super::super::row::SummaryRow;
use super::{Written, words};
use crate::error::ServiceError;

const TIMES: [Field; 3] = [Field::Frequency, Field::Recency, Field::Age];
const NAMED_TIMES: [Field; 4] = [Field::CustomerId, Field::Frequency, Field::Recency, Field::Age];

/// All rows of a file.
#[derive(Debug, Default, PartialEq)]
struct Summary {
    customer_ids: Vec<String>,
    rows: Vec<SummaryRow>,
    numbers: Vec<u64>,
    time_unit: Option<TimeUnit>,
}

fn read_by(block_rows: usize, needed: &[Field], file: &Written) -> Result<Summary, ServiceError> {
    let mut reader = Reader::open(&file.summary(), needed, block_rows)?;
    let mut summary = Summary::default();
    while let Some(block) = reader.next_block()? {
        assert!(block.rows.len() <= block_rows && block.rows.len() == block.numbers.len());
        let ids = block.customer_ids.iter().flatten().flatten();
        summary.customer_ids.extend(ids.map(str::to_owned));
        summary.rows.extend(block.rows);
        summary.numbers.extend(block.numbers);
    }
    summary.time_unit = reader.time_unit();
    Ok(summary)
}

fn read(file: &Written) -> Result<Summary, ServiceError> {
    read_by(1000, &TIMES, file)
}

#[test]
fn names_of_other_programs_line_ends_and_delimiters_are_understood() {
    let own = "customer_id,frequency,recency,T,monetary_value\n1,2,30.43,38.86,22.35\n2,0,0,38.86,0\n";
    let read = |content: &str| read_by(1000, &NAMED_TIMES, &Written::csv(content)).unwrap();
    let expected = read(own);
    assert_eq!((expected.customer_ids.as_slice(), expected.rows.len()), (&["1".to_owned(), "2".to_owned()][..], 2));
    assert_eq!(expected.rows[0].monetary_value, Some(22.35));
    assert_eq!((expected.rows[0].weight, expected.time_unit), (1.0, None));
    for others in [
        "ID,x,t_x,T,zbar\n1,2,30.43,38.86,22.35\n2,0,0,38.86,0",
        "Id;x;t.x;T.cal;Spending\r\n1;2;30.43;38.86;22.35\r\n2;0;0;38.86;0\r\n",
        "cust\tx\tt.x\tT.cal\tm_x\n1\t2\t30.43\t38.86\t22.35\n2\t0\t0\t38.86\t0",
        "\u{feff}customer_id,frequency,recency,age,monetary_value\n1,2,30.43,38.86,22.35\n2,0.0,0.0,38.86,0.0\n",
        "region,customer_id,frequency,recency,T,age,monetary_value\nn,1,2,30.43,38.86,51,22.35\ns,2,0,0,38.86,33,0\n",
    ] {
        assert_eq!(read(others), expected, "{others}");
    }
}

#[test]
fn weights_units_and_unknown_means_are_read() {
    let file = Written::csv("x,t_x,T,n.custs,m_x,time_unit\n0,0,10,120,NA,month\n1,4,10,30.5,,month\n");
    let summary = read(&file).unwrap();
    assert_eq!(summary.time_unit, Some(TimeUnit::Month));
    assert_eq!(summary.rows.iter().map(|row| row.weight).collect::<Vec<_>>(), [120.0, 30.5]);
    assert!(summary.rows.iter().all(|row| row.monetary_value.is_none()) && summary.customer_ids.is_empty());
}

#[test]
fn a_bad_row_is_named_with_its_value_and_what_was_expected() {
    let head = "customer_id,frequency,recency,T,monetary_value,weight\n1,0,0,5,0,1\n";
    for (row, message, hint) in [
        (
            "2,1.5,1,5,0,1",
            "column `frequency`: `1.5`, expected a whole number not below zero",
            "frequency counts repeat purchases, the first not counted",
        ),
        (
            "2,-1,1,5,0,1",
            "column `frequency`: `-1`, expected a whole number not below zero",
            "frequency counts repeat purchases, the first not counted",
        ),
        (
            "2,two,1,5,0,1",
            "column `frequency`: `two`, expected a number",
            "write numbers as 1234.56, without signs for thousands",
        ),
        ("2,,1,5,0,1", "column `frequency`: ``, expected a value", "fill the cell, or leave the row out"),
        (
            "2,1,7,5,0,1",
            "column `recency`: `7`, expected at most the `5` of `T`",
            "recency is the time from first to last purchase, not the time since the last",
        ),
        (
            "2,0,3,5,0,1",
            "column `recency`: `3`, expected 0 where `frequency` is 0",
            "frequency counts repeat purchases; purchases of one day are one purchase",
        ),
        (
            "2,3,0,5,0,1",
            "column `recency`: `0`, expected more than 0 where `frequency` is `3`",
            "frequency counts repeat purchases; purchases of one day are one purchase",
        ),
        (
            "2,1,1,-5,0,1",
            "column `T`: `-5`, expected a time not below zero",
            "times are counted forward from the first purchase, in one unit",
        ),
        (
            "2,1,1,inf,0,1",
            "column `T`: `inf`, expected a number",
            "write numbers as 1234.56, without signs for thousands",
        ),
        (
            "2,1,1,5,1 000,1",
            "column `monetary_value`: `1 000`, expected a number",
            "write numbers as 1234.56, without signs for thousands",
        ),
        ("2,1,1,5,0,0", "column `weight`: `0`, expected a positive number of customers", "leave the row out"),
        (
            "1,1,1,5,0,1",
            "column `customer_id`: `1`, expected a customer of its own, found the one of row `2`",
            "a summary file has one row for each customer",
        ),
        (",1,1,5,0,1", "column `customer_id`: ``, expected a value", "fill the cell, or leave the row out"),
    ] {
        let file = Written::csv(&format!("{head}{row}\n"));
        let error = read(&file).unwrap_err();
        let expected = format!("file `summary.csv`, row `3`, {message}");
        assert_eq!(words(&error, &file), (expected, hint.to_owned()), "{row}");
        assert_eq!(error.code(), "summary-value");
    }
}

#[test]
fn a_row_cut_short_and_units_that_change_are_refused() {
    let file = Written::csv("customer_id,frequency,recency,T\n1,0,0,5\n2,1,3\n");
    let (message, _) = words(&read(&file).unwrap_err(), &file);
    assert_eq!(message, "file `summary.csv`, row `3`: `2 | 1 | 3`, expected `4` fields as in the header, found `3`");
    let file = Written::csv("x,t_x,T,time_unit\n0,0,5,week\n0,0,5,day\n");
    let (message, hint) = words(&read(&file).unwrap_err(), &file);
    assert!(message.ends_with("column `time_unit`: `day`, expected `week` as in the rows above"), "{message}");
    assert_eq!(hint, "one file has one unit");
}

#[test]
fn columns_that_are_missing_or_ambiguous_are_named() {
    let file = Written::csv("customer_id,x,t_x\n1,0,0\n");
    let error = read(&file).unwrap_err();
    let (message, hint) = words(&error, &file);
    assert_eq!(message, "file `summary.csv` has no column `T`; expected it among `customer_id, x, t_x`");
    assert_eq!(hint, "name the column `T`, or one of t, t_cal, age, t_calibration");
    let file = Written::csv("x,t_x,T,ID,cust\n0,0,1,1,1\n");
    let (message, hint) = words(&read(&file).unwrap_err(), &file);
    assert_eq!(message, "file `summary.csv` has columns `ID` and `cust`; expected one of them to be `customer_id`");
    assert_eq!(hint, "rename the right one to `customer_id`");
}

#[test]
fn a_file_that_is_not_there_is_said_so() {
    let error = Reader::open(&super::super::SummaryFile::new("no/such.csv"), &TIMES, 1000).unwrap_err();
    assert_eq!(error.code(), "file-missing");
    assert!(error.to_string().starts_with("file `no/such.csv` does not exist"), "{error}");
}

#[test]
fn blocks_of_any_size_hold_the_same_rows_and_the_same_first_fault() {
    let row =
        |i: u32| format!("C{i},{},{},{},week\n", i % 3, if i.is_multiple_of(3) { 0.0 } else { 0.5 * f64::from(i) }, i);
    let content = |rows: String| format!("customer_id,frequency,recency,T,time_unit\n{rows}");
    let whole = Written::csv(&content((1..=50).map(row).collect()));
    let expected = read_by(1000, &NAMED_TIMES, &whole).unwrap();
    assert_eq!((expected.rows.len(), expected.numbers[49], expected.time_unit), (50, 51, Some(TimeUnit::Week)));
    for block_rows in [1, 7, 49, 50] {
        assert_eq!(read_by(block_rows, &NAMED_TIMES, &whole).unwrap(), expected);
    }
    let rows: String = (1..=50).map(row).collect();
    for (last, fault) in [
        (
            "C3,0,0,5,week\n",
            "row `52`, column `customer_id`: `C3`, expected a customer of its own, found the one of row `4`",
        ),
        ("C90,0,0,5,day\n", "row `52`, column `time_unit`: `day`, expected `week` as in the rows above"),
        ("C90,0,0,few,week\n", "row `52`, column `T`: `few`, expected a number"),
        ("C90,0\n", "row `52`: `C90 | 0`, expected `5` fields as in the header, found `2`"),
    ] {
        let file = Written::csv(&content(format!("{rows}{last}")));
        for block_rows in [1, 7, 1000] {
            let (message, _) = words(&read_by(block_rows, &TIMES, &file).unwrap_err(), &file);
            assert_eq!(message, format!("file `summary.csv`, {fault}"));
        }
    }
}

#[test]
fn typed_columns_are_read_as_the_same_numbers_in_text() {
    use std::sync::Arc;

    use arrow::array::{
        ArrayRef, Decimal128Array, Float32Array, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray,
    };

    let text = "customer_id,frequency,recency,T,monetary_value,weight\n7,2,30.43,38.86,22.35,1\n8,0,0,38.5,,2.5\n";
    let expected = read_by(1000, &NAMED_TIMES, &Written::csv(text)).unwrap();
    let money = Decimal128Array::from(vec![Some(2235), None]).with_precision_and_scale(18, 2).unwrap();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("note", Arc::new(StringArray::from(vec!["left", "alone"]))),
        ("customer_id", Arc::new(Int64Array::from(vec![7, 8]))),
        ("frequency", Arc::new(Int32Array::from(vec![2, 0]))),
        ("recency", Arc::new(Float32Array::from(vec![30.43, 0.0]))),
        ("T", Arc::new(Float64Array::from(vec![38.86, 38.5]))),
        ("monetary_value", Arc::new(money)),
        ("weight", Arc::new(StringArray::from(vec![" 1 ", "2.5"]))),
    ];
    let parquet = |columns: Vec<(&str, ArrayRef)>| {
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let mut bytes = Vec::new();
        let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        Written::new("summary.parquet", bytes)
    };
    let mut found = read_by(1000, &NAMED_TIMES, &parquet(columns.clone())).unwrap();
    // Parquet has no header line.
    assert_eq!(found.numbers, [1, 2]);
    found.numbers.clone_from(&expected.numbers);
    assert_eq!(found, expected);
    for (wrong, message) in [
        (f64::NAN, "column `T`: `NaN`, expected a number"),
        (-2.5, "column `T`: `-2.5`, expected a time not below zero"),
    ] {
        let mut columns = columns.clone();
        columns[4].1 = Arc::new(Float64Array::from(vec![38.86, wrong]));
        let file = parquet(columns);
        let (found, _) = words(&read_by(1000, &TIMES, &file).unwrap_err(), &file);
        assert_eq!(found, format!("file `summary.parquet`, row `2`, {message}"));
    }
}
