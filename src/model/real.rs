//! Logarithms and powers that come out the same to the last bit on every machine. Those of the standard library are the platform's own, and
//! platforms differ in the last digit: enough to turn an order around, or to make two audits of the same files two files.

/// Numbers with a fraction.
pub trait Real {
    /// The natural logarithm.
    fn log_e(self) -> Self;
    /// The logarithm to base two.
    fn log_2(self) -> Self;
    /// The power of e.
    fn exp_e(self) -> Self;
    /// The power of two.
    fn exp_2(self) -> Self;
}

impl Real for f64 {
    fn log_e(self) -> Self {
        libm::log(self)
    }

    fn log_2(self) -> Self {
        libm::log2(self)
    }

    fn exp_e(self) -> Self {
        libm::exp(self)
    }

    fn exp_2(self) -> Self {
        libm::exp2(self)
    }
}

impl Real for f32 {
    fn log_e(self) -> Self {
        libm::logf(self)
    }

    fn log_2(self) -> Self {
        libm::log2f(self)
    }

    fn exp_e(self) -> Self {
        libm::expf(self)
    }

    fn exp_2(self) -> Self {
        libm::exp2f(self)
    }
}

/// A number to so many digits behind the point, for what a library worked out with functions of the platform.
pub fn rounded(number: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (number * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The true values are from Python's decimal module, to 40 digits.
    #[test]
    fn they_are_right_to_one_unit_in_the_last_place() {
        for (is, true_value) in [
            (0.1_f64.exp_e(), 1.105_170_918_075_647_7),
            (3.0_f64.log_e(), 1.098_612_288_668_109_8),
            (7.0_f64.log_2(), 2.807_354_922_057_604),
            (0.3_f64.exp_2(), 1.231_144_413_344_916_3),
        ] {
            assert!(
                (is - true_value).abs() <= f64::EPSILON * true_value,
                "{is} {true_value}"
            );
        }
        assert!((3.0_f32.log_e() - 1.098_612_3).abs() <= f32::EPSILON * 2.0);
        assert!((0.3_f32.exp_2() - 1.231_144_4).abs() <= f32::EPSILON * 2.0);
        assert!((7.0_f32.log_2() - 2.807_355).abs() <= f32::EPSILON * 4.0);
        assert!((0.1_f32.exp_e() - 1.105_170_9).abs() <= f32::EPSILON * 2.0);
        assert_eq!(rounded(0.123_456_78, 6), 0.123_457);
    }
}
