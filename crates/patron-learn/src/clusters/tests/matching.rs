use super::super::{KMeans, Order, match_labels, numbering};
use super::{flowers, k_means, points};

#[test]
fn clusters_are_numbered_by_size_or_by_a_feature() {
    let centres = [vec![1.0, 9.0], vec![2.0, 8.0], vec![3.0, 7.0]];
    assert_eq!(numbering(&[5, 9, 7], &centres, Order::Size), [2, 0, 1]);
    assert_eq!(numbering(&[5, 9, 7], &centres, Order::Feature(0)), [2, 1, 0]);
    // Of equal ones the lower centre comes first.
    assert_eq!(numbering(&[5, 5, 7], &centres, Order::Size), [1, 2, 0]);
}

#[test]
fn a_later_run_keeps_the_numbers() {
    let first = flowers();
    let (before, labels) = k_means(&points(&first, 4), 3);
    // A year later all have grown a little, and most of the largest group have gone, which is now the smallest.
    let later: Vec<f64> = first
        .chunks_exact(4)
        .zip(&labels)
        .enumerate()
        .filter(|(at, (_, label))| **label != 0 || at % 4 == 0)
        .flat_map(|(_, (row, _))| row.iter().map(|x| x * 1.02).collect::<Vec<f64>>())
        .collect();
    let (mut now, mut found): (KMeans, Vec<u32>) = k_means(&points(&later, 4), 3);
    let matches = match_labels(&before.centres, &now.centres).unwrap();
    assert!(matches.iter().all(|found| found.sure));
    let numbers: Vec<u32> = matches.iter().map(|found| found.number).collect();
    assert_ne!(numbers, [0, 1, 2]);
    now.renumber(&numbers);
    found.iter_mut().for_each(|label| *label = numbers[*label as usize]);
    assert_eq!(now.sizes.iter().min(), Some(&now.sizes[0]));
    let kept = labels.iter().enumerate().filter(|(at, label)| **label != 0 || at % 4 == 0).map(|(_, label)| label);
    let moved = kept.zip(&found).filter(|(before, now)| before != now).count();
    assert!(moved < 8, "{moved} moved");
    // The label by nearest centre is that of the fit.
    assert_eq!(now.labels(&points(&later, 4)).unwrap(), found);
    assert_eq!(now.labels(&points(&later, 2)).unwrap_err().code(), "cluster-width");
}
