use super::super::PredictTerms;
use super::super::predict::predict_by;
use super::predicting::{BG_NBD, GAMMA_GAMMA, UNCERTAIN, model, predict_all, terms};
use super::{Written, words};

#[test]
fn one_block_and_many_predict_the_same_to_the_bit() {
    // Rounded, ragged and repeated times; a repeater without a mean in the first and in the last block.
    let mut content = String::from("customer_id,frequency,recency,T,monetary_value,time_unit\n");
    for i in 0..400_u32 {
        let unknown = i.is_multiple_of(399);
        let (x, age) = (if unknown { 1 } else { i * 7 % 23 }, 30.0 + f64::from(i * 31 % 250) / 7.0);
        let recency = if x == 0 { 0.0 } else { age * f64::from(1 + i % 13) / 13.0 };
        let mean = if unknown { String::new() } else { (3 + i % 41).to_string() };
        content.push_str(&format!("C{i},{x},{recency},{age},{mean},day\n"));
    }
    let file = Written::csv(&content);
    for transactions in [BG_NBD, UNCERTAIN] {
        let (transactions, spend) = (model(transactions), model(GAMMA_GAMMA));
        let wanted = PredictTerms { intervals: true, ..terms() };
        let by = |rows| predict_all(rows, &transactions, Some(&spend), &file.summary(), &wanted).unwrap();
        let (whole, notices) = by(1000);
        assert_eq!(whole.num_rows(), 400);
        assert!(notices[0].message.starts_with("`2` repeat customers"), "{}", notices[0].message);
        for rows in [1, 64, 399] {
            let (parts, said) = by(rows);
            assert_eq!(said, notices);
            for (one, other) in whole.columns().iter().zip(parts.columns()) {
                assert_eq!(one.to_data(), other.to_data(), "blocks of {rows}");
            }
        }
    }
}

#[test]
fn a_bad_row_in_a_later_block_is_an_error_after_the_rows_before_it() {
    let file = Written::csv("id,x,t_x,T\n1,2,10,30\n2,0,0,30\n3,5,40,30\n4,0,0,30\n");
    let mut predictions = predict_by(2, &model(BG_NBD), None, &file.summary(), &terms()).unwrap();
    assert_eq!(predictions.next().unwrap().unwrap().num_rows(), 2);
    let (message, _) = words(&predictions.next().unwrap().unwrap_err(), &file);
    assert_eq!(message, "file `summary.csv`, row `4`, column `t_x`: `40`, expected at most the `30` of `T`");
    assert!(predictions.next().is_none(), "nothing follows an error");
}
