//! One chain of the normal population.

use nalgebra::{Cholesky, DMatrix, DVector, Matrix2, SymmetricEigen, Vector2};
use patron_models::history::History;
use rand::RngExt;
use rand_distr::StandardNormal;

use super::covariates::Covariates;
use super::individual::Seen;
use super::normal_population::NormalPriors;
use crate::chain::{Moment, Slice, Stream, gamma};

/// The state of a chain.
pub(super) struct Chain<'a> {
    seen: Vec<Seen>,
    z: &'a DMatrix<f64>,
    priors: NormalPriors,
    /// (Z′Z + A)⁻¹ and a square root of it.
    spread: DMatrix<f64>,
    root: DMatrix<f64>,
    /// ln λ and ln μ of each customer.
    own: Vec<Vector2<f64>>,
    /// Coefficients, a row for each column of Z.
    coefficients: DMatrix<f64>,
    /// L with L Lᵀ = Γ.
    factor: Matrix2<f64>,
    /// Directions to move coefficients and L in, as columns, and their slices.
    directions: DMatrix<f64>,
    slices: Vec<Slice>,
    /// Where tuning has been.
    visited: Vec<DVector<f64>>,
}

/// Steps of tuning before directions are learnt for the first time.
const FIRST_LESSON: usize = 64;

impl<'a> Chain<'a> {
    /// Starts at the pace of all customers together, off by a random amount so that chains start apart; `None` where Z
    /// has no inverse.
    pub(super) fn new(
        customers: &[History],
        covariates: &'a Covariates,
        priors: NormalPriors,
        stream: &mut Stream,
    ) -> Option<Self> {
        let z = &covariates.matrix;
        let precision = z.transpose() * z + DMatrix::identity(z.ncols(), z.ncols()) * priors.precision;
        let spread = Cholesky::new(precision)?.inverse();
        let seen: Vec<Seen> = customers.iter().map(Seen::new).collect();
        let time: f64 = customers.iter().map(History::age).sum();
        let purchases: f64 = seen.iter().map(|customer| customer.purchases).sum();
        let mut normal = || stream.sample::<f64, _>(StandardNormal);
        let centre =
            Vector2::new((purchases / time).ln() + 0.4 * normal(), (seen.len() as f64 / time).ln() + 0.4 * normal());
        let mut coefficients = DMatrix::zeros(z.ncols(), 2);
        coefficients.set_row(0, &centre.transpose());
        let own = seen.iter().map(|_| centre + 0.5 * Vector2::new(normal(), normal())).collect();
        Some(Self {
            root: Cholesky::new(spread.clone())?.unpack(),
            spread,
            directions: DMatrix::identity(2 * z.ncols() + 3, 2 * z.ncols() + 3),
            slices: vec![Slice::new(0.2); 2 * z.ncols() + 3],
            visited: Vec::new(),
            factor: Matrix2::identity(),
            seen,
            z,
            priors,
            own,
            coefficients,
        })
    }

    /// Coefficients row by row, then Γ: variance, covariance, variance.
    pub(super) fn parameters(&self) -> Vec<f64> {
        let gamma = self.factor * self.factor.transpose();
        let rows = self.coefficients.row_iter().flat_map(|row| [row[0], row[1]]);
        rows.chain([gamma[(0, 0)], gamma[(0, 1)], gamma[(1, 1)]]).collect()
    }

    /// One step of everything; `None` where a matrix lost its digits.
    pub(super) fn step(&mut self, stream: &mut Stream, tuning: bool) -> Option<()> {
        let means = self.means();
        for (place, mean) in means.iter().enumerate() {
            self.own[place] = self.seen[place].elliptical(stream, self.own[place], *mean, &self.factor);
        }
        self.regression(stream)?;
        self.within_places(stream, tuning)
    }

    /// Purchases to come of a customer and what else a draw says.
    pub(super) fn moment(&self, stream: &mut Stream, place: usize, horizon: f64) -> Moment {
        let (seen, own) = (&self.seen[place], self.own[place].map(f64::exp));
        let end = seen.end(stream, own[0], own[1]);
        seen.moment(stream, (own[0], own[1]), end, horizon)
    }

    /// Means of (ln λ, ln μ) by customer.
    fn means(&self) -> Vec<Vector2<f64>> {
        let means = self.z * &self.coefficients;
        means.row_iter().map(|row| Vector2::new(row[0], row[1])).collect()
    }

    /// Γ and B given (ln λ, ln μ) of all: inverse Wishart and matrix normal.
    fn regression(&mut self, stream: &mut Stream) -> Option<()> {
        let own = DMatrix::from_fn(self.own.len(), 2, |row, column| self.own[row][column]);
        let estimate = &self.spread * (self.z.transpose() * &own);
        let rest = &own - self.z * &estimate;
        let mut scale = Matrix2::identity() * self.priors.scale;
        let squares = rest.transpose() * &rest + estimate.transpose() * &estimate * self.priors.precision;
        scale += Matrix2::from_fn(|i, j| squares[(i, j)]);
        // Γ⁻¹ ~ Wishart(degrees, scale⁻¹): C A Aᵀ Cᵀ, with C a root of scale⁻¹ and A of chi and normal numbers.
        let degrees = self.priors.degrees + self.own.len() as f64;
        let root = Cholesky::new(scale)?.inverse();
        let root = Cholesky::new(root)?.unpack();
        let mut chi = |degrees: f64| (2.0 * gamma(stream, 0.5 * degrees, 1.0)).sqrt();
        let (first, second) = (chi(degrees), chi(degrees - 1.0));
        let bartlett = root * Matrix2::new(first, 0.0, stream.sample(StandardNormal), second);
        let covariance = Cholesky::new(bartlett * bartlett.transpose())?.inverse();
        self.factor = Cholesky::new(covariance)?.unpack();
        let noise = DMatrix::from_fn(estimate.nrows(), 2, |_, _| stream.sample::<f64, _>(StandardNormal));
        let by_gamma = DMatrix::from_fn(2, 2, |i, j| self.factor[(j, i)]);
        self.coefficients = estimate + &self.root * noise * by_gamma;
        Some(())
    }

    /// B and L by slices with ξ = L⁻¹((ln λ, ln μ) − B′z) of every customer held, along directions in which they have
    /// been seen to vary.
    fn within_places(&mut self, stream: &mut Stream, tuning: bool) -> Option<()> {
        let inverse = self.factor.try_inverse()?;
        let places: Vec<Vector2<f64>> =
            self.own.iter().zip(self.means()).map(|(own, mean)| inverse * (own - mean)).collect();
        let mut at = flattened(&self.coefficients, &self.factor);
        for number in 0..at.len() {
            let direction = self.directions.column(number).clone_owned();
            let mut slice = self.slices[number];
            let moved = slice.step(stream, 0.0, tuning, |step| {
                let (coefficients, factor) = unflattened(&(&at + &direction * step));
                let rows = self.z.row_iter().zip(&self.seen).zip(&places);
                let likelihood = rows.map(|((z, seen), place)| {
                    let own = factor * place;
                    let mean =
                        |column: usize| z.iter().zip(coefficients.column(column)).map(|(z, b)| z * b).sum::<f64>();
                    seen.ln_likelihood(mean(0) + own[0], mean(1) + own[1])
                });
                // The logarithms of the diagonal are moved: Γ has l₁₁² l₂₂ of its own, they one more each.
                likelihood.sum::<f64>()
                    + self.ln_prior(&coefficients, &factor)
                    + 3.0 * factor[(0, 0)].ln()
                    + 2.0 * factor[(1, 1)].ln()
            });
            self.slices[number] = slice;
            at += direction * moved;
        }
        (self.coefficients, self.factor) = unflattened(&at);
        let means = self.means();
        for ((own, mean), place) in self.own.iter_mut().zip(&means).zip(&places) {
            *own = mean + self.factor * place;
        }
        if tuning {
            self.learn(&at);
        }
        Some(())
    }

    /// While tuning, takes the principal axes of the last half of what has been seen for directions, at steps that
    /// double.
    fn learn(&mut self, at: &DVector<f64>) {
        self.visited.push(at.clone_owned());
        let count = self.visited.len();
        if count < FIRST_LESSON || !count.is_power_of_two() {
            return;
        }
        let recent = &self.visited[count / 2..];
        let mean = recent.iter().fold(DVector::zeros(at.len()), |sum, point| sum + point) / recent.len() as f64;
        let mut covariance = DMatrix::zeros(at.len(), at.len());
        for point in recent {
            let off = point - &mean;
            covariance += &off * off.transpose() / recent.len() as f64;
        }
        let axes = SymmetricEigen::new(covariance);
        // Axes of unit deviation; one that has hardly been moved along keeps a little.
        let lengths = axes.eigenvalues.map(|variance| variance.max(1e-8).sqrt());
        self.directions = axes.eigenvectors * DMatrix::from_diagonal(&lengths);
        self.slices.fill(Slice::new(1.0));
    }

    /// Log prior density of B and Γ.
    fn ln_prior(&self, coefficients: &DMatrix<f64>, factor: &Matrix2<f64>) -> f64 {
        let Some(inverse) = factor.try_inverse() else { return f64::NEG_INFINITY };
        let ln_root = factor[(0, 0)].ln() + factor[(1, 1)].ln();
        // tr Γ⁻¹ (S + B′AB) by columns of L⁻¹.
        let moved = coefficients * DMatrix::from_fn(2, 2, |i, j| inverse[(j, i)]);
        let trace = self.priors.scale * inverse.norm_squared() + self.priors.precision * moved.norm_squared();
        -(self.priors.degrees + 3.0 + coefficients.nrows() as f64) * ln_root - 0.5 * trace
    }
}

/// Coefficients row by row, then ln l₁₁, l₂₁, ln l₂₂.
fn flattened(coefficients: &DMatrix<f64>, factor: &Matrix2<f64>) -> DVector<f64> {
    let rows = coefficients.row_iter().flat_map(|row| [row[0], row[1]]);
    let of_factor = [factor[(0, 0)].ln(), factor[(1, 0)], factor[(1, 1)].ln()];
    DVector::from_vec(rows.chain(of_factor).collect())
}

fn unflattened(flat: &DVector<f64>) -> (DMatrix<f64>, Matrix2<f64>) {
    let rows = (flat.len() - 3) / 2;
    let coefficients = DMatrix::from_fn(rows, 2, |row, column| flat[2 * row + column]);
    let of_factor = flat.rows(2 * rows, 3);
    (coefficients, Matrix2::new(of_factor[0].exp(), 0.0, of_factor[1], of_factor[2].exp()))
}
